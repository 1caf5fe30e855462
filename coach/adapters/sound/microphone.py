"""The microphone: blocks go from PortAudio's thread to a queue, and from there to the file."""

from __future__ import annotations

import logging
import queue
import time
from collections.abc import Callable, Generator
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np

from coach.adapters.sound.portaudio import FIRST_BLOCK, FULL_SCALE, LOOK, LOST, Callback, Stream, native_rates
from coach.errors import SoundError
from coach.messages import msg
from coach.model import Pausing, Recording
from coach.practice.ports import Controls, Level

log = logging.getLogger("coach.sound")

TAIL = 0.15
"""Seconds recorded after the wish to end: the last syllable is still on its way through the device."""
CHECK = 0.01
"""Seconds between two looks at the controls: a person waits for the review from the key on."""
SILENT = 1.0
"""Seconds of exact zeros after which a microphone is muted or not allowed."""

Ending = Literal["ended", "paused", "lost"]


class WavFile(Protocol):
    """Take 16-bit samples, as `coach.adapters.wav.WavWriter` does."""

    @property
    def seconds(self) -> float:
        """Return how much sound has been written."""
        ...

    def write(self, samples: bytes) -> None:
        """Append samples; raise OSError."""
        ...

    def close(self) -> None:
        """Finish the file."""
        ...


class Microphone:
    """Record a device, "" for the system's own choice, at its native rate into WAV files that `open_wav` creates."""

    def __init__(self, name: str, open_wav: Callable[[Path, int], WavFile]) -> None:
        self._name = name
        self._open_wav = open_wav

    def record(self, path: Path, controls: Controls) -> Generator[Level, None, Recording]:
        """Record until stop or cancel is set; while pause is set, the device is closed. Raise SoundError.

        A device that goes away ends the recording, which is returned with `device_lost`.
        """
        ear = _Ear(self._name, native_rates())
        try:
            take = _Take(path, self._open_wav(path, ear.rate), ear.rate)
        except BaseException as error:
            ear.close()
            if isinstance(error, OSError):
                raise _error_disk(error) from error
            raise
        return (yield from self._record(take, ear, controls))

    def _record(self, take: _Take, ear: _Ear, controls: Controls) -> Generator[Level, None, Recording]:
        ending: Ending = "paused"
        try:
            while True:
                ending = yield from _hear(ear, take, controls)
                ear.close()
                take.drain(ear)
                if ending != "paused":
                    break
                yield from _wait(take, controls)
                if _wish(controls) == "ended":
                    break
                ear = _Ear(self._name, (take.rate,))
        except SoundError:
            if not take.seconds:
                raise
            ending = "lost"  # gone while the recording was paused
        except OSError as error:
            raise _error_disk(error) from error
        finally:
            ear.close()
            take.close(ear)
        log.info("recorded %.1f s at %d Hz, %s", take.seconds, take.rate, ending)
        return take.recording(lost=ending == "lost")


def _hear(ear: _Ear, take: _Take, controls: Controls) -> Generator[Level, None, Ending]:
    """Move blocks from the device to the file until something ends it."""
    heard_at, patience = time.monotonic(), FIRST_BLOCK
    ending: Ending | None = None
    end_at = 0.0
    while ending is None or time.monotonic() < end_at:
        if ending is None and (wish := _wish(controls)) is not None:
            ending, end_at = wish, time.monotonic() + TAIL
        try:
            # A block that is not there when the tail is over is not waited for.
            block, dropped = ear.blocks.get(timeout=CHECK)
        except queue.Empty:
            if time.monotonic() - heard_at < patience:
                continue
            if ending is None and not take.seconds:
                raise SoundError(msg("sound.microphone.quiet"), msg("sound.microphone.quiet.advice")) from None
            return ending or "lost"
        heard_at, patience = time.monotonic(), LOST
        take.add(ear, block, dropped)
        if take.has_news:
            yield take.level()
    return ending


def _wait(take: _Take, controls: Controls) -> Generator[Level, None, None]:
    """Hold a recording whose device is closed, and note for how long."""
    began = time.monotonic()
    try:
        while _wish(controls) == "paused":
            yield Level(take.seconds, 0.0, 0.0, paused=True)
            controls.stop.wait(LOOK)
    finally:
        take.pausings.append(Pausing(take.seconds, time.monotonic() - began))


def _wish(controls: Controls) -> Ending | None:
    if controls.stop.is_set() or controls.cancel.is_set():
        return "ended"
    return "paused" if controls.pause.is_set() else None


class _Ear:
    """Hold an open input stream; its callback does nothing but copy."""

    def __init__(self, name: str, rates: tuple[int, ...]) -> None:
        self.blocks: queue.SimpleQueue[tuple[bytes, bool]] = queue.SimpleQueue()
        self._stream = Stream("input", name, rates, self._callback)
        self.rate, self.channels, self.close = self._stream.rate, self._stream.channels, self._stream.close

    def _callback(self, rate: int, channels: int) -> Callback:
        put = self.blocks.put

        def callback(data: Any, frames: int, moment: Any, status: Any) -> None:
            put((bytes(data), status.input_overflow))

        return callback


class _Take:
    """Gather what is recorded, and what there is to tell about it."""

    def __init__(self, path: Path, wav: WavFile, rate: int) -> None:
        self._path, self._wav, self.rate = path, wav, rate
        self.pausings: list[Pausing] = []
        self._dropped, self._zeros = 0, 0
        self._peak, self._power, self._frames = 0.0, 0.0, 0
        self._told = 0.0
        self._broken = False

    @property
    def seconds(self) -> float:
        return self._wav.seconds

    @property
    def has_news(self) -> bool:
        return time.monotonic() - self._told >= LOOK

    def add(self, ear: _Ear, block: bytes, dropped: bool) -> None:
        samples = np.frombuffer(block, dtype=np.int16)
        if ear.channels > 1:
            samples = samples.reshape(-1, ear.channels).mean(axis=1).astype(np.int16)
        try:
            self._wav.write(samples.tobytes())
        except OSError:
            self._broken = True
            raise
        self._dropped += dropped
        wide = samples.astype(np.float64)
        peak = float(np.abs(wide).max(initial=0.0))
        self._zeros = 0 if peak else self._zeros + samples.size
        self._peak = max(self._peak, peak)
        self._power += float(wide @ wide)
        self._frames += samples.size

    def level(self) -> Level:
        """Tell about everything since the last time."""
        rms = (self._power / max(1, self._frames)) ** 0.5 / FULL_SCALE
        silent = self._zeros >= SILENT * self.rate
        level = Level(self.seconds, self._peak / FULL_SCALE, rms, silent=silent)
        self._peak, self._power, self._frames = 0.0, 0.0, 0
        self._told = time.monotonic()
        return level

    def drain(self, ear: _Ear) -> None:
        """Write what the device had sent before it was closed."""
        with suppress(queue.Empty):
            while True:
                self.add(ear, *ear.blocks.get_nowait())

    def close(self, ear: _Ear) -> None:
        """Finish the file whatever has happened; a disk that failed has been reported already."""
        try:
            if not self._broken:
                self.drain(ear)
        finally:
            with suppress(OSError):
                self._wav.close()

    def recording(self, *, lost: bool) -> Recording:
        return Recording(self._path, self.seconds, self.rate, tuple(self.pausings), self._dropped, lost)


def _error_disk(error: OSError) -> SoundError:
    return SoundError(msg("sound.microphone.disk"), msg("sound.microphone.disk.advice"), str(error))
