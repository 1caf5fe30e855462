"""Write transcripts and reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from coach.adapters.database import rows
from coach.adapters.database import tables as t
from coach.adapters.database.lists.search import index_attempt
from coach.adapters.database.lists.summary import summarise
from coach.errors import HistoryError
from coach.messages import msg
from coach.model import AttemptState, Report, Transcript


def add_transcript(connection: Connection, attempt_id: str, transcript: Transcript) -> str:
    """Add a transcript as the newest one of a take, which counts; return its id."""
    transcript_id = uuid4().hex
    which = {"id": transcript_id, "attempt_id": attempt_id, "place": _make_room(connection, attempt_id), "newest": True}
    made_at = datetime.now(UTC)
    connection.execute(insert(t.transcript).values(which | {"made_at": made_at} | rows.transcript_values(transcript)))
    if transcript.words:
        connection.execute(insert(t.word), rows.word_rows(transcript_id, transcript.words))
    index_attempt(connection, attempt_id)
    summarise(connection, attempt_id)
    return transcript_id


def prefer_transcript(connection: Connection, attempt_id: str, transcript_id: str) -> AttemptState:
    """Put a transcript of a take after all others, as if it were the newest one; return the state that the take has.

    Raise HistoryError where there is no such transcript.
    """
    _check_owner(connection, attempt_id, transcript_id)
    place = _make_room(connection, attempt_id)
    this = t.transcript.c.id == transcript_id
    connection.execute(update(t.transcript).where(this).values(place=place, newest=True))
    index_attempt(connection, attempt_id)
    _mark_newest_report(connection, attempt_id)
    summarise(connection, attempt_id)
    return "reviewed" if _is_judged(connection, transcript_id) else "transcribed"


def _make_room(connection: Connection, attempt_id: str) -> int:
    """Let no transcript of a take count any more; return the place after them."""
    mine = t.transcript.c.attempt_id == attempt_id
    connection.execute(update(t.transcript).where(mine, t.transcript.c.newest).values(newest=False))
    last = connection.execute(select(func.max(t.transcript.c.place)).where(mine)).scalar()
    return 0 if last is None else last + 1


def _check_owner(connection: Connection, attempt_id: str, transcript_id: str) -> None:
    owner = connection.execute(select(t.transcript.c.attempt_id).where(t.transcript.c.id == transcript_id)).scalar()
    if owner != attempt_id:
        raise HistoryError(msg("history.no_review"), msg("history.unknown.advice"))


def _is_judged(connection: Connection, transcript_id: str) -> bool:
    query = select(t.report.c.version).where(t.report.c.transcript_id == transcript_id)
    return connection.execute(query).first() is not None


def add_report(connection: Connection, attempt_id: str, transcript_id: str, report: Report) -> None:
    """Put a report on a transcript of a take; raise HistoryError where there is no such one, or it has a report."""
    _check_owner(connection, attempt_id, transcript_id)
    if _is_judged(connection, transcript_id):
        raise HistoryError(msg("history.judged"), msg("history.judged.advice"))
    connection.execute(
        insert(t.report).values(
            transcript_id=transcript_id,
            attempt_id=attempt_id,
            newest=False,
            made_at=datetime.now(UTC),
            version=report.version,
            strength=report.strength,
            next_step=report.next_step,
            candidates=report.candidates or None,
        )
    )
    _write_parts(connection, rows.report_rows(transcript_id, report))
    _mark_newest_report(connection, attempt_id)
    summarise(connection, attempt_id)


def rewrite_report(connection: Connection, transcript_id: str, report: Report, as_made: Report | None) -> None:
    """Let a report say something else; keep beside it what it said when it was made, or None where that is the same."""
    parts = rows.report_rows(transcript_id, report)
    for table, _ in parts:
        connection.execute(delete(table).where(table.c.transcript_id == transcript_id))
    _write_parts(connection, parts)
    if as_made is not None:
        as_made = replace(as_made, candidates=())  # they are the same, and have their own column
    values = {"strength": report.strength, "next_step": report.next_step, "as_made": as_made}
    this = t.report.c.transcript_id == transcript_id
    connection.execute(update(t.report).where(this).values(values))
    summarise(connection, connection.execute(select(t.report.c.attempt_id).where(this)).scalar_one())


def _write_parts(connection: Connection, parts: Sequence[tuple[Table, list[rows.Values]]]) -> None:
    for table, values in parts:
        if values:
            connection.execute(insert(table), values)


def _mark_newest_report(connection: Connection, attempt_id: str) -> None:
    mine = t.report.c.attempt_id == attempt_id
    newest = (
        select(t.report.c.transcript_id)
        .join(t.transcript, t.transcript.c.id == t.report.c.transcript_id)
        .where(mine)
        .order_by(t.transcript.c.place.desc())
        .limit(1)
    )
    chosen = connection.execute(newest).scalar()  # None where no transcript has a report
    connection.execute(update(t.report).where(mine, t.report.c.newest).values(newest=False))
    connection.execute(update(t.report).where(t.report.c.transcript_id == chosen).values(newest=True))
