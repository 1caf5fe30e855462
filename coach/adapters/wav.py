"""WAV files: written so that a killed program loses nothing, read while they still grow.

Sizes in a header are believed only where they agree with the file: a writer that was killed, or is still at work,
leaves a header behind its data.
"""

from __future__ import annotations

import os
import struct
import time
import wave
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import numpy as np
from numpy.typing import NDArray

from coach.errors import FileError
from coach.messages import msg

Samples = NDArray[np.float32]

FULL_SCALE = 32768.0
_PCM, _EXTENSIBLE = 0x0001, 0xFFFE
_LONGEST_HEADER = 65536
"""Bytes in which the data must begin; real headers take 44 to a few thousand."""


class WavWriter:
    """Write a mono 16-bit WAV file that is valid, and on disk, after every call; only its owner may read it."""

    def __init__(self, path: Path, rate: int) -> None:
        """Create the file; raise FileExistsError where it already holds something, OSError where it cannot be."""
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        self._file = os.fdopen(handle, "wb")
        try:
            if os.fstat(handle).st_size:
                raise FileExistsError(str(path))
            if hasattr(os, "fchmod"):
                os.fchmod(handle, 0o600)  # a file that was there, or a loose umask
            self._wave = wave.open(self._file, "wb")  # noqa: SIM115 - it lives as long as this object
            self._wave.setparams((1, 2, rate, 0, "NONE", "not compressed"))
            self.rate = rate
            self._frames = 0
            self.write(b"")
        except BaseException:
            self._file.close()
            raise

    def write(self, samples: bytes) -> None:
        """Append 16-bit samples in the machine's byte order; raise OSError where the disk is full."""
        self._wave.writeframes(samples)
        self._file.flush()
        self._frames += len(samples) // 2

    @property
    def seconds(self) -> float:
        """Return how much sound has been written."""
        return self._frames / self.rate

    def close(self) -> None:
        """Finish the file; calling it again does nothing."""
        if not self._file.closed:
            try:
                self._wave.close()
            finally:
                self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class _Layout:
    """Hold where the sound of a file lies: first byte, whole frames there now, channels and frames a second."""

    start: int
    frames: int
    channels: int
    rate: int

    @property
    def frame_bytes(self) -> int:
        return 2 * self.channels


def wav_seconds(path: Path) -> tuple[float, int]:
    """Return the length in seconds and the rate, also of a file whose writer was killed; raise FileError."""
    with _open(path) as file:
        layout = _need_layout(file, path)
    return layout.frames / layout.rate, layout.rate


def read_samples(path: Path) -> tuple[NDArray[np.int16], int]:
    """Return the samples (one-dimensional, read from disk as they are used) and the rate; raise FileError.

    Of several channels, the first is taken.
    """
    with _open(path) as file:
        layout = _need_layout(file, path)
    if not layout.frames:
        return np.zeros(0, dtype=np.int16), layout.rate
    shape = (layout.frames, layout.channels)
    frames: NDArray[np.int16] = np.memmap(path, dtype="<i2", mode="r", offset=layout.start, shape=shape)
    return frames[:, 0], layout.rate


