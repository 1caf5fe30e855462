"""Values of the model to rows of the tables and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, FromClause, Row, Select, Table, select

from coach.adapters.database import tables as t
from coach.model import (
    Attempt,
    Bookmark,
    Correction,
    Finding,
    Frames,
    Measure,
    Moment,
    Note,
    Question,
    Recording,
    Report,
    Review,
    Story,
    TermUse,
    Transcript,
    Word,
)
from coach.practice.history import sort_key

Values = dict[str, Any]
Parts = dict[str, list[Row[Any]]]


def attempt_values(
    attempt_id: str, started_at: datetime, question: Question | None, story: Story | None, session_id: str | None
) -> Values:
    """Return the row of a take that begins."""
    return {
        "id": attempt_id,
        "started_at": started_at,
        "state": "recording",
        "question_key": question.key if question else "",
        "question_text": question.text if question else "",
        "category": question.category if question else "",
        "question": question,
        "story_id": story.id if story else None,
        "story": story,
        "session_id": session_id,
        "title": "",
        "starred": False,
        "feeling": "",
        "sort_key": sort_key(question.text) if question else "",
        "seconds": 0.0,
        "engine": "",
        "anchors": "[]",
    }


def story_values(story: Story) -> Values:
    """Return the columns of a story that a person writes."""
    return {name: getattr(story, name) for name in ("title", "cues", "moment", "themes", "leads")}


def recording_values(recording: Recording) -> Values:
    """Return the columns of a recording that are known when it ends; its path was known before."""
    return {
        "seconds": float(recording.seconds),
        "sample_rate": int(recording.sample_rate),
        "pausings": recording.pausings,
        "dropped_blocks": int(recording.dropped_blocks),
        "device_lost": recording.device_lost,
    }


def transcript_values(transcript: Transcript) -> Values:
    """Return the columns of a transcript but those that say whose and which it is."""
    names = ("text", "language", "engine", "model", "edited")
    frames = transcript.frames
    return {name: getattr(transcript, name) for name in names} | {
        "frames_hop": float(frames.hop) if frames is not None else None,
        "frames_filler": frames.filler if frames is not None else None,
        "frames_voice": frames.voice if frames is not None else None,
        "frames_lift": frames.lift if frames is not None else None,
    }


def word_rows(transcript_id: str, words: Sequence[Word]) -> list[Values]:
    """Return the rows of the words of a transcript."""
    return [
        {
            "transcript_id": transcript_id,
            "place": place,
            "text": word.text,
            "start": float(word.start),
            "end": float(word.end),
            "probability": float(word.probability),
        }
        for place, word in enumerate(words)
    ]


def report_rows(transcript_id: str, report: Report) -> list[tuple[Table, list[Values]]]:
    """Return the rows of all parts of a report, table by table."""
    findings = [("anchor", finding) for finding in report.anchors]
    findings += [("structure", finding) for finding in report.structure]
    parts: list[tuple[Table, list[Values]]] = [
        (t.moment, [_values(moment, "start", "end") for moment in report.moments]),
        (t.measure, [_values(measure, "value", "low", "high") for measure in report.measures]),
        (t.finding, [_values(finding, "at") | {"part": part} for part, finding in findings]),
        (t.key_term, [_values(term, "at") for term in report.key_terms]),
    ]
    for _, rows in parts:
        for place, row in enumerate(rows):
            row.update(transcript_id=transcript_id, place=place)
    return parts


def _values(value: Moment | Measure | Finding | TermUse, *numbers: str) -> Values:
    # A number of NumPy would be stored as bytes.
    row = {name: getattr(value, name) for name in value.__dataclass_fields__}
    return row | {name: None if row[name] is None else float(row[name]) for name in numbers}


def load_attempt(connection: Connection, folder: Path, attempt_id: str) -> Attempt | None:
    """Read one take with all that belongs to it: a fixed number of queries, however much that is."""
    query = (
        select(t.attempt, *(column for column in t.recording.c if column.name != "attempt_id"))
        .outerjoin(t.recording, t.recording.c.attempt_id == t.attempt.c.id)
        .where(t.attempt.c.id == attempt_id)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    return Attempt(
        id=row.id,
        started_at=row.started_at,
        state=row.state,
        question=row.question,
        story=row.story,
        recording=_recording(folder, row) if row.path is not None else None,
        session_id=row.session_id,
        title=row.title,
        starred=row.starred,
        binned_at=row.binned_at,
        feeling=row.feeling,
        reviews=_load_reviews(connection, attempt_id),
        **_load_remarks(connection, attempt_id),
    )


def _recording(folder: Path, row: Row[Any]) -> Recording:
    return Recording(folder / row.path, row.seconds, row.sample_rate, row.pausings, row.dropped_blocks, row.device_lost)


def _load_reviews(connection: Connection, attempt_id: str) -> tuple[Review, ...]:
    written = connection.execute(
        select(t.transcript).where(t.transcript.c.attempt_id == attempt_id).order_by(t.transcript.c.place)
    ).all()
    judged = connection.execute(select(t.report).where(t.report.c.attempt_id == attempt_id)).all()
    words = _parts(connection, t.word, t.transcript, t.transcript.c.id, attempt_id)
    of_reports = {
        table: _parts(connection, table, t.report, t.report.c.transcript_id, attempt_id)
        for table in (t.moment, t.measure, t.finding, t.key_term)
    }
    reports = {row.transcript_id: _report(row, of_reports) for row in judged}
    return tuple(_review(row, words[row.id], reports.get(row.id)) for row in written)


def _parts(connection: Connection, table: Table, owner: FromClause, key: Any, attempt_id: str) -> Parts:
    query: Select[Any] = (
        select(table)
        .join(owner, key == table.c.transcript_id)
        .where(owner.c.attempt_id == attempt_id)
        .order_by(table.c.transcript_id, table.c.place)
    )
    parts: Parts = defaultdict(list)
    for row in connection.execute(query):
        parts[row.transcript_id].append(row)
    return parts


def _review(row: Row[Any], words: list[Row[Any]], report: Report | None) -> Review:
    heard = tuple(Word(word.text, word.start, word.end, word.probability) for word in words)
    notes = [noted or b"" for noted in (row.frames_filler, row.frames_voice, row.frames_lift)]
    frames = Frames(row.frames_hop, *notes) if row.frames_hop is not None else None
    transcript = Transcript(row.text, heard, row.language, row.engine, row.model, row.edited, frames)
    return Review(row.id, row.made_at, transcript, report)


def _report(row: Row[Any], parts: dict[Table, Parts]) -> Report:
    key = row.transcript_id
    findings = parts[t.finding][key]
    return Report(
        measures=tuple(
            Measure(m.name, m.value, m.unit, m.words, m.certainty, m.low, m.high) for m in parts[t.measure][key]
        ),
        moments=tuple(Moment(m.kind, m.name, m.start, m.end, m.text, m.certainty, m.why) for m in parts[t.moment][key]),
        anchors=tuple(_finding(finding) for finding in findings if finding.part == "anchor"),
        structure=tuple(_finding(finding) for finding in findings if finding.part == "structure"),
        key_terms=tuple(TermUse(use.term, use.state, use.at) for use in parts[t.key_term][key]),
        strength=row.strength,
        next_step=row.next_step,
        version=row.version,
        candidates=row.candidates or (),
    )


def _finding(row: Row[Any]) -> Finding:
    return Finding(row.name, row.state, row.at, row.quote)


def _load_remarks(connection: Connection, attempt_id: str) -> dict[str, Any]:
    def of(table: Table, order: str) -> Sequence[Row[Any]]:
        query = select(table).where(table.c.attempt_id == attempt_id).order_by(table.c[order], table.c.id)
        return connection.execute(query).all()

    return {
        "corrections": tuple(
            Correction(c.id, c.kind, c.name, c.verdict, c.start, c.end, c.quote) for c in of(t.correction, "made_at")
        ),
        "notes": tuple(Note(n.id, n.written_at, n.text) for n in of(t.note, "written_at")),
        "bookmarks": tuple(Bookmark(b.id, b.at, b.label) for b in of(t.bookmark, "at")),
    }
