"""What lists and charts read: one query each, whatever the number of takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, func, select

from coach.adapters.database import tables as t
from coach.adapters.database.search import found
from coach.model import Moment
from coach.practice.history import AttemptRow, TrendPoint

_moments = msgspec.json.Decoder(tuple[Moment, ...])

# One JSON array per take, gathered by SQLite: a join would repeat the take for every moment. The order is that of
# the table's key, which is how the rows lie on disk. SQLite writes numbers with 15 digits, far below a sample.
_STRIP = (
    select(
        func.json_group_array(
            func.json_object(
                *(
                    part
                    for column in t.moment.c
                    if column.name not in ("transcript_id", "place", "why")
                    for part in (column.name, column)
                ),
                "why",
                func.json(t.moment.c.why),
            )
        )
    )
    .where(t.moment.c.transcript_id == t.transcript.c.id)
    .correlate(t.transcript)
    .scalar_subquery()
)


def rows(connection: Connection, search: str, category: str, binned: bool, limit: int | None) -> list[AttemptRow]:
    """List takes, newest first."""
    a = t.attempt.c
    # The page is chosen before anything is gathered for it; otherwise SQLite gathers for all takes and then sorts.
    page = select(a.number).where(a.binned_at.is_not(None) if binned else a.binned_at.is_(None))
    if category:
        page = page.where(a.category == category)
    if search.strip():
        page = page.where(a.number.in_(found(search)))
    if limit is not None:
        page = page.order_by(a.started_at.desc(), a.number.desc()).limit(max(limit, 0))
    query: Select[Any] = (
        select(
            *(a[name] for name in ("id", "started_at", "state", "question_key", "question_text", "category")),
            *(a[name] for name in ("starred", "title")),
            t.recording.c.seconds,
            t.transcript.c.engine,
            t.transcript.c.text,
            _STRIP.label("moments"),
        )
        .outerjoin(t.recording, t.recording.c.attempt_id == a.id)
        .outerjoin(t.transcript, (t.transcript.c.attempt_id == a.id) & t.transcript.c.newest)
        .where(a.number.in_(page))
        .order_by(a.started_at.desc(), a.number.desc())
    )
    return [_row(row) for row in connection.execute(query)]


def _row(row: Row[Any]) -> AttemptRow:
    return AttemptRow(
        id=row.id,
        started_at=row.started_at,
        state=row.state,
        question_key=row.question_key,
        question=row.question_text,
        category=row.category,
        seconds=row.seconds or 0.0,
        engine=row.engine or "",
        text=row.text or "",
        starred=row.starred,
        title=row.title,
        moments=_strip(row.moments),
    )


def _strip(found_moments: str) -> tuple[Moment, ...]:
    moments = _moments.decode(found_moments)
    return tuple(
        moment
        if (why := t.revive(moment.why)) is moment.why
        else Moment(moment.kind, moment.name, moment.start, moment.end, moment.text, moment.certainty, why)
        for moment in moments
    )


def trend(connection: Connection, measure: str) -> Sequence[TrendPoint]:
    """List the values of one measure in the newest report of each take, oldest first."""
    a, m = t.attempt.c, t.measure.c
    query = (
        select(a.id, a.started_at, m.value)
        .select_from(t.measure)
        .join(t.report, (t.report.c.transcript_id == m.transcript_id) & t.report.c.newest)
        .join(t.attempt, a.id == t.report.c.attempt_id)
        .where(m.name == measure, m.value.is_not(None), a.binned_at.is_(None))
        .order_by(a.started_at, a.number)
    )
    return [TrendPoint(row.id, row.started_at, row.value) for row in connection.execute(query)]


def practised(connection: Connection) -> dict[str, int]:
    """Count the takes of each question that are not in the bin."""
    a = t.attempt.c
    query = (
        select(a.question_key, func.count())
        .where(a.question_key != "", a.binned_at.is_(None))
        .group_by(a.question_key)
        .order_by(a.question_key)
    )
    return {row[0]: row[1] for row in connection.execute(query)}
