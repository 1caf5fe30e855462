"""What is loud is found wherever it lies, and however loud the background is."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.adapters.moonshine.loudness import RATE, Loudness, tightened
from coach.model import Word


def noise(seconds: float, level: float) -> NDArray[np.float32]:
    random = np.random.default_rng(7)
    return (random.standard_normal(int(seconds * RATE)) * level).astype(np.float32)


def spans(sound: NDArray[np.float32], step: int = 8000) -> list[tuple[int, int]]:
    loudness = Loudness()
    return [span for at in range(0, sound.size, step) for span in loudness.feed(sound[at : at + step])]


@pytest.mark.parametrize("background", [0.0, 0.0003])
def test_speech_between_silences_is_found(background: float) -> None:
    sound = noise(6, background)
    sound[2 * RATE : 4 * RATE] += noise(2, 0.1)
    found = spans(sound)
    assert found[0][0] == pytest.approx(2 * RATE, abs=0.1 * RATE)
    assert found[-1][1] == pytest.approx(4 * RATE, abs=0.1 * RATE)


def test_in_a_loud_background_speech_is_found_once_the_background_is_known() -> None:
    sound = noise(12, 0.003)
    for start in (1, 7):
        sound[start * RATE : (start + 2) * RATE] += noise(2, 0.1)
    later = [span for span in spans(sound) if span[0] >= 4 * RATE]
    assert later[0][0] == pytest.approx(7 * RATE, abs=0.1 * RATE)
    assert later[-1][1] == pytest.approx(9 * RATE, abs=0.1 * RATE)


def test_speech_that_begins_at_once_is_found() -> None:
    assert spans(noise(1, 0.1))[0][0] == 0


def test_quiet_speech_is_found() -> None:
    sound = np.concatenate([noise(1, 0.00003), noise(1, 0.003), noise(1, 0.00003)])
    found = spans(sound)
    assert found[0][0] == pytest.approx(RATE, abs=0.1 * RATE)
    assert found[-1][1] == pytest.approx(2 * RATE, abs=0.1 * RATE)


@pytest.mark.parametrize("level", [0.0, 0.0001])
def test_silence_is_silent(level: float) -> None:
    assert spans(noise(3, level)) == []


def test_no_sound_is_no_span() -> None:
    assert Loudness().feed(np.zeros(0, dtype=np.float32)) == []


@pytest.mark.parametrize("background", [0.0, 0.001, 0.02])
def test_words_let_go_of_the_silence_beside_them(background: float) -> None:
    sound = noise(4, background)
    sound[RATE : 2 * RATE] += noise(1, 0.2)
    sound[3 * RATE : int(3.5 * RATE)] += noise(0.5, 0.2)
    first, second = tightened([Word("a", 10.0, 12.5), Word("b", 12.5, 14.0)], sound, 10.0)
    assert (first.start, first.end, second.start, second.end) == pytest.approx((11.0, 12.0, 13.0, 13.5), abs=0.06)


def test_words_stay_where_they_are_when_there_is_nothing_to_go_by() -> None:
    words = [Word("a", 0.0, 0.2), Word("late", 5.0, 5.1)]
    assert tightened(words, np.zeros(0, dtype=np.float32), 0.0) == words
    assert tightened(words, noise(0.2, 0.1), 0.0) == words
