"""The tables of the history, in the words of `coach.model`; `migrations` makes exactly these."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from numbers import Integral, Real
from typing import Any

import msgspec
from sqlalchemy import (
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    text,
)

from coach.messages import Message
from coach.model import Candidate, Pausing, Question, Report, Story

SCHEMA = 6
"""The number of the newest migration, kept in `PRAGMA user_version`."""

APPLICATION = 0x416E4361
"""What `PRAGMA application_id` of a history says ("AnCa"): this database is ours."""


class Utc(TypeDecorator[datetime]):
    """Keep a moment of the clock as ISO text in UTC, of one length, so that text order is time order."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Return the text for a time; a time without a zone is local time."""
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Return the time for a text."""
        return None if value is None else datetime.fromisoformat(value)


class Json(TypeDecorator[Any]):
    """Keep a value of the model as JSON text, messages by key and values so that any language can be made of them."""

    impl = Text()
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind
        self._decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(kind)

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Return the JSON of a value."""
        return None if value is None else msgspec.json.encode(value, enc_hook=_plain).decode()

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Return the value of a JSON text."""
        if value is None:
            return None
        found = self._decoder.decode(value)
        if isinstance(found, Report):
            return revive_report(found)
        return revive(found) if isinstance(found, Message) else found


def revive(message: Message) -> Message:
    """Return a decoded message in which the messages among its values are messages again."""
    if not any(type(value) is dict for value in message.values.values()):
        return message
    return Message(message.key, {name: _revive_value(value) for name, value in message.values.items()})


def revive_report(report: Report) -> Report:
    """Return a decoded report in which all messages are messages again."""
    return replace(
        report,
        measures=tuple(replace(measure, words=revive(measure.words)) for measure in report.measures),
        moments=tuple(replace(moment, why=revive(moment.why)) for moment in report.moments),
        strength=revive(report.strength) if report.strength is not None else None,
        next_step=revive(report.next_step) if report.next_step is not None else None,
    )


def _revive_value(value: object) -> object:
    if isinstance(value, dict) and value.keys() == {"key", "values"}:
        return revive(Message(value["key"], value["values"]))
    return value


def _plain(value: object) -> object:
    # A number of NumPy is a number; whatever else fills a message is going to be read as text.
    if isinstance(value, Integral):
        return int(value)
    return float(value) if isinstance(value, Real) else str(value)


metadata = MetaData()


def _of_attempt(**options: Any) -> Column[str]:
    return Column("attempt_id", ForeignKey("attempt.id", ondelete="CASCADE"), nullable=False, **options)


def _of_transcript() -> Column[str]:
    return Column("transcript_id", ForeignKey("transcript.id", ondelete="CASCADE"), primary_key=True)


session = Table(
    "session",
    metadata,
    Column("id", String, primary_key=True),
    Column("started_at", Utc, nullable=False),
    Column("mode", String, nullable=False),
    Column("plan", Json(tuple[str, ...]), nullable=False),
    Column("done", Integer, nullable=False),
)

story = Table(
    "story",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", Text, nullable=False),
    Column("cues", Json(dict[str, str]), nullable=False),
    Column("moment", Json(dict[str, str]), nullable=False),
    Column("themes", Json(tuple[str, ...]), nullable=False),
    Column("leads", Json(tuple[str, ...]), nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("binned_at", Utc),
)

# `number` is the rowid by name: search refers to it, and an unnamed rowid may change when the file is vacuumed.
# `question` and `story` are copies of what was asked, in one piece; the columns beside them are for lists. So are the
# last four: `sort_key` is written with the title, the others by `lists.summary`.
attempt = Table(
    "attempt",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("started_at", Utc, nullable=False),
    Column("state", String, nullable=False),
    Column("question_key", String, nullable=False),
    Column("question_text", Text, nullable=False),
    Column("category", String, nullable=False),
    Column("question", Json(Question)),
    Column("story_id", ForeignKey("story.id", ondelete="SET NULL")),
    Column("story", Json(Story)),
    Column("session_id", ForeignKey("session.id", ondelete="SET NULL")),
    Column("title", Text, nullable=False),
    Column("starred", Boolean, nullable=False),
    Column("binned_at", Utc),
    Column("feeling", String, nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("engine", String, nullable=False),
    Column("anchors", Text, nullable=False),
)
# Each holds all that a list or a count looks at, so that SQLite never reads the rows that it leaves out.
_FILTERED = ("category", "question_key", "story_id", "engine", "starred", "seconds")
Index("attempt_listed", attempt.c.binned_at, attempt.c.started_at, *(attempt.c[name] for name in _FILTERED))
Index("attempt_question", attempt.c.binned_at, attempt.c.question_key, attempt.c.started_at)
Index("attempt_anchors", attempt.c.binned_at, attempt.c.category, attempt.c.anchors)
Index("attempt_story", attempt.c.story_id)
Index("attempt_session", attempt.c.session_id)
Index("attempt_living", attempt.c.state, sqlite_where=text("state = 'recording'"))

recording = Table(
    "recording",
    metadata,
    _of_attempt(primary_key=True),
    Column("path", Text, nullable=False, unique=True),
    Column("seconds", Float, nullable=False),
    Column("sample_rate", Integer, nullable=False),
    Column("pausings", Json(tuple[Pausing, ...]), nullable=False),
    Column("dropped_blocks", Integer, nullable=False),
    Column("device_lost", Boolean, nullable=False),
)

transcript = Table(
    "transcript",
    metadata,
    Column("id", String, primary_key=True),
    _of_attempt(),
    Column("place", Integer, nullable=False),
    Column("newest", Boolean, nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("text", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("engine", String, nullable=False),
    Column("model", String, nullable=False),
    Column("edited", Boolean, nullable=False),
    # Last in the row, so that SQLite passes them over when it reads the text for a list.
    Column("frames_hop", Float),
    Column("frames_filler", LargeBinary),
    Column("frames_voice", LargeBinary),
    Column("frames_lift", LargeBinary),
)
Index("transcript_attempt", transcript.c.attempt_id, transcript.c.place, unique=True)
Index("transcript_newest", transcript.c.attempt_id, unique=True, sqlite_where=text("newest = 1"))

word = Table(
    "word",
    metadata,
    _of_transcript(),
    Column("place", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("start", Float, nullable=False),
    Column("end", Float, nullable=False),
    Column("probability", Float, nullable=False),
    sqlite_with_rowid=False,
)

# What its parts say is what shows; `as_made` holds it all as analysis made it, where a person's corrections changed it.
report = Table(
    "report",
    metadata,
    _of_transcript(),
    _of_attempt(),
    Column("newest", Boolean, nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("version", Integer, nullable=False),
    Column("strength", Json(Message)),
    Column("next_step", Json(Message)),
    Column("as_made", Json(Report)),
    Column("candidates", Json(tuple[Candidate, ...])),
)
Index("report_attempt", report.c.attempt_id)
Index("report_newest", report.c.attempt_id, unique=True, sqlite_where=text("newest = 1"))


def _part_of_report(name: str, *columns: Column[Any]) -> Table:
    owner: Column[str] = Column(
        "transcript_id", ForeignKey("report.transcript_id", ondelete="CASCADE"), primary_key=True
    )
    place = Column("place", Integer, primary_key=True)
    return Table(name, metadata, owner, place, *columns, sqlite_with_rowid=False)


moment = _part_of_report(
    "moment",
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("start", Float),
    Column("end", Float),
    Column("text", Text, nullable=False),
    Column("certainty", String, nullable=False),
    Column("why", Json(Message), nullable=False),
)

measure = _part_of_report(
    "measure",
    Column("name", String, nullable=False),
    Column("value", Float),
    Column("unit", String, nullable=False),
    Column("words", Json(Message), nullable=False),
    Column("certainty", String, nullable=False),
    Column("low", Float),
    Column("high", Float),
)

# The values of the newest report of each take once more, in the order in which a trend reads them: by measure, then by
# take. `lists.summary` writes them.
trend = Table(
    "trend",
    metadata,
    Column("number", ForeignKey("attempt.number", ondelete="CASCADE"), primary_key=True),
    Column("name", String, primary_key=True),
    Column("value", Float, nullable=False),
    sqlite_with_rowid=False,
)
Index("trend_measure", trend.c.name, trend.c.number, trend.c.value)

finding = _part_of_report(
    "finding",
    Column("part", String, nullable=False),
    Column("name", String, nullable=False),
    Column("state", String, nullable=False),
    Column("at", Float),
    Column("quote", Text, nullable=False),
)

key_term = _part_of_report(
    "key_term",
    Column("term", String, nullable=False),
    Column("state", String, nullable=False),
    Column("at", Float),
)

correction = Table(
    "correction",
    metadata,
    Column("id", String, primary_key=True),
    _of_attempt(),
    Column("made_at", Utc, nullable=False),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("start", Float),
    Column("end", Float),
    Column("quote", Text, nullable=False),
)
Index("correction_attempt", correction.c.attempt_id)

note = Table(
    "note",
    metadata,
    Column("id", String, primary_key=True),
    _of_attempt(),
    Column("written_at", Utc, nullable=False),
    Column("text", Text, nullable=False),
)
Index("note_attempt", note.c.attempt_id)

bookmark = Table(
    "bookmark",
    metadata,
    Column("id", String, primary_key=True),
    _of_attempt(),
    Column("at", Float, nullable=False),
    Column("label", Text, nullable=False),
)
Index("bookmark_attempt", bookmark.c.attempt_id)
