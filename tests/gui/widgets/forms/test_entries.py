"""A box of lines: its entries, its height, and Tab."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme, resized
from coach.gui.widgets.forms.entries import MOST_LINES, EntryBox, TextBox


def test_entries_are_lines_without_what_says_nothing(qtbot: QtBot, theme: Theme) -> None:
    box = EntryBox(theme)
    qtbot.addWidget(box)
    qtbot.keyClicks(box, "  Who  noticed? ")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClicks(box, "Why?")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClicks(box, "Why?")
    assert box.entries() == ("Who noticed?", "Why?")


def test_filling_leaves_what_is_there_already(qtbot: QtBot, theme: Theme) -> None:
    box = EntryBox(theme)
    qtbot.addWidget(box)
    box.fill(["One", "Two"])
    assert box.toPlainText() == "One\nTwo"
    qtbot.keyClicks(box, " ")
    written = box.toPlainText()
    box.fill(["One", "Two"])
    assert box.toPlainText() == written
    box.fill([])
    assert box.toPlainText() == ""


def test_the_box_grows_with_its_text_up_to_a_point(qtbot: QtBot, theme: Theme) -> None:
    box = TextBox(theme, lines=2)
    qtbot.addWidget(box)
    box.resize(400, 100)
    box.show()
    two = box.height()
    box.setPlainText("\n".join("abcde"))
    five = box.height()
    box.setPlainText("\n".join("abcdefghijklmnopqrstuvw"))
    most = box.height()
    assert two < five < most < 2 * five * MOST_LINES / 5
    box.setPlainText("word " * 60)
    wrapped = box.height()
    assert two < wrapped <= most
    box.set_theme(resized(theme, 200))
    assert box.height() > wrapped
    assert box.minimumSizeHint().width() < 100


def test_tab_goes_on_to_the_next_control(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    rows = QVBoxLayout(page)
    box, line = EntryBox(theme), QLineEdit()
    rows.addWidget(box)
    rows.addWidget(line)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert page.focusWidget() is line
    assert box.toPlainText() == ""
