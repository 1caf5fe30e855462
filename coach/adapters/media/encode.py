"""Recordings as files to hand on: an exact copy, or FLAC, which is smaller and loses nothing (PyAV)."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from pathlib import Path

import av

from coach.errors import Cancelled, FileError
from coach.messages import msg
from coach.model import Attempt
from coach.practice.ports import Controls

BLOCK = 1 << 20
"""Bytes that are copied at a time: a disk takes far less than 100 ms for them."""


class WavCopy:
    """Write the recording of one take as it is."""

    def __call__(self, takes: Iterable[Attempt], target: Path, controls: Controls) -> Generator[float, None, None]:
        """Write it; raise OSError, Cancelled."""
        for attempt in takes:
            assert attempt.recording is not None
            source = attempt.recording.path
            size = max(source.stat().st_size, 1)
            with source.open("rb") as there, target.open("wb") as here:
                while block := there.read(BLOCK):
                    _look_at(controls)
                    here.write(block)
                    yield min(here.tell() / size, 1.0)


class FlacEncoder:
    """Write the recording of one take as FLAC."""

    def __call__(self, takes: Iterable[Attempt], target: Path, controls: Controls) -> Generator[float, None, None]:
        """Write it; raise FileError for a recording that is no sound, OSError, Cancelled."""
        for attempt in takes:
            assert attempt.recording is not None
            try:
                yield from _encode(attempt.recording.path, target, controls)
            except av.FFmpegError as error:
                if isinstance(error, OSError) and error.errno and error.errno < 10_000:
                    raise
                source = attempt.recording.path
                advice = msg("sound.wav.broken.advice")
                raise FileError(msg("sound.wav.broken", file=source.name), source, advice, detail=str(error)) from error


def _encode(source: Path, target: Path, controls: Controls) -> Generator[float, None, None]:
    with av.open(str(source)) as sound, av.open(str(target), "w", format="flac") as container:
        heard = sound.streams.audio[0]
        stream = container.add_stream("flac", rate=heard.rate, layout="mono", format="s16")
        total = float(heard.duration * heard.time_base) if heard.duration else 0.0
        for frame in sound.decode(heard):
            _look_at(controls)
            container.mux(stream.encode(frame))
            yield min(frame.time / total, 1.0) if total and frame.time is not None else 0.0
        container.mux(stream.encode(None))
    yield 1.0


def _look_at(controls: Controls) -> None:
    if controls.cancel.is_set() or controls.stop.is_set():
        raise Cancelled
