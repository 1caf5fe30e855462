"""What every history promises, the fake one and the real one; a subclass brings the fixture `open_history`.

`open_history()` gives a program of its own on the same takes; what it opened, it closes.
"""

from __future__ import annotations

import wave
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from coach.errors import HistoryError
from coach.messages import msg
from coach.model import (
    Attempt,
    Finding,
    Measure,
    Moment,
    Pausing,
    Question,
    Recording,
    Report,
    Story,
    TermUse,
    Transcript,
    Word,
)
from coach.practice.history import History, Wanted

ASKED = Question("core/sync", "architecture", "How would you keep two caches in step?", ("What first?",), 120.0)
TOLD = Question("core/conflict", "behavioural", "Tell me about a conflict.", anchors=("problem", "outcome"))


class ClosableHistory(History, Protocol):
    def close(self) -> None: ...
    def delete_binned(self) -> int: ...


Open = Callable[[], ClosableHistory]


def write_sound(path: Path, seconds: float = 1.0) -> Recording:
    """Write a WAV of that length and return what a recorder would."""
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 2, 16000, 0, "NONE", "not compressed"))
        sound.writeframes(b"\x01\x00" * round(16000 * seconds))
    return Recording(path, seconds, 16000, (Pausing(0.25, 12.5),), dropped_blocks=2)


def said(text: str, engine: str = "whisper") -> Transcript:
    words = tuple(Word(word, place * 0.5, place * 0.5 + 0.25, 0.75) for place, word in enumerate(text.split()))
    return Transcript.of_words(words, engine=engine, model="tiny")


def judged(rate: float | None = 120.0) -> Report:
    inner = msg("pace.calm", rate=rate)
    return Report(
        measures=(
            Measure("speech_rate", rate, "wpm", msg("pace.words", n=3, how=inner), "heard", 110.0, 170.0),
            Measure("repeats", 0.0, "", msg("repeats.none"), "unknown"),
        ),
        moments=(
            Moment("filler", "um", 0.0, 0.25, "um", "heard", msg("fillers.um", at=0.0)),
            Moment("pause", "long", None, None, "", "probable", msg("pauses.long", what=inner)),
        ),
        anchors=(Finding("problem", "found", 1.5, "it was slow"), Finding("outcome", "missing")),
        structure=(Finding("options", "weak", 2.0, "or"),),
        key_terms=(TermUse("cache", "explained", 3.0), TermUse("index", "unexplained")),
        strength=msg("advice.strength", anchor=msg("anchor.problem")),
        version=2,
    )


def kept(history: History, question: Question | None = ASKED, text: str = "") -> Attempt:
    """Make a finished take, with a transcript where a text is given."""
    attempt = history.begin(question)
    assert attempt.recording is not None
    attempt = history.recorded(attempt.id, write_sound(attempt.recording.path))
    return history.transcribed(attempt.id, said(text)) if text else attempt


