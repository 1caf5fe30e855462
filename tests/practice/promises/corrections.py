"""What every history promises about a person's corrections; a subclass brings the fixture `open_history`."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import HistoryError
from coach.messages import msg
from coach.model import (
    Attempt,
    Candidate,
    Certainty,
    Correction,
    Finding,
    Frames,
    Measure,
    Moment,
    Question,
    Report,
    Transcript,
    Word,
)
from coach.practice.history import History
from tests.practice.promises.history import Open, judged, kept, said

TEXT = "so um we had we had a decision like to make and uh it was slow but then it was not and all of it went well"
COUNTED = ("filler_rate", "fillers_heard", "fillers_probable", "repeats")
ASKED = Question("core/slow", "behavioural", "What was slow?", anchors=("decision", "outcome"))


def filler(at: float, certainty: Certainty = "heard", name: str = "um") -> Moment:
    return Moment("filler", name, at, at + 0.25, name if certainty == "heard" else "", certainty, msg("any", at=at))


def report(*moments: Moment, pace: float = 120.0) -> Report:
    """Make a report that holds these moments and counts them."""
    sure = [moment.certainty for moment in moments if moment.kind == "filler"]
    values = {
        "speech_rate": pace,
        "filler_rate": round(100 * len(sure) / len(TEXT.split()), 2),
        "fillers_heard": float(sure.count("heard")),
        "fillers_probable": float(sure.count("probable")),
        "repeats": float(sum(moment.kind == "repeat" for moment in moments)),
    }
    measures = tuple(Measure(name, value, "", msg("any", how=msg("inner")), "heard") for name, value in values.items())
    anchors = (Finding("decision", "found", 3.0, "a decision"), Finding("outcome", "missing"))
    ordered = tuple(sorted(moments, key=lambda moment: moment.start or 0.0))
    return Report(measures, ordered, anchors, strength=msg("any.strength"), next_step=msg("any.step", n=2.0))


UM, UH, LIKE = filler(0.5), filler(5.5, "probable", "uh"), filler(4.0, name="like")
REPEAT = Moment("repeat", "repeat", 1.0, 2.75, "we had we had", "heard", msg("any"))
DECISION = Moment("anchor", "decision", 3.0, 3.75, "a decision", "heard", msg("any"))
MADE = report(UM, UH, LIKE, REPEAT, DECISION)

PLACE, SLOW = TEXT.index("a decision"), TEXT.index("it was slow")
WITH_CANDIDATES = replace(
    MADE,
    structure=(Finding("guardrails", "missing"),),
    candidates=(
        Candidate("anchor", "decision", PLACE, PLACE + len("a decision"), 2.4),
        Candidate("anchor", "decision", SLOW, SLOW + len("it was slow"), 2.0, "slow"),
    ),
)
REFUSED = Correction("fix-8", "anchor", "decision", "dismissed", DECISION.start, DECISION.end, DECISION.text)
CHOSEN = Correction("fix-9", "anchor", "outcome", "added", 11.0, 13.25, "all of it went well")


def verdict(on: Moment, said: str = "dismissed", name: str = "fix-1") -> Correction:
    return Correction(name, on.kind, on.name, said, on.start, on.end, on.text)  # type: ignore[arg-type]


def reviewed(history: History, made: Report = MADE) -> Attempt:
    attempt = kept(history, ASKED, TEXT)
    assert attempt.review is not None
    return history.reviewed(attempt.id, attempt.review.id, made)


def shown(attempt: Attempt) -> Report:
    assert attempt.review is not None
    assert attempt.review.report is not None
    return attempt.review.report


def trends(history: History) -> dict[str, list[float]]:
    return {name: [point.value for point in history.trend(name)] for name in ("speech_rate", *COUNTED)}


class CorrectionPromises:
    def test_what_is_dismissed_is_gone_from_report_list_and_trend(self, history: History) -> None:
        attempt = reviewed(history)
        fix = verdict(UM)

        attempt = history.correct(attempt.id, fix)

        assert attempt.corrections == (fix,)
        assert shown(attempt).moments == (REPEAT, DECISION, LIKE, UH)
        assert history.attempt(attempt.id) == attempt
        assert history.rows(limit=9)[0].moments == shown(attempt).moments
        assert trends(history) == {
            "speech_rate": [120.0],
            "filler_rate": [round(200 / len(TEXT.split()), 2)],
            "fillers_heard": [1.0],
            "fillers_probable": [1.0],
            "repeats": [1.0],
        }

    def test_what_is_confirmed_or_added_is_heard(self, history: History) -> None:
        attempt = reviewed(history)

        history.correct(attempt.id, verdict(UH, "confirmed", "fix-1"))
        attempt = history.correct(attempt.id, Correction("fix-2", "filler", "um", "added", 9.0, 9.3))

        assert [one.certainty for one in shown(attempt).moments if one.kind == "filler"] == ["heard"] * 4
        assert trends(history)["fillers_heard"] == [4.0]
        assert trends(history)["fillers_probable"] == [0.0]

    def test_a_second_verdict_replaces_the_first(self, history: History) -> None:
        attempt = reviewed(history)
        attempt = history.correct(attempt.id, verdict(UH, "confirmed", "fix-1"))
        heard = next(one for one in shown(attempt).moments if one.name == "uh")

        attempt = history.correct(attempt.id, verdict(heard, "dismissed", "fix-2"))

        assert [(one.id, one.verdict) for one in attempt.corrections] == [("fix-2", "dismissed")]
        assert trends(history)["fillers_heard"] == [2.0]
        again = history.correct(attempt.id, replace(attempt.corrections[0], verdict="confirmed"))
        assert [(one.id, one.verdict) for one in again.corrections] == [("fix-2", "confirmed")]

    def test_what_was_added_and_is_dismissed_was_never_there(self, history: History) -> None:
        attempt = reviewed(history)
        attempt = history.correct(attempt.id, Correction("fix-1", "filler", "um", "added", 9.0, 9.3))

        attempt = history.correct(attempt.id, verdict(shown(attempt).moments[-1], name="fix-2"))

        assert attempt.corrections == ()
        assert shown(attempt) == MADE

    def test_a_later_transcript_is_corrected_too(self, history: History) -> None:
        attempt = reviewed(history)
        history.correct(attempt.id, verdict(UM))
        moved = tuple(Word(word.text, word.start + 0.1, word.end + 0.1) for word in said(TEXT).words)
        attempt = history.transcribed(attempt.id, Transcript.of_words(moved, engine="moonshine"))
        assert attempt.review is not None

        attempt = history.reviewed(
            attempt.id, attempt.review.id, report(filler(0.6, name="uh"), filler(4.1), pace=99.0)
        )

        assert [one.start for one in shown(attempt).moments] == [4.1]
        assert [one.start for one in history.rows(limit=9)[0].moments] == [4.1]
        assert trends(history)["fillers_heard"] == [1.0]
        first = attempt.reviews[0].report
        assert first is not None
        assert UM not in first.moments

    def test_a_verdict_counts_for_every_transcript_and_is_taken_back_from_every_one(self, history: History) -> None:
        attempt = reviewed(history)
        attempt = history.transcribed(attempt.id, said(TEXT))
        assert attempt.review is not None
        other = report(UM, pace=99.0)
        history.reviewed(attempt.id, attempt.review.id, other)

        attempt = history.correct(attempt.id, verdict(UM))
        found = [review.report for review in attempt.reviews]
        assert all(one is not None and UM not in one.moments for one in found)

        attempt = history.withdraw(attempt.id, "fix-1")
        assert [review.report for review in attempt.reviews] == [MADE, other]

    def test_a_verdict_before_any_report_waits_for_it(self, history: History) -> None:
        attempt = kept(history, ASKED, TEXT)
        attempt = history.correct(attempt.id, verdict(UM))
        assert attempt.review is not None
        assert attempt.review.report is None

        attempt = history.reviewed(attempt.id, attempt.review.id, MADE)

        assert UM not in shown(attempt).moments
        assert shown(history.withdraw(attempt.id, "fix-1")) == MADE

    def test_other_findings_are_dismissed_the_same_way(self, history: History) -> None:
        attempt = reviewed(history)

        history.correct(attempt.id, verdict(DECISION, name="fix-1"))
        attempt = history.correct(attempt.id, verdict(REPEAT, name="fix-2"))

        assert shown(attempt).anchors[0] == Finding("decision", "missing")
        assert shown(attempt).next_step != MADE.next_step
        assert trends(history)["repeats"] == [0.0]

    def test_what_the_person_chose_outweighs_every_later_report(self, history: History) -> None:
        attempt = reviewed(history, WITH_CANDIDATES)
        history.correct(attempt.id, REFUSED)
        attempt = history.correct(attempt.id, CHOSEN)
        assert shown(attempt).anchors == (
            Finding("decision", "found", 6.5, "it was slow"),
            Finding("outcome", "found", 11.0, "all of it went well"),
        )
        assert shown(attempt).structure == (Finding("guardrails", "missing"),)
        assert [one.name for one in history.rows(limit=9)[0].moments if one.kind == "anchor"] == ["decision", "outcome"]

        other = tuple(Word(word.text.upper(), word.start + 0.05, word.end + 0.05) for word in said(TEXT).words)
        attempt = history.transcribed(attempt.id, Transcript.of_words(other, engine="whisper"))
        assert attempt.review is not None
        again = Report((), (), (Finding("outcome", "missing"),))
        attempt = history.reviewed(attempt.id, attempt.review.id, again)
        assert [(one.state, one.quote) for one in shown(attempt).anchors] == [("found", "ALL OF IT WENT WELL")]

        attempt = history.withdraw(history.withdraw(attempt.id, CHOSEN.id).id, REFUSED.id)
        assert [review.report for review in attempt.reviews] == [WITH_CANDIDATES, again]

    def test_a_word_on_a_slot_comes_back_as_it_was_given(self, history: History) -> None:
        attempt = reviewed(history, WITH_CANDIDATES)
        word = Correction("fix-1", "structure", "guardrails", "added", 6.5, 7.75, "it was slow")

        attempt = history.correct(attempt.id, word)

        assert history.attempt(attempt.id).corrections == (word,)
        assert shown(attempt).structure == (Finding("guardrails", "found", 6.5, "it was slow"),)
        assert shown(attempt).candidates == WITH_CANDIDATES.candidates

    def test_corrections_outlive_the_program(self, open_history: Open) -> None:
        first = open_history()
        attempt = first.correct(reviewed(first).id, verdict(UM))
        first.close()

        second = open_history()

        assert second.attempt(attempt.id) == attempt
        assert shown(second.withdraw(attempt.id, "fix-1")) == MADE

    def test_what_is_not_there_cannot_be_taken_back(self, history: History) -> None:
        attempt = reviewed(history)
        other = history.correct(reviewed(history).id, verdict(UM))
        for name in ("fix-1", "nobody"):
            with pytest.raises(HistoryError) as failure:
                history.withdraw(attempt.id, name)
            assert failure.value.message.key == "history.no_correction"
        assert history.attempt(other.id).corrections == (verdict(UM),)

    def test_corrections_of_an_unknown_take_name_it(self, history: History) -> None:
        with pytest.raises(HistoryError) as corrected:
            history.correct("nobody", verdict(UM))
        with pytest.raises(HistoryError) as withdrawn:
            history.withdraw("nobody", "fix-1")
        assert (corrected.value.message.key, withdrawn.value.message.key) == ("history.unknown", "history.unknown")

    def test_taking_every_verdict_back_gives_the_first_report(self, history: History) -> None:
        # Made inside, for Hypothesis wants a test to belong to one class only.
        @settings(max_examples=25, deadline=None)
        @given(data=st.data())
        def check(data: st.DataObject) -> None:
            sures: list[Certainty] = ["heard", "probable"]
            starts = data.draw(st.lists(st.integers(0, 40), max_size=6, unique=True))
            found = [filler(at * 0.5, data.draw(st.sampled_from(sures))) for at in starts]
            made = report(*found, *data.draw(st.sampled_from(((), (REPEAT,), (REPEAT, DECISION)))))
            attempt = reviewed(history, made)
            before = (history.rows(limit=1), trends(history))
            for number in range(data.draw(st.integers(0, 5))):
                self._say_something(history, attempt.id, f"{attempt.id}-{number}", data)
            attempt = history.attempt(attempt.id)
            for correction in data.draw(st.permutations(attempt.corrections)):
                attempt = history.withdraw(attempt.id, correction.id)
            assert attempt.corrections == ()
            assert shown(attempt) == made
            assert (history.rows(limit=1), trends(history)) == before
            history.bin(attempt.id)

        check()

    def _say_something(self, history: History, attempt_id: str, name: str, data: st.DataObject) -> None:
        """Say something about a moment that shows, or about a place; now and then take something back."""
        attempt = history.attempt(attempt_id)
        if attempt.corrections and data.draw(st.integers(0, 3)) == 0:
            history.withdraw(attempt_id, data.draw(st.sampled_from(attempt.corrections)).id)
            return
        anywhere = filler(data.draw(st.integers(0, 400)) / 20)
        moment = data.draw(st.sampled_from((*shown(attempt).moments, anywhere)))
        said_of_it = data.draw(st.sampled_from(("dismissed", "confirmed", "added")))
        word = verdict(moment, said_of_it, name)
        if data.draw(st.booleans()):
            kind, about = data.draw(st.sampled_from((("anchor", "outcome"), ("anchor", "decision"), ("key_term", "x"))))
            word = replace(word, kind=kind, name=about)  # type: ignore[arg-type]
        after = history.correct(attempt_id, word)
        assert len({one.id for one in after.corrections}) == len(after.corrections)
        counted = {measure.name: measure.value for measure in shown(after).measures}
        sure = [one.certainty for one in shown(after).moments if one.kind == "filler"]
        assert (counted["fillers_heard"], counted["fillers_probable"]) == (sure.count("heard"), sure.count("probable"))


class FramesPromises:
    @pytest.mark.parametrize("frames", [None, Frames(0.024, bytes(range(256)), b"\xff\x00"), Frames(0.01)])
    def test_what_was_noted_of_the_sound_comes_back(self, history: History, frames: Frames | None) -> None:
        attempt = kept(history)
        noted = replace(said("it was slow"), frames=frames)

        attempt = history.transcribed(attempt.id, noted)

        assert attempt.review is not None
        assert attempt.review.transcript == noted
        again = history.reviewed(attempt.id, attempt.review.id, judged())
        assert again.review is not None
        assert again.review.transcript.frames == frames
