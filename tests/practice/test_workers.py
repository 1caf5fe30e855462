"""A worker runs jobs in order on its own thread and delivers everything that comes of them."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator, Iterator

import pytest

from coach.errors import Cancelled, SoundError
from coach.messages import msg
from coach.practice.ports import Controls
from coach.practice.workers import Delivery, Done, Failed, Job, Progress, Worker

PATIENCE = 10.0


class Box:
    """Collect deliveries, with the thread that made each."""

    def __init__(self) -> None:
        self._came: queue.Queue[tuple[Delivery, str]] = queue.Queue()
        self.watch: Callable[[Delivery], None] = lambda delivery: None

    def __call__(self, delivery: Delivery) -> None:
        self.watch(delivery)
        self._came.put((delivery, threading.current_thread().name))

    def next(self) -> Delivery:
        delivery, thread = self._came.get(timeout=PATIENCE)
        assert thread == "worker under test"
        return delivery

    @property
    def empty(self) -> bool:
        return self._came.empty()


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def worker(box: Box) -> Iterator[Worker]:
    worker = Worker("worker under test", box)
    yield worker
    assert worker.close(PATIENCE)


def count(controls: Controls) -> Generator[int, None, str]:
    yield 1
    yield 2
    return "counted"


def until_cancelled(controls: Controls) -> Generator[str, None, None]:
    yield "waiting"
    assert controls.cancel.wait(PATIENCE)
    raise Cancelled


def test_news_and_the_result_are_delivered_in_order(worker: Worker, box: Box) -> None:
    job = worker.start(count)
    assert [box.next() for _ in range(3)] == [Progress(job, 1), Progress(job, 2), Done(job, "counted")]


def test_jobs_run_one_after_another(worker: Worker, box: Box) -> None:
    jobs = [worker.start(count) for _ in range(3)]
    came = [box.next() for _ in range(9)]
    assert [delivery.job for delivery in came] == [job for job in jobs for _ in range(3)]
    assert len({job.number for job in jobs}) == 3


def test_controls_reach_the_job(worker: Worker, box: Box) -> None:
    controls = Controls()

    def show(given: Controls) -> Generator[object, None, None]:
        yield given

    job = worker.start(show, controls)
    assert job == Job(job.number, controls)
    assert box.next() == Progress(job, controls)
    assert isinstance(box.next(), Done)


@pytest.mark.parametrize(
    ("error", "is_bug"),
    [(SoundError(msg("x")), False), (Cancelled(), False), (ValueError("x"), True), (SystemExit(3), True)],
)
def test_an_error_is_delivered_and_the_next_job_runs(
    worker: Worker, box: Box, error: BaseException, is_bug: bool
) -> None:
    def fail(controls: Controls) -> Generator[int, None, None]:
        yield 1
        raise error

    job = worker.start(fail)
    assert box.next() == Progress(job, 1)
    failed = box.next()
    assert failed == Failed(job, error)
    assert isinstance(failed, Failed)
    assert failed.is_bug is is_bug
    worker.start(count)
    assert [type(box.next()) for _ in range(3)] == [Progress, Progress, Done]


def test_a_job_that_cannot_start_is_delivered(worker: Worker, box: Box) -> None:
    def broken(controls: Controls) -> Generator[int, None, None]:
        raise ZeroDivisionError

    worker.start(broken)
    failed = box.next()
    assert isinstance(failed, Failed)
    assert failed.is_bug


def test_cancelling_a_job_that_waits_keeps_it_from_starting(worker: Worker, box: Box) -> None:
    go_on, started = threading.Event(), []

    def hold(controls: Controls) -> Generator[int, None, None]:
        yield 1
        assert go_on.wait(PATIENCE)

    def note(controls: Controls) -> Generator[int, None, None]:
        started.append(controls)
        yield 1

    worker.start(hold)
    box.next()
    waiting = worker.start(note)
    waiting.controls.cancel.set()
    go_on.set()
    assert isinstance(box.next(), Done)
    failed = box.next()
    assert isinstance(failed, Failed)
    assert isinstance(failed.error, Cancelled)
    assert started == []


def test_a_worker_is_busy_until_its_last_job_is_done(worker: Worker, box: Box) -> None:
    go_on = threading.Event()
    seen: list[bool] = []
    box.watch = lambda delivery: seen.append(worker.busy)

    def hold(controls: Controls) -> Generator[int, None, None]:
        yield 1
        assert go_on.wait(PATIENCE)

    seen.append(worker.busy)
    worker.start(hold)
    seen.append(worker.busy)
    box.next()
    go_on.set()
    assert isinstance(box.next(), Done)
    assert seen == [False, True, True, False]


def test_closing_cancels_what_runs_and_what_waits(box: Box) -> None:
    worker = Worker("worker under test", box)
    running, waiting = worker.start(until_cancelled), worker.start(count)
    assert box.next() == Progress(running, "waiting")
    assert worker.close(PATIENCE)
    came = [box.next(), box.next()]
    assert [delivery.job for delivery in came] == [running, waiting]
    assert all(isinstance(delivery, Failed) and isinstance(delivery.error, Cancelled) for delivery in came)
    assert not worker.busy
    assert worker.close(PATIENCE)


def test_closing_tells_when_a_job_does_not_listen(box: Box) -> None:
    worker = Worker("worker under test", box)
    go_on = threading.Event()

    def deaf(controls: Controls) -> Generator[int, None, None]:
        yield 1
        assert go_on.wait(PATIENCE)

    worker.start(deaf)
    box.next()
    assert not worker.close(0.05)
    go_on.set()
    assert worker.close(PATIENCE)


def test_a_closed_worker_takes_no_job(box: Box) -> None:
    worker = Worker("worker under test", box)
    assert worker.close(PATIENCE)
    job = worker.start(count)
    assert job.controls.cancel.is_set()
    assert not worker.busy
    assert box.empty


def test_news_that_cannot_be_delivered_closes_the_generator(worker: Worker, box: Box) -> None:
    closed = threading.Event()

    def watched(controls: Controls) -> Generator[str, None, None]:
        try:
            yield "refused"
        finally:
            closed.set()

    def refuse(delivery: Delivery) -> None:
        if isinstance(delivery, Progress) and delivery.news == "refused":
            raise RuntimeError("the window is gone")

    box.watch = refuse
    worker.start(watched)
    failed = box.next()
    assert isinstance(failed, Failed)
    assert failed.is_bug
    assert closed.is_set()
