from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coach.gui.widgets.takes.emptying import EmptyBinSheet
from tests.tools import samples


def test_it_says_how_many_go_and_that_this_is_for_good(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    sheet = EmptyBinSheet(samples.texts(), samples.theme(), 12, parent)
    sheet.show()

    assert sheet.windowTitle() == "Delete 12 takes for good?"
    assert "cannot be undone" in sheet.what.plain
    with qtbot.waitSignal(sheet.agreed):
        qtbot.mouseClick(sheet.go, Qt.MouseButton.LeftButton)
    assert not sheet.isVisible()


def test_enter_and_escape_keep_the_takes(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        sheet = EmptyBinSheet(samples.texts(), samples.theme(), 1, parent)
        sheet.show()
        with qtbot.assertNotEmitted(sheet.agreed):
            qtbot.keyClick(sheet, key)
        assert not sheet.isVisible()
