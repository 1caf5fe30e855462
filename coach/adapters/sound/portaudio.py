"""PortAudio, through sounddevice: devices by name, streams of 16-bit blocks.

PortAudio is one per process: it counts its users, reads the list of devices when the first comes and forgets it when
the last goes. Every stream and every look at the list is such a user, so the list is fresh whenever nothing is open.
"""

from __future__ import annotations

import functools
import itertools
import logging
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import Any, Literal

from coach.errors import SoundError
from coach.messages import msg
from coach.practice.ports import Device

log = logging.getLogger("coach.sound")

LOOK = 0.05
"""Seconds between two looks at the controls, and between two pieces of news."""
LOST = 1.0
"""Seconds without a block after which a device is gone."""
FIRST_BLOCK = 5.0
"""Seconds to wait for a first block: an idle PulseAudio sink's monitor needs 1.9 (measured)."""
FULL_SCALE = 32768.0
_BLOCK = 0.064
"""Seconds in a block: 1024 frames at 16 kHz."""
_USUAL_RATES = (48000, 44100)

Kind = Literal["input", "output"]
Callback = Callable[[Any, int, Any, Any], None]

# ALSA's own plumbing leads to the same cards and means nothing to a person.
_PLUMBING = (
    "sysdefault",
    "front",
    "surround",
    "rear",
    "center_lfe",
    "side",
    "iec958",
    "spdif",
    "hdmi",
    "dmix",
    "dsnoop",
)
_CONVERTERS = ("lavrate", "samplerate", "speexrate", "upmix", "vdownmix", "jack", "oss", "null", "modem")

_lock = threading.Lock()  # as PortAudio is one per process, so is what keeps two threads from starting it at once


class SoundDevices:
    """List the devices of this computer."""

    def microphones(self) -> Sequence[Device]:
        """List the inputs by name; empty where there are none, or no sound at all."""
        return _devices("input")

    def loudspeakers(self) -> Sequence[Device]:
        """List the outputs by name; empty where there are none, or no sound at all."""
        return _devices("output")

    def problem(self) -> SoundError | None:
        """Tell why there can be no sound at all on this computer, if so."""
        try:
            with _portaudio():
                return None
        except SoundError as error:
            return error


class Stream:
    """Hold an open, running stream; `close` cuts it off at once."""

    def __init__(
        self,
        kind: Kind,
        name: str,
        rates: Sequence[int],
        make: Callable[[int, int], Callback],
        finished: Callable[[], None] | None = None,
    ) -> None:
        """Open a device, "" for the system's own choice, at the first rate that it takes (0: its native one).

        `make` returns the callback for a rate and a number of channels; it runs on PortAudio's thread.
        Raise SoundError.
        """
        with ExitStack() as stack:
            library = stack.enter_context(_portaudio())
            device = _find(library, name, kind)
            native = round(device["default_samplerate"])
            wanted = dict.fromkeys(rate or native for rate in rates)
            channels = range(1, min(2, device[f"max_{kind}_channels"]) + 1)
            self._stream, self.rate, self.channels = _open(
                library, kind, device, itertools.product(wanted, channels), make, finished
            )
            self.latency = float(self._stream.latency)
            self._share = stack.pop_all()

    def close(self) -> None:
        """End the stream without waiting for what is still on its way; calling it again does nothing."""
        if not self._stream.closed:
            with _lock, _quiet():
                self._stream.abort(ignore_errors=True)
                self._stream.close(ignore_errors=True)
        self._share.close()


def ending_callback(fill: Callable[[Any, int, float], bool]) -> Callback:
    """Make an output callback that ends its stream, once all is heard, when `fill` returns False.

    It is given the buffer, its frames, and after how many seconds they can be heard.
    """
    end = _load().CallbackStop

    def callback(buffer: Any, frames: int, moment: Any, status: Any) -> None:
        if not fill(buffer, frames, max(0.0, moment.outputBufferDacTime - moment.currentTime)):
            raise end

    return callback


def native_rates(first: int = 0) -> tuple[int, ...]:
    """Return the rates to try in order: a wished one, the device's native one, the usual ones."""
    return (first, 0, *_USUAL_RATES)


