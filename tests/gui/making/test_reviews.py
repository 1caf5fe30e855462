"""Reviews one after another: which are in the making, how far, and how each ended."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from coach.analysis.live import Spotted
from coach.errors import Cancelled, EngineError
from coach.gui.bridge import Bridge
from coach.gui.making.reviews import Review, Reviews, followed
from coach.messages import msg
from coach.model import Attempt, Recording, Word
from coach.practice.ports import Controls, Heard
from tests.gui.sample import words

TAKE = Attempt("one", datetime(2026, 3, 9, tzinfo=UTC), "recorded", recording=Recording(Path("one.wav"), 60.0, 16000))


class Slow:
    """Work that tells how far it is when it is asked to, and ends when it is told to."""

    def __init__(self, attempt: Attempt, error: Exception | None = None) -> None:
        self.attempt = attempt
        self.end = Event()
        self.error = error

    def __call__(self, controls: Controls) -> Generator[Heard, None, Attempt]:
        yield Heard((), 15.0, 20.0)
        while not self.end.wait(0.005):
            if controls.cancel.is_set():
                raise Cancelled
        if self.error is not None:
            raise self.error
        return replace(self.attempt, state="reviewed")


@pytest.fixture
def reviews(bridge: Bridge) -> Reviews:
    return Reviews(bridge)


def test_one_is_made_after_another_and_its_share_is_of_the_whole_recording(qtbot: QtBot, reviews: Reviews) -> None:
    done: list[Review] = []
    reviews.done.connect(done.append)
    first, second = Slow(TAKE), Slow(replace(TAKE, id="two"))
    one, two = reviews.begin(TAKE, first), reviews.begin(second.attempt, second, awaited=True)
    qtbot.waitUntil(lambda: one.heard is not None)
    assert one.share == 0.25
    assert (two.share, two.until) == (None, 0.0)
    assert reviews.left_behind == [one]
    assert reviews.find("two") is two
    first.end.set()
    qtbot.waitUntil(lambda: two.heard is not None)
    assert done == [one]
    assert one.judged is not None
    assert one.judged.state == "reviewed"
    assert reviews.find("one") is None
    second.end.set()
    qtbot.waitUntil(lambda: done == [one, two])


def test_while_the_length_is_not_known_what_was_read_counts(reviews: Reviews) -> None:
    growing = Review(replace(TAKE, recording=Recording(Path("one.wav"), 0.0, 16000)), awaited=True)
    shares = [growing.share]
    growing.heard = Heard((), 5.0, 10.0)
    shares.append(growing.share)
    growing.keep(TAKE)
    shares.append(growing.share)
    growing.heard = Heard((), 61.0, 61.0)
    assert [*shares, growing.share] == [None, 0.5, pytest.approx(5 / 60), 1.0]


def test_one_can_be_cancelled_and_one_can_fail(qtbot: QtBot, reviews: Reviews) -> None:
    failed: list[tuple[Review, BaseException]] = []
    reviews.failed.connect(lambda review, error: failed.append((review, error)))
    error = EngineError(msg("any"))
    broken = Slow(replace(TAKE, id="two"), error)
    one, two = reviews.begin(TAKE, Slow(TAKE)), reviews.begin(broken.attempt, broken)
    reviews.stop("nobody")
    reviews.stop("one")
    qtbot.waitUntil(lambda: len(failed) == 1)
    assert failed[0][0] is one
    assert isinstance(failed[0][1], Cancelled)
    broken.end.set()
    qtbot.waitUntil(lambda: len(failed) == 2)
    assert failed[1] == (two, error)
    assert reviews.left_behind == []


def run(heard: Sequence[Heard], *, spot: bool) -> tuple[list[Heard | Spotted], list[int], Attempt]:
    """Follow a review that tells this; return the news, how many words each look for anchors saw, and the result."""
    looks: list[int] = []

    def review() -> Generator[Heard, None, Attempt]:
        yield from heard
        return TAKE

    def look(before: Spotted, all_words: Sequence[Word]) -> Spotted:
        looks.append(len(all_words))
        found = {"decision"} if len(all_words) >= 5 else set()
        return Spotted(before.names | found, len(all_words))  # type: ignore[operator]

    news: list[Heard | Spotted] = []
    following = followed(review(), look if spot else None)
    while True:
        try:
            news.append(next(following))
        except StopIteration as end:
            return news, looks, end.value


def test_anchors_are_looked_for_only_when_there_are_new_words_and_told_once() -> None:
    told = words()
    heard = [Heard(told[:n], float(n), 20.0) for n in (0, 0, 3, 3, 5, 5, 9)]
    news, looks, result = run(heard, spot=True)
    assert looks == [3, 5, 9]
    assert [each.names for each in news if isinstance(each, Spotted)] == [frozenset({"decision"})]
    assert news.index(heard[4]) < news.index(Spotted(frozenset({"decision"}), 5))
    assert [each for each in news if isinstance(each, Heard)] == heard
    assert result is TAKE


def test_without_the_wish_for_ticks_nobody_looks() -> None:
    news, looks, _ = run([Heard(words(), 20.0, 20.0)], spot=False)
    assert looks == []
    assert len(news) == 1


def test_closing_it_closes_the_review() -> None:
    closed: list[bool] = []

    def review() -> Generator[Heard, None, Attempt]:
        try:
            yield Heard((), 1.0, 2.0)
        finally:
            closed.append(True)
        return TAKE

    following = followed(review(), None)
    next(following)
    following.close()
    assert closed == [True]
