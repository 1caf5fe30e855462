"""Waveforms that were drawn before: the lowest and highest samples of a sound file, kept in the cache folder.

A file here can be lost or broken at any time: it is made anew. What it holds is loudness by the hundredth of a second,
no sound that could be played.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

log = logging.getLogger("coach.waveforms")

Columns = NDArray[np.int16]
MOST_BYTES = 64 * 1024 * 1024
"""Bytes that the folder may hold: some hundred hours of sound."""


class KeptWaveforms:
    """Keep columns of 16-bit samples, shape (2, n), by the path, the time and the size of the file they came from."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._most = most_bytes

    def __call__(self, path: Path, make: Callable[[], Columns]) -> Columns:
        """Return what is kept of a file, or make and keep it; raise only what `make` raises."""
        kept = self._place(path)
        columns = _read(kept) if kept is not None else None
        if columns is None:
            columns = make()
            if kept is not None:
                self._write(kept, columns)
        return columns

    def _place(self, path: Path) -> Path | None:
        try:
            told = path.stat()
        except OSError:
            return None
        key = f"{path.absolute()}\n{told.st_mtime_ns}\n{told.st_size}"
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.npy"

    def _write(self, kept: Path, columns: Columns) -> None:
        half = kept.with_suffix(f".{os.getpid()}.part")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with half.open("wb") as file:
                np.save(file, columns, allow_pickle=False)
            half.replace(kept)
            self._make_room()
        except OSError as error:
            log.info("a waveform was not kept: %s", error.strerror)
            with suppress(OSError):
                half.unlink(missing_ok=True)

    def _make_room(self) -> None:
        """Remove what was not used for longest."""
        used = sorted((file.stat().st_mtime, file.stat().st_size, file) for file in self._folder.iterdir())
        total = sum(size for _, size, _ in used)
        for _, size, file in used[:-1]:
            if total <= self._most:
                break
            file.unlink(missing_ok=True)
            total -= size


def _read(kept: Path) -> Columns | None:
    try:
        with kept.open("rb") as file:
            columns: Columns = np.lib.format.read_array(file, allow_pickle=False)
        kept.touch()
    except FileNotFoundError:
        return None
    except (OSError, ValueError, EOFError, MemoryError) as error:  # a broken head can claim any length
        log.info("a kept waveform is broken: %s", type(error).__name__)
        return None
    return columns if columns.dtype == np.int16 and columns.ndim == 2 and len(columns) == 2 else None
