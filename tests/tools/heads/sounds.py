"""Make one recording sound as if it had been made in other rooms, with other microphones, by other people."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from tests.tools.sounds.room import SOUNDS, make

Samples = npt.NDArray[np.float32]
Random = np.random.Generator

RATE = 16000
NOISES = ("white", "pink", "brown", "hum", "fan")
SPEEDS = (0.82, 0.88, 0.94, 1.06, 1.13, 1.2)


def variants(samples: Samples, count: int, seed: int) -> Iterator[tuple[Samples, float]]:
    """Give the recording as it is, and `count` others, with how much longer each is than the first."""
    yield samples, 1.0
    random = np.random.default_rng(seed)
    for number in range(count):
        stretch = float(SPEEDS[number % len(SPEEDS)]) if number % 2 else 1.0
        sound = resampled(samples, stretch)
        if random.random() < 0.5:
            sound = in_room(sound, random)
        if random.random() < 0.5:
            sound = through_microphone(sound, random)
        if random.random() < 0.8:
            sound = with_noise(sound, random)
        yield sound.astype(np.float32), stretch


def resampled(samples: Samples, stretch: float) -> Samples:
    """Play a recording slower and lower (above 1), or faster and higher."""
    if stretch == 1.0:
        return samples
    count = round(samples.size * stretch)
    return np.interp(np.arange(count) / stretch, np.arange(samples.size), samples).astype(np.float32)


def in_room(samples: Samples, random: Random) -> Samples:
    """Let a room answer: noise that dies away within 0.15 to 0.6 s."""
    seconds = random.uniform(0.15, 0.6)
    at = np.arange(round(seconds * RATE)) / RATE
    echo = random.standard_normal(at.size) * np.exp(-6.9 * at / seconds)
    echo[: RATE // 500] = 0.0
    echo *= random.uniform(0.2, 0.9) / np.sqrt(np.sum(echo**2))
    echo[0] = 1.0
    return convolved(samples, echo)


def through_microphone(samples: Samples, random: Random) -> Samples:
    """Tilt the spectrum, cut the lows, and sometimes the highs as a telephone does."""
    spectrum = np.fft.rfft(samples)
    hertz = np.maximum(np.fft.rfftfreq(samples.size, 1 / RATE), 1.0)
    gain = (hertz / 1000) ** random.uniform(-0.35, 0.35)
    gain *= 1 / np.sqrt(1 + (random.uniform(40, 250) / hertz) ** 4)
    if random.random() < 0.4:
        gain *= 1 / np.sqrt(1 + (hertz / random.uniform(3000, 6000)) ** 12)
    return np.fft.irfft(spectrum * gain, samples.size).astype(np.float32)


def with_noise(samples: Samples, random: Random) -> Samples:
    """Add the noise of a room, 5 to 30 dB under the voice."""
    name = str(random.choice(NOISES))
    noise = make(name, samples.size / RATE + 0.01, -20, int(random.integers(1 << 30)))[: samples.size].astype(float)
    level = rms(samples) * 10 ** (-random.uniform(5, 30) / 20)
    return (samples + noise * level / max(rms(noise), 1e-9)).astype(np.float32)


def rooms(seconds: float, seed: int) -> Iterator[tuple[str, Samples]]:
    """Give every sound that holds no voice."""
    for name in SOUNDS:
        yield name, (make(name, seconds, -30, seed) / 32768).astype(np.float32)


def convolved(samples: Samples, answer: npt.NDArray[np.float64]) -> Samples:
    """Convolve by way of the spectrum, keeping the length."""
    size = 1 << (samples.size + answer.size).bit_length()
    spectrum = np.fft.rfft(samples, size) * np.fft.rfft(answer, size)
    return np.fft.irfft(spectrum, size)[: samples.size].astype(np.float32)


def rms(samples: npt.NDArray[np.floating]) -> float:
    """Return the root of the mean square."""
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))
