"""The sounds are what they say, at the level that was asked for."""

from __future__ import annotations

import numpy as np
import pytest

from tests.tools.sounds.room import RATE, ROOM, SOUNDS, STRUCK, make


@pytest.mark.parametrize("name", [name for name in SOUNDS if name != "silence"])
@pytest.mark.parametrize("level", [-50.0, -20.0])
def test_a_sound_has_its_length_and_level_and_is_the_same_each_time(name: str, level: float) -> None:
    samples = make(name, 5.0, level)

    assert samples.size == 5 * RATE
    sound = samples / 32768
    told = np.max(np.abs(sound)) if name in STRUCK else np.sqrt(np.mean(sound**2))
    assert 20 * np.log10(told) == pytest.approx(level, abs=0.5)
    assert np.array_equal(samples, make(name, 5.0, level))


def test_silence_is_silent() -> None:
    assert not make("silence", 1.0, -50.0).any()


def test_the_noises_differ_in_how_fast_they_fall() -> None:
    def high_share(name: str) -> float:
        power = np.abs(np.fft.rfft(make(name, 5.0, -30.0).astype(float))) ** 2
        return float(power[power.size // 2 :].sum() / power.sum())

    shares = [high_share(name) for name in ("white", "pink", "brown")]
    assert shares[0] == pytest.approx(0.5, abs=0.05)
    assert shares[0] > 3 * shares[1] > 9 * shares[2]
    assert set(ROOM) <= set(SOUNDS)
