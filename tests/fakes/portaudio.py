"""A sounddevice module with devices of a test's own, to try what a sound server cannot show."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any


class PortAudioError(Exception):
    """Stand for sounddevice's error."""


class CallbackStop(Exception):
    """Stand for sounddevice's way of ending a stream."""


@dataclass
class Status:
    """Hold the flags that a callback is given."""

    input_overflow: bool = False


@dataclass
class Moment:
    """Hold the times that an output callback is given: what is asked for now can be heard a little later."""

    currentTime: float = 0.0  # noqa: N815 - sounddevice's name
    outputBufferDacTime: float = 0.01  # noqa: N815 - sounddevice's name


@dataclass
class FakePortAudio:
    """Behave as sounddevice does, for the parts that the adapter uses.

    `takes(rate, channels)` decides which streams can be opened; `blocks` are what an input stream delivers, each
    with whether sound was lost before it; an output stream asks for up to `asks` blocks and keeps them in `played`.
    """

    devices: Sequence[dict[str, Any]]
    hosts: Sequence[dict[str, Any]] = ({"name": "ALSA", "default_input_device": 0, "default_output_device": 0},)
    takes: Callable[[int, int], bool] = lambda rate, channels: True
    starts: bool = True
    begins: bool = True
    blocks: Sequence[tuple[bytes, bool]] = ()
    asks: int = 1000
    users: int = 0
    opened: list[FakeStream] = field(default_factory=list)
    played: list[bytes] = field(default_factory=list)
    PortAudioError = PortAudioError
    CallbackStop = CallbackStop

    def _initialize(self) -> None:
        if not self.begins:
            raise PortAudioError("no sound system")
        self.users += 1

    def _terminate(self) -> None:
        self.users -= 1

    def query_devices(self) -> Sequence[dict[str, Any]]:
        assert self.users > 0
        return self.devices

    def query_hostapis(self) -> Sequence[dict[str, Any]]:
        assert self.users > 0
        return self.hosts

    def RawInputStream(self, **wanted: Any) -> FakeStream:  # noqa: N802 - sounddevice's name
        return FakeStream(self, self._deliver, wanted)

    def RawOutputStream(self, **wanted: Any) -> FakeStream:  # noqa: N802 - sounddevice's name
        return FakeStream(self, self._ask, wanted)

    def _deliver(self, stream: FakeStream) -> None:
        for block, lost in self.blocks:
            stream.wanted["callback"](block, len(block) // 2 // stream.wanted["channels"], None, Status(lost))

    def _ask(self, stream: FakeStream) -> None:
        frames = stream.wanted["blocksize"]
        for _ in range(self.asks):
            if stream.closed:
                return
            buffer = bytearray(2 * frames * stream.wanted["channels"])
            try:
                stream.wanted["callback"](buffer, frames, Moment(), Status())
            except CallbackStop:
                self.played.append(bytes(buffer))
                stream.wanted["finished_callback"]()
                return
            self.played.append(bytes(buffer))
            time.sleep(0.001)


class FakeStream:
    """Run a stream's callback on a thread of its own."""

    latency = 0.1

    def __init__(self, library: FakePortAudio, work: Callable[[FakeStream], None], wanted: dict[str, Any]) -> None:
        if not library.takes(wanted["samplerate"], wanted["channels"]):
            raise PortAudioError("Invalid sample rate")
        self.wanted = wanted
        self.closed = False
        self._starts = library.starts
        self._thread = threading.Thread(target=work, args=(self,))
        library.opened.append(self)

    def start(self) -> None:
        if not self._starts:
            raise PortAudioError("Device unavailable")
        self._thread.start()

    def abort(self, *, ignore_errors: bool = False) -> None:
        """Cut off; `close` waits for the thread."""

    def close(self, *, ignore_errors: bool = False) -> None:
        self.closed = True
        if self._thread.is_alive():
            self._thread.join()


def device(name: str, index: int = 0, *, inputs: int = 2, outputs: int = 2, host: int = 0) -> dict[str, Any]:
    """Describe a device as sounddevice does."""
    return {
        "name": name,
        "index": index,
        "hostapi": host,
        "max_input_channels": inputs,
        "max_output_channels": outputs,
        "default_samplerate": 44100.0,
    }
