"""Between the window and the worker threads: slow work starts here, and its news arrives on the GUI thread.

The bridge lives on the GUI thread and never moves, so that everything connected to it runs there.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QObject, Qt, Signal

from coach.errors import CoachError
from coach.practice.ports import Controls
from coach.practice.workers import Delivery, Done, Failed, Job, Progress, Start, Worker

WorkerName = Literal["voice", "review", "errand", "download"]
"""voice: all that speaks, plays or records. review: transcribes and judges. errand: short reading and writing.
download: fetches models."""

WORKERS: tuple[WorkerName, ...] = ("voice", "review", "errand", "download")

Callback = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class _Listener:
    job: Job
    on_news: Callback | None
    on_done: Callback | None
    on_failed: Callback | None


class Bridge(QObject):
    """Run slow generators on worker threads and call back on the GUI thread, in order.

    A failure goes to `on_failed` (a CoachError, Cancelled, or the bug itself, so that a page can come to rest); a
    CoachError without `on_failed` goes to `troubled`, and every bug goes to `crashed` besides.
    """

    troubled = Signal(object)
    crashed = Signal(object)
    _delivered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closed = False
        self._listeners: dict[int, _Listener] = {}
        self._delivered.connect(self._receive, Qt.ConnectionType.QueuedConnection)
        self._workers = {name: Worker(f"coach-{name}", self._deliver) for name in WORKERS}

    def start(
        self,
        worker: WorkerName,
        start: Start,
        controls: Controls | None = None,
        on_news: Callback | None = None,
        on_done: Callback | None = None,
        on_failed: Callback | None = None,
    ) -> Job:
        """Queue a generator on a worker; call from the GUI thread only."""
        job = self._workers[worker].start(start, controls)
        self._listeners[job.number] = _Listener(job, on_news, on_done, on_failed)
        return job

    def call(
        self,
        worker: WorkerName,
        function: Callable[[], object],
        on_done: Callback | None = None,
        on_failed: Callback | None = None,
    ) -> Job:
        """Queue a plain function that gives no news, such as a look into the history."""

        def once(controls: Controls) -> Generator[object, None, object]:
            yield from ()
            return function()

        return self.start(worker, once, on_done=on_done, on_failed=on_failed)

    def busy(self, worker: WorkerName) -> bool:
        """Tell whether a job runs or waits on a worker."""
        return self._workers[worker].busy

    def close(self) -> bool:
        """Cancel everything and end the threads; nobody is called back any more. Return whether all of them ended."""
        self._closed = True
        for listener in self._listeners.values():
            listener.job.controls.cancel.set()
        self._listeners.clear()
        ended = [worker.close() for worker in self._workers.values()]
        return all(ended)

    def _deliver(self, delivery: Delivery) -> None:
        """Hand a delivery from a worker's thread to the GUI thread."""
        if not self._closed:
            self._delivered.emit(delivery)

    def _receive(self, delivery: Delivery) -> None:
        listener = self._listeners.get(delivery.job.number)
        if listener is None:
            return
        if isinstance(delivery, Progress):
            if listener.on_news is not None:
                listener.on_news(delivery.news)
            return
        del self._listeners[delivery.job.number]
        if isinstance(delivery, Done):
            if listener.on_done is not None:
                listener.on_done(delivery.result)
        else:
            self._fail(listener, delivery)

    def _fail(self, listener: _Listener, failed: Failed) -> None:
        if listener.on_failed is not None:
            listener.on_failed(failed.error)
        elif isinstance(failed.error, CoachError):
            self.troubled.emit(failed.error)
        if failed.is_bug:
            self.crashed.emit(failed.error)