class WavFollower:
    """Read a WAV file from its beginning while somebody else still writes it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None
        self._taken = 0
        self.rate = 0
        """Samples a second; 0 until the header is there."""

    @property
    def seconds(self) -> float:
        """Return how much sound has been read."""
        return self._taken / self.rate if self.rate else 0.0

    def read(self, most: float = 30.0) -> Samples:
        """Return what is new, at most `most` seconds of it (float32 mono, -1 to 1; empty where nothing is new).

        Raise FileError where the file is no 16-bit WAV.
        """
        if self._file is None:
            try:
                self._file = self._path.open("rb")
            except FileNotFoundError:
                return np.zeros(0, dtype=np.float32)
            except OSError as error:
                raise _cannot_open(self._path, error) from error
        layout = _read_layout(self._file, self._path)
        if layout is None:
            return np.zeros(0, dtype=np.float32)
        self.rate = layout.rate
        count = max(0, min(layout.frames - self._taken, int(most * layout.rate)))
        self._file.seek(layout.start + self._taken * layout.frame_bytes)
        data = self._file.read(count * layout.frame_bytes)
        whole = len(data) // layout.frame_bytes
        self._taken += whole
        frames = np.frombuffer(data, dtype="<i2", count=whole * layout.channels).reshape(-1, layout.channels)
        mono = frames[:, 0] if layout.channels == 1 else frames.mean(axis=1)
        return np.asarray(mono, dtype=np.float32) / np.float32(FULL_SCALE)

    def close(self) -> None:
        """Let go of the file; calling it again does nothing."""
        if self._file is not None:
            self._file.close()
            self._file = None


def read_growing(
    path: Path, complete: Callable[[], bool], most: float = 30.0, check: float = 0.05
) -> Generator[tuple[Samples, int], None, None]:
    """Yield (new samples as float32 mono, rate) until `complete()` holds and all is read; raise FileError.

    Where nothing is new it yields an empty block every `check` seconds, so that the caller can look at its controls.
    The rate is 0 until the file has a header. A file that is complete and has none is a FileError.
    """
    follower = WavFollower(path)
    try:
        while True:
            finished = complete()  # asked before reading: what was written until now is read before the end
            block = follower.read(most)
            if block.size:
                yield block, follower.rate
                continue
            if finished:
                break
            yield block, follower.rate
            time.sleep(check)
        if not follower.rate:
            raise _missing_or_broken(path)
    finally:
        follower.close()


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise _cannot_open(path, error) from error


def _cannot_open(path: Path, error: OSError) -> FileError:
    if isinstance(error, FileNotFoundError):
        return FileError(msg("sound.file.missing", file=path.name), path, msg("sound.file.missing.advice"))
    return FileError(
        msg("sound.file.unreadable", file=path.name), path, msg("sound.file.unreadable.advice"), detail=str(error)
    )


def _missing_or_broken(path: Path) -> FileError:
    if not path.exists():
        return _cannot_open(path, FileNotFoundError())
    return FileError(msg("sound.wav.broken", file=path.name), path, msg("sound.wav.broken.advice"))


def _need_layout(file: BinaryIO, path: Path) -> _Layout:
    layout = _read_layout(file, path)
    if layout is None:
        raise _missing_or_broken(path)
    return layout


def _read_layout(file: BinaryIO, path: Path) -> _Layout | None:
    """Find the sound in a file; None where the header is not whole yet; raise FileError for anything but 16-bit PCM."""
    total = os.fstat(file.fileno()).st_size
    file.seek(0)
    head = file.read(_LONGEST_HEADER)
    if len(head) < 12:
        return None
    if head[:4] != b"RIFF" or head[8:12] != b"WAVE":
        raise _missing_or_broken(path)
    told = struct.unpack_from("<I", head, 4)[0] + 8
    position, channels, rate = 12, 0, 0
    while position + 8 <= len(head):
        name, size = struct.unpack_from("<4sI", head, position)
        position += 8
        if name == b"data":
            break
        if name == b"fmt " and position + 16 <= len(head):
            channels, rate = _read_format(head, position, path)
        position += size + size % 2
    else:
        return None
    if not rate:
        raise _missing_or_broken(path)
    there = total - position
    # Only a header that knows the file's true size may say that the sound ends before the file does.
    if told in (total, total + 1, total - 1) and 0 < size <= there:
        there = size
    return _Layout(position, there // (2 * channels), channels, rate)


def _read_format(head: bytes, position: int, path: Path) -> tuple[int, int]:
    kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", head, position)
    if kind not in (_PCM, _EXTENSIBLE) or bits != 16 or not channels or not rate:
        raise _missing_or_broken(path)
    return channels, rate
