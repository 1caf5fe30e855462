"""A history in memory; only the sound lies in a folder."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal
from uuid import uuid4

from coach.analysis.corrections import corrected, settle
from coach.errors import CoachError, HistoryError
from coach.messages import msg
from coach.model import (
    Attempt,
    AttemptState,
    Bookmark,
    Correction,
    Feeling,
    FoundState,
    Note,
    Question,
    Recording,
    Report,
    Review,
    Story,
    Transcript,
)
from coach.practice.history import EVERYTHING, AnchorCount, AttemptRow, Choices, StoryCount, TrendPoint, Wanted

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

    def begin(
        self,
        question: Question | None,
        story: Story | None = None,
        session_id: str | None = None,
        started_at: datetime | None = None,
    ) -> Attempt:
        if self.error is not None:
            raise self.error
        attempt_id = uuid4().hex
        path = self._folder / f"{attempt_id}.wav"
        path.touch()
        recording = Recording(path, 0.0, 0)
        started_at = started_at or datetime.now(UTC)
        attempt = Attempt(attempt_id, started_at, "recording", question, story, recording, session_id)
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

    def feel(self, attempt_id: str, feeling: Feeling | Literal[""]) -> Attempt:
        return self._keep(replace(self.attempt(attempt_id), feeling=feeling))

    def note(self, attempt_id: str, text: str, note_id: str = "") -> Attempt:
        attempt = self.attempt(attempt_id)
        if not note_id:
            fresh = (Note(uuid4().hex, datetime.now(UTC), text.strip()),) if text.strip() else ()
            return self._keep(replace(attempt, notes=(*attempt.notes, *fresh)))
        if all(one.id != note_id for one in attempt.notes):
            raise HistoryError(msg("history.no_note"))
        notes = tuple(replace(one, text=text.strip()) if one.id == note_id else one for one in attempt.notes)
        return self._keep(replace(attempt, notes=tuple(one for one in notes if one.text)))

    def bookmark(self, attempt_id: str, at: float, label: str = "", bookmark_id: str = "") -> Attempt:
        attempt = self.attempt(attempt_id)
        if bookmark_id and all(one.id != bookmark_id for one in attempt.bookmarks):
            raise HistoryError(msg("history.no_bookmark"))
        fresh = Bookmark(bookmark_id or uuid4().hex, at, label.strip())
        others = [one for one in attempt.bookmarks if one.id != bookmark_id]
        return self._keep(replace(attempt, bookmarks=tuple(sorted([*others, fresh], key=lambda one: one.at))))

    def unmark(self, attempt_id: str, bookmark_id: str) -> Attempt:
        attempt = self.attempt(attempt_id)
        kept = tuple(one for one in attempt.bookmarks if one.id != bookmark_id)
        if len(kept) == len(attempt.bookmarks):
            raise HistoryError(msg("history.no_bookmark"))
        return self._keep(replace(attempt, bookmarks=kept))

    def rename(self, attempt_id: str, title: str) -> Attempt:
        return self._keep(replace(self.attempt(attempt_id), title=title.strip()))

    def star(self, starred: bool, *attempt_ids: str) -> None:
        for attempt_id in attempt_ids:
            self._keep(replace(self.attempt(attempt_id), starred=starred))

    def rows(self, wanted: Wanted = EVERYTHING, *, start: int = 0, limit: int | None = None) -> Sequence[AttemptRow]:
        takes = [take for take in self._newest_first() if _is_wanted(take, wanted)]
        if wanted.order == "oldest":
            takes.reverse()
        elif wanted.order != "newest":
            takes.sort(key=lambda take: _place(take, wanted.order))
        found = [_with_hits(_row(take), wanted.search) for take in takes]
        return found[start : None if limit is None else start + max(limit, 0)]

    def count(self, wanted: Wanted = EVERYTHING) -> int:
        return len(self.rows(wanted))

    def choices(self) -> Choices:
        takes = [take for take in self._newest_first() if take.binned_at is None]
        questions = {take.question.key: take.question.text for take in takes if take.question and take.question.key}
        stories = {take.story.id: take.story.title for take in takes if take.story}
        engines = {take.review.transcript.engine for take in takes if take.review} - {""}
        by_name = sorted(questions.items(), key=lambda item: item[1])
        return Choices(tuple(by_name), tuple(sorted(stories.items(), key=lambda item: item[1])), tuple(sorted(engines)))

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

    def balance(self) -> Mapping[str, int]:
        kept = [take for take in self.shelf.attempts.values() if take.binned_at is None]
        return Counter(take.question.category if take.question else "" for take in kept)

    def anchors_covered(self) -> Sequence[AnchorCount]:
        counted: Counter[tuple[str, str, FoundState]] = Counter()
        for take in self.shelf.attempts.values():
            reports = [review.report for review in take.reviews if review.report is not None]
            if take.binned_at is None and take.question is not None and reports:
                counted.update((take.question.category, one.name, one.state) for one in reports[-1].anchors)
        return [AnchorCount(*key, n) for key, n in sorted(counted.items())]

    def stories_told(self) -> Sequence[StoryCount]:
        told: dict[tuple[str, str], list[datetime]] = {}
        for take in self.shelf.attempts.values():
            if take.binned_at is None and take.story is not None:
                category = take.question.category if take.question else ""
                told.setdefault((take.story.id, category), []).append(take.started_at)
        return [StoryCount(*key, len(times), max(times)) for key, times in sorted(told.items())]

    def days(self) -> Mapping[date, int]:
        kept = [take for take in self.shelf.attempts.values() if take.binned_at is None]
        counted = Counter(take.started_at.astimezone().date() for take in kept)
        return dict(sorted(counted.items()))

    def bin(self, *attempt_ids: str) -> None:
        for attempt_id in attempt_ids:
            self._keep(replace(self.attempt(attempt_id), binned_at=datetime.now(UTC)))

    def restore(self, *attempt_ids: str) -> None:
        for attempt_id in attempt_ids:
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
        attempt.story.title if attempt.story else "",
    )


def _is_wanted(take: Attempt, wanted: Wanted) -> bool:
    row = _row(take)
    return (
        (take.binned_at is not None) == wanted.binned
        and (not wanted.category or row.category == wanted.category)
        and (not wanted.question or row.question_key == wanted.question)
        and (not wanted.story or (take.story is not None and take.story.id == wanted.story))
        and (not wanted.engine or row.engine == wanted.engine)
        and (wanted.since is None or take.started_at >= wanted.since)
        and (wanted.until is None or take.started_at < wanted.until)
        and (take.starred or not wanted.starred)
        and _holds(row, wanted.search)
    )


def _place(take: Attempt, order: str) -> object:
    row = _row(take)
    return (
        (row.title or row.question).casefold()
        if order == "question"
        else (row.seconds if order == "shortest" else -row.seconds)
    )


def _with_hits(row: AttemptRow, search: str) -> AttemptRow:
    """Show where the wanted words were said; the excerpt of a fake is the whole text."""
    wanted = _words(search)
    hits = [
        found.span()
        for number, word in enumerate(wanted)
        for found in re.finditer(
            rf"\b{re.escape(word)}" + (r"\w*" if number == len(wanted) - 1 else r"\b"), row.text, re.I
        )
    ]
    return replace(row, excerpt=row.text, hits=tuple(sorted(hits))) if hits else row


def _holds(row: AttemptRow, search: str) -> bool:
    """Find whole words, and the beginning of one for the last."""
    said = _words(f"{row.text} {row.question} {row.title}")
    wanted = _words(search)
    if not search.strip():
        return True
    return bool(wanted) and set(wanted[:-1]) <= set(said) and any(word.startswith(wanted[-1]) for word in said)


def _words(text: str) -> list[str]:
    return "".join(sign if sign.isalnum() or sign in "+#" else " " for sign in text.casefold()).split()
