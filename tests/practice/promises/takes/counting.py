"""What every history promises of its charts: counts per category, anchor, story and day."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from coach.model import Attempt, Correction, Finding, Question
from coach.practice.history import AnchorCount, History, StoryCount
from tests.practice.promises.history import ASKED, TOLD, judged, kept
from tests.practice.promises.takes.listing import LIST, NOON, OUTAGE, brought

DAY = timedelta(days=1)


@pytest.fixture(params=["Europe/Berlin", "America/St_Johns", "Pacific/Apia", "UTC"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Move this computer to another place for a test."""
    if not hasattr(time, "tzset"):
        pytest.skip("the time zone of this system cannot be set")
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def review(history: History, attempt: Attempt, *anchors: Finding) -> Attempt:
    assert attempt.review is not None
    return history.reviewed(attempt.id, attempt.review.id, replace(judged(), anchors=anchors))


class CountPromises:
    def test_nothing_is_counted_in_nothing(self, history: History) -> None:
        assert dict(history.balance()) == {}
        assert list(history.anchors_covered()) == []
        assert list(history.stories_told()) == []
        assert dict(history.days()) == {}

    def test_takes_are_counted_per_category(self, history: History) -> None:
        for question in (ASKED, ASKED, TOLD, None):
            kept(history, question)
        history.bin(kept(history, TOLD).id)
        assert dict(history.balance()) == {"architecture": 2, "behavioural": 1, "": 1}

    def test_anchors_are_counted_as_the_newest_report_says(self, history: History) -> None:
        first = kept(history, TOLD, "one")
        review(history, first, Finding("problem", "found"), Finding("lesson", "missing"))
        review(history, kept(history, TOLD, "two"), Finding("problem", "weak"), Finding("lesson", "missing"))
        review(history, kept(history, ASKED, "three"), Finding("problem", "found"))
        review(history, kept(history, None, "no question"), Finding("problem", "found"))
        history.bin(review(history, kept(history, TOLD, "gone"), Finding("problem", "found")).id)
        kept(history, TOLD, "not judged")
        assert list(history.anchors_covered()) == [
            AnchorCount("architecture", "problem", "found", 1),
            AnchorCount("behavioural", "lesson", "missing", 2),
            AnchorCount("behavioural", "problem", "found", 1),
            AnchorCount("behavioural", "problem", "weak", 1),
        ]
        again = history.transcribed(first.id, first.reviews[0].transcript)
        assert list(history.anchors_covered())[1].takes == 2
        review(history, again, Finding("lesson", "found"))
        assert list(history.anchors_covered()) == [
            AnchorCount("architecture", "problem", "found", 1),
            AnchorCount("behavioural", "lesson", "found", 1),
            AnchorCount("behavioural", "lesson", "missing", 1),
            AnchorCount("behavioural", "problem", "weak", 1),
        ]
        history.prefer(first.id, first.reviews[0].id)
        assert AnchorCount("behavioural", "lesson", "missing", 2) in history.anchors_covered()

    def test_anchors_are_counted_as_the_person_says(self, history: History) -> None:
        attempt = review(history, kept(history, TOLD, "it was slow"), Finding("problem", "found", 0.0, "it was slow"))
        verdict = Correction("fix", "anchor", "problem", "dismissed", 0.0, 1.25, "it was slow")
        history.correct(attempt.id, verdict)
        assert list(history.anchors_covered()) == [AnchorCount("behavioural", "problem", "missing", 1)]
        history.withdraw(attempt.id, verdict.id)
        assert list(history.anchors_covered()) == [AnchorCount("behavioural", "problem", "found", 1)]

    def test_stories_are_counted_per_category_with_their_last_time(self, history: History) -> None:
        brought(history, TOLD, NOON + DAY, story=OUTAGE)
        brought(history, TOLD, NOON, story=OUTAGE)
        brought(history, ASKED, NOON, story=OUTAGE)
        brought(history, None, NOON, story=LIST)
        brought(history, TOLD)
        history.bin(brought(history, TOLD, NOON + DAY + DAY, story=OUTAGE).id)
        assert list(history.stories_told()) == [
            StoryCount("s1", "architecture", 1, NOON),
            StoryCount("s1", "behavioural", 2, NOON + DAY),
            StoryCount("s2", "", 1, NOON),
        ]

    def test_days_are_those_of_this_computer(self, history: History, zone: str) -> None:
        for day in (date(2026, 3, 8), date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 1), date(2011, 12, 29)):
            start = datetime(day.year, day.month, day.day).astimezone()
            end = (datetime(day.year, day.month, day.day) + timedelta(hours=23, minutes=59, seconds=59)).astimezone()
            brought(history, at=start)
            brought(history, at=end)
            assert history.days()[day] == 2, zone
        assert list(history.days()) == sorted(history.days())
        history.bin(history.rows()[0].id)
        assert sum(history.days().values()) == 9

    def test_a_clock_that_is_put_back_counts_both_hours(self, history: History, zone: str) -> None:
        for hours in range(21, 48):
            history.begin(ASKED, started_at=datetime(2026, 10, 24, tzinfo=UTC) + timedelta(hours=hours))
        counted = history.days()
        assert sum(counted.values()) == 27
        if zone == "Europe/Berlin":
            assert counted[date(2026, 10, 25)] == 25

    def test_counts_follow_the_bin_and_back(self, history: History) -> None:
        question = Question("p/q", "design", "Why?")
        attempt = review(history, brought(history, question, story=OUTAGE), Finding("problem", "found"))
        before = (history.balance(), history.anchors_covered(), history.stories_told(), history.days())
        history.bin(attempt.id)
        assert not any((history.balance(), history.anchors_covered(), history.stories_told(), history.days()))
        history.restore(attempt.id)
        assert (history.balance(), history.anchors_covered(), history.stories_told(), history.days()) == before
