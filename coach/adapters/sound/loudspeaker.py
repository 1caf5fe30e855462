"""The loudspeaker: PortAudio's thread takes its blocks straight from the file's samples."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

from coach.adapters.sound.portaudio import FIRST_BLOCK, LOST, Callback, Stream, ending_callback, native_rates
from coach.adapters.sound.source import MakeTempo, Samples, Source, Supply
from coach.errors import SoundError
from coach.messages import msg
from coach.practice.ports import Controls, Spoken

LOOK = 0.02
"""Seconds between two pieces of news: what a person sees of the position is at most this old."""
_FILL = 0.5
"""Seconds that a device may ask for at once, before it plays: only then does `LOST` count. An idle PulseAudio sink
fills its buffer and then sleeps for up to 1.8 s (measured)."""
_RINGING_BLOCKS = 2
"""Blocks of silence after the end, on top of the device's latency: PortAudio cuts off what ALSA has not played yet."""
_BLOCKS_KNOWN = 64
"""Blocks whose time is remembered: more than any device holds back."""
_DRIFT = 0.1
"""Share by which the clock of the blocks follows what the device says of each; a single answer is off by 10 ms."""
_JUMP = 0.05
"""Seconds from which a difference is a gap in the sound, and no inexact answer."""

ReadSamples = Callable[[Path], tuple[Samples, int]]


class Loudspeaker:
    """Play sound files on a device, "" for the system's own choice.

    `read_samples` gives int16 samples and rate; `make_tempo` what changes the speed: without it there is only one.
    """

    def __init__(self, name: str, read_samples: ReadSamples, make_tempo: MakeTempo | None = None) -> None:
        self._name = name
        self._read_samples = read_samples
        self._make_tempo = make_tempo

    def play(
        self,
        path: Path,
        controls: Controls,
        start: float = 0.0,
        end: float | None = None,
        *,
        speed: float = 1.0,
        again_from: float | None = None,
    ) -> Generator[Spoken, None, None]:
        """Play from `start` to `end` seconds; pause holds it. Raise SoundError, FileError for an unreadable file."""
        samples, rate = self._read_samples(path)
        source = Source(samples, rate, start, end, again_from)
        if source.is_over:
            yield Spoken(source.place(0.0), source.seconds)
            return

        def supply(device_rate: int) -> Supply:
            return Supply(Source(samples, rate, start, end, again_from), device_rate, speed, self._make_tempo)

        mouth = _Mouth(self._name, rate, supply, controls.pause)
        try:
            while not (controls.stop.is_set() or controls.cancel.is_set()):
                mouth.supply.fill()
                yield Spoken(mouth.position(), source.seconds)
                over = mouth.finished.wait(LOOK)
                mouth.check()
                if over:
                    yield Spoken(mouth.supply.place(mouth.supply.taken), source.seconds)
                    return
        finally:
            mouth.close()


class BlockClock:
    """Know which sample can be heard now, from when the device said that it would play each block."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._blocks: tuple[tuple[float, float, int, int], ...] = ()  # from, until, samples before it, samples in it

    def add(self, at: float, frames: int, before: int, count: int) -> None:
        """Note a block that is heard from `at` on: `count` samples, after `before` others, then silence."""
        if self._blocks:
            due = self._blocks[-1][1]  # blocks follow each other without a gap, whatever a single answer says
            if abs(at - due) < _JUMP:
                at = due + _DRIFT * (at - due)
        self._blocks = (*self._blocks[-_BLOCKS_KNOWN:], (at, at + frames / self._rate, before, count))

    def heard(self, now: float) -> float:
        """Return how many samples have been heard by now."""
        for at, _, before, count in reversed(self._blocks):
            if at <= now:
                return before + min(float(count), (now - at) * self._rate)
        return 0.0


class _Mouth:
    """Hold an open output stream that takes blocks from a supply, and silence while `held` is set."""

    def __init__(self, name: str, rate: int, make_supply: Callable[[int], Supply], held: threading.Event) -> None:
        self.finished = threading.Event()
        self._make_supply, self._held = make_supply, held
        self._asked, self._rung = 0.0, 0.0  # seconds of sound asked for; seconds of silence after the end
        self._latency = 0.0
        self._seen, self._seen_at = 0.0, time.monotonic()
        self._stream = Stream("output", name, native_rates(rate), self._callback, self.finished.set)
        self._latency = self._stream.latency
        self.close = self._stream.close

    def _callback(self, rate: int, channels: int) -> Callback:
        supply, clock = self._make_supply(rate), BlockClock(rate)
        self.supply, self._clock = supply, clock

        def fill(buffer: Any, frames: int, delay: float) -> bool:
            seconds = frames / rate
            self._asked += seconds
            before = supply.taken
            block = supply.take(0 if self._held.is_set() else frames)
            clock.add(time.monotonic() + delay, frames, before, block.size)
            if supply.is_over and not block.size and not self._held.is_set():
                self._rung += seconds
            data = (block if channels == 1 else block.repeat(channels)).tobytes()
            buffer[:] = data + bytes(len(buffer) - len(data))
            return self._rung < self._latency + _RINGING_BLOCKS * seconds

        return ending_callback(fill)

    def position(self) -> float:
        """Return what can be heard by now, in seconds of the file."""
        return self.supply.place(self._clock.heard(time.monotonic()))

    def check(self) -> None:
        """Raise SoundError when the device has stopped asking for blocks."""
        if self._asked != self._seen:
            self._seen, self._seen_at = self._asked, time.monotonic()
        patience = LOST if self._asked > _FILL else FIRST_BLOCK
        quiet = time.monotonic() - self._seen_at > patience
        if not self.supply.is_over and (quiet or self.finished.is_set()):
            raise SoundError(msg("sound.loudspeaker.lost"), msg("sound.loudspeaker.lost.advice"))
