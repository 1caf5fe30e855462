"""The child's side: load the engine that was named, follow files, and end when the parent does.

The main thread works; a second one listens to the parent. When the pipe ends, the parent is gone, however it died,
and the process ends itself at once.
"""

from __future__ import annotations

import importlib
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from coach.errors import CoachError
from coach.model import Frames, Transcript, Word
from coach.practice.ports import Controls, Heard

RATE = 16000
"""Samples a second that every engine is given."""
BLOCK = 10.0
"""Seconds of sound that are read at a time: little enough for steady news, and for the memory."""
CHECK = 0.01
"""Seconds between two looks at a file that has nothing new."""
ROUNDING = 0.05
"""Seconds by which an engine may think a file shorter than it is without having more to read: resampling rounds."""

Samples = NDArray[np.float32]
Read = Callable[[Path, Callable[[], bool]], Iterator[tuple[Samples, int]]]
"""Follow a file: blocks of float32 mono with their rate, always `RATE`; an empty one while nothing is new."""


class Engine(Protocol):
    """What `load(model, read)` of an engine's module returns."""

    def transcribe(
        self, path: Path, complete: Callable[[], bool], controls: Controls
    ) -> Generator[Heard, None, Transcript]:
        """Follow the file until `complete()` says that it will not grow; raise EngineError, FileError."""
        ...


class Ear(Protocol):
    """What `load(*values)` of an ear's module returns: it hears the sound that the engine reads."""

    def feed(self, samples: Samples) -> None:
        """Hear the next samples, 16 kHz."""
        ...

    def finish(self) -> Frames:
        """Return what was noted of the whole sound, and be ready for the next."""
        ...


@dataclass(frozen=True, slots=True)
class Parts:
    """Name what the child loads: the engine's module, its model, the reader and the resampler (`module:name`).

    `ear` is the module that hears the sound beside the engine, and what its `load` is given; empty for none. `length`
    names a function that tells how long a file is by now, as (seconds, rate).
    """

    engine: str
    model: str
    reader: str
    resampler: str
    ear: tuple[str, ...] = ()
    length: str = ""


@dataclass(frozen=True, slots=True)
class Follow:
    """Ask for one transcription."""

    job: int
    path: str
    complete: bool


