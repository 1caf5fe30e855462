from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.widgets.empty import EmptyPage
from tests.tools import samples


def test_it_offers_one_thing(qtbot: QtBot) -> None:
    page = EmptyPage(samples.theme(), "Nothing yet", "Here will be something.", "Fill it")
    qtbot.addWidget(page)
    page.set_theme(samples.theme("dark", 200))
    page.show()

    with qtbot.waitSignal(page.wanted):
        qtbot.keyClick(page.button, Qt.Key.Key_Space)

    assert page.heading.plain == "Nothing yet"
    assert page.button.accessibleName() == "Fill it"
