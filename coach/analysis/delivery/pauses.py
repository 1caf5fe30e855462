"""Find the pauses in the sound itself: word times near a silence are too poor to measure it.

A frame counts as speech by how far it stands out of the room's own noise, band by band, and by how voiced it is; the
idea of a likelihood against a tracked noise spectrum is Sohn, Kim and Sung (1999), the low-percentile noise floor is
the simple form of Martin's minimum statistics (2001). Figures were chosen on hand-labelled clips, clean and noisy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from coach.model import Pausing

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
PauseName = Literal["brief", "long", "long_think"]

HOP = 0.01
"""Seconds between two frames."""
RATE = 8000
"""Samples a second that are looked at; speech stands out of noise well enough below 4 kHz."""
BANDS = 20
BAND_WINDOW = 0.032
VOICE_WINDOW = 0.04
LOWEST, HIGHEST = 120.0, 4000.0
"""Edges of the mel-spaced bands in Hz; hum lies below them."""
PITCH = (70.0, 350.0)
"""Hz of a speaking voice, with room for children."""
FLOOR_PERCENTILE, FLOOR_REACH = 25.0, 6.0
"""The noise in a band is its 25th percentile over 6 s to both sides."""
STAND_OUT = 25.0
"""dB above the noise beyond which a band is no more speech than it was."""
VOICED = 9.0
"""dB that a fully voiced frame adds to how far it stands out."""
QUIET_PERCENTILE, LOUD_PERCENTILE, LEVEL_REACH = 10.0, 85.0, 8.0
BEGIN, STAY, MOST = 0.5, 0.4, 6.5
"""Speech begins at half the way from quiet to loud, never above 6.5 dB, and stays down to 0.4 of the way."""
SHORTEST_SPEECH, SHORTEST_GAP = 0.08, 0.2
TAIL = 0.05
"""Seconds by which a voice fades into the noise before it has ended."""
SHORTEST, LONG, LONG_THINK = 0.25, 1.0, 5.0
"""Pauses count from 0.25 s (Campione and Veronis 2002), are long from 1 s, and think time over 5 s."""
CHUNK, MARGIN = 60.0, 8.0
"""Seconds looked at in one go, and overlap to both sides: memory stays flat for hours of sound."""
NEAR = 0.5
"""Seconds by which speech may begin before the first recognised word, or go on after the last, and still be it."""
PRESSED = 0.3
"""A silence this close to a pressed pause belongs to it."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Hold a recording's samples (int16, one channel; a memory map will do), their rate, and the pressed pauses."""

    samples: NDArray[np.int16]
    rate: int
    pausings: tuple[Pausing, ...] = ()

    @property
    def seconds(self) -> float:
        """Return how long the sound is."""
        return len(self.samples) / self.rate