class HistoryPromises:
    @pytest.fixture
    def history(self, open_history: Open) -> ClosableHistory:
        return open_history()

    def test_a_take_is_there_before_its_first_sample(self, history: History) -> None:
        story = Story(
            "s1", "The outage", {"problem": "pager at night"}, {"object": "the red light"}, ("failure",), ("metrics",)
        )
        attempt = history.begin(ASKED, story, "sitting-1")
        assert attempt.state == "recording"
        assert (attempt.question, attempt.story, attempt.session_id) == (ASKED, story, "sitting-1")
        assert attempt.recording is not None
        assert attempt.recording.path.parent.is_dir()
        assert attempt.started_at.tzinfo is not None
        assert history.attempt(attempt.id) == attempt
        assert [(row.id, row.state) for row in history.rows()] == [(attempt.id, "recording")]

    def test_a_story_and_a_session_can_be_used_again(self, history: History) -> None:
        story = Story("s1", "The outage")
        attempts = [history.begin(None, story, "sitting-1") for _ in range(2)]
        assert len({attempt.id for attempt in attempts}) == 2
        assert len({attempt.recording.path for attempt in attempts if attempt.recording}) == 2

    def test_a_typed_answer_is_a_take_without_a_recording(self, history: History) -> None:
        story = Story("s1", "The outage", {"problem": "pager at night"})
        written = history.write(ASKED, "We moved the cache.", story, "sitting-1")
        assert written == history.attempt(written.id)
        assert (written.state, written.recording, written.question) == ("transcribed", None, ASKED)
        assert (written.story, written.session_id) == (story, "sitting-1")
        assert written.review is not None
        assert written.review.transcript == Transcript("We moved the cache.", ())
        reviewed = history.reviewed(written.id, written.review.id, judged(None))
        assert reviewed.state == "reviewed"
        (row,) = history.rows(Wanted(search="cache"))
        assert (row.id, row.seconds, row.engine, row.text) == (written.id, 0.0, "", "We moved the cache.")
        assert history.practised() == {ASKED.key: 1}

    def test_a_typed_answer_goes_to_the_bin_and_is_deleted_like_any_other(self, history: ClosableHistory) -> None:
        written = history.write(None, "Never mind.")
        history.bin(written.id)
        assert history.delete_binned() == 1
        assert history.rows() == []

    def test_a_finished_recording_comes_back_as_it_was(self, history: History) -> None:
        attempt = history.begin(None)
        assert attempt.recording is not None
        recording = write_sound(attempt.recording.path, 2.5)
        assert history.recorded(attempt.id, recording).recording == recording
        assert history.attempt(attempt.id).state == "recorded"
        assert history.rows()[0].seconds == 2.5

    def test_transcripts_and_reports_come_back_as_they_were(self, history: History) -> None:
        attempt = kept(history, text="um it was slow")
        assert attempt.state == "transcribed"
        assert attempt.review is not None
        assert attempt.review.report is None
        assert attempt.review.transcript == said("um it was slow")
        attempt = history.reviewed(attempt.id, attempt.review.id, judged())
        assert attempt.state == "reviewed"
        assert attempt.review is not None
        assert attempt.review.report == judged()
        assert history.attempt(attempt.id) == attempt

    def test_a_take_can_be_transcribed_again(self, history: History) -> None:
        attempt = kept(history, text="first words")
        first = attempt.reviews[0].id
        attempt = history.transcribed(attempt.id, said("second words", engine="moonshine"))
        second = attempt.reviews[1].id
        history.reviewed(attempt.id, second, judged(150.0))
        attempt = history.reviewed(attempt.id, first, judged(90.0))
        assert [review.transcript.text for review in attempt.reviews] == ["first words", "second words"]
        assert [review.id for review in attempt.reviews] == [first, second]
        (row,) = history.rows(limit=9)
        assert (row.text, row.engine) == ("second words", "moonshine")
        assert [point.value for point in history.trend("speech_rate")] == [150.0]
        assert history.rows(Wanted(search="second"))
        assert not history.rows(Wanted(search="first"))

    def test_a_transcript_without_words_is_kept(self, history: History) -> None:
        attempt = kept(history)
        attempt = history.transcribed(attempt.id, Transcript("", ()))
        assert attempt.review is not None
        attempt = history.reviewed(attempt.id, attempt.review.id, Report((), (), ()))
        assert attempt.review is not None
        assert attempt.review.report == Report((), (), ())

    def test_a_recording_that_broke_off_is_finished_by_its_transcript(self, history: History) -> None:
        attempt = history.begin(ASKED)
        assert attempt.recording is not None
        write_sound(attempt.recording.path, 1.5)
        attempt = history.transcribed(attempt.id, said("so far"))
        assert attempt.recording is not None
        assert attempt.recording.seconds == pytest.approx(1.5)
        assert attempt.state == "transcribed"
        late = write_sound(attempt.recording.path, 1.5)
        attempt = history.recorded(attempt.id, late)
        assert (attempt.state, attempt.recording) == ("transcribed", late)

    def test_a_recording_without_a_rate_is_measured(self, history: History) -> None:
        attempt = history.begin(ASKED)
        assert attempt.recording is not None
        path = write_sound(attempt.recording.path, 1.5).path
        attempt = history.recorded(attempt.id, Recording(path, 1.25, 0))
        assert attempt.recording == Recording(path, 1.5, 16000)
        assert attempt.state == "recorded"

    def test_a_recording_that_cannot_be_measured_is_as_long_as_was_told(self, history: History) -> None:
        attempt = history.begin(ASKED)
        assert attempt.recording is not None
        path = attempt.recording.path
        path.unlink()
        attempt = history.recorded(attempt.id, Recording(path, 1.25, 0))
        assert attempt.recording == Recording(path, 1.25, 0)

    def test_a_review_gets_one_report(self, history: History) -> None:
        attempt = kept(history, text="some words")
        assert attempt.review is not None
        history.reviewed(attempt.id, attempt.review.id, judged())
        with pytest.raises(HistoryError) as failure:
            history.reviewed(attempt.id, attempt.review.id, judged(80.0))
        assert failure.value.message.key == "history.judged"
        assert [point.value for point in history.trend("speech_rate")] == [120.0]

    def test_a_report_belongs_to_a_review_of_its_take(self, history: History) -> None:
        mine, other = kept(history, text="mine"), kept(history, text="other")
        assert other.review is not None
        for review_id in (other.review.id, "nobody"):
            with pytest.raises(HistoryError) as failure:
                history.reviewed(mine.id, review_id, judged())
            assert failure.value.message.key == "history.no_review"

    @pytest.mark.parametrize("call", ["attempt", "discard", "bin", "restore", "recorded", "transcribed", "reviewed"])
    def test_an_unknown_take_is_named(self, history: History, call: str, tmp_path: Path) -> None:
        more: dict[str, tuple[object, ...]] = {
            "recorded": (Recording(tmp_path / "x.wav", 1.0, 16000),),
            "transcribed": (said("x"),),
            "reviewed": ("r", judged()),
        }
        with pytest.raises(HistoryError) as failure:
            getattr(history, call)("no-such-take", *more.get(call, ()))
        assert failure.value.message == msg("history.unknown", id="no-such-take")

    def test_a_discarded_take_is_gone(self, history: History) -> None:
        attempt = history.begin(ASKED)
        assert attempt.recording is not None
        history.discard(attempt.id)
        assert history.rows() == []
        assert not attempt.recording.path.exists()

    def test_a_finished_take_is_never_discarded(self, history: History) -> None:
        attempt = kept(history)
        with pytest.raises(HistoryError):
            history.discard(attempt.id)
        assert attempt.recording is not None
        assert attempt.recording.path.exists()

    def test_lists_are_newest_first_and_limited(self, history: History) -> None:
        ids = [kept(history).id for _ in range(5)]
        assert [row.id for row in history.rows()] == ids[::-1]
        assert [row.id for row in history.rows(limit=2)] == ids[:2:-1]
        assert history.rows(limit=0) == []

    def test_rows_show_what_was_asked_and_heard(self, history: History) -> None:
        attempt = kept(history, text="it was slow")
        assert attempt.review is not None
        history.reviewed(attempt.id, attempt.review.id, judged())
        (row,) = history.rows(limit=9)
        assert (row.question_key, row.question, row.category) == (ASKED.key, ASKED.text, "architecture")
        assert (row.text, row.engine, row.state) == ("it was slow", "whisper", "reviewed")
        assert row.moments == judged().moments

    def test_a_take_without_a_question_is_a_row_too(self, history: History) -> None:
        kept(history, None)
        (row,) = history.rows(limit=9)
        assert (row.question_key, row.question, row.category, row.text) == ("", "", "", "")

    def test_rows_are_found_by_category(self, history: History) -> None:
        kept(history, ASKED)
        told = kept(history, TOLD)
        assert [row.id for row in history.rows(Wanted(category="behavioural"))] == [told.id]
        assert history.rows(Wanted(category="strategy")) == []

    @pytest.mark.parametrize("wanted", ["slow", "it SLOW", "trade-off", "sl", "caches", "c++", "trade -", "café"])
    def test_rows_are_found_by_what_was_said_or_asked(self, history: History, wanted: str) -> None:
        attempt = kept(history, text="c++ was the trade-off it was slow at the café")
        kept(history, TOLD, "nothing of the kind")
        assert [row.id for row in history.rows(Wanted(search=wanted))] == [attempt.id]

    @pytest.mark.parametrize("wanted", ["", "  "])
    def test_an_empty_search_finds_everything(self, history: History, wanted: str) -> None:
        kept(history, text="something")
        assert len(history.rows(Wanted(search=wanted))) == 1

    @pytest.mark.parametrize("wanted", ["fast", "slow fast", '"', "*", "slo fast", "NEAR(", "🙂", "-"])
    def test_what_nobody_said_finds_nothing(self, history: History, wanted: str) -> None:
        kept(history, text="it was slow")
        assert history.rows(Wanted(search=wanted)) == []

    def test_trends_are_oldest_first_and_know_only_numbers(self, history: History) -> None:
        for rate in (100.0, None, 140.0):
            attempt = kept(history, text="words")
            assert attempt.review is not None
            history.reviewed(attempt.id, attempt.review.id, judged(rate))
        assert [point.value for point in history.trend("speech_rate")] == [100.0, 140.0]
        assert history.trend("nothing") == []

    def test_takes_are_counted_per_question(self, history: History) -> None:
        for question in (ASKED, ASKED, TOLD, None):
            kept(history, question)
        assert dict(history.practised()) == {ASKED.key: 2, TOLD.key: 1}

    def test_a_take_in_the_bin_is_out_of_the_way_and_comes_back(self, history: History) -> None:
        attempt = kept(history, text="it was slow")
        assert attempt.review is not None
        history.reviewed(attempt.id, attempt.review.id, judged())
        history.bin(attempt.id)
        assert history.rows() == []
        assert history.rows(Wanted(search="slow")) == []
        assert [row.id for row in history.rows(Wanted(binned=True, search="slow"))] == [attempt.id]
        assert history.trend("speech_rate") == []
        assert dict(history.practised()) == {}
        assert history.attempt(attempt.id).binned_at is not None
        history.restore(attempt.id)
        assert [row.id for row in history.rows()] == [attempt.id]
        assert history.rows(Wanted(binned=True)) == []
        assert len(history.trend("speech_rate")) == 1

    def test_emptying_the_bin_deletes_what_is_in_it_and_nothing_else(self, history: ClosableHistory) -> None:
        gone, stays = kept(history, text="gone words"), kept(history, text="other words")
        living = history.begin(ASKED)
        history.bin(gone.id)
        history.bin(living.id)
        assert history.delete_binned() == 1
        assert gone.recording is not None
        assert stays.recording is not None
        assert not gone.recording.path.exists()
        assert stays.recording.path.exists()
        assert [row.id for row in history.rows(Wanted(search="words"))] == [stays.id]
        with pytest.raises(HistoryError):
            history.attempt(gone.id)
        assert history.delete_binned() == 0

    def test_a_take_of_a_dead_program_is_adopted_once(self, open_history: Open) -> None:
        first = open_history()
        attempt = first.begin(ASKED)
        assert attempt.recording is not None
        write_sound(attempt.recording.path, 1.5)
        first.close()
        second = open_history()
        (adopted,) = second.adopt()
        assert (adopted.id, adopted.state, adopted.question) == (attempt.id, "recovered", ASKED)
        assert adopted.recording is not None
        assert adopted.recording.seconds == pytest.approx(1.5)
        assert adopted.recording.sample_rate == 16000
        assert second.adopt() == []
        assert second.transcribed(attempt.id, said("still here")).state == "transcribed"

    def test_a_take_of_a_living_program_is_not_adopted(self, open_history: Open) -> None:
        first, second = open_history(), open_history()
        attempt = first.begin(ASKED)
        assert attempt.recording is not None
        recording = write_sound(attempt.recording.path)
        assert second.adopt() == []
        assert first.adopt() == []
        assert first.recorded(attempt.id, recording).state == "recorded"
        assert second.adopt() == []

    @pytest.mark.parametrize("seconds", [None, 0.0, 0.05])
    def test_a_take_without_sound_is_not_adopted_but_forgotten(self, open_history: Open, seconds: float | None) -> None:
        first = open_history()
        attempt = first.begin(ASKED)
        assert attempt.recording is not None
        if seconds is None:
            attempt.recording.path.unlink(missing_ok=True)
        else:
            write_sound(attempt.recording.path, seconds)
        first.close()
        second = open_history()
        assert second.adopt() == []
        assert second.rows() == []
        assert not attempt.recording.path.exists()

    def test_finished_takes_outlive_the_program(self, open_history: Open) -> None:
        first = open_history()
        attempt = kept(first, text="it was slow")
        first.close()
        second = open_history()
        assert second.adopt() == []
        assert second.attempt(attempt.id) == attempt
