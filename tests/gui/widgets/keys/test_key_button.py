import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme, resized
from coach.gui.widgets.keys.key_button import KeyButton
from tests.gui.sample import TEXTS

CLICK = Qt.MouseButton.LeftButton


class Row:
    """A key button with a neighbour, and what it said."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.window = QWidget()
        self.button = KeyButton(TEXTS, theme, "Loop")
        self.other = QPushButton("Other")
        rows = QVBoxLayout(self.window)
        rows.addWidget(self.button)
        rows.addWidget(self.other)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        self.taken: list[str] = []
        self.combined = 0
        self.button.pressed_key.connect(lambda key: self.taken.append(key.toString()))
        self.button.combined.connect(self._count)
        self.button.show_key(QKeySequence("L"))
        self.button.setFocus()

    def _count(self) -> None:
        self.combined += 1


@pytest.fixture
def row(qtbot: QtBot, theme: Theme) -> Row:
    return Row(qtbot, theme)


def test_it_says_its_key_and_what_it_does(row: Row) -> None:
    assert row.button.text() == "L"
    assert row.button.accessibleName() == "Loop: L"


def test_a_click_waits_for_a_key_and_takes_it(qtbot: QtBot, row: Row) -> None:
    qtbot.mouseClick(row.button, CLICK)
    assert row.button.text() == "Press a key"

    qtbot.keyClick(row.button, Qt.Key.Key_K)

    assert row.taken == ["K"]
    assert not row.button.waiting
    assert row.button.text() == "L"  # until somebody says that it is another


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_F1])
def test_the_space_bar_opens_it_and_any_key_is_handed_over(qtbot: QtBot, row: Row, key: Qt.Key) -> None:
    qtbot.keyClick(row.button, Qt.Key.Key_Space)
    assert row.button.text() == "Press a key"

    qtbot.keyClick(row.button, key)

    assert row.taken == [QKeySequence(key).toString()]
    assert not row.button.waiting
    assert row.button.hasFocus()


def test_escape_leaves_it_as_it_was(qtbot: QtBot, row: Row) -> None:
    qtbot.mouseClick(row.button, CLICK)
    qtbot.keyClick(row.button, Qt.Key.Key_Escape)

    assert (row.taken, row.button.waiting, row.button.text()) == ([], False, "L")


def test_going_elsewhere_leaves_it_as_it_was(qtbot: QtBot, row: Row) -> None:
    qtbot.mouseClick(row.button, CLICK)
    row.other.setFocus()

    qtbot.waitUntil(lambda: not row.button.waiting)
    qtbot.keyClick(row.button, Qt.Key.Key_K)
    assert row.taken == []


def test_a_key_that_is_held_alone_is_none_and_with_another_it_is_said(qtbot: QtBot, row: Row) -> None:
    qtbot.mouseClick(row.button, CLICK)
    qtbot.keyClick(row.button, Qt.Key.Key_Control)
    assert (row.taken, row.combined, row.button.waiting) == ([], 0, True)

    qtbot.keyClick(row.button, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert (row.taken, row.combined, row.button.waiting) == ([], 1, True)


def test_it_takes_a_key_that_a_shortcut_of_the_window_would_take(qtbot: QtBot, row: Row) -> None:
    row.other.setShortcut(QKeySequence("K"))
    qtbot.mouseClick(row.button, CLICK)

    with qtbot.assertNotEmitted(row.other.clicked):
        qtbot.keyClick(row.button, Qt.Key.Key_K)
    assert row.taken == ["K"]


def test_nothing_moves_while_it_waits(qtbot: QtBot, row: Row, theme: Theme) -> None:
    row.button.set_theme(resized(theme, 200))
    before = row.button.sizeHint().width()
    qtbot.mouseClick(row.button, CLICK)

    assert max(row.button.sizeHint().width(), before) <= max(before, row.button.minimumWidth())
