"""One transcript and one report of a take are the newest, whatever the order in which they come."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.adapters.database.takes import SqlHistory
from tests.practice.promises.history import judged, kept, said


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(4)), judge=st.integers(0, 4))
def test_the_newest_is_the_last_one_written_not_the_last_one_judged(
    history: SqlHistory, order: list[int], judge: int
) -> None:
    attempt = kept(history)
    for number in range(4):
        attempt = history.transcribed(attempt.id, said(f"words{number}"))
    reviews = [review.id for review in attempt.reviews]
    for number in order[:judge]:
        history.reviewed(attempt.id, reviews[number], judged(100.0 + number))
    (row,) = [row for row in history.rows(limit=99) if row.id == attempt.id]
    assert row.text == "words3"
    assert bool(row.moments) == (3 in order[:judge])
    values = [point.value for point in history.trend("speech_rate") if point.attempt_id == attempt.id]
    assert values == ([100.0 + max(order[:judge])] if judge else [])
    found = history.attempt(attempt.id)
    assert [review.id for review in found.reviews] == reviews
    assert {number for number, review in enumerate(found.reviews) if review.report} == set(order[:judge])
