"""A window on fakes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coach.gui.bridge import Bridge
from coach.gui.theme import Theme
from coach.gui.window import Window
from coach.gui.window import window as window_module
from tests.gui.sample import SampleParts, come_to_rest

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, bridge: Bridge, parts: SampleParts, monkeypatch: pytest.MonkeyPatch) -> Window:
    monkeypatch.setattr(window_module, "FAREWELL", 20)
    made = Window(parts, bridge, theme)

    def end(_: QWidget) -> None:
        come_to_rest(qtbot, bridge, made.practice.taking)
        made._leaving = True

    qtbot.addWidget(made, before_close_func=end)
    made.show()
    qtbot.waitExposed(made)
    return made
