"""A history in memory; only the sound lies in a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from coach.analysis.corrections import corrected, settle
from coach.errors import CoachError, HistoryError
from coach.messages import msg
from coach.model import (
    Attempt,
    AttemptState,
    Correction,
    Question,
    Recording,
    Report,
    Review,
    Story,
    Transcript,
)
from coach.practice.history import whole
from tests.fakes.takes.lists import FakeLists
from tests.fakes.takes.remarks import FakeRemarks
from tests.fakes.takes.shelf import Shelf
from tests.fakes.takes.stories import FakeStories

__all__ = ["FakeHistory", "FakeStories", "Shelf", "measured_by_size"]

SHORTEST_SECONDS = 0.1


def measured_by_size(path: Path) -> tuple[float, int]:
    """Take a file of 16-bit samples at 16 kHz behind a header of 44 bytes for granted."""
    return max(path.stat().st_size - 44, 0) / 32000, 16000


class FakeHistory(FakeLists, FakeRemarks):
    """Takes in memory; `error` is raised by every call that begins or changes something the person wanted."""

    def __init__(
        self,
        folder: Path,
        measure: Callable[[Path], tuple[float, int]] = measured_by_size,
        shelf: Shelf | None = None,
        error: HistoryError | None = None,
    ) -> None:
        super().__init__(shelf, error)
        self._folder = folder
        self._measure = measure

    def close(self) -> None:
        """Give up the takes that are being recorded, as the end of a process does."""
        self.shelf.owners = {key: owner for key, owner in self.shelf.owners.items() if owner is not self}

    def begin(
        self,
        question: Question | None,
        story: Story | None = None,
        session_id: str | None = None,
        started_at: datetime | None = None,
    ) -> Attempt:
        self._check()
        attempt_id = uuid4().hex
        path = self._folder / f"{attempt_id}.wav"
        path.touch()
        recording = Recording(path, 0.0, 0)
        started_at = (started_at or datetime.now(UTC)).astimezone(UTC)
        attempt = Attempt(attempt_id, started_at, "recording", question, story, recording, session_id)
        self.shelf.owners[attempt_id] = self
        return self._keep(attempt)

    def write(
        self, question: Question | None, text: str, story: Story | None = None, session_id: str | None = None
    ) -> Attempt:
        self._check()
        review = Review(uuid4().hex, datetime.now(UTC), Transcript(whole(text), ()))
        attempt = Attempt(uuid4().hex, datetime.now(UTC), "transcribed", question, story, None, session_id)
        return self._keep(replace(attempt, reviews=(review,)))

    def discard(self, attempt_id: str) -> None:
        if self.attempt(attempt_id).state != "recording":
            raise HistoryError(msg("history.finished"))
        self._forget(attempt_id)

    def recorded(self, attempt_id: str, recording: Recording) -> Attempt:
        attempt = self.attempt(attempt_id)
        if not recording.sample_rate:
            _, (seconds, rate) = self._sound(attempt)
            recording = replace(recording, seconds=seconds or recording.seconds, sample_rate=rate)
        return self._finish(attempt, recording, "recorded")

    def transcribed(self, attempt_id: str, transcript: Transcript) -> Attempt:
        attempt = self.attempt(attempt_id)
        if attempt.state == "recording":
            path, (seconds, rate) = self._sound(attempt)
            attempt = self._finish(attempt, Recording(path, seconds, rate), "recorded")
        review = Review(uuid4().hex, datetime.now(UTC), transcript)
        return self._keep(replace(attempt, state="transcribed", reviews=(*attempt.reviews, review)))

    def reviewed(self, attempt_id: str, review_id: str, report: Report) -> Attempt:
        attempt = self.attempt(attempt_id)
        reviews = {review.id: review for review in attempt.reviews}
        if review_id not in reviews:
            raise HistoryError(msg("history.no_review"))
        if reviews[review_id].report is not None:
            raise HistoryError(msg("history.judged"))
        reviews[review_id] = replace(reviews[review_id], report=report)
        self.shelf.made[review_id] = report
        return self._replay(replace(attempt, state="reviewed", reviews=tuple(reviews.values())))

    def prefer(self, attempt_id: str, review_id: str) -> Attempt:
        attempt = self.attempt(attempt_id)
        chosen = [review for review in attempt.reviews if review.id == review_id]
        if not chosen:
            raise HistoryError(msg("history.no_review"))
        others = [review for review in attempt.reviews if review.id != review_id]
        state: AttemptState = "transcribed" if chosen[0].report is None else "reviewed"
        return self._keep(replace(attempt, state=state, reviews=(*others, *chosen)))

    def correct(self, attempt_id: str, correction: Correction) -> Attempt:
        self._check()
        attempt = self.attempt(attempt_id)
        made = [self._made(review) for review in attempt.reviews if review.report is not None]
        seen = made[-1] if made else Report((), (), ())
        return self._replay(replace(attempt, corrections=settle(attempt.corrections, correction, seen)))

    def withdraw(self, attempt_id: str, correction_id: str) -> Attempt:
        attempt = self.attempt(attempt_id)
        kept = tuple(one for one in attempt.corrections if one.id != correction_id)
        if len(kept) == len(attempt.corrections):
            raise HistoryError(msg("history.no_correction"))
        return self._replay(replace(attempt, corrections=kept))

    def adopt(self) -> Sequence[Attempt]:
        adopted = []
        for attempt in list(self.shelf.attempts.values()):
            if attempt.state != "recording" or attempt.id in self.shelf.owners:
                continue
            path, (seconds, rate) = self._sound(attempt)
            if seconds < SHORTEST_SECONDS:
                self._forget(attempt.id)
            else:
                adopted.append(self._finish(attempt, Recording(path, seconds, rate), "recovered"))
        return adopted

    def bin(self, *attempt_ids: str) -> None:
        self._change(attempt_ids, binned_at=datetime.now(UTC))

    def restore(self, *attempt_ids: str) -> None:
        self._change(attempt_ids, binned_at=None)

    def delete_binned(self) -> int:
        self._check()
        return self._delete(lambda attempt: attempt.binned_at is not None)

    def snapshot(self, target: Path) -> None:
        self._check()
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n".join(self.shelf.attempts), encoding="utf-8")

    def delete_everything(self) -> int:
        self._check()
        deleted = self._delete(lambda attempt: True)
        used = {attempt.story.id for attempt in self.shelf.attempts.values() if attempt.story}
        self.shelf.stories = {key: story for key, story in self.shelf.stories.items() if key in used}
        return deleted

    def _delete(self, chosen: Callable[[Attempt], bool]) -> int:
        gone = [each for each in self.shelf.attempts.values() if each.state != "recording" and chosen(each)]
        for attempt in gone:
            self._forget(attempt.id)
        return len(gone)

    def _made(self, review: Review) -> Report:
        assert review.report is not None
        return self.shelf.made.setdefault(review.id, review.report)

    def _replay(self, attempt: Attempt) -> Attempt:
        reviews = tuple(
            replace(
                review,
                report=corrected(self._made(review), attempt.corrections, review.transcript, attempt.question),
            )
            if review.report is not None
            else review
            for review in attempt.reviews
        )
        return self._keep(replace(attempt, reviews=reviews))

    def _finish(self, attempt: Attempt, recording: Recording, state: AttemptState) -> Attempt:
        self.shelf.owners.pop(attempt.id, None)
        return self._keep(
            replace(attempt, recording=recording, state=state if attempt.state == "recording" else attempt.state)
        )

    def _sound(self, attempt: Attempt) -> tuple[Path, tuple[float, int]]:
        assert attempt.recording is not None
        path = attempt.recording.path
        try:
            return path, self._measure(path)
        except (OSError, CoachError):
            return path, (0.0, 0)

    def _forget(self, attempt_id: str) -> None:
        attempt = self.shelf.attempts.pop(attempt_id)
        self.shelf.owners.pop(attempt_id, None)
        if attempt.recording is not None:
            attempt.recording.path.unlink(missing_ok=True)
