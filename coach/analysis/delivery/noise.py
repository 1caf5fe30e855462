"""How far each moment of a recording stands out of the noise of its room.

The noise is tracked band by band; the idea of a likelihood against a tracked noise spectrum is Sohn, Kim and Sung
(1999), the low-percentile noise floor is the simple form of Martin's minimum statistics (2001). Figures were chosen on
hand-labelled clips, clean and noisy.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

HOP = 0.01
"""Seconds between two frames."""
RATE = 8000
"""Samples a second that are looked at; speech stands out of noise well enough below 4 kHz."""
BANDS = 20
BAND_WINDOW = 0.032
LOWEST, HIGHEST = 120.0, 4000.0
"""Edges of the mel-spaced bands in Hz; hum lies below them."""
VOICE_WINDOW, VOICE_EVERY, VOICE_THINNED = 0.04, 2, 2
"""Seconds in which a period is looked for, in every second frame, in every second sample: a voice is low."""
PITCH = (70.0, 350.0)
"""Hz of a speaking voice, with room for children."""
FLOOR_PERCENTILE, FLOOR_REACH = 25.0, 6.0
"""The noise in a band is its 25th percentile over 6 s to both sides."""
STAND_OUT = 25.0
"""dB above the noise beyond which a band is no more speech than it was."""
VOICED = 6.0
"""dB that a fully voiced frame adds to how far it stands out."""
QUIET_PERCENTILE, LOUD_PERCENTILE, LEVEL_REACH = 10.0, 75.0, 8.0
HALF_WAY, MOST = 0.5, 6.5
"""What is half the way from quiet to loud, and never more than 6.5 dB, is as high as speech begins."""
CHUNK, MARGIN = 60.0, 8.0
"""Seconds looked at in one go, and overlap to both sides: memory stays flat for hours of sound."""
_CHUNK, _MARGIN = round(CHUNK / HOP), round(MARGIN / HOP)
LEAST_LIFT, LIFT_STEP = -1.0, 1 / 64
"""What byte 0 stands for when a lift is written down, and the step to the next: 255 is just under 3."""
LOOK, EVERY = 6, 42
"""Frames between two that a percentile is taken of, and between two percentiles: noise changes slowly."""


def find_lift(samples: NDArray[np.int16], rate: int, *, voicing: bool) -> Floats:
    """Return how far each frame stands out, 0 where it is quiet and 1 where speech begins; `hop_of` tells the times.

    `voicing` looks for the periods of a voice as well, which takes as long again: for where nothing else tells a voice
    from other sounds.
    """
    lifting = Lifting(rate, voicing=voicing)
    size = round(CHUNK * rate)
    for start in range(0, len(samples), size):
        lifting.feed(samples[start : start + size])
    return lifting.finish()


def hop_of(rate: int) -> int:
    """Return the samples between two frames: 10 ms as nearly as the thinned-out sound allows."""
    step = max(1, rate // RATE)
    return round(rate / step * HOP) * step


def write_lift(lift: Floats) -> bytes:
    """Write down how far frames stand out, a byte each: all that is far below or above is alike."""
    return bytes(np.round(np.clip((lift - LEAST_LIFT) / LIFT_STEP, 0, 255)).astype(np.uint8))


def read_lift(written: bytes) -> Floats:
    """Read what `write_lift` wrote."""
    return np.frombuffer(written, dtype=np.uint8).astype(np.float32) * np.float32(LIFT_STEP) + np.float32(LEAST_LIFT)


class Lifting:
    """Find how far a recording stands out while it comes, in memory that does not grow; the blocks do not matter."""

    def __init__(self, rate: int, *, voicing: bool) -> None:
        self._step = max(1, rate // RATE)
        self._rate, self._voicing = rate / self._step, voicing
        self._hop = hop_of(rate) // self._step
        self._rest = np.zeros(0, dtype=np.float32)
        self._parts: list[Floats] = []
        self._held = 0
        self._begin = self._start = 0
        self._found: list[Floats] = []

    def feed(self, samples: NDArray[np.int16] | Floats) -> None:
        """Take the next samples, on the scale of 16 bits."""
        sound = np.concatenate([self._rest, np.asarray(samples, dtype=np.float32)])
        whole = len(sound) // self._step * self._step
        self._rest = sound[whole:]
        self._parts.append(sound[:whole].reshape(-1, self._step) @ np.full(self._step, 1 / self._step, np.float32))
        self._held += len(self._parts[-1])
        while self._frames >= self._start + _CHUNK + _MARGIN:
            self._look(self._start + _CHUNK)

    def finish(self) -> Floats:
        """Return one value for each whole frame that has come."""
        while self._start < self._frames:
            self._look(min(self._start + _CHUNK, self._frames))
        return np.concatenate(self._found) if self._found else np.zeros(0, dtype=np.float32)

    @property
    def _frames(self) -> int:
        return self._begin + self._held // self._hop

    def _look(self, end: int) -> None:
        """Judge the frames up to one, and let go of sound that no later one needs."""
        sound = np.concatenate(self._parts)
        right = min(self._frames, end + _MARGIN) - self._begin
        lift = _lift(_height(sound[: right * self._hop], self._rate, self._voicing))
        self._found.append(lift[self._start - self._begin : end - self._begin])
        left = max(0, end - _MARGIN)
        self._parts = [sound[(left - self._begin) * self._hop :]]
        self._held = len(self._parts[0])
        self._begin, self._start = left, end


def _lift(height: Floats) -> Floats:
    quiet = _around(height[:, None], QUIET_PERCENTILE, LEVEL_REACH)[:, 0]
    loud = _around(height[:, None], LOUD_PERCENTILE, LEVEL_REACH)[:, 0]
    # In a long silence the loudest is still noise: hold on to how loud this person was around it.
    usual = float(np.percentile(height, LOUD_PERCENTILE) - np.percentile(height, QUIET_PERCENTILE))
    way = np.maximum(loud - quiet, max(4.0, 0.6 * usual))
    return np.asarray((height - quiet) / np.minimum(HALF_WAY * way, MOST), dtype=np.float32)


def _height(samples: Floats, rate: float, voicing: bool) -> Floats:
    """Return per frame the mean height of the bands above their noise plus the voicing, smoothed over 70 ms (dB)."""
    bands = _smooth(_band_levels(samples, rate), 5)
    above = np.clip(bands - _around(bands, FLOOR_PERCENTILE, FLOOR_REACH), 0.0, STAND_OUT)
    height = above.mean(axis=1)
    if voicing:
        voiced = np.clip((_voicing(samples, rate, len(height)) - 0.35) / 0.5, 0.0, 1.0)
        height += VOICED * _smooth(voiced[:, None], 5)[:, 0]
    return _smooth(height[:, None], 7)[:, 0]


def _frames(samples: Floats, hop: int, size: int, count: int) -> Floats:
    """Cut samples into windows centred on each of `count` hops (count x size), shaped by a Hann window."""
    padded = np.pad(samples, (size // 2, size))
    cut = np.lib.stride_tricks.sliding_window_view(padded, size)[::hop][:count]
    return np.asarray(cut * np.hanning(size).astype(np.float32), dtype=np.float32)


def _band_levels(samples: Floats, rate: float) -> Floats:
    """Return the level of each mel-spaced band per frame (frames x bands, dB)."""
    hop = round(rate * HOP)
    cut = _frames(samples, hop, round(rate * BAND_WINDOW), len(samples) // hop)
    size = _power_of_two(cut.shape[1])
    power = _power(np.fft.rfft(cut, size))
    edges = 700 * (10 ** (np.linspace(_mel(LOWEST), _mel(min(HIGHEST, rate / 2)), BANDS + 1) / 2595) - 1)
    bins = np.minimum(np.round(edges / rate * size).astype(int), power.shape[1] - 1)
    banks = np.zeros((power.shape[1], BANDS), dtype=np.float32)
    for band, (low, high) in enumerate(pairwise(bins)):
        banks[low : max(high, low + 1), band] = 1 / max(high - low, 1)
    return np.asarray(10 * np.log10(power @ banks + 100.0), dtype=np.float32)


def _voicing(samples: Floats, rate: float, count: int) -> Floats:
    """Return how periodic each of `count` frames is at the pitch of a voice (0-1): its autocorrelation's peak."""
    hop, rate = round(rate * HOP) * VOICE_EVERY, rate / VOICE_THINNED
    samples = samples[: len(samples) // VOICE_THINNED * VOICE_THINNED]
    thinned = samples.reshape(-1, VOICE_THINNED).mean(axis=1)
    some = -(-count // VOICE_EVERY)
    cut = _frames(thinned - thinned.mean(), hop // VOICE_THINNED, round(rate * VOICE_WINDOW), some)
    first, last = int(rate / PITCH[1]), int(rate / PITCH[0])
    size = _power_of_two(cut.shape[1] + last + 1)
    power = _power(np.fft.rfft(cut, size))
    frequency = np.fft.rfftfreq(size, 1 / rate)
    power[:, (frequency < 60) | (frequency > 1200)] = 0.0
    correlation = np.fft.irfft(power)[:, : last + 1]
    shape = np.fft.irfft(_power(np.fft.rfft(np.hanning(cut.shape[1]), size)))[: last + 1]
    fair = correlation / (shape / shape[0] + 1e-3).astype(np.float32)
    voiced = fair[:, first:last].max(axis=1) / (fair[:, 0] + 1e-3)
    between = np.interp(np.arange(count), np.arange(len(voiced)) * VOICE_EVERY, voiced)
    return np.asarray(between, dtype=np.float32)


def _power(spectrum: NDArray[np.complexfloating]) -> Floats:
    return np.asarray(np.square(spectrum.real) + np.square(spectrum.imag), dtype=np.float32)


def _mel(frequency: float) -> float:
    return 2595 * float(np.log10(1 + frequency / 700))


def _power_of_two(size: int) -> int:
    return 1 << (size - 1).bit_length()


def _smooth(values: Floats, width: int) -> Floats:
    """Smooth each column with a Hann window of `width` frames."""
    weights = np.hanning(width + 2)[1:-1].astype(np.float32)
    padded = np.pad(values, ((width // 2, width // 2), (0, 0)), mode="edge")
    parts = np.lib.stride_tricks.sliding_window_view(padded, width, axis=0)
    return np.asarray(parts @ (weights / weights.sum()), dtype=np.float32)


def _around(values: Floats, percentile: float, reach: float) -> Floats:
    """Return each column's percentile over `reach` seconds to both sides, of what is there near an end."""
    known = values[::LOOK]
    half, step = round(reach / HOP) // LOOK, EVERY // LOOK
    padded = np.pad(known, ((half, half), (0, 0)), mode="reflect") if len(known) > half else known
    width = min(2 * half + 1, len(padded))
    windows = np.lib.stride_tricks.sliding_window_view(padded, width, axis=0)[::step]
    kth = round(percentile / 100 * (width - 1))
    found: Floats = np.partition(windows, kth, axis=-1)[..., kth]
    at = np.arange(len(values))
    places = np.arange(len(found)) * EVERY
    columns = [np.interp(at, places, column) for column in found.T]
    return np.stack(columns, axis=1).astype(np.float32)
