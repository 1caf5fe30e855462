"""What is copied for the lists is at any time what it is a copy of."""

from __future__ import annotations

from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from coach.adapters.database.lists.summary import summarise_all
from coach.adapters.database.takes import SqlHistory
from coach.messages import msg
from coach.model import Correction, Measure, Report
from coach.practice.history import sort_key
from tests.practice.promises.history import ASKED, judged, kept, said

STEPS = ("transcribe", "judge", "prefer", "correct", "withdraw", "rename", "bin")


def copies(connection: Connection) -> list[object]:
    taken = connection.exec_driver_sql("SELECT id, seconds, engine, anchors FROM attempt ORDER BY number").all()
    trends = connection.exec_driver_sql("SELECT number, name, value FROM trend ORDER BY number, name").all()
    return [*map(tuple, taken), *map(tuple, trends)]


def act(history: SqlHistory, take: str, step: str, number: int) -> None:
    attempt = history.attempt(take)
    some = attempt.reviews[number % len(attempt.reviews)]
    if step == "transcribe":
        history.transcribed(take, said(f"it was slow {number}", ("whisper", "moonshine")[number % 2]))
    elif step == "judge" and some.report is None:
        history.reviewed(take, some.id, judged(float(number)))
    elif step == "prefer":
        history.prefer(take, some.id)
    elif step == "correct":
        history.correct(take, Correction(uuid4().hex, "anchor", "problem", "dismissed", 0.0, 1.25, "it was slow"))
    elif step == "withdraw" and attempt.corrections:
        history.withdraw(take, attempt.corrections[0].id)
    elif step == "rename":
        history.rename(take, ("", "Ünter")[number % 2])
    elif step == "bin":
        history.bin(take)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 5)), max_size=8))
def test_the_copies_follow_whatever_happens(history: SqlHistory, steps: list[tuple[str, int]]) -> None:
    take = kept(history, ASKED, "it was slow").id
    for step, number in steps:
        act(history, take, step, number)
    title = history.attempt(take).title
    with history._writing() as connection:
        before = copies(connection)
        assert before
        summarise_all(connection)
        assert copies(connection) == before
        key = connection.exec_driver_sql("SELECT sort_key FROM attempt WHERE id = ?", (take,)).scalar_one()
        assert key == sort_key(title or ASKED.text)


def test_of_two_measures_with_one_name_the_first_counts(history: SqlHistory) -> None:
    attempt = kept(history, text="words")
    assert attempt.review is not None
    twice = tuple(Measure("rate", value, "", msg("x"), "heard") for value in (1.0, 2.0))
    history.reviewed(attempt.id, attempt.review.id, Report(twice, (), ()))
    assert [point.value for point in history.trend("rate")] == [1.0]


def test_nothing_is_left_of_a_take_that_is_deleted(history: SqlHistory) -> None:
    attempt = kept(history, text="words")
    assert attempt.review is not None
    history.reviewed(attempt.id, attempt.review.id, judged())
    history.bin(attempt.id)
    history.delete_binned()
    with history._reading() as connection:
        assert copies(connection) == []
