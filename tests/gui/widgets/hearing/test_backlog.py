"""How far writing is behind speaking is said only when it matters, and calmly; how long it takes, only when known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.gui.widgets.hearing.backlog import Backlog, Remaining, left_words
from tests.gui.sample import TEXTS


def follow(*news: tuple[float, float]) -> list[int]:
    """Note (spoken, written) pairs; return what was told after each."""
    backlog, told = Backlog(), []
    for spoken, until in news:
        backlog.speak(spoken)
        backlog.write(until)
        told.append(backlog.told)
    return told


def test_an_engine_that_keeps_up_is_not_mentioned() -> None:
    assert follow((10, 9), (30, 22), (60, 52), (90, 81)) == [0, 0, 0, 0]


def test_far_behind_is_said_at_once_and_somewhat_behind_only_while_it_grows() -> None:
    assert follow((30, 12)) == [20]
    assert follow((20, 12), (40, 28), (60, 48)) == [0, 10, 10]
    assert follow((20, 8), (40, 28.5), (60, 48.5)) == [10, 10, 10]
    assert follow((10, 10), (20, 14), (40, 29), (50, 39)) == [0, 0, 10, 10]
    assert follow((30, 30), (41, 30), (52, 41), (63, 58)) == [0, 10, 10, 5]
    assert follow((30, 30), (45, 36), (60, 56)) == [0, 0, 0]


def test_it_is_silent_again_when_the_engine_has_caught_up() -> None:
    assert follow((30, 10), (60, 50), (90, 86)) == [20, 10, 0]


def test_nothing_changes_more_often_than_every_few_seconds() -> None:
    assert follow((30, 10), (32, 20), (34, 33), (36, 35)) == [20, 20, 20, 0]


@given(news=st.lists(st.tuples(st.floats(0, 3600), st.floats(0, 3600)), max_size=30))
def test_what_is_told_is_never_negative_and_in_steps(news: list[tuple[float, float]]) -> None:
    assert all(told >= 0 and told % 5 == 0 for told in follow(*news))


def test_the_speed_is_known_only_where_the_engine_never_had_to_wait() -> None:
    backlog = Backlog()
    backlog.speak(60)
    backlog.write(58)
    assert backlog.speed == 0.0
    backlog.speak(100)
    backlog.write(80)
    assert backlog.speed == pytest.approx(0.8)
    backlog.clear()
    assert (backlog.spoken, backlog.until, backlog.told, backlog.speed) == (0, 0, 0, 0)


def test_the_time_left_follows_the_speed_since_the_beginning() -> None:
    now = [100.0]
    remaining = Remaining(lambda: now[0])
    remaining.begin(until=40.0)
    assert remaining.left(40.0, 100.0) is None
    now[0] += 0.5
    assert remaining.left(45.0, 100.0) is None
    now[0] += 9.5
    assert remaining.left(60.0, 100.0) == pytest.approx(20.0)
    now[0] += 10.0
    assert remaining.left(110.0, 100.0) == 0.0


def test_a_speed_that_is_known_before_gives_the_first_guess() -> None:
    now = [0.0]
    remaining = Remaining(lambda: now[0])
    remaining.begin(until=40.0, speed=0.5)
    assert remaining.left(40.0, 100.0) == pytest.approx(120.0)
    now[0] = 10.0
    assert remaining.left(60.0, 100.0) == pytest.approx(20.0)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (None, ""),
        (2.9, ""),
        (3.1, "about 5 seconds"),
        (22.0, "about 20 seconds"),
        (57.0, "about 55 seconds"),
        (58.0, "about 1 minute"),
        (74.0, "about 1 minute"),
        (80.0, "about 2 minutes"),
        (600.0, "about 10 minutes"),
    ],
)
def test_the_time_left_is_said_roughly(seconds: float | None, said: str) -> None:
    words = left_words(seconds)
    assert (TEXTS(words) if words is not None else "") == said
