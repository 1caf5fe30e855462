"""A microphone, a loudspeaker and a list of devices that need no sound card."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.adapters.wav import WavWriter, wav_seconds
from coach.errors import SoundError
from coach.model import Pausing, Recording
from coach.practice.ports import Controls, Device, Level, Spoken


class FakeRecorder:
    """Write a given sound as if it were just being spoken, then silence until somebody stops it.

    `pace` is how many seconds of the clock a second of sound takes (0: as fast as possible); `ends` returns at the end
    of the sound without being asked; `lost_after` loses the device at that second; `error` is raised at once.
    """

    def __init__(
        self,
        sound: NDArray[np.int16] | None = None,
        rate: int = 16000,
        *,
        pace: float = 0.0,
        ends: bool = False,
        lost_after: float | None = None,
        error: SoundError | None = None,
    ) -> None:
        self._sound = np.zeros(0, np.int16) if sound is None else sound
        self._rate = rate
        self._pace = pace
        self._ends = ends
        self._lost_after = lost_after
        self._error = error
        self.paths: list[Path] = []

    def record(self, path: Path, controls: Controls) -> Generator[Level, None, Recording]:
        if self._error is not None:
            raise self._error
        self.paths.append(path)
        pausings: list[Pausing] = []
        lost = False
        with WavWriter(path, self._rate) as wav:
            at, size = 0, 1024
            while not (controls.stop.is_set() or controls.cancel.is_set()):
                if controls.pause.is_set():
                    yield from self._wait(wav.seconds, controls, pausings)
                    continue
                if self._lost_after is not None and wav.seconds >= self._lost_after:
                    lost = True
                    break
                block = self._sound[at : at + size]
                if not block.size and self._ends:
                    break
                # what comes after the sound is silence in the time that silence takes
                time.sleep(size / self._rate * (self._pace if block.size else max(self._pace, 0.1)))
                block = np.concatenate([block, np.zeros(size - block.size, np.int16)]) if block.size < size else block
                at += size
                wav.write(block.tobytes())
                wide = block.astype(np.float64) / 32768
                yield Level(wav.seconds, float(np.abs(wide).max()), float(np.sqrt(np.mean(wide**2))))
            seconds = wav.seconds
        return Recording(path, seconds, self._rate, tuple(pausings), 0, lost)

    @staticmethod
    def _wait(at: float, controls: Controls, pausings: list[Pausing]) -> Generator[Level, None, None]:
        began = time.monotonic()
        while controls.pause.is_set() and not (controls.stop.is_set() or controls.cancel.is_set()):
            yield Level(at, 0.0, 0.0, paused=True)
            time.sleep(0.005)
        pausings.append(Pausing(at, time.monotonic() - began))


@dataclass(frozen=True, slots=True)
class Played:
    """Hold one thing that a fake player was asked to play."""

    path: Path
    start: float
    end: float | None
    speed: float = 1.0
    again_from: float | None = None


class FakePlayer:
    """Play WAV files into nothing, `pace` seconds of the clock for each second of sound; note what was played."""

    def __init__(self, *, pace: float = 0.0, error: SoundError | None = None) -> None:
        self._pace = pace
        self._error = error
        self.played: list[Played] = []

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
        if self._error is not None:
            raise self._error
        seconds, _ = wav_seconds(path)
        self.played.append(Played(path, start, end, speed, again_from))
        end = seconds if end is None else max(0.0, min(end, seconds))
        position = min(max(start, 0.0), end)
        yield Spoken(position, seconds)
        while position < end and not (controls.stop.is_set() or controls.cancel.is_set()):
            time.sleep(0.05 * self._pace)
            if controls.pause.is_set():
                time.sleep(0.005)
            else:
                position = min(end, position + 0.05 * speed)
                if position >= end and again_from is not None and again_from < end:
                    position = again_from
            yield Spoken(position, seconds)


class FakeDevices:
    """List the devices that a test names; the first of each kind is the usual one."""

    def __init__(
        self, microphones: Sequence[str] = ("Desk", "Headset"), loudspeakers: Sequence[str] = ("Desk",)
    ) -> None:
        self.microphone_names = list(microphones)
        self.loudspeaker_names = list(loudspeakers)

    def microphones(self) -> Sequence[Device]:
        return [Device(name, number == 0) for number, name in enumerate(self.microphone_names)]

    def loudspeakers(self) -> Sequence[Device]:
        return [Device(name, number == 0) for number, name in enumerate(self.loudspeaker_names)]
