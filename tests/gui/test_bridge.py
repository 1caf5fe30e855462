"""Slow work runs on its worker's thread, and its news arrives on the GUI thread, in order."""

import threading
from collections.abc import Generator, Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from coach.errors import Cancelled, SoundError
from coach.gui.bridge import WORKERS, Bridge
from coach.messages import msg
from coach.practice.ports import Controls


@pytest.fixture
def bridge(qtbot: QtBot) -> Iterator[Bridge]:
    made = Bridge()
    yield made
    assert made.close()


def counting(controls: Controls) -> Generator[object, None, object]:
    for number in range(50):
        yield (number, threading.current_thread().name)
    return "all"


def until_cancelled(controls: Controls) -> Generator[object, None, object]:
    while not controls.cancel.wait(0.01):
        yield "still here"
    raise Cancelled


def test_news_arrives_in_order_on_the_gui_thread(qtbot: QtBot, bridge: Bridge) -> None:
    seen: list[tuple[object, str]] = []
    gui = threading.current_thread().name

    def note(news: object) -> None:
        seen.append((news, threading.current_thread().name))

    bridge.start("voice", counting, on_news=note, on_done=note)
    qtbot.waitUntil(lambda: len(seen) == 51)
    assert [thread for _, thread in seen] == [gui] * 51
    assert [news for news, _ in seen] == [*((number, "coach-voice") for number in range(50)), "all"]


def test_each_worker_has_a_thread_of_its_own_and_they_run_at_once(qtbot: QtBot, bridge: Bridge) -> None:
    meeting = threading.Barrier(len(WORKERS), timeout=5)
    names: list[str] = []

    def meet() -> str:
        meeting.wait()
        return threading.current_thread().name

    for worker in WORKERS:
        bridge.call(worker, meet, on_done=names.append)
    qtbot.waitUntil(lambda: len(names) == len(WORKERS))
    assert set(names) == {f"coach-{worker}" for worker in WORKERS}


def test_jobs_of_one_worker_follow_each_other(qtbot: QtBot, bridge: Bridge) -> None:
    order: list[object] = []
    first = bridge.start("errand", until_cancelled, on_failed=lambda error: order.append(type(error)))
    bridge.call("errand", lambda: "second", on_done=order.append)
    assert bridge.busy("errand")
    first.controls.cancel.set()
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == [Cancelled, "second"]
    assert not bridge.busy("errand")


def test_the_controls_handed_in_are_the_ones_used(qtbot: QtBot, bridge: Bridge) -> None:
    controls = Controls()
    failures: list[BaseException] = []
    job = bridge.start("voice", until_cancelled, controls, on_failed=failures.append)
    assert job.controls is controls
    controls.cancel.set()
    qtbot.waitUntil(lambda: len(failures) == 1)


def test_a_known_failure_goes_to_whoever_asked(qtbot: QtBot, bridge: Bridge) -> None:
    failures: list[BaseException] = []
    troubled: list[object] = []
    bridge.troubled.connect(troubled.append)
    error = SoundError(msg("errors.sound.nothing"))

    def fail() -> None:
        raise error

    bridge.call("voice", fail, on_failed=failures.append)
    qtbot.waitUntil(lambda: len(failures) == 1)
    assert failures == [error]
    assert not troubled
    bridge.call("voice", fail)
    qtbot.waitUntil(lambda: len(troubled) == 1)
    assert troubled == [error]


def test_a_bug_has_a_door_of_its_own_and_lets_the_page_come_to_rest(qtbot: QtBot, bridge: Bridge) -> None:
    failures: list[BaseException] = []
    crashes: list[BaseException] = []
    troubled: list[object] = []
    bridge.crashed.connect(crashes.append)
    bridge.troubled.connect(troubled.append)
    bridge.call("errand", lambda: 1 // 0, on_failed=failures.append)
    bridge.call("errand", lambda: 1 // 0)
    qtbot.waitUntil(lambda: len(crashes) == 2)
    assert [type(error) for error in crashes] == [ZeroDivisionError] * 2
    assert len(failures) == 1
    assert not troubled


def test_a_job_without_listeners_is_fine(qtbot: QtBot, bridge: Bridge) -> None:
    done: list[object] = []
    bridge.start("voice", counting)
    cancelled = bridge.start("voice", until_cancelled)
    cancelled.controls.cancel.set()
    bridge.call("voice", lambda: "end", on_done=done.append)
    qtbot.waitUntil(lambda: done == ["end"])


def test_close_ends_every_thread_and_calls_nobody_back(qtbot: QtBot) -> None:
    before = set(threading.enumerate())
    bridge = Bridge()
    seen: list[object] = []
    for worker in WORKERS:
        bridge.start(worker, until_cancelled, on_done=seen.append, on_failed=seen.append)
        bridge.start(worker, counting, on_news=seen.append, on_failed=seen.append)
    assert len(set(threading.enumerate()) - before) == len(WORKERS)
    assert bridge.close()
    assert set(threading.enumerate()) == before
    qtbot.wait(20)
    assert not seen


def test_it_lives_on_the_gui_thread(bridge: Bridge) -> None:
    assert isinstance(bridge, QObject)
    assert bridge.thread().isMainThread()
