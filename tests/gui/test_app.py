"""The program in its window from the first to the last moment."""

import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.gui import app as app_module
from coach.gui.app import CrashHook, application, run
from coach.gui.window import Window
from coach.messages import msg
from tests.gui.sample import TEXTS, SampleParts


class Visit:
    """Look at the window once it is on the screen and has started, then close it."""

    def __init__(self, parts: SampleParts) -> None:
        self.parts = parts
        self.window: Window | None = None
        self.warmed_at_show: int | None = None
        self.title = ""

    def begin(self, window: Window) -> None:
        self.window = window
        self.title = window.windowTitle()
        self.warmed_at_show = self.parts.recogniser.warmed
        QTimer.singleShot(20, window, self.look)

    def look(self) -> None:
        assert self.window is not None
        if self.parts.recogniser.warmed and self.window.practice.question is not None:
            self.hook = sys.excepthook
            self.window.close()
        else:
            QTimer.singleShot(20, self.window, self.look)


def test_the_window_opens_before_any_engine_loads_and_closes_cleanly(
    qtbot: QtBot, parts: SampleParts, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = Visit(parts)

    class Watched(Window):
        def start(self) -> None:
            assert self.isVisible()
            visit.begin(self)
            super().start()

    monkeypatch.setattr(app_module, "Window", Watched)
    before, threads = sys.excepthook, set(threading.enumerate())
    assert run(parts) == 0
    assert visit.title == TEXTS(msg("window.title"))
    assert visit.warmed_at_show == 0
    assert isinstance(visit.hook, CrashHook)
    assert sys.excepthook is before
    assert parts.recogniser.closed == 1
    assert set(threading.enumerate()) == threads


def test_there_is_one_application(qapp: QApplication, parts: SampleParts) -> None:
    assert application(parts) is qapp
    assert qapp.applicationDisplayName() == TEXTS(msg("window.title"))


def test_a_bug_on_the_gui_thread_opens_its_door_and_ctrl_c_closes(tmp_path: Path) -> None:
    seen: list[object] = []

    class Door:
        def show_crash(self, error: BaseException) -> None:
            seen.append(error)

        def close(self) -> None:
            seen.append("closed")

    hook = CrashHook(Door())  # type: ignore[arg-type]
    bug = ValueError()
    hook(ValueError, bug, None)
    hook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert seen == [bug, "closed"]
