"""The warm recogniser: a child process that holds the engine, and the pump to it.

No sound crosses the pipe: the child reads the same file that the recorder writes. A decoder cannot be interrupted,
so cancelling kills the child and starts another one. The child is told by name which engine to load.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import replace
from multiprocessing.process import BaseProcess
from pathlib import Path

from coach.adapters.recogniser.child import (
    Bug,
    Complete,
    Failure,
    Finished,
    Follow,
    Loaded,
    News,
    Parts,
    serve,
)
from coach.errors import Cancelled, EngineError
from coach.messages import msg
from coach.model import Transcript, Word
from coach.practice.ports import Controls, Heard

log = logging.getLogger("coach.recogniser")

LOOK = 0.01
"""Seconds between two looks at the controls and at `complete()`."""
PATIENCE = 2.0
"""Seconds that a child which was told to end, or a caller that was told to let go, may take."""


class RecogniserBug(RuntimeError):
    """Carry a bug of the child process: where in the code, and what kind of error; no values."""


class _Child:
    """Hold one child process and this side of its pipe."""

    def __init__(self, parts: Parts) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(
            target=serve, args=(theirs, parts), name="coach-recogniser", daemon=True
        )
        try:
            _start_unreachable_for_ctrl_c(self.process)
        except BaseException:
            self.pipe.close()
            raise
        finally:
            theirs.close()  # or the pipe would not end when the child does
        self.parts = parts
        self.jobs = 0

    def send(self, wish: Follow | Complete) -> None:
        """Tell the child something; one that is dead is noticed by `news`."""
        with suppress(OSError):
            self.pipe.send(wish)

    def news(self, wait: float) -> News | None:
        """Return the next message, None where there is none yet; raise EOFError where the child is dead."""
        try:
            return self.pipe.recv() if self.pipe.poll(wait) else None
        except OSError as error:  # "connection reset", or closed by another thread
            raise EOFError from error

    def end(self) -> None:
        """Kill the process and let go of everything."""
        with suppress(ValueError, OSError):
            self.process.kill()
            self.process.join(PATIENCE)
            self.process.close()
        self.pipe.close()


class Recogniser:
    """Turn WAV files into words in a warm child process; the seam `coach.practice.ports.Transcriber`.

    `engine` names a module with `load(model, read)`; `reader`, `resampler` and `length` name functions and a class like
    `coach.adapters.wav.read_growing`, `coach.adapters.media.decode.Resampler` and `wav_seconds`, as `module:name`.
    `ear` names a module with `load(*values)` that hears the sound beside the engine, and those values.
    """

    def __init__(
        self,
        engine: str,
        model: str,
        *,
        reader: str = "coach.adapters.wav:read_growing",
        resampler: str = "coach.adapters.media.decode:Resampler",
        length: str = "coach.adapters.wav:wav_seconds",
        ear: Sequence[str] = (),
    ) -> None:
        self._parts = Parts(engine, model, reader, resampler, tuple(ear), length)
        self._child: _Child | None = None
        self._one_at_a_time = threading.Lock()
        self._changing = threading.Lock()
        self._closed = False

    @property
    def pid(self) -> int | None:
        """Return the number of the child process, None where there is none."""
        with self._changing:
            return self._child.process.pid if self._child is not None else None

    def warm(self) -> None:
        """Start loading the engine in the background, so that the first transcription need not wait for it."""
        with self._changing:
            if self._closed or (self._child is not None and self._child.process.is_alive()):
                return
            old, self._child = self._child, None
            if old is not None:
                old.end()
            self._child = _Child(self._parts)

    def use(self, engine: str, model: str) -> None:
        """Take another engine or model from now on; a transcription that is under way ends as cancelled."""
        with self._changing:
            parts = replace(self._parts, engine=engine, model=model)
            if parts == self._parts:
                return
            self._parts = parts
        if self._drop():
            self.warm()

    def close(self) -> None:
        """End the child process; what is being transcribed ends as cancelled."""
        self._closed = True
        self._drop()
        if self._one_at_a_time.acquire(timeout=PATIENCE):
            self._one_at_a_time.release()

    def transcribe(
        self, path: Path, complete: Callable[[], bool], controls: Controls
    ) -> Generator[Heard, None, Transcript]:
        """Follow the file until `complete()` says that it will not grow.

        Raise EngineError where the engine cannot run, FileError for a file that cannot be read, Cancelled on cancel.
        """
        self._wait_for_the_others(controls)
        child: _Child | None = None
        done = False
        try:
            child = self._warm_child()
            transcript = yield from self._pump(child, path, complete, controls)
            done = True
            return transcript
        finally:
            if child is not None and not done:  # it may be in the middle of something
                self._drop(child)
            self._one_at_a_time.release()
            if controls.cancel.is_set():
                self.warm()

    def _wait_for_the_others(self, controls: Controls) -> None:
        while not self._one_at_a_time.acquire(timeout=LOOK):
            if controls.cancel.is_set() or self._closed:
                raise Cancelled

    def _warm_child(self) -> _Child:
        try:
            self.warm()
        except OSError as error:
            raise EngineError(
                msg("errors.engine.start"), msg("errors.engine.start.advice"), detail=str(error)
            ) from error
        child = self._child
        if child is None:
            raise Cancelled
        return child

    def _pump(
        self, child: _Child, path: Path, complete: Callable[[], bool], controls: Controls
    ) -> Generator[Heard, None, Transcript]:
        child.jobs += 1
        told = complete()
        child.send(Follow(child.jobs, str(path), told))
        words: tuple[Word, ...] = ()
        while True:
            if controls.cancel.is_set():
                raise Cancelled
            if not told and complete():
                told = True
                child.send(Complete(child.jobs))
            try:
                news = child.news(LOOK)
            except EOFError:
                raise self._why_it_ended(child) from None
            if isinstance(news, Finished):
                return news.transcript
            if isinstance(news, Failure):
                log.warning("the engine reported: %s %s", news.error.message.key, news.error.detail)
                raise news.error
            if isinstance(news, Bug):
                raise RecogniserBug(news.report)
            if isinstance(news, Loaded):
                _note(child.parts.engine, news)
            elif news is not None:
                words = words[: news.kept] + news.fresh
                yield Heard(words, news.until, news.seconds)

    def _why_it_ended(self, child: _Child) -> Exception:
        if self._child is not child:  # `close` or `use` ended it
            return Cancelled()
        child.process.join(PATIENCE)
        log.error("the recogniser process ended by itself, exit code %s", child.process.exitcode)
        return EngineError(
            msg("errors.engine.died"), msg("errors.engine.died.advice"), detail=f"exit code {child.process.exitcode}"
        )

    def _drop(self, only: _Child | None = None) -> bool:
        """End the child process (that one only, where one is named); return whether there was one."""
        with self._changing:
            child = self._child
            if child is None or (only is not None and child is not only):
                return False
            self._child = None
        child.end()
        return True


def _note(engine: str, loaded: Loaded) -> None:
    log.info("engine %s loaded in %.2f s", engine, loaded.seconds)
    if loaded.deaf:
        log.warning("the ear could not be loaded: %s", loaded.deaf)


def _start_unreachable_for_ctrl_c(process: BaseProcess) -> None:
    """Start a process that never sees Ctrl-C: between its birth and its first line it could not ignore it itself."""
    if not hasattr(signal, "pthread_sigmask"):
        process.start()
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


__all__ = ["Recogniser", "RecogniserBug"]
