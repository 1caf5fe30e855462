"""Lists and charts are one query each, and that query uses an index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from coach.adapters.database.takes import SqlHistory
from coach.practice.history import ORDERS, AttemptRow, Wanted
from tests.benchmarks.history import fill
from tests.fakes.takes.invented import invent
from tests.practice.promises.history import judged, kept

COUNT = 120


@pytest.fixture
def filled(history: SqlHistory) -> SqlHistory:
    fill(history, COUNT)
    return history


@pytest.fixture
def statements(filled: SqlHistory) -> Iterator[list[str]]:
    """Note every statement but the beginnings and ends of transactions."""
    seen: list[str] = []

    def note(_connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            seen.append(statement)

    engine = filled._opened()._engine
    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


CALLS: dict[str, Callable[[SqlHistory], object]] = {
    "rows": lambda history: history.rows(limit=50),
    "all rows": lambda history: history.rows(),
    **{order: lambda history, order=order: history.rows(Wanted(order=order), limit=50) for order in ORDERS},  # type: ignore[misc]
    "category": lambda history: history.rows(Wanted(category="metrics"), limit=50),
    "search": lambda history: history.rows(Wanted(search="trade-off lat"), limit=50),
    "count": lambda history: history.count(),
    "count of a search": lambda history: history.count(Wanted(search="trade-off", engine="whisper")),
    "choices": lambda history: history.choices(),
    "trend": lambda history: history.trend("filler_rate"),
    "practised": lambda history: history.practised(),
    "balance": lambda history: history.balance(),
    "anchors": lambda history: history.anchors_covered(),
    "stories": lambda history: history.stories_told(),
    "days": lambda history: history.days(),
}
QUERIES = {"search": 2, "choices": 3}
"""Where the words were said is asked for by itself; questions, stories and engines are three lists."""


@pytest.mark.parametrize("name", CALLS)
def test_a_list_is_one_query(filled: SqlHistory, statements: list[str], name: str) -> None:
    assert CALLS[name](filled)
    assert len(statements) == QUERIES.get(name, 1)


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("rows", "attempt_listed"),
        ("longest", "attempt_listed"),
        ("category", "attempt_listed"),
        ("count", "attempt_"),
        ("practised", "attempt_question"),
        ("anchors", "attempt_anchors"),
        ("trend", "trend_measure"),
    ],
)
def test_a_list_uses_its_index(filled: SqlHistory, statements: list[str], name: str, index: str) -> None:
    CALLS[name](filled)
    places = statements[0].count("?")
    with filled._reading() as connection:
        plan = connection.exec_driver_sql("EXPLAIN QUERY PLAN " + statements[0], ("x",) * (places - 1) + (1,)[:places])
        steps = [step.detail for step in plan]
    assert any("COVERING INDEX " + index in step for step in steps), steps
    assert not any(step.startswith("SCAN") and "moment" in step for step in steps), steps


def test_many_takes_are_listed_as_they_were_written(filled: SqlHistory) -> None:
    written = list(invent(COUNT))[::-1]
    for row, take in zip(filled.rows(limit=COUNT), written, strict=True):
        assert row == AttemptRow(
            take.id,
            take.started_at,
            "reviewed",
            take.question.key,
            take.question.text,
            take.question.category,
            take.transcript.words[-1].end,
            take.transcript.engine,
            take.transcript.text,
            take.starred,
            take.title,
            take.report.moments,
            take.story.title if take.story else "",
        )
    assert [point.attempt_id for point in filled.trend("repeats")] == [take.id for take in written[::-1]]
    assert sum(filled.practised().values()) == COUNT


def test_an_attempt_reads_as_it_was_written(filled: SqlHistory, folder: Path) -> None:
    take = next(invent(COUNT))
    attempt = filled.attempt(take.id)
    assert (attempt.started_at, attempt.question) == (take.started_at, take.question)
    assert (attempt.story, attempt.title, attempt.feeling) == (take.story, take.title, take.feeling)
    assert attempt.review is not None
    assert (attempt.review.transcript, attempt.review.report) == (take.transcript, take.report)
    assert attempt.recording is not None
    assert attempt.recording.path.is_relative_to(folder)


def test_a_list_and_a_take_show_the_same_moments(history: SqlHistory) -> None:
    attempt = kept(history, text="um well")
    assert attempt.review is not None
    attempt = history.reviewed(attempt.id, attempt.review.id, judged())
    (row,) = history.rows(limit=9)
    assert attempt.review is not None
    assert attempt.review.report is not None
    assert row.moments == attempt.review.report.moments
