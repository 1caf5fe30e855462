"""Sound files of every kind, turned into what recognition wants: 16 kHz, mono, 16 bit (PyAV)."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol, Self

import av
import numpy as np
from numpy.typing import NDArray

from coach.errors import Cancelled, FileError
from coach.messages import Message, msg
from coach.model import Recording
from coach.practice.ports import Controls

log = logging.getLogger("coach.decode")

RATE = 16000
SHORTEST = 0.1
"""Seconds of sound below which there is nothing to say about a file."""
_NEWS_EVERY = 0.05
_BATCH = RATE
_SHORTFALL = 0.95
"""A file that ends before this share of the length it claims is damaged; lossy formats are a little off anyway."""
_BAD_IN_A_ROW = 1000
"""Packets after which a damaged file is given up: the rest of it is no sound."""
# A playlist inside a file must not make FFmpeg open anything else, least of all something on a network.
_OPTIONS = {"protocol_whitelist": "none"}


class SoundWriter(Protocol):
    """Take 16-bit samples, as `coach.adapters.wav.WavWriter` does."""

    @property
    def seconds(self) -> float:
        """Return how much sound has been written."""
        ...

    def write(self, samples: bytes) -> None:
        """Append samples; raise OSError."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: Any) -> None: ...


@dataclass(frozen=True, slots=True)
class Decoding:
    """Tell how many seconds have been decoded; `total` is what the file claims to hold, 0 where it does not say."""

    seconds: float
    total: float


@dataclass(frozen=True, slots=True)
class Decoded:
    """Hold the decoded file; `warning` says that the source is damaged and what could be read was kept."""

    recording: Recording
    warning: Message | None = None


class Decoder:
    """Decode sound files into WAV files that `open_wav` (path, rate) creates."""

    def __init__(self, open_wav: Callable[[Path, int], SoundWriter]) -> None:
        self._open_wav = open_wav

    def decode(self, path: Path, target: Path, controls: Controls) -> Generator[Decoding, None, Decoded]:
        """Decode `path` into a new file `target`, a piece at a time.

        Raise FileError for what is no usable sound, Cancelled on stop or cancel; then there is no `target`.
        """
        with _open(path) as file, _open_container(file, path) as container:
            source = _Source(container, path)
            try:
                wav = self._open_wav(target, RATE)
            except OSError as error:
                raise _error_full(path, target, error) from error
            try:
                with wav:
                    yield from self._write(source, wav, controls)
                return self._judge(source, wav.seconds, path, target)
            except BaseException as error:
                with suppress(OSError):
                    target.unlink(missing_ok=True)
                if isinstance(error, OSError):
                    raise _error_full(path, target, error) from error
                raise

    def _write(self, source: _Source, wav: SoundWriter, controls: Controls) -> Generator[Decoding, None, None]:
        told = time.monotonic()
        batch = bytearray()
        for piece in source.pieces():
            _look_at(controls)
            batch += piece
            if len(batch) >= 2 * _BATCH:
                wav.write(bytes(batch))
                batch.clear()
            if time.monotonic() - told >= _NEWS_EVERY:
                told = time.monotonic()
                yield Decoding(wav.seconds, source.total)
        wav.write(bytes(batch))
        yield Decoding(wav.seconds, wav.seconds)

    def _judge(self, source: _Source, seconds: float, path: Path, target: Path) -> Decoded:
        damaged = source.damaged or seconds < source.total * _SHORTFALL - SHORTEST
        if seconds < SHORTEST:
            raise _error_broken(path) if damaged else _error_short(path)
        log.info("decoded %.1f s, damaged: %s", seconds, damaged)
        warning = msg("sound.file.damaged", file=path.name) if damaged else None
        return Decoded(Recording(target, seconds, RATE), warning)


