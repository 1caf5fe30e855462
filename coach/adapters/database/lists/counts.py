"""Count takes, and say what they can be filtered by: one query each over a small index, whatever their number."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from coach.adapters.database import tables as t
from coach.model import FoundState
from coach.practice.history import AnchorCount, Choices, StoryCount, TrendPoint, sort_key

_TREND = (
    "SELECT attempt.id, attempt.started_at, trend.value FROM trend JOIN attempt ON attempt.number = trend.number "
    "WHERE trend.name = ? AND attempt.binned_at IS NULL ORDER BY attempt.started_at, attempt.number"
)
_a = t.attempt.c
_KEPT = _a.binned_at.is_(None)


def choices(connection: Connection) -> Choices:
    """List what the takes can be filtered by; questions and stories are called what they were called last."""
    # Beside max(), SQLite takes the other columns from the row that has it.
    asked = select(func.max(_a.started_at), _a.number).where(_KEPT, _a.question_key != "").group_by(_a.question_key)
    told = select(func.max(_a.started_at), _a.number).where(_KEPT, _a.story_id.is_not(None)).group_by(_a.story_id)
    last_asked, last_told = asked.subquery(), told.subquery()
    questions = select(_a.question_key, _a.question_text).join(last_asked, last_asked.c.number == _a.number)
    stories = select(_a.story_id, func.json_extract(_a.story, "$.title")).join(
        last_told, last_told.c.number == _a.number
    )
    engines = select(_a.engine).distinct().where(_KEPT, _a.engine != "").order_by(_a.engine)
    return Choices(
        _in_order((row[0], row[1]) for row in connection.execute(questions)),
        _in_order((row[0], row[1]) for row in connection.execute(stories)),
        tuple(connection.execute(engines).scalars()),
    )


def _in_order(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(pairs, key=lambda pair: (sort_key(pair[1]), pair)))


def trend(connection: Connection, measure: str) -> Sequence[TrendPoint]:
    """List the values of one measure in the newest report of each take, oldest first."""
    # Asked for as text: what a query of the tables does for each value takes longer than the query, at 10,000 points.
    points = connection.exec_driver_sql(_TREND, (measure,))
    return [TrendPoint(take, datetime.fromisoformat(started_at), value) for take, started_at, value in points]


def practised(connection: Connection) -> dict[str, int]:
    """Count the takes of each question."""
    query = (
        select(_a.question_key, func.count())
        .where(_a.question_key != "", _KEPT)
        .group_by(_a.question_key)
        .order_by(_a.question_key)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def balance(connection: Connection) -> dict[str, int]:
    """Count the takes of each category."""
    query = select(_a.category, func.count()).where(_KEPT).group_by(_a.category).order_by(_a.category)
    return {row[0]: row[1] for row in connection.execute(query)}


def anchors_covered(connection: Connection) -> Sequence[AnchorCount]:
    """Count what the newest reports say of each anchor, per category."""
    query = (
        select(_a.category, _a.anchors, func.count())
        .where(_KEPT, _a.category != "", _a.anchors != "[]")
        .group_by(_a.category, _a.anchors)
    )
    counted: Counter[tuple[str, str, FoundState]] = Counter()
    for category, anchors, takes in connection.execute(query):
        for name, state in json.loads(anchors):
            counted[category, name, state] += takes
    return [AnchorCount(*key, takes) for key, takes in sorted(counted.items())]


def stories_told(connection: Connection) -> Sequence[StoryCount]:
    """Count the takes of each story and category, and find the last."""
    query = (
        select(_a.story_id, _a.category, func.count(), func.max(_a.started_at))
        .where(_KEPT, _a.story_id.is_not(None))
        .group_by(_a.story_id, _a.category)
        .order_by(_a.story_id, _a.category)
    )
    return [StoryCount(*row) for row in connection.execute(query)]


def days(connection: Connection) -> dict[date, int]:
    """Count the takes of each day of this computer's clock."""
    # Python knows the rules of every year and every system; SQLite asks the C library, which on Windows does not.
    started = connection.execute(select(_a.started_at).where(_KEPT).order_by(_a.started_at)).scalars()
    return dict(Counter(moment.astimezone().date() for moment in started))
