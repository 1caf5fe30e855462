"""What a device is given to play: a stretch of a file, round and round where it loops, at a speed, made ahead of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]

AHEAD = 0.6
"""Seconds of sound that wait for the device: longer than a busy machine keeps a thread from working."""
PIECE = 0.05
"""Seconds of the file in a piece: what a change of speed or place throws away is small."""


class Tempo(Protocol):
    """Make a stream of samples slower or faster, as `coach.adapters.media.tempo.Tempo` does."""

    def feed(self, samples: Samples) -> Samples:
        """Return what comes out for the next block."""
        ...

    def finish(self) -> Samples:
        """Return what is still inside."""
        ...


MakeTempo = Callable[[int, float], Tempo]
"""Make a tempo for a rate and a speed."""


class Source:
    """Cut the stretch of a sound from `start` to `end` seconds into pieces; at its end it may go on `again_from`."""

    def __init__(
        self,
        samples: Samples,
        rate: int,
        start: float = 0.0,
        end: float | None = None,
        again_from: float | None = None,
    ) -> None:
        self._samples, self.rate = samples, rate
        self._end = samples.size if end is None else max(0, min(samples.size, round(end * rate)))
        self._start = self._at = min(max(0, round(start * rate)), self._end)
        again = self._end if again_from is None else max(0, round(again_from * rate))
        self._again = again if again < self._end and self._at < self._end else None

    @property
    def is_over(self) -> bool:
        """Tell whether all has been cut."""
        return self._at >= self._end

    @property
    def seconds(self) -> float:
        """Return the length of the whole sound."""
        return self._samples.size / self.rate

    def take(self, count: int) -> Samples:
        """Return the next `count` samples, fewer at the end."""
        pieces = []
        while count > 0 and not self.is_over:
            pieces.append(self._samples[self._at : min(self._at + count, self._end)])
            self._at += pieces[-1].size
            count -= pieces[-1].size
            if self._at >= self._end and self._again is not None:
                self._at = self._again
        return np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.int16)

    def place(self, seconds: float) -> float:
        """Return where in the file it is after so many seconds of it, counted from the start."""
        at, end = self._start / self.rate + seconds, self._end / self.rate
        if self._again is None or at < end:
            return min(at, end)
        again = self._again / self.rate
        return again + (at - end) % (end - again)


class Straight:
    """Bring a stream of samples to another rate, joining them by straight lines."""

    def __init__(self, source: int, target: int) -> None:
        self._step = source / target
        self._kept = np.zeros(0, dtype=np.int16)
        self._next = 0.0

    def feed(self, samples: Samples) -> Samples:
        """Return what lies between the samples so far."""
        near = np.concatenate([self._kept, samples])
        return self._join(near, near.size - 1)

    def finish(self) -> Samples:
        """Return what lies beyond the last sample but one."""
        return self._join(self._kept, self._kept.size)

    def _join(self, near: Samples, until: int) -> Samples:
        places = np.arange(self._next, until, self._step)
        joined: Samples = np.interp(places, np.arange(near.size), near).astype(np.int16) if places.size else near[:0]
        self._next += self._step * places.size
        used = max(0, min(int(self._next), near.size - 1))
        self._kept, self._next = near[used:], self._next - used
        return joined


class Supply:
    """Keep samples ready for a device: one thread fills, the device's own thread takes, and neither waits."""

    def __init__(self, source: Source, rate: int, speed: float = 1.0, make_tempo: MakeTempo | None = None) -> None:
        """Make them at the device's `rate`; raise ValueError for another speed than 1 without `make_tempo`."""
        if speed != 1.0 and make_tempo is None:
            raise ValueError("nothing here changes the speed")
        self._source, self._rate, self._speed = source, rate, speed
        self._stages: list[Tempo] = [] if make_tempo is None or speed == 1.0 else [make_tempo(source.rate, speed)]
        if rate != source.rate:
            self._stages.append(Straight(source.rate, rate))
        self._ready: deque[Samples] = deque()
        self._made = self.taken = 0
        self._ended = False
        self.fill()

    def fill(self) -> None:
        """Make what is missing until enough waits for the device."""
        while not self._ended and self._made - self.taken < AHEAD * self._rate:
            piece = self._source.take(max(1, round(PIECE * self._source.rate)))
            for stage in self._stages:
                piece = stage.feed(piece)
            self._put(piece)
            if self._source.is_over:
                self._finish()

    def _finish(self) -> None:
        for place, stage in enumerate(self._stages):
            rest = stage.finish()
            for later in self._stages[place + 1 :]:
                rest = later.feed(rest)
            self._put(rest)
        self._ended = True

    def _put(self, samples: Samples) -> None:
        if samples.size:
            self._made += samples.size
            self._ready.append(samples)

    def take(self, count: int) -> Samples:
        """Return the next `count` samples, fewer where no more are ready; it makes none itself."""
        pieces = []
        while count > 0 and self._ready:
            piece = self._ready.popleft()
            if piece.size > count:
                self._ready.appendleft(piece[count:])
                piece = piece[:count]
            pieces.append(piece)
            count -= piece.size
            self.taken += piece.size
        return np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.int16)

    @property
    def is_over(self) -> bool:
        """Tell whether all has been taken."""
        return self._ended and not self._ready

    def place(self, taken: float) -> float:
        """Return where in the file it is (seconds) after so many samples."""
        return self._source.place(taken / self._rate * self._speed)
