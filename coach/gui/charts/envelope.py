"""Squeeze a sound into columns of lowest and highest value, coarse enough to paint and fine enough to zoom into.

A raw three-minute waveform takes 155 ms to paint; a few hundred bars of lowest and highest value take about one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

COLUMNS = 2000
"""Columns of a waveform that is only seen whole: more than any laptop screen shows."""
FINE = 0.01
"""Seconds of a column of a waveform that is zoomed into: shorter than any sound of speech."""
FINE_COLUMNS = 16_000
"""Columns of a short one, so that a fortieth of it still has one for each bar on a screen."""
AT_ONCE = 1 << 20
"""Samples that are read from disk at once: 2 MB, whatever the length of the sound."""
FULL_SCALE = 32768.0
LOUD = 0.995
"""Share of the columns that are no louder than what a waveform's height is made for: single cracks stick out."""
STILL = 0.02
"""Share of full scale under which a sound is painted as low as it is."""

Columns = NDArray[np.int16]
ReadSound = Callable[[Path], tuple[NDArray[Any], int]]
"""Read a sound file: mono samples of shape (n,), and samples a second. Raise CoachError."""
KeepWaveform = Callable[[Path, Callable[[], Columns]], Columns]
"""Return the waveform of a file that was drawn before, or make it."""
"""Lowest and highest sample of each column, shape (2, columns)."""


@dataclass(frozen=True, slots=True, eq=False)
class Envelope:
    """Hold the lowest and highest sample of each column, float32 in -1 to 1, both of shape (columns,).

    `coarser` holds the same in columns twice, four times, ... as long; `loudest` is what fills the height of a lane.
    """

    low: NDArray[np.float32]
    high: NDArray[np.float32]
    coarser: tuple[tuple[NDArray[np.float32], NDArray[np.float32]], ...] = field(init=False)
    loudest: float = field(init=False)

    def __post_init__(self) -> None:
        levels = [(self.low, self.high)]
        while levels[-1][0].size > 2:
            low, high = levels[-1]
            starts = np.arange(0, low.size, 2)
            levels.append((np.minimum.reduceat(low, starts), np.maximum.reduceat(high, starts)))
        object.__setattr__(self, "coarser", tuple(levels[1:]))
        size = np.maximum(self.high, -self.low)
        object.__setattr__(self, "loudest", max(float(np.quantile(size, LOUD)), STILL) if size.size else STILL)

    @property
    def columns(self) -> int:
        """Return the number of columns."""
        return len(self.low)

    def bars(self, edges: NDArray[np.floating[Any]]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return the lowest and highest value between each two neighbouring `edges`, which are in columns and rise.

        Between edges less than a column apart it is that column; beyond the end it is the last one.
        """
        wide = float(edges[-1] - edges[0]) / max(len(edges) - 1, 1)
        level = min(max(int(np.log2(max(wide, 1.0))) - 1, 0), len(self.coarser))
        low, high = self.coarser[level - 1] if level else (self.low, self.high)
        places = np.clip(edges / 2**level, 0, low.size).astype(np.int64)
        starts = np.minimum(places[:-1], low.size - 1)
        stop = max(int(places[-1]), int(starts[-1]) + 1)
        return np.minimum.reduceat(low[:stop], starts), np.maximum.reduceat(high[:stop], starts)

    @classmethod
    def of_columns(cls, columns: Columns) -> Envelope:
        """Make one of 16-bit columns."""
        low, high = columns.astype(np.float32) / np.float32(FULL_SCALE)
        return cls(low, high)


def fine_columns(samples: NDArray[np.int16], rate: int) -> Columns:
    """Return the columns of a mono 16-bit sound that can be zoomed into; of a file it reads a piece at a time."""
    count = min(max(int(np.ceil(len(samples) / rate / FINE)), FINE_COLUMNS), len(samples))
    made = np.zeros((2, count), dtype=np.int16)
    if not count:
        return made
    starts = np.arange(count + 1, dtype=np.int64) * len(samples) // count
    at_once = max(1, AT_ONCE * count // len(samples))
    for first in range(0, count, at_once):
        part = starts[first : first + at_once + 1]
        piece = np.ascontiguousarray(samples[part[0] : part[-1]])
        inside = slice(first, first + len(part) - 1)
        made[0, inside] = np.minimum.reduceat(piece, part[:-1] - part[0])
        made[1, inside] = np.maximum.reduceat(piece, part[:-1] - part[0])
    return made


def envelope(samples: NDArray[np.generic], columns: int = COLUMNS) -> Envelope:
    """Return the lowest and highest value in each of at most `columns` equal stretches of a mono sound.

    `samples` has shape (n,), integers of full scale or floats in -1 to 1; where there are fewer samples than
    columns, each gets a column.
    """
    if columns < 1:
        raise ValueError("columns must be 1 or more")
    if samples.ndim != 1:
        raise ValueError("samples must be mono, shape (n,)")
    count = min(columns, len(samples))
    if count == 0:
        nothing = np.zeros(0, dtype=np.float32)
        return Envelope(nothing, nothing)
    starts = np.arange(count, dtype=np.int64) * len(samples) // count
    scale = _full_scale(samples.dtype)
    low = np.minimum.reduceat(samples, starts).astype(np.float32) / scale
    high = np.maximum.reduceat(samples, starts).astype(np.float32) / scale
    return Envelope(np.clip(low, -1.0, 1.0), np.clip(high, -1.0, 1.0))


def _full_scale(kind: np.dtype[Any]) -> np.float32:
    if np.issubdtype(kind, np.signedinteger):
        return np.float32(-float(np.iinfo(kind).min))
    return np.float32(1.0)


ReadEnvelope = Callable[[Path], Envelope]
"""Read the waveform of a sound file. Raise CoachError."""


def fine_reader(read_sound: ReadSound, keep: KeepWaveform = lambda _, make: make()) -> ReadEnvelope:
    """Make what reads a waveform that can be zoomed into; what was drawn before comes from where it is kept."""
    return lambda path: Envelope.of_columns(keep(path, lambda: fine_columns(*read_sound(path))))
