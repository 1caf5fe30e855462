"""Sound made slower or faster at the same pitch (PyAV)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import av
import numpy as np
from av.filter import Graph
from numpy.typing import NDArray

SLOWEST, FASTEST = 0.5, 2.0
"""Speeds between which one `atempo` filter of FFmpeg keeps speech whole; it can do no less, and skips beyond."""
_WINDOWS = 24
"""`atempo` works in windows of at least this part of a second, of a power of two of samples (FFmpeg's af_atempo.c)."""


class Tempo:
    """Bring a stream of 16-bit mono samples to another speed, block by block, at the same pitch and rate.

    In all, n samples come out as n / speed, and what was at second t comes at t / speed, 15 ms early or late.
    """

    def __init__(self, rate: int, speed: float) -> None:
        """Raise ValueError for a speed outside 0.5 to 2."""
        if not SLOWEST <= speed <= FASTEST:
            raise ValueError(f"no speed between {SLOWEST} and {FASTEST}: {speed}")
        self._rate, self._speed = rate, speed
        self._fed = self._pulled = 0
        self._graph = Graph()
        source = self._graph.add_abuffer(sample_rate=rate, format="s16", layout="mono", time_base=Fraction(1, rate))
        self._graph.link_nodes(source, self._graph.add("atempo", f"{speed:.4f}"), self._graph.add("abuffersink"))
        self._graph.configure()
        # The filter begins half a window into the sound: without this the first sound of a word would be lost.
        window = 1 << (rate // _WINDOWS).bit_length()
        self._lead = window // 2
        self._push(np.zeros(self._lead, dtype=np.int16))

    def feed(self, samples: NDArray[np.int16]) -> NDArray[np.int16]:
        """Return what comes out for the next block; up to a tenth of a second stays inside until `finish`."""
        if samples.size:
            self._push(samples)
        return self._pull()

    def finish(self) -> NDArray[np.int16]:
        """Return what is still inside; it cannot be fed afterwards."""
        before = self._pulled
        self._graph.push(None)
        rest = self._pull()
        wanted = max(0, round((self._fed - self._lead) / self._speed) - before)
        return np.concatenate([rest[:wanted], np.zeros(max(0, wanted - rest.size), dtype=np.int16)])

    def _push(self, samples: NDArray[np.int16]) -> None:
        row = np.ascontiguousarray(samples, dtype=np.int16).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(row, format="s16", layout="mono")
        frame.sample_rate, frame.time_base, frame.pts = self._rate, Fraction(1, self._rate), self._fed
        self._fed += samples.size
        self._graph.push(frame)

    def _pull(self) -> NDArray[np.int16]:
        blocks: list[Any] = [np.zeros(0, dtype=np.int16)]
        while True:
            try:
                blocks.append(self._graph.pull().to_ndarray()[0])
            except (BlockingIOError, EOFError):
                break
        pulled: NDArray[np.int16] = np.concatenate(blocks)
        self._pulled += pulled.size
        return pulled
