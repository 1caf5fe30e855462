from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.widgets.takes.nothing import NothingHere, WayOut
from coach.messages import msg
from tests.tools import samples


def test_it_offers_what_brings_takes_back(qtbot: QtBot) -> None:
    nothing = NothingHere(samples.texts(), samples.theme())
    qtbot.addWidget(nothing)
    nothing.resize(600, 300)
    nothing.show()
    ways = (WayOut("category", "Metrics and analytics", 4), WayOut("starred", "starred", 1))

    nothing.show_reason(msg("takes.nothing"), msg("takes.nothing.ways"), ways)

    assert nothing.text.plain == "No take fits all of this."
    assert [way.text() for way in nothing.ways] == ["Without Metrics and analytics: 4 takes", "Without starred: 1 take"]
    with qtbot.waitSignal(nothing.taken_off) as off:
        qtbot.mouseClick(nothing.ways[0], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(nothing.taken_off) as by_key:
        qtbot.keyClick(nothing.ways[1], Qt.Key.Key_Space)
    assert (off.args, by_key.args) == (["category"], ["starred"])

    nothing.show_reason(msg("takes.nothing"), msg("takes.nothing.none"))
    assert nothing.ways == ()
    nothing.set_theme(samples.theme("dark", 200))
