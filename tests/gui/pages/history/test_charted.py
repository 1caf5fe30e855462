from threading import Event

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coach.gui.bridge import Bridge
from coach.gui.pages.history.charted import Charted


def test_only_the_last_look_is_shown(qtbot: QtBot, bridge: Bridge) -> None:
    section = Charted(bridge)
    qtbot.addWidget(section)
    go, shown = Event(), list[str]()

    def slow() -> str:
        go.wait(5)
        return "first"

    section.ask(slow, shown.append)
    section.ask(lambda: "second", shown.append)
    go.set()

    qtbot.waitUntil(lambda: bool(shown))
    assert shown == ["second"]


def test_what_is_too_long_scrolls(qtbot: QtBot, bridge: Bridge) -> None:
    section = Charted(bridge)
    qtbot.addWidget(section)
    tall = QLabel("tall")
    tall.setMinimumHeight(2000)
    section.lay_out(tall)
    section.resize(400, 300)
    section.show()

    assert section.scroller.verticalScrollBar().maximum() > 1000
    assert section.scroller.horizontalScrollBar().maximum() == 0
