"""Lists and charts are one query each, and that query uses an index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from coach.adapters.database.takes import SqlHistory
from coach.practice.history import AttemptRow, Wanted
from tests.benchmarks.history import fill, takes
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
    "category": lambda history: history.rows(Wanted(category="metrics"), limit=50),
    "search": lambda history: history.rows(Wanted(search="trade-off lat"), limit=50),
    "trend": lambda history: history.trend("filler_rate"),
    "practised": lambda history: history.practised(),
}


@pytest.mark.parametrize("name", CALLS)
def test_a_list_is_one_query(filled: SqlHistory, statements: list[str], name: str) -> None:
    assert CALLS[name](filled)
    assert len(statements) == (2 if name == "search" else 1)  # where the words were said is asked for by itself


@pytest.mark.parametrize(
    ("name", "index"),
    [("rows", "attempt_listed"), ("category", "attempt_listed"), ("trend", "measure_trend")],
)
def test_a_list_uses_its_index(filled: SqlHistory, statements: list[str], name: str, index: str) -> None:
    CALLS[name](filled)
    places = statements[0].count("?")
    with filled._reading() as connection:
        plan = connection.exec_driver_sql("EXPLAIN QUERY PLAN " + statements[0], ("x",) * (places - 1) + (1,)).all()
    assert any(index in step.detail for step in plan), [step.detail for step in plan]
    assert not any(step.detail.startswith("SCAN") and "moment" in step.detail for step in plan)


def test_many_takes_are_listed_as_they_were_written(filled: SqlHistory) -> None:
    written = list(takes(COUNT))[::-1]
    rows = filled.rows(limit=COUNT)
    for row, (take, started_at, question, transcript, report) in zip(rows, written, strict=True):
        assert row == AttemptRow(
            take,
            started_at,
            "reviewed",
            question.key,
            question.text,
            question.category,
            transcript.words[-1].end,
            transcript.engine,
            transcript.text,
            moments=report.moments,
        )
    assert [point.attempt_id for point in filled.trend("repeats")] == [take for take, *_ in written[::-1]]
    assert sum(filled.practised().values()) == COUNT


def test_an_attempt_reads_as_it_was_written(filled: SqlHistory, folder: Path) -> None:
    take, started_at, question, transcript, report = next(takes(COUNT))
    attempt = filled.attempt(take)
    assert (attempt.started_at, attempt.question) == (started_at, question)
    assert attempt.review is not None
    assert (attempt.review.transcript, attempt.review.report) == (transcript, report)
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
