"""Lists and counts of takes in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from coach.model import Attempt, FoundState, Transcript
from coach.practice.history import (
    EVERYTHING,
    AnchorCount,
    AttemptRow,
    Choices,
    StoryCount,
    TrendPoint,
    Wanted,
    excerpt,
    sort_key,
)
from tests.fakes.takes import finding
from tests.fakes.takes.shelf import FakeShelving


class FakeLists(FakeShelving):
    def rows(self, wanted: Wanted = EVERYTHING, *, start: int = 0, limit: int | None = None) -> Sequence[AttemptRow]:
        takes = [take for take in self._newest_first() if _is_wanted(take, wanted)]
        if wanted.order == "oldest":
            takes.reverse()
        elif wanted.order != "newest":
            takes.sort(key=lambda take: _place(take, wanted.order))
        start = max(start, 0)
        page = takes[start : None if limit is None else start + max(limit, 0)]
        return [_with_hits(_row(take, limit is not None), wanted.search) for take in page]

    def count(self, wanted: Wanted = EVERYTHING) -> int:
        return len(self.rows(wanted))

    def choices(self) -> Choices:
        takes = [take for take in reversed(self._newest_first()) if take.binned_at is None]
        questions = {take.question.key: take.question.text for take in takes if take.question and take.question.key}
        stories = {take.story.id: take.story.title for take in takes if take.story}
        engines = {take.review.transcript.engine for take in takes if take.review} - {""}
        return Choices(_in_order(questions), _in_order(stories), tuple(sorted(engines)))

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

    def _newest_first(self) -> list[Attempt]:
        # Sorted backwards, the later of two at the same instant comes first.
        return sorted(self.shelf.attempts.values(), key=lambda attempt: attempt.started_at)[::-1]


def _row(attempt: Attempt, drawn: bool = False) -> AttemptRow:
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
        review.report.moments if drawn and review and review.report else (),
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
        and (wanted.since is None or take.started_at >= wanted.since.astimezone())
        and (wanted.until is None or take.started_at < wanted.until.astimezone())
        and (take.starred or not wanted.starred)
        and finding.holds((row.text, row.question, row.title), wanted.search)
    )


def _place(take: Attempt, order: str) -> tuple[str, float]:
    row = _row(take)
    if order == "question":
        return sort_key(row.title or row.question), 0.0
    return "", row.seconds if order == "shortest" else -row.seconds


def _in_order(names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(names.items(), key=lambda pair: (sort_key(pair[1]), pair)))


def _with_hits(row: AttemptRow, search: str) -> AttemptRow:
    """Show where the wanted words were said."""
    said = finding.hits(row.text, search)
    if not said:
        return row
    piece, hits = excerpt(row.text, said)
    return replace(row, excerpt=piece, hits=hits)