def _open(
    library: Any,
    kind: Kind,
    device: Any,
    attempts: Iterable[tuple[int, int]],
    make: Callable[[int, int], Callback],
    finished: Callable[[], None] | None,
) -> tuple[Any, int, int]:
    """Start the first stream that the device accepts; return it with its rate and channels."""
    open_stream = library.RawInputStream if kind == "input" else library.RawOutputStream
    failures = []
    for rate, channels in attempts:
        block = max(1024, round(rate * _BLOCK))
        try:
            with _lock, _quiet():
                stream = open_stream(
                    samplerate=rate,
                    blocksize=block,
                    device=device["index"],
                    channels=channels,
                    dtype="int16",
                    latency="high",
                    callback=make(rate, channels),
                    finished_callback=finished,
                )
                try:
                    stream.start()
                except library.PortAudioError:
                    stream.close()
                    raise
        except library.PortAudioError as error:
            failures.append(f"{rate} Hz, {channels} channels: {error}")
            continue
        return stream, rate, channels
    detail = f"{device['name']}: " + "; ".join(failures)
    if kind == "input":
        message, advice = msg("sound.microphone.closed", name=device["name"]), msg("sound.microphone.closed.advice")
    else:
        message, advice = msg("sound.loudspeaker.closed", name=device["name"]), msg("sound.loudspeaker.closed.advice")
    raise SoundError(message, advice, detail)


def _devices(kind: Kind) -> Sequence[Device]:
    try:
        with _portaudio() as library:
            known = [device["name"] for device in _known(library, kind)]
            usual = _usual(library, kind)
    except SoundError as error:
        log.info("no sound devices: %s", error.detail)
        return ()
    chosen = usual["name"] if usual else ""
    shown = dict.fromkeys(name for name in known if name == chosen or not name.startswith(_PLUMBING + _CONVERTERS))
    return tuple(Device(name, name == chosen) for name in shown)


def _known(library: Any, kind: Kind) -> list[Any]:
    """List the devices of one kind; Windows shows each once per host API, so there only WASAPI's count."""
    devices = [device for device in library.query_devices() if device[f"max_{kind}_channels"] > 0]
    names = [api["name"] for api in library.query_hostapis()]
    if "Windows WASAPI" in names:
        wasapi = names.index("Windows WASAPI")
        devices = [device for device in devices if device["hostapi"] == wasapi] or devices
    return devices


def _usual(library: Any, kind: Kind) -> Any:
    """Return the system's own choice among the known devices, or None."""
    known = _known(library, kind)
    apis = [api for number, api in enumerate(library.query_hostapis()) if any(d["hostapi"] == number for d in known)]
    for index in (api[f"default_{kind}_device"] for api in apis):
        for device in known:
            if device["index"] == index:
                return device
    return known[0] if known else None


def _find(library: Any, name: str, kind: Kind) -> Any:
    device = next((d for d in _known(library, kind) if d["name"] == name), None) if name else _usual(library, kind)
    if device is not None:
        return device
    if kind == "input" and name:
        raise SoundError(msg("sound.microphone.gone", name=name), msg("sound.microphone.gone.advice"), name)
    if kind == "input":
        raise SoundError(msg("sound.microphone.none"), msg("sound.microphone.none.advice"))
    if name:
        raise SoundError(msg("sound.loudspeaker.gone", name=name), msg("sound.loudspeaker.gone.advice"), name)
    raise SoundError(msg("sound.loudspeaker.none"), msg("sound.loudspeaker.none.advice"))


@contextmanager
def _portaudio() -> Iterator[Any]:
    """Use PortAudio; the first user makes it look for devices. Raise SoundError where it is missing."""
    with _lock, _quiet():
        library = _load()
        try:
            library._initialize()
        except library.PortAudioError as error:
            raise SoundError(msg("sound.library.broken"), msg("sound.library.broken.advice"), str(error)) from error
    try:
        yield library
    finally:
        with _lock, _quiet():
            library._terminate()


@functools.cache
def _load() -> Any:
    """Import sounddevice and take back the use of PortAudio that importing it counts."""
    try:
        import sounddevice
    except (ImportError, OSError) as error:
        raise SoundError(msg("sound.library.missing"), msg("sound.library.missing.advice"), str(error)) from error
    except Exception as error:  # its own PortAudioError, raised while there is no module to name it by
        if type(error).__name__ != "PortAudioError":
            raise
        raise SoundError(msg("sound.library.broken"), msg("sound.library.broken.advice"), str(error)) from error
    sounddevice._terminate()
    return sounddevice


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what PortAudio and ALSA print to file descriptor 2 away from a person's terminal."""
    with ExitStack() as stack:
        with suppress(OSError, ValueError, AttributeError):
            sys.stderr.flush()
        with suppress(OSError):  # a windowed program may have no descriptor 2
            kept = os.dup(2)
            stack.callback(os.close, kept)
            nowhere = os.open(os.devnull, os.O_WRONLY)
            stack.callback(os.close, nowhere)
            os.dup2(nowhere, 2)
            stack.callback(os.dup2, kept, 2)
        yield