@dataclass(frozen=True, slots=True)
class Complete:
    """Tell that the file of a job will not grow any more."""

    job: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """Tell that the engine is ready, how long that took, and why the ear is not, in a word that is no secret."""

    seconds: float
    deaf: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Tell what is new: how many words of the last news still stand, and the words after them."""

    kept: int
    fresh: tuple[Word, ...]
    until: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Finished:
    """Bring the result of a job."""

    transcript: Transcript


@dataclass(frozen=True, slots=True)
class Failure:
    """Bring a known failure."""

    error: CoachError


@dataclass(frozen=True, slots=True)
class Bug:
    """Bring what is no known failure: places in the code and the kind of error, no values."""

    report: str


News = Loaded | Piece | Finished | Failure | Bug


def serve(pipe: Connection, parts: Parts) -> None:
    """Load the engine, then do one job after another until the pipe ends."""
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    _be_quiet()
    jobs: SimpleQueue[tuple[Follow, threading.Event]] = SimpleQueue()
    threading.Thread(target=_listen, args=(pipe, jobs), name="parent", daemon=True).start()
    try:
        begun = time.monotonic()
        ear, deaf = load_ear(parts)
        read = at_one_rate(named(parts.reader), parts.resampler)
        overheard = Overheard(read, ear) if ear is not None else None
        engine = load_engine(parts, overheard.read if overheard is not None else read)
        pipe.send(Loaded(time.monotonic() - begun, deaf))
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent has to hear of it
        _report(pipe, error)
        return
    while True:
        job, complete = jobs.get()
        try:
            _do(pipe, engine, overheard, job, complete.is_set, parts.length)
        except Exception as error:  # noqa: BLE001 - as above
            _report(pipe, error)
            return  # the parent starts a fresh process: nobody knows what state this one is in


def load_engine(parts: Parts, read: Read) -> Engine:
    """Import an engine by its name and load it; raise EngineError, ModelMissing."""
    engine: Engine = importlib.import_module(parts.engine).load(parts.model, read)
    return engine


def load_ear(parts: Parts) -> tuple[Ear | None, str]:
    """Load the ear; where that fails, say why: words without it are better than none."""
    if not parts.ear:
        return None, ""
    module, *values = parts.ear
    try:
        ear: Ear = importlib.import_module(module).load(*values)
    except (CoachError, ImportError) as error:
        return None, error.message.key if isinstance(error, CoachError) else type(error).__name__
    return ear, ""


class Overheard:
    """Let an ear hear the sound that an engine reads, block by block.

    What the ear has to do at the end it does on a thread of its own, while the engine is at the last words.
    """

    def __init__(self, read: Read, ear: Ear) -> None:
        self._read, self._ear = read, ear
        self._notes: Future[Frames] | None = None

    def read(self, path: Path, complete: Callable[[], bool]) -> Iterator[tuple[Samples, int]]:
        """Follow a file."""
        for samples, rate in self._read(path, complete):
            if samples.size:
                self._ear.feed(samples)
            yield samples, rate
        beside = ThreadPoolExecutor(1, "ear")
        self._notes = beside.submit(self._ear.finish)
        beside.shutdown(wait=False)

    def finish(self) -> Frames:
        """Return what the ear noted of the whole sound."""
        notes, self._notes = self._notes, None
        return notes.result() if notes is not None else self._ear.finish()


def named(name: str) -> Any:
    """Import what `module:name` says."""
    module, _, attribute = name.partition(":")
    return getattr(importlib.import_module(module), attribute)


def at_one_rate(follow: Callable[..., Iterator[tuple[Samples, int]]], resampler: str) -> Read:
    """Make a reader that always gives 16 kHz; the resampler is imported only where a file has another rate."""

    def read(path: Path, complete: Callable[[], bool]) -> Iterator[tuple[Samples, int]]:
        resample: Any = None
        for samples, rate in follow(path, complete, BLOCK, CHECK):
            if rate in (0, RATE) or not samples.size:
                yield samples, RATE
                continue
            if resample is None:
                resample = named(resampler)(rate, RATE)
            yield resample.feed(samples), RATE
        if resample is not None:
            yield resample.finish(), RATE

    return read


def _listen(pipe: Connection, jobs: SimpleQueue[tuple[Follow, threading.Event]]) -> None:
    latest, number = threading.Event(), 0
    try:
        while True:
            wish = pipe.recv()
            if isinstance(wish, Follow):
                latest, number = threading.Event(), wish.job
                if wish.complete:
                    latest.set()
                jobs.put((wish, latest))
            elif wish.job == number:
                latest.set()
    except (EOFError, OSError):
        pass
    finally:
        os._exit(0)  # the parent is gone: nothing here is worth an orderly end, and a decoder cannot be asked


def length_by_now(path: Path, length: str, read: float) -> float:
    """Return how many seconds a file holds, where that is more than what the engine has read of it: it may lag far."""
    if not length:
        return read
    with suppress(CoachError):  # no header yet
        seconds: float = named(length)(path)[0]
        return seconds if seconds > read + ROUNDING else read
    return read


def _do(
    pipe: Connection,
    engine: Engine,
    overheard: Overheard | None,
    job: Follow,
    complete: Callable[[], bool],
    length: str,
) -> None:
    told: tuple[Word, ...] = ()
    work = engine.transcribe(Path(job.path), complete, Controls())
    while True:
        try:
            heard = next(work)
        except StopIteration as end:
            transcript: Transcript = end.value
            pipe.send(Finished(replace(transcript, frames=overheard.finish()) if overheard else transcript))
            return
        kept = len(told) if heard.words[: len(told)] == told else 0
        seconds = length_by_now(Path(job.path), length, heard.seconds)
        pipe.send(Piece(kept, heard.words[kept:], heard.until, seconds))
        told = heard.words


def _report(pipe: Connection, error: Exception) -> None:
    with suppress(OSError):
        if isinstance(error, CoachError):
            error.__cause__ = error.__context__ = None
            pipe.send(Failure(error))
        else:
            places = [
                f"{Path(f.filename).name}:{f.lineno} in {f.name}" for f in traceback.extract_tb(error.__traceback__)
            ]
            pipe.send(Bug("\n".join([*places, type(error).__name__])))


def _be_quiet() -> None:
    """Lead what C libraries print nowhere: this process shares its terminal with the program."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        os.close(nowhere)
