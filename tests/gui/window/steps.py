"""What tests of the window do on their way."""

from collections.abc import Generator

import msgspec
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.errors import CoachError
from coach.gui.window import Window
from coach.model import Attempt
from coach.practice.ports import Heard
from tests.gui.sample import SPIKE

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def record(qtbot: QtBot, window: Window) -> None:
    window._settings = msgspec.structs.replace(window._settings, read_aloud=False)
    window.practice.set_choices(read_aloud=False, count_up=False)
    window.practice.ask(SPIKE)
    window.practice.go_on()
    qtbot.waitUntil(lambda: window.practice.taking.state == "ready")
    window.practice.go_on()
    qtbot.waitUntil(lambda: window.practice.taking.state == "recording")


def fail(error: CoachError | None) -> Generator[Heard, None, Attempt]:
    yield Heard((), 1.0, 2.0)
    assert error is not None
    raise error
