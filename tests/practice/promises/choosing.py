"""What every history promises about the review that counts; a subclass brings the fixture `history`."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import HistoryError
from coach.model import Attempt
from coach.practice.history import History, Wanted
from tests.practice.promises.history import Open, judged, kept, said


def written_twice(history: History) -> tuple[Attempt, str, str]:
    """Make a take with two reviews: "first words" at a pace of 90, "second words" at 150."""
    attempt = kept(history, text="first words")
    first = attempt.reviews[0].id
    history.reviewed(attempt.id, first, judged(90.0))
    attempt = history.transcribed(attempt.id, said("second words", engine="moonshine"))
    second = attempt.reviews[1].id
    return history.reviewed(attempt.id, second, judged(150.0)), first, second


class ChoicePromises:
    def test_the_review_that_a_person_prefers_counts(self, history: History) -> None:
        attempt, first, second = written_twice(history)
        before = {review.id: review for review in attempt.reviews}
        attempt = history.prefer(attempt.id, first)

        assert [review.id for review in attempt.reviews] == [second, first]
        assert {review.id: review for review in attempt.reviews} == before
        assert attempt.state == "reviewed"
        assert history.attempt(attempt.id) == attempt
        (row,) = history.rows(limit=9)
        assert (row.text, row.engine, row.state) == ("first words", "whisper", "reviewed")
        assert [point.value for point in history.trend("speech_rate")] == [90.0]
        assert history.rows(Wanted(search="first"))
        assert not history.rows(Wanted(search="second"))

    def test_a_choice_can_be_taken_back_and_made_twice(self, history: History) -> None:
        attempt, first, second = written_twice(history)
        for wanted in (first, first, second):
            attempt = history.prefer(attempt.id, wanted)
            assert attempt.review is not None
            assert attempt.review.id == wanted
        assert [point.value for point in history.trend("speech_rate")] == [150.0]

    def test_a_review_made_later_counts_in_its_turn(self, history: History) -> None:
        attempt, first, _ = written_twice(history)
        history.prefer(attempt.id, first)
        attempt = history.transcribed(attempt.id, said("third words"))
        assert attempt.review is not None
        assert attempt.review.transcript.text == "third words"
        attempt = history.reviewed(attempt.id, attempt.review.id, judged(200.0))
        assert len(attempt.reviews) == 3
        assert [point.value for point in history.trend("speech_rate")] == [200.0]

    def test_a_preferred_transcript_without_report_says_so(self, history: History) -> None:
        attempt = kept(history, text="first words")
        first = attempt.reviews[0].id
        attempt = history.transcribed(attempt.id, said("second words"))
        attempt = history.prefer(attempt.id, first)
        assert attempt.state == "transcribed"
        assert history.trend("speech_rate") == []
        history.reviewed(attempt.id, attempt.reviews[0].id, judged(150.0))
        assert history.prefer(attempt.id, first).state == "transcribed"
        assert history.rows()[0].text == "first words"

    @pytest.mark.parametrize("whose", ["another take", "nobody"])
    def test_a_review_of_the_take_is_preferred(self, history: History, whose: str) -> None:
        attempt, _, second = written_twice(history)
        other = kept(history, text="other").reviews[0].id
        with pytest.raises(HistoryError) as failure:
            history.prefer(attempt.id, other if whose == "another take" else "nobody")
        assert failure.value.message.key == "history.no_review"
        now = history.attempt(attempt.id).review
        assert now is not None
        assert now.id == second

    def test_no_review_of_an_unknown_take_is_preferred(self, history: History) -> None:
        with pytest.raises(HistoryError) as failure:
            history.prefer("no-such-take", "nobody")
        assert failure.value.message.key == "history.unknown"

    def test_a_choice_outlives_the_program(self, open_history: Open) -> None:
        history = open_history()
        attempt, first, _ = written_twice(history)
        attempt = history.prefer(attempt.id, first)
        history.close()
        assert open_history().attempt(attempt.id) == attempt

    def test_any_row_of_choices_and_new_transcripts_keeps_all(self, history: History) -> None:
        @settings(max_examples=20, deadline=None)
        @given(wishes=st.lists(st.one_of(st.none(), st.integers(0, 9)), max_size=12))
        def check(wishes: list[int | None]) -> None:
            attempt = kept(history, text="words0")
            order = ["words0"]
            for wish in wishes:
                if wish is None:
                    order.append(f"words{len(order)}")
                    attempt = history.transcribed(attempt.id, said(order[-1]))
                else:
                    wanted = attempt.reviews[wish % len(order)].id
                    order.append(order.pop(wish % len(order)))
                    attempt = history.prefer(attempt.id, wanted)
                assert [review.transcript.text for review in attempt.reviews] == order
            (row,) = [row for row in history.rows() if row.id == attempt.id]
            assert row.text == order[-1]

        check()