@dataclass(frozen=True, slots=True)
class Pause:
    """Hold one silence between words, in seconds."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        """Return how long it is."""
        return self.end - self.start

    @property
    def name(self) -> PauseName:
        """Return its kind by length."""
        if self.seconds > LONG_THINK:
            return "long_think"
        return "long" if self.seconds >= LONG else "brief"


@dataclass(frozen=True, slots=True)
class Silences:
    """Hold the pauses of an answer, when its first word really begins and its last one ends, and the speech in it."""

    pauses: tuple[Pause, ...]
    begins: float
    ends: float
    speech: tuple[tuple[float, float], ...] = ()


def find_silences(sound: Sound, first: float, last: float) -> Silences:
    """Find the pauses between the first word's start and the last word's end, and put those two right by the sound."""
    speech = speech_spans(sound)
    pauses = tuple(_between(speech, sound.pausings, first, last))
    opening = next((span for span in speech if span[1] > first), None)
    closing = next((span for span in reversed(speech) if span[0] < last), None)
    begins = opening[0] if opening and first - opening[0] <= NEAR and opening[0] < last else first
    ends = closing[1] if closing and closing[1] - last <= NEAR and closing[1] > begins else last
    spoken = tuple(span for span in speech if span[1] > begins and span[0] < ends)
    return Silences(pauses, begins, max(begins, ends), spoken)


def find_pauses(sound: Sound, first: float, last: float) -> tuple[Pause, ...]:
    """Find the silences between the first word's start and the last word's end, without those a person pressed."""
    return find_silences(sound, first, last).pauses


def _between(
    speech: Sequence[tuple[float, float]], pausings: Sequence[Pausing], first: float, last: float
) -> Iterator[Pause]:
    for (_, before), (after, _) in pairwise(speech):
        pause = Pause(round(before, 3), round(after, 3))
        inside = first < (pause.start + pause.end) / 2 < last
        if inside and pause.seconds >= SHORTEST and not _pressed(pause, pausings):
            yield pause


def speech_spans(sound: Sound) -> tuple[tuple[float, float], ...]:
    """Find where somebody speaks, as (start, end) in seconds."""
    stretches = list(_stand_out(sound))
    if not stretches:
        return ()
    height = np.concatenate([stretch[0] for stretch in stretches])
    quiet = np.concatenate([stretch[1] for stretch in stretches])
    loud = np.concatenate([stretch[2] for stretch in stretches])
    way = loud - quiet
    begin = quiet + np.minimum(BEGIN * way, MOST)
    stay = quiet + np.minimum(STAY * way, MOST * STAY / BEGIN)
    on = np.zeros(len(height), dtype=bool)
    for start, end in _runs(height > stay):
        on[start:end] = bool(np.any(height[start:end] > begin[start:end]))
    _flip_short(~on, on, SHORTEST_GAP, edges=False)
    _flip_short(on, on, SHORTEST_SPEECH, edges=True)
    frame = _hop(sound.rate) / sound.rate
    return tuple((start * frame, min(end * frame + TAIL, sound.seconds)) for start, end in _runs(on))


def _hop(rate: int) -> int:
    """Return the samples between two frames: 10 ms as nearly as the thinned-out sound allows."""
    step = max(1, rate // RATE)
    return round(rate / step * HOP) * step


def _pressed(pause: Pause, pausings: Sequence[Pausing]) -> bool:
    return any(pause.start - PRESSED <= pausing.at <= pause.end + PRESSED for pausing in pausings)


def _stand_out(sound: Sound) -> Iterator[tuple[Floats, Floats, Floats]]:
    """Yield per chunk how far each frame stands out of the noise, and what is quiet and loud around it (dB)."""
    step = max(1, sound.rate // RATE)
    rate = sound.rate / step
    hop = _hop(sound.rate)
    frames = len(sound.samples) // hop
    chunk, margin = round(CHUNK / HOP), round(MARGIN / HOP)
    for start in range(0, frames, chunk):
        end = min(start + chunk, frames)
        left, right = max(0, start - margin), min(frames, end + margin)
        samples = np.asarray(sound.samples[left * hop : right * hop], dtype=np.float32)
        height = _height(samples.reshape(-1, step).mean(axis=1), rate)
        quiet = _rolling(height[:, None], QUIET_PERCENTILE, LEVEL_REACH)[:, 0]
        loud = _rolling(height[:, None], LOUD_PERCENTILE, LEVEL_REACH)[:, 0]
        # In a long silence the loudest is still noise: hold on to how loud this person was around it.
        usual = np.percentile(height, LOUD_PERCENTILE) - np.percentile(height, QUIET_PERCENTILE)
        loud = np.maximum(loud, quiet + max(4.0, 0.6 * float(usual)))
        inner = slice(start - left, end - left)
        yield height[inner], quiet[inner], loud[inner].astype(np.float32)


def _height(samples: Floats, rate: float) -> Floats:
    """Return per frame the mean height of the bands above their noise plus the voicing, smoothed over 70 ms (dB)."""
    bands = _smooth(_band_levels(samples, rate), 5)
    above = np.clip(bands - _rolling(bands, FLOOR_PERCENTILE, FLOOR_REACH), 0.0, STAND_OUT)
    voiced = np.clip((_voicing(samples, rate) - 0.35) / 0.5, 0.0, 1.0)
    height = above.mean(axis=1) + VOICED * _smooth(voiced[:, None], 5)[:, 0]
    return _smooth(height[:, None], 7)[:, 0]


def _frames(samples: Floats, rate: float, window: float) -> Floats:
    """Cut samples into overlapping windows centred on each hop (frames x samples), shaped by a Hann window."""
    hop, size = round(rate * HOP), round(rate * window)
    padded = np.pad(samples, (size // 2, size))
    cut = np.lib.stride_tricks.sliding_window_view(padded, size)[::hop][: len(samples) // hop]
    return np.asarray(cut * np.hanning(size).astype(np.float32), dtype=np.float32)


def _band_levels(samples: Floats, rate: float) -> Floats:
    """Return the level of each mel-spaced band per frame (frames x bands, dB)."""
    cut = _frames(samples, rate, BAND_WINDOW)
    size = _power_of_two(cut.shape[1])
    power = np.square(np.abs(np.fft.rfft(cut, size)))
    edges = 700 * (10 ** (np.linspace(_mel(LOWEST), _mel(min(HIGHEST, rate / 2)), BANDS + 1) / 2595) - 1)
    bins = np.minimum(np.round(edges / rate * size).astype(int), power.shape[1] - 1)
    levels = [power[:, low : max(high, low + 1)].mean(axis=1) for low, high in pairwise(bins)]
    return np.asarray(10 * np.log10(np.stack(levels, axis=1) + 100.0), dtype=np.float32)


def _voicing(samples: Floats, rate: float) -> Floats:
    """Return how periodic each frame is at the pitch of a voice (0-1): the peak of its autocorrelation."""
    cut = _frames(samples - samples.mean(), rate, VOICE_WINDOW)
    first, last = int(rate / PITCH[1]), int(rate / PITCH[0])
    size = _power_of_two(cut.shape[1] + last + 1)
    power = np.square(np.abs(np.fft.rfft(cut, size)))
    frequency = np.fft.rfftfreq(size, 1 / rate)
    power[:, (frequency < 60) | (frequency > 1200)] = 0.0
    correlation = np.fft.irfft(power)[:, : last + 1]
    shape = np.fft.irfft(np.square(np.abs(np.fft.rfft(np.hanning(cut.shape[1]), size))))[: last + 1]
    fair = correlation / (shape / shape[0] + 1e-3)
    return np.asarray(fair[:, first:last].max(axis=1) / (fair[:, 0] + 1e-3), dtype=np.float32)


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


def _rolling(values: Floats, percentile: float, reach: float) -> Floats:
    """Return each column's percentile over `reach` seconds to both sides, worked out every 0.4 s."""
    count, step, half = len(values), round(0.4 / HOP), round(reach / HOP)
    at = np.arange(0, count, step)
    known = np.array([np.percentile(values[max(0, i - half) : i + half : 3], percentile, axis=0) for i in at])
    columns = [np.interp(np.arange(count), at, column) for column in known.T]
    return np.stack(columns, axis=1).astype(np.float32)


def _runs(flags: Flags) -> list[tuple[int, int]]:
    """List the stretches of true flags as (start, end), in frames."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _flip_short(flags: Flags, target: Flags, shortest: float, *, edges: bool) -> None:
    """Turn around the stretches of `flags` shorter than `shortest` seconds, in `target`."""
    for start, end in _runs(flags):
        if (end - start) * HOP < shortest and (edges or (start > 0 and end < len(flags))):
            target[start:end] = ~target[start:end]
