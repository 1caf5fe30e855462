import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from coach.analysis.delivery.pace_curve import pace_curve
from coach.messages import msg
from coach.model import Moment, Word


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


def think(start: float, end: float) -> Moment:
    return Moment("pause", "long_think", start, end, "", "heard", msg("analysis.pause.why"))


def test_think_time_slows_nobody_down() -> None:
    words = [*spoken(150, 20), *(Word("on", 28 + n * 0.4, 28.3 + n * 0.4) for n in range(50))]

    plain, curve = pace_curve(words, 48), pace_curve(words, 48, [think(20.0, 28.0)])

    assert plain.at(19) is not None
    assert plain.at(19) < 100  # type: ignore[operator]
    told = curve.rates[~np.isnan(curve.rates)]
    assert np.abs(told - 150).max() < 20
    assert curve.at(24) is None
    assert curve.at(19.5) is not None
    assert curve.at(28.5) is not None


def test_the_time_before_the_first_word_and_after_the_last_is_no_slow_speech() -> None:
    words = [Word(word.text, word.start + 6, word.end + 6) for word in spoken(150, 20)]

    curve = pace_curve(words, 40)

    assert curve.at(3) is None
    assert curve.at(35) is None
    assert curve.at(7) == pytest.approx(150, abs=25)
    assert curve.at(25) == pytest.approx(150, abs=25)


def test_no_words_no_curve() -> None:
    assert pace_curve([], 10).at(3) is None
    assert len(pace_curve(spoken(100, 5), 0).times) == 0
