"""Slower and faster at the same pitch."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.adapters.media.tempo import Tempo


def run(tempo: Tempo, samples: np.ndarray, piece: int) -> np.ndarray:
    pieces = [tempo.feed(samples[at : at + piece]) for at in range(0, samples.size, piece)]
    return np.concatenate([*pieces, tempo.finish()])


@pytest.mark.parametrize("rate", [16000, 48000])
@pytest.mark.parametrize("speed", [0.5, 0.75, 1.25, 1.5])
def test_it_lasts_longer_or_shorter_at_the_same_pitch(rate: int, speed: float) -> None:
    samples = (12000 * np.sin(2 * np.pi * 440 * np.arange(2 * rate) / rate)).astype(np.int16)

    made = run(Tempo(rate, speed), samples, rate // 20)

    assert made.dtype == np.int16
    assert made.size == round(samples.size / speed)
    hertz = np.argmax(np.abs(np.fft.rfft(made.astype(np.float64)))) * rate / made.size
    assert hertz == pytest.approx(440, abs=2)


@pytest.mark.parametrize("rate", [16000, 48000])
@pytest.mark.parametrize("speed", [0.5, 0.75, 1.25, 1.5])
def test_what_was_said_at_a_moment_comes_at_its_time(rate: int, speed: float) -> None:
    moments = [0.0, 0.5, 1.1, 1.73]
    samples = np.zeros(2 * rate, np.int16)
    noise = np.random.default_rng(1).integers(-9000, 9000, rate // 40)
    for moment in moments:
        samples[round(moment * rate) : round(moment * rate) + noise.size] = noise

    made = run(Tempo(rate, speed), samples, rate // 20)

    loud = np.flatnonzero(np.abs(made) > 900) / rate * speed
    onsets = [at for at, gap in zip(loud, np.diff(loud, prepend=-9.0), strict=True) if gap > 0.2]
    assert onsets == pytest.approx(moments, abs=0.025)


@settings(max_examples=25, deadline=None)
@given(size=st.integers(0, 9000), piece=st.integers(20, 5000), speed=st.sampled_from([0.5, 0.8, 1.5, 2.0]))
def test_any_length_in_any_pieces_comes_out_in_proportion(size: int, piece: int, speed: float) -> None:
    samples = np.full(size, 500, np.int16)

    assert run(Tempo(16000, speed), samples, piece).size == round(size / speed)


@pytest.mark.parametrize("speed", [0.4, 2.1])
def test_it_says_what_it_cannot_do(speed: float) -> None:
    with pytest.raises(ValueError, match="no speed"):
        Tempo(16000, speed)
