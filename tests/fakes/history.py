"""A history in memory; only the sound lies in a folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from coach.analysis.corrections import corrected, settle
from coach.errors import CoachError, HistoryError
from coach.messages import msg
from coach.model import Attempt, AttemptState, Correction, Question, Recording, Report, Review, Story, Transcript
from coach.practice.ports import AttemptRow, TrendPoint

SHORTEST_SECONDS = 0.1


@dataclass
class Shelf:
    """What several fake programs share: the takes, and who records which."""

    attempts: dict[str, Attempt] = field(default_factory=dict)
    owners: dict[str, FakeHistory] = field(default_factory=dict)
    made: dict[str, Report] = field(default_factory=dict)
    """The reports as analysis made them, by review; for one that a test put there, what it was at first."""


def measured_by_size(path: Path) -> tuple[float, int]:
    """Take a file of 16-bit samples at 16 kHz behind a header of 44 bytes for granted."""
    return max(path.stat().st_size - 44, 0) / 32000, 16000


class FakeHistory:
    def __init__(
        self,
        folder: Path,
        measure: Callable[[Path], tuple[float, int]] = measured_by_size,
        shelf: Shelf | None = None,
        error: HistoryError | None = None,
    ) -> None:
        self.shelf = shelf or Shelf()
        self.error = error
        self._folder = folder
        self._measure = measure

    def close(self) -> None:
        """Give up the takes that are being recorded, as the end of a process does."""
        self.shelf.owners = {key: owner for key, owner in self.shelf.owners.items() if owner is not self}

    def begin(self, question: Question | None, story: Story | None = None, session_id: str | None = None) -> Attempt:
        if self.error is not None:
            raise self.error
        attempt_id = uuid4().hex
        path = self._folder / f"{attempt_id}.wav"
        path.touch()
        recording = Recording(path, 0.0, 0)
        attempt = Attempt(attempt_id, datetime.now(UTC), "recording", question, story, recording, session_id)
        self.shelf.owners[attempt_id] = self
        return self._keep(attempt)

    def write(
        self, question: Question | None, text: str, story: Story | None = None, session_id: str | None = None
    ) -> Attempt:
        if self.error is not None:
            raise self.error
        review = Review(uuid4().hex, datetime.now(UTC), Transcript(text, ()))
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
        if self.error is not None:
            raise self.error
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

    def attempt(self, attempt_id: str) -> Attempt:
        if attempt_id not in self.shelf.attempts:
            raise HistoryError(msg("history.unknown", id=attempt_id), msg("history.unknown.advice"))
        return self.shelf.attempts[attempt_id]

    def rows(
        self, *, search: str = "", category: str = "", binned: bool = False, limit: int | None = None
    ) -> Sequence[AttemptRow]:
        rows = [_row(attempt) for attempt in self._newest_first() if (attempt.binned_at is not None) == binned]
        rows = [row for row in rows if not category or row.category == category]
        return [row for row in rows if _holds(row, search)][: None if limit is None else max(limit, 0)]

    def trend(self, measure: str) -> Sequence[TrendPoint]:
        points = []
        for attempt in reversed(self._newest_first()):
            reports = [review.report for review in attempt.reviews if review.report is not None]
            values = [found.value for found in (reports[-1].measures if reports else ()) if found.name == measure]
            if attempt.binned_at is None and values and values[0] is not None:
                points.append(TrendPoint(attempt.id, attempt.started_at, values[0]))
        return points

    def practised(self) -> Mapping[str, int]:
        return Counter(
            attempt.question.key
            for attempt in self.shelf.attempts.values()
            if attempt.question and attempt.binned_at is None
        )

    def bin(self, attempt_id: str) -> None:
        self._keep(replace(self.attempt(attempt_id), binned_at=datetime.now(UTC)))

    def restore(self, attempt_id: str) -> None:
        self._keep(replace(self.attempt(attempt_id), binned_at=None))

    def delete_binned(self) -> int:
        gone = [a for a in self.shelf.attempts.values() if a.binned_at is not None and a.state != "recording"]
        for attempt in gone:
            self._forget(attempt.id)
        return len(gone)

    def _newest_first(self) -> list[Attempt]:
        # Sorted backwards, the later of two at the same instant comes first.
        return sorted(self.shelf.attempts.values(), key=lambda attempt: attempt.started_at)[::-1]

    def _keep(self, attempt: Attempt) -> Attempt:
        self.shelf.attempts[attempt.id] = attempt
        return attempt

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


class FakeStories:
    """Stories in memory, in the order in which they were made; `error` is raised by every call."""

    def __init__(self, shelf: Shelf, *stories: Story) -> None:
        self.shelf = shelf
        self.error: HistoryError | None = None
        self._stories = {story.id: story for story in stories}
        self._binned: set[str] = set()

    def stories(self, *, binned: bool = False) -> Sequence[Story]:
        self._check()
        return [story for story in self._stories.values() if (story.id in self._binned) == binned]

    def keep(self, story: Story) -> None:
        self._check()
        self._stories[story.id] = story

    def bin(self, story_id: str) -> None:
        self._check(story_id)
        self._binned.add(story_id)

    def restore(self, story_id: str) -> None:
        self._check(story_id)
        self._binned.discard(story_id)

    def told(self) -> Mapping[str, int]:
        self._check()
        takes = self.shelf.attempts.values()
        return Counter(take.story.id for take in takes if take.story is not None and take.binned_at is None)

    def _check(self, story_id: str | None = None) -> None:
        if self.error is not None:
            raise self.error
        if story_id is not None and story_id not in self._stories:
            raise HistoryError(msg("history.no_story"))


def _row(attempt: Attempt) -> AttemptRow:
    question, review = attempt.question, attempt.review
    transcript = review.transcript if review else Transcript("", ())
    return AttemptRow(
        attempt.id,
        attempt.started_at,
        attempt.state,
        question.key if question else "",
        question.text if question else "",
        question.category if question else "",
        attempt.recording.seconds if attempt.recording else 0.0,
        transcript.engine,
        transcript.text,
        attempt.starred,
        attempt.title,
        review.report.moments if review and review.report else (),
    )


def _holds(row: AttemptRow, search: str) -> bool:
    """Find whole words, and the beginning of one for the last."""
    said = _words(f"{row.text} {row.question} {row.title}")
    wanted = _words(search)
    if not search.strip():
        return True
    return bool(wanted) and set(wanted[:-1]) <= set(said) and any(word.startswith(wanted[-1]) for word in said)


def _words(text: str) -> list[str]:
    return "".join(sign if sign.isalnum() or sign in "+#" else " " for sign in text.casefold()).split()
