"""Tell sound from silence by loudness alone: the same for the same recording, whatever was heard before it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from coach.model import Word

Samples = NDArray[np.float32]

RATE = 16000
FRAME = RATE // 50
"""Samples of one look (20 ms)."""
MEMORY = 1000
"""Frames (20 s) from which the level of the background is known."""
BACKGROUND = 10
"""Percentile of the frames that is taken for the background: even fluent speech rests a tenth of the time."""
ABOVE = 6.0
"""Decibels above the background from which sound counts. Generous: a noise taken for sound costs a little time only."""
BELOW_LOUDEST = 25.0
"""Decibels below the loudest frames at which the background lies at most: before the first pause nobody knows it."""
HIGHEST = -40.0
"""Decibels of full scale that no background is taken to exceed: in louder noise everything is heard."""
LOWEST = -65.0
"""Decibels of full scale under which nothing counts."""


class Loudness:
    """Find the spans of a growing recording that are not silent. Positions are samples."""

    def __init__(self) -> None:
        self._levels: deque[float] = deque(maxlen=MEMORY)
        self._position = 0

    def feed(self, samples: Samples) -> list[tuple[int, int]]:
        """Return the loud spans of the next samples, which are judged as a whole."""
        if not samples.size:
            return []
        starts = np.arange(0, samples.size, FRAME)
        sizes = np.diff(np.append(starts, samples.size))
        power = np.add.reduceat(samples.astype(np.float64) ** 2, starts) / sizes
        levels = 10 * np.log10(power + 1e-12)
        self._levels.extend(levels.tolist())
        loud = np.append(np.append(False, levels > self._limit()), False)
        edges = np.flatnonzero(np.diff(loud.astype(np.int8)))
        begun, self._position = self._position, self._position + samples.size
        return [
            (begun + int(first) * FRAME, min(begun + int(last) * FRAME, self._position))
            for first, last in edges.reshape(-1, 2)
        ]

    def hears(self, samples: Samples) -> bool:
        """Tell whether there would be a loud span in the next samples; they are not remembered."""
        ahead = Loudness()
        ahead._levels = self._levels.copy()
        return bool(ahead.feed(samples))

    def _limit(self) -> float:
        known = np.fromiter(self._levels, dtype=np.float64)
        background = min(float(np.percentile(known, BACKGROUND)), float(known.max()) - BELOW_LOUDEST, HIGHEST)
        return max(background + ABOVE, LOWEST)


CORE = 25.0
"""Decibels below its loudest frame that a word's sound reaches; softer is what lies around it."""
EDGE = RATE // 100
"""Samples of one look for where a word begins and ends (10 ms)."""
KEPT = 2
"""Looks kept around a word, for its soft beginning."""


def tightened(words: Iterable[Word], samples: Samples, start: float) -> list[Word]:
    """Return the words of a phrase without the silence at their ends.

    The engine's word times leave no gap: a word takes all of the pause beside it. `start` is where the samples begin.
    """
    if not samples.size:
        return list(words)
    starts = np.arange(0, samples.size, EDGE)
    power = np.add.reduceat(samples.astype(np.float64) ** 2, starts) / EDGE
    levels = 10 * np.log10(power + 1e-12)
    background = float(np.percentile(levels, BACKGROUND)) + ABOVE
    return [_tight(word, levels, background, start) for word in words]


def _tight(word: Word, levels: NDArray[np.float64], background: float, start: float) -> Word:
    look = EDGE / RATE
    first, last = int((word.start - start) / look), int(np.ceil((word.end - start) / look))
    span = levels[max(first, 0) : last]
    if not span.size:
        return word
    # Where speech hardly rises above the noise, only its upper part tells it apart.
    limit = min(max(float(span.max()) - CORE, background), float(span.max()) - CORE / 2)
    loud = np.flatnonzero(span >= limit)
    begin = max(word.start, start + (max(first, 0) + int(loud[0]) - KEPT) * look)
    end = min(word.end, start + (max(first, 0) + int(loud[-1]) + 1 + KEPT) * look)
    return replace(word, start=begin, end=max(begin, end))
