"""A real person reading, from the wheel of moonshine-voice: nothing to download, nothing to keep in the project."""

from __future__ import annotations

import importlib.util
import wave
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

WORDS = ["it", "was", "the", "best", "of", "times", "it", "was", "the", "worst", "of", "times"]
"""What is said in the first five seconds."""


def assets() -> Path:
    """Return the folder of the wheel that holds its recordings, or skip."""
    spec = importlib.util.find_spec("moonshine_voice")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("moonshine-voice is not installed, so there is no starter engine to test")
    return Path(spec.submodule_search_locations[0]) / "assets"


def voice(seconds: float | None = None) -> tuple[NDArray[np.int16], int]:
    """Return the samples of the reading, and their rate."""
    with wave.open(str(assets() / "two_cities.wav"), "rb") as sound:
        rate = sound.getframerate()
        count = sound.getnframes() if seconds is None else int(seconds * rate)
        return np.frombuffer(sound.readframes(count), dtype="<i2"), rate


def write(path: Path, samples: NDArray[np.int16], rate: int) -> Path:
    """Write a mono 16-bit WAV file."""
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 2, rate, 0, "NONE", ""))
        sound.writeframes(samples.tobytes())
    return path