class Resampler:
    """Bring a stream of float32 mono samples from one rate to another, block by block."""

    def __init__(self, source: int, target: int = RATE) -> None:
        self._source = source
        self._same = source == target
        self._resampler = av.AudioResampler(format="fltp", layout="mono", rate=target)

    def feed(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return what comes out for the next block; the last few milliseconds stay inside until `finish`."""
        if self._same or not samples.size:
            return samples
        row = np.ascontiguousarray(samples, dtype=np.float32).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(row, format="fltp", layout="mono")
        frame.sample_rate = self._source
        return self._join(self._resampler.resample(frame))

    def finish(self) -> NDArray[np.float32]:
        """Return what is still inside; the resampler cannot be fed afterwards."""
        return np.zeros(0, dtype=np.float32) if self._same else self._join(self._resampler.resample(None))

    @staticmethod
    def _join(frames: list[av.AudioFrame]) -> NDArray[np.float32]:
        blocks = [np.asarray(frame.to_ndarray()[0], dtype=np.float32) for frame in frames]
        return np.concatenate(blocks) if blocks else np.zeros(0, dtype=np.float32)


class _Source:
    """Read the first sound track of a container as 16-bit samples, past what is damaged."""

    def __init__(self, container: Any, path: Path) -> None:
        if not container.streams.audio:
            raise FileError(msg("sound.file.silent", file=path.name), path, msg("sound.file.silent.advice"))
        self._container = container
        self._stream = container.streams.audio[0]
        self.total = (container.duration or 0) / av.time_base
        self.damaged = False
        self._bad = 0

    def pieces(self) -> Iterator[bytes]:
        resampler = _resampler()
        for frame in self._frames():
            try:
                out = resampler.resample(frame)
            except ValueError:  # the rate or the channels changed within the file
                yield from map(_samples, resampler.resample(None))
                resampler = _resampler()
                out = resampler.resample(frame)
            yield from map(_samples, out)
        with suppress(av.FFmpegError, ValueError):  # nothing ever went in
            yield from map(_samples, resampler.resample(None))

    def _frames(self) -> Iterator[Any]:
        packets = self._container.demux(self._stream)
        while self._bad < _BAD_IN_A_ROW:
            try:
                packet = next(packets)
            except StopIteration:
                return
            except (av.FFmpegError, OSError, ValueError):
                self.damaged = True
                return
            try:
                frames = packet.decode()
            except (av.FFmpegError, ValueError):
                self.damaged = True
                self._bad += 1
                continue
            self._bad = 0
            yield from (frame for frame in frames if frame.samples and frame.sample_rate)


def _resampler() -> Any:
    return av.AudioResampler(format="s16", layout="mono", rate=RATE)


def _samples(frame: Any) -> bytes:
    return bytes(frame.planes[0])[: 2 * frame.samples]


def _open(path: Path) -> BinaryIO:
    try:
        if path.is_dir():
            raise FileError(msg("sound.file.folder", file=path.name), path, msg("sound.file.folder.advice"))
        if path.exists() and not path.is_file():
            raise _error_unreadable(path, "no regular file")
        if path.stat().st_size == 0:
            raise FileError(msg("sound.file.empty", file=path.name), path, msg("sound.file.empty.advice"))
        return path.open("rb")
    except FileNotFoundError as error:
        advice = msg("sound.file.missing.advice")
        raise FileError(msg("sound.file.missing", file=path.name), path, advice) from error
    except OSError as error:
        raise _error_unreadable(path, str(error)) from error


def _open_container(file: BinaryIO, path: Path) -> Any:
    av.logging.set_level(None)  # FFmpeg's own lines are for developers; a person gets one clear sentence
    try:
        return av.open(file, "r", options=_OPTIONS, metadata_errors="replace")
    except (av.FFmpegError, ValueError) as error:
        raise _error_broken(path, type(error).__name__) from error


def _look_at(controls: Controls) -> None:
    while True:
        if controls.cancel.is_set() or controls.stop.is_set():
            raise Cancelled
        if not controls.pause.is_set():
            return
        time.sleep(_NEWS_EVERY)


def _error_unreadable(path: Path, detail: str) -> FileError:
    message, advice = msg("sound.file.unreadable", file=path.name), msg("sound.file.unreadable.advice")
    return FileError(message, path, advice, detail=detail)


def _error_full(path: Path, target: Path, error: OSError) -> FileError:
    message, advice = msg("sound.file.full", file=path.name), msg("sound.file.full.advice")
    return FileError(message, target, advice, detail=str(error))


def _error_broken(path: Path, detail: str = "") -> FileError:
    return FileError(msg("sound.file.broken", file=path.name), path, msg("sound.file.broken.advice"), detail=detail)


def _error_short(path: Path) -> FileError:
    return FileError(msg("sound.file.short", file=path.name), path, msg("sound.file.short.advice"))
