"""List takes: those that are wanted, in the wanted order, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Select, func, literal, select

from coach.adapters.database import tables as t
from coach.adapters.database.lists.search import found, places
from coach.model import Moment
from coach.practice.history import AttemptRow, Order, Spans, Wanted, excerpt

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

_a = t.attempt.c
_NEWEST = (_a.started_at.desc(), _a.number.desc())
_ORDERS: dict[Order, tuple[ColumnElement[Any], ...]] = {
    "newest": _NEWEST,
    "oldest": (_a.started_at, _a.number),
    "longest": (_a.seconds.desc(), *_NEWEST),
    "shortest": (_a.seconds, *_NEWEST),
    "question": (_a.sort_key, *_NEWEST),
}


def rows(connection: Connection, wanted: Wanted, start: int, limit: int | None) -> list[AttemptRow]:
    """List takes; their strips of moments only where a limit is given."""
    order = _ORDERS[wanted.order]
    # The page is chosen before anything is gathered for it; otherwise SQLite gathers for all takes and then sorts.
    page = select(_a.number).where(*_conditions(wanted)).order_by(*order)
    page = page.limit(-1 if limit is None else max(limit, 0)).offset(max(start, 0))
    chosen = page.subquery()
    query: Select[Any] = (
        select(
            *(_a[name] for name in ("number", "id", "started_at", "state", "question_key", "question_text")),
            *(_a[name] for name in ("category", "seconds", "engine", "starred", "title")),
            func.json_extract(_a.story, "$.title").label("story_title"),
            t.transcript.c.text,
            (_STRIP if limit is not None else literal("[]")).label("moments"),
        )
        .select_from(chosen)
        .join(t.attempt, _a.number == chosen.c.number)
        .outerjoin(t.transcript, (t.transcript.c.attempt_id == _a.id) & t.transcript.c.newest)
        .order_by(*order)
    )
    listed = connection.execute(query).all()
    said = places(connection, wanted.search, [row.number for row in listed]) if wanted.search.strip() else {}
    return [_row(row, said.get(row.number, ())) for row in listed]


def count(connection: Connection, wanted: Wanted) -> int:
    """Count the takes that `rows` lists."""
    return connection.execute(select(func.count()).select_from(t.attempt).where(*_conditions(wanted))).scalar_one()


def _conditions(wanted: Wanted) -> Sequence[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [_a.binned_at.is_not(None) if wanted.binned else _a.binned_at.is_(None)]
    same = {"category": _a.category, "question": _a.question_key, "story": _a.story_id, "engine": _a.engine}
    conditions += [column == getattr(wanted, name) for name, column in same.items() if getattr(wanted, name)]
    if wanted.since is not None:
        conditions.append(_a.started_at >= wanted.since)
    if wanted.until is not None:
        conditions.append(_a.started_at < wanted.until)
    if wanted.starred:
        conditions.append(_a.starred)
    if wanted.search.strip():
        conditions.append(_a.number.in_(found(wanted.search)))
    return conditions


def _row(row: Row[Any], said: Spans) -> AttemptRow:
    text = row.text or ""
    piece, hits = excerpt(text, said) if said else ("", ())
    return AttemptRow(
        id=row.id,
        started_at=row.started_at,
        state=row.state,
        question_key=row.question_key,
        question=row.question_text,
        category=row.category,
        seconds=row.seconds,
        engine=row.engine,
        text=text,
        starred=row.starred,
        title=row.title,
        moments=_strip(row.moments),
        story=row.story_title or "",
        excerpt=piece,
        hits=hits,
    )


def _strip(found_moments: str) -> tuple[Moment, ...]:
    moments = _moments.decode(found_moments)
    return tuple(
        moment
        if (why := t.revive(moment.why)) is moment.why
        else Moment(moment.kind, moment.name, moment.start, moment.end, moment.text, moment.certainty, why)
        for moment in moments
    )
