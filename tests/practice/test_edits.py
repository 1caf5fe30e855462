from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from coach.adapters.database.takes import SqlHistory
from coach.adapters.drafts import DraftFile
from coach.adapters.wav import wav_seconds
from coach.errors import CoachError, HistoryError
from coach.messages import msg
from coach.model import Attempt, Correction, Frames, Question, Recording, Report, Story, Transcript, Word
from coach.practice.edits import Edits, edited
from coach.practice.history import History
from tests.fakes.history import FakeHistory
from tests.practice.promises.history import ASKED, judged, kept, said

SEEN = Correction("c1", "filler", "um", "added", 0.0, 0.2, "so")


class Desk:
    """A take that has been reviewed once, and what judges it."""

    def __init__(self, history: History) -> None:
        self.history = history
        first = kept(history)
        noted = replace(said("so the cash was slow"), frames=Frames(0.024, b"\x01\x02"), model="tiny", language="en")
        review = history.transcribed(first.id, noted).review
        assert review is not None
        self.attempt = history.reviewed(first.id, review.id, judged(100.0))
        self.judged: list[Transcript] = []
        self.bug: Exception | None = None
        self.edits = Edits(self.analyse, history)

    def analyse(
        self,
        transcript: Transcript,
        recording: Recording | None,
        question: Question | None,
        category: str | None,
        story: Story | None,
    ) -> Report:
        assert (recording, question, category, story) == (self.attempt.recording, self.attempt.question, None, None)
        assert len(self.now.reviews) == 1, "judged before anything is saved"
        self.judged.append(transcript)
        if self.bug is not None:
            raise self.bug
        return judged(150.0)

    @property
    def now(self) -> Attempt:
        return self.history.attempt(self.attempt.id)


def real(folder: Path) -> History:
    return SqlHistory(folder, wav_seconds)


@pytest.fixture(params=[FakeHistory, real])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    history = request.param(tmp_path)
    yield Desk(history)
    if isinstance(history, SqlHistory):
        history.close()


def test_the_edited_text_counts_and_the_first_one_stays(desk: Desk) -> None:
    attempt = desk.edits.rewrite(desk.attempt, "So the cache was\n slow ")

    assert attempt == desk.now
    assert attempt.reviews[0] == desk.attempt.reviews[0]
    assert attempt.review is not None
    assert attempt.review.report == judged(150.0)
    before, after = desk.attempt.reviews[0].transcript, attempt.review.transcript
    assert (after.text, after.edited) == ("So the cache was slow", True)
    assert (after.engine, after.model, after.language, after.frames) == (
        (before.engine, before.model, before.language, before.frames)
    )
    assert [(word.start, word.end) for word in after.words] == [(word.start, word.end) for word in before.words]
    assert desk.judged == [after]


def test_the_same_text_changes_nothing(desk: Desk) -> None:
    assert desk.edits.rewrite(desk.attempt, " so the  cash was slow\n") == desk.attempt
    assert (desk.now, desk.judged) == (desk.attempt, [])


@pytest.mark.parametrize("text", ["", " \n", "..."])
def test_a_text_without_a_word_is_refused(desk: Desk, text: str) -> None:
    with pytest.raises(CoachError) as refused:
        desk.edits.rewrite(desk.attempt, text)

    assert refused.value.message.key == "words.edit.empty"
    assert (desk.now, desk.judged) == (desk.attempt, [])


def test_a_failure_in_the_judging_leaves_the_take_as_it_was(desk: Desk) -> None:
    desk.bug = ZeroDivisionError("a bug")
    with pytest.raises(ZeroDivisionError):
        desk.edits.rewrite(desk.attempt, "so the cache was slow")

    assert desk.now == desk.attempt


def test_what_a_person_corrected_is_played_over_the_new_report(desk: Desk) -> None:
    attempt = desk.history.correct(desk.attempt.id, SEEN)

    after = desk.edits.rewrite(attempt, "so the cache was slow")

    assert after.corrections == attempt.corrections
    assert after.review is not None
    assert after.review.report is not None
    assert [(one.kind, one.name) for one in after.review.report.moments if one.kind == "filler"] == [("filler", "um")]


def test_taking_an_edit_back_lets_the_first_text_count_and_keeps_both(desk: Desk) -> None:
    after = desk.edits.rewrite(desk.attempt, "so the cache was slow")

    back = desk.edits.take_back(desk.attempt)

    assert back == desk.now
    assert back.review == desk.attempt.review
    assert {review.id for review in back.reviews} == {review.id for review in after.reviews}


def test_a_typed_answer_has_its_text_changed_and_keeps_its_lines(tmp_path: Path) -> None:
    history = FakeHistory(tmp_path)
    attempt = history.write(ASKED, "I typed this.")
    edits = Edits(lambda *_: judged(None), history)

    after = edits.rewrite(attempt, "I typed this.\n\nAnd that. ")

    assert after.review is not None
    assert after.review.transcript == Transcript("I typed this.\n\nAnd that.", (), edited=True)


def test_a_word_behind_the_last_one_goes_on_to_the_end_of_the_recording() -> None:
    before = Transcript.of_words((Word("so", 0.0, 0.4),))
    sound = Recording(Path("take.wav"), 3.0, 16_000)

    def ends(recording: Recording | None) -> float:
        return edited(before, "so slow", recording).words[-1].end

    assert ends(sound) > 0.4
    assert ends(None) == 0.4


def test_drafts_are_kept_and_those_of_takes_that_are_gone_are_forgotten(desk: Desk, tmp_path: Path) -> None:
    drafts = DraftFile(tmp_path / "drafts.json")
    edits = Edits(desk.analyse, desk.history, drafts)
    edits.keep_drafts({desk.attempt.id: "so", "gone": "secret"})

    assert edits.read_drafts() == {desk.attempt.id: "so"}
    assert drafts.read() == {desk.attempt.id: "so"}
    assert edits.read_drafts() == {desk.attempt.id: "so"}


def test_a_history_that_cannot_be_read_forgets_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    history = FakeHistory(tmp_path)
    edits = Edits(lambda *_: judged(None), history, DraftFile(tmp_path / "drafts.json"))
    edits.keep_drafts({"take-1": "so"})

    def fail(attempt_id: str) -> Attempt:
        raise HistoryError(msg("history.busy"))

    monkeypatch.setattr(history, "attempt", fail)

    assert edits.read_drafts() == {"take-1": "so"}


def test_without_a_place_for_drafts_there_are_none(desk: Desk) -> None:
    desk.edits.keep_drafts({desk.attempt.id: "so"})

    assert desk.edits.read_drafts() == {}
