"""The loudspeaker: PortAudio's thread takes its blocks straight from the file's samples."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.adapters.sound.portaudio import FIRST_BLOCK, LOOK, LOST, Callback, Stream, ending_callback, native_rates
from coach.errors import SoundError
from coach.messages import msg
from coach.practice.ports import Controls, Spoken

_FILL = 0.5
"""Seconds that a device may ask for at once, before it plays: only then does `LOST` count. An idle PulseAudio sink
fills its buffer and then sleeps for up to 1.8 s (measured)."""
_RINGING_BLOCKS = 2
"""Blocks of silence after the end, on top of the device's latency: PortAudio cuts off what ALSA has not played yet."""

ReadSamples = Callable[[Path], tuple[NDArray[np.int16], int]]


class Loudspeaker:
    """Play sound files on a device, "" for the system's own choice; `read_samples` gives int16 samples and rate."""

    def __init__(self, name: str, read_samples: ReadSamples) -> None:
        self._name = name
        self._read_samples = read_samples

    def play(
        self, path: Path, controls: Controls, start: float = 0.0, end: float | None = None
    ) -> Generator[Spoken, None, None]:
        """Play from `start` to `end` seconds; pause holds it. Raise SoundError, FileError for an unreadable file."""
        samples, rate = self._read_samples(path)
        seconds = samples.size / rate
        source = Source(samples, rate, start, end)
        if source.is_over:
            yield Spoken(source.position, seconds)
            return
        mouth = _Mouth(self._name, source, controls.pause)
        try:
            while not (controls.stop.is_set() or controls.cancel.is_set()):
                yield Spoken(mouth.position, seconds)
                over = mouth.finished.wait(LOOK)
                mouth.check()
                if over:
                    yield Spoken(source.position, seconds)
                    return
        finally:
            mouth.close()


class Source:
    """Cut a sound into the blocks that a device asks for, at the device's rate."""

    def __init__(self, samples: NDArray[np.int16], rate: int, start: float = 0.0, end: float | None = None) -> None:
        self._samples, self.rate = samples, rate
        self._end = samples.size if end is None else max(0, min(samples.size, round(end * rate)))
        self._at: float = min(max(0, round(start * rate)), self._end)

    @property
    def position(self) -> float:
        """Return the seconds up to which blocks have been cut."""
        return self._at / self.rate

    @property
    def is_over(self) -> bool:
        """Tell whether all has been cut."""
        return self._at >= self._end

    def take(self, frames: int, rate: int) -> NDArray[np.int16]:
        """Return the next `frames` samples at `rate`, fewer at the end; other rates are joined by straight lines."""
        first = int(self._at)
        if rate == self.rate:
            self._at = min(first + frames, self._end)
            return self._samples[first : int(self._at)]
        if self.is_over:
            return self._samples[:0]
        step = self.rate / rate
        places = self._at + step * np.arange(frames)
        places = places[places < self._end] - first
        near = np.asarray(self._samples[first : min(self._end, first + int(frames * step) + 3)], dtype=np.float64)
        self._at = min(float(self._end), self._at + step * frames)
        joined: NDArray[np.int16] = np.interp(places, np.arange(near.size), near).astype(np.int16)
        return joined


class _Mouth:
    """Hold an open output stream that takes blocks from a source, and silence while `held` is set."""

    def __init__(self, name: str, source: Source, held: threading.Event) -> None:
        self.finished = threading.Event()
        self._source, self._held, self._start = source, held, source.position
        self._asked, self._rung = 0.0, 0.0  # seconds of sound asked for; seconds of silence after the end
        self._latency = 0.0
        self._seen, self._seen_at = 0.0, time.monotonic()
        self._stream = Stream("output", name, native_rates(source.rate), self._callback, self.finished.set)
        self._latency = self._stream.latency
        self.close = self._stream.close

    def _callback(self, rate: int, channels: int) -> Callback:
        def fill(buffer: Any, frames: int) -> bool:
            self._asked += frames / rate
            if self._held.is_set():
                buffer[:] = bytes(len(buffer))
                return True
            if self._source.is_over:
                self._rung += frames / rate
            block = self._source.take(frames, rate)
            data = (block if channels == 1 else block.repeat(channels)).tobytes()
            buffer[:] = data + bytes(len(buffer) - len(data))
            return self._rung < self._latency + _RINGING_BLOCKS * frames / rate

        return ending_callback(fill)

    @property
    def position(self) -> float:
        """Return what can be heard by now: what was taken, less what is still on its way."""
        return max(self._start, self._source.position - max(0.0, self._latency - self._rung))

    def check(self) -> None:
        """Raise SoundError when the device has stopped asking for blocks."""
        if self._asked != self._seen:
            self._seen, self._seen_at = self._asked, time.monotonic()
        patience = LOST if self._asked > _FILL else FIRST_BLOCK
        quiet = time.monotonic() - self._seen_at > patience
        if not self._source.is_over and (quiet or self.finished.is_set()):
            raise SoundError(msg("sound.loudspeaker.lost"), msg("sound.loudspeaker.lost.advice"))
