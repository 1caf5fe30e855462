"""Worker threads: each runs slow generators one after another and delivers their news."""

from __future__ import annotations

import itertools
import queue
import threading
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any

from coach.errors import Cancelled, CoachError
from coach.practice.ports import Controls

_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Job:
    """Name one run of a generator; its controls are how to stop it."""

    number: int
    controls: Controls


@dataclass(frozen=True, slots=True)
class Progress:
    """Deliver one piece of news."""

    job: Job
    news: object


@dataclass(frozen=True, slots=True)
class Done:
    """Deliver what a job returned."""

    job: Job
    result: Any


@dataclass(frozen=True, slots=True)
class Failed:
    """Deliver how a job ended otherwise: a CoachError, Cancelled, or a bug."""

    job: Job
    error: BaseException

    @property
    def is_bug(self) -> bool:
        """Tell whether this is neither a known failure nor a wish to end."""
        return not isinstance(self.error, CoachError | Cancelled)


Delivery = Progress | Done | Failed
Start = Callable[[Controls], Generator[object, None, object]]


class Worker:
    """Run jobs in order on one thread; `deliver` is called on that thread."""

    def __init__(self, name: str, deliver: Callable[[Delivery], None]) -> None:
        self._deliver = deliver
        self._jobs: queue.SimpleQueue[tuple[Job, Start] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._waiting: list[Job] = []
        self._closed = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def start(self, start: Start, controls: Controls | None = None) -> Job:
        """Queue a generator; `start` is called with the job's controls on the worker's thread.

        After `close`, the job is cancelled at once and delivers nothing.
        """
        job = Job(next(_numbers), controls or Controls())
        with self._lock:
            if self._closed:
                job.controls.cancel.set()
                return job
            self._waiting.append(job)
            self._jobs.put((job, start))
        return job

    @property
    def busy(self) -> bool:
        """Tell whether a job runs or waits."""
        with self._lock:
            return bool(self._waiting)

    def close(self, timeout: float = 5.0) -> bool:
        """Cancel every job and end the thread; return whether it ended within `timeout` seconds."""
        with self._lock:
            self._closed = True
            for job in self._waiting:
                job.controls.cancel.set()
        self._jobs.put(None)
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (entry := self._jobs.get()) is not None:
            job, start = entry
            delivery = self._run_one(job, start)
            with self._lock:
                self._waiting.remove(job)
            self._deliver(delivery)

    def _run_one(self, job: Job, start: Start) -> Delivery:
        try:
            if job.controls.cancel.is_set():
                raise Cancelled
            generator = start(job.controls)
            try:
                while True:
                    self._deliver(Progress(job, next(generator)))
            except StopIteration as end:
                return Done(job, end.value)
            finally:
                generator.close()
        except BaseException as error:  # noqa: BLE001 - a thread has nobody above it: what ends it is delivered
            return Failed(job, error)
