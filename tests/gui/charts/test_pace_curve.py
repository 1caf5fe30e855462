import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from coach.gui.charts.pace_curve import pace_curve
from coach.model import Word


def spoken(rate: float, seconds: float) -> list[Word]:
    """Speak evenly at a rate of words a minute."""
    gap = 60 / rate
    return [Word("word", n * gap, n * gap + gap * 0.8) for n in range(int(seconds / gap))]


@given(some.floats(80, 220), some.floats(30, 120))
def test_even_speech_gives_an_even_curve(rate: float, seconds: float) -> None:
    curve = pace_curve(spoken(rate, seconds), seconds)

    middle = curve.rates[20:-20]
    assert not np.isnan(middle).any()
    assert np.abs(middle - rate).max() <= 60 / 8 + 0.01  # a word more or less in a window of eight seconds


def test_silence_leaves_a_gap() -> None:
    words = [*spoken(150, 10), *(Word("late", 40 + n, 40.3 + n) for n in range(10))]

    curve = pace_curve(words, 52)

    assert curve.at(25) is None
    assert curve.at(5) == pytest.approx(150, abs=10)


def test_no_words_no_curve() -> None:
    assert pace_curve([], 10).at(3) is None
    assert len(pace_curve(spoken(100, 5), 0).times) == 0
