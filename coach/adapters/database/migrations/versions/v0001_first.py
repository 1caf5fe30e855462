"""Make all tables of the first history."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, their indices and the search."""
    _frame()
    _attempts()
    _transcripts()
    _reports()
    _remarks()
    op.execute(
        "CREATE VIRTUAL TABLE search USING fts5"
        """(text, question, title, tokenize = "unicode61 remove_diacritics 2 tokenchars '+#'")"""
    )


def _text(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _name(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.String(), **{"nullable": False, **options})


def _number(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Float(), nullable=nullable)


def _whole(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False, **options)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _time(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String(32), nullable=nullable)


def _of(name: str, target: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.String(), sa.ForeignKey(target, ondelete="CASCADE"), nullable=False, **options)


def _frame() -> None:
    op.create_table(
        "session",
        _name("id", primary_key=True),
        _time("started_at"),
        _name("mode"),
        _text("plan"),
        _whole("done"),
    )
    op.create_table(
        "story",
        _name("id", primary_key=True),
        _text("title"),
        _text("cues"),
        _text("moment"),
        _text("themes"),
    )


def _attempts() -> None:
    op.create_table(
        "attempt",
        _whole("number", primary_key=True),
        _name("id", unique=True),
        _time("started_at"),
        _name("state"),
        _name("question_key"),
        _text("question_text"),
        _name("category"),
        _text("question", nullable=True),
        sa.Column("story_id", sa.String(), sa.ForeignKey("story.id", ondelete="SET NULL")),
        _text("story", nullable=True),
        sa.Column("session_id", sa.String(), sa.ForeignKey("session.id", ondelete="SET NULL")),
        _text("title"),
        _flag("starred"),
        _time("binned_at", nullable=True),
    )
    op.create_index("attempt_listed", "attempt", ["binned_at", "started_at"])
    op.create_index("attempt_category", "attempt", ["category", "binned_at", "started_at"])
    op.create_index("attempt_question", "attempt", ["question_key"])
    op.create_index("attempt_story", "attempt", ["story_id"])
    op.create_index("attempt_session", "attempt", ["session_id"])
    op.create_index("attempt_living", "attempt", ["state"], sqlite_where=sa.text("state = 'recording'"))
    op.create_table(
        "recording",
        _of("attempt_id", "attempt.id", primary_key=True),
        sa.Column("path", sa.Text(), nullable=False, unique=True),
        _number("seconds"),
        _whole("sample_rate"),
        _text("pausings"),
        _whole("dropped_blocks"),
        _flag("device_lost"),
    )


def _transcripts() -> None:
    op.create_table(
        "transcript",
        _name("id", primary_key=True),
        _of("attempt_id", "attempt.id"),
        _whole("place"),
        _flag("newest"),
        _time("made_at"),
        _text("text"),
        _name("language"),
        _name("engine"),
        _name("model"),
        _flag("edited"),
    )
    op.create_index("transcript_attempt", "transcript", ["attempt_id", "place"], unique=True)
    op.create_index("transcript_newest", "transcript", ["attempt_id"], unique=True, sqlite_where=sa.text("newest = 1"))
    op.create_table(
        "word",
        _of("transcript_id", "transcript.id", primary_key=True),
        _whole("place", primary_key=True),
        _text("text"),
        _number("start"),
        _number("end"),
        _number("probability"),
        sqlite_with_rowid=False,
    )


def _part_of_report(name: str, *columns: sa.Column[Any]) -> None:
    owner = _of("transcript_id", "report.transcript_id", primary_key=True)
    op.create_table(name, owner, _whole("place", primary_key=True), *columns, sqlite_with_rowid=False)


def _reports() -> None:
    op.create_table(
        "report",
        _of("transcript_id", "transcript.id", primary_key=True),
        _of("attempt_id", "attempt.id"),
        _flag("newest"),
        _time("made_at"),
        _whole("version"),
        _text("strength", nullable=True),
        _text("next_step", nullable=True),
    )
    op.create_index("report_attempt", "report", ["attempt_id"])
    op.create_index("report_newest", "report", ["attempt_id"], unique=True, sqlite_where=sa.text("newest = 1"))
    span = (_number("start", nullable=True), _number("end", nullable=True))
    _part_of_report("moment", _name("kind"), _name("name"), *span, _text("text"), _name("certainty"), _text("why"))
    _part_of_report(
        "measure",
        _name("name"),
        _number("value", nullable=True),
        _name("unit"),
        _text("words"),
        _name("certainty"),
        _number("low", nullable=True),
        _number("high", nullable=True),
    )
    op.create_index("measure_trend", "measure", ["name", "transcript_id", "value"])
    at = _number("at", nullable=True)
    _part_of_report("finding", _name("part"), _name("name"), _name("state"), at, _text("quote"))
    _part_of_report("key_term", _name("term"), _name("state"), _number("at", nullable=True))


def _remarks() -> None:
    op.create_table(
        "correction",
        _name("id", primary_key=True),
        _of("attempt_id", "attempt.id"),
        _time("made_at"),
        _name("kind"),
        _name("name"),
        _name("verdict"),
        _number("start", nullable=True),
        _number("end", nullable=True),
        _text("quote"),
    )
    op.create_table(
        "note", _name("id", primary_key=True), _of("attempt_id", "attempt.id"), _time("written_at"), _text("text")
    )
    op.create_table(
        "bookmark", _name("id", primary_key=True), _of("attempt_id", "attempt.id"), _number("at"), _text("label")
    )
    for table in ("correction", "note", "bookmark"):
        op.create_index(f"{table}_attempt", table, ["attempt_id"])
