"""Buttons have a name, a look and a wish."""

from PySide6.QtCore import QObject, Qt, Signal
from pytestqt.qtbot import QtBot

from coach.gui.widgets.forms.button import named_button, wish_button
from coach.messages import msg
from tests.gui.sample import TEXTS


class Desk(QObject):
    wanted = Signal(str)


def test_a_button_is_called_what_stands_on_it(qtbot: QtBot) -> None:
    made = named_button("Try it", "primary")
    qtbot.addWidget(made)
    assert (made.text(), made.accessibleName(), made.property("kind")) == ("Try it", "Try it", "primary")
    assert named_button("Back").property("kind") == ""


def test_a_press_tells_the_wish(qtbot: QtBot) -> None:
    desk, wishes = Desk(), list[str]()
    desk.wanted.connect(wishes.append)
    made = wish_button(TEXTS, desk.wanted, "new", msg("stories.new"), "plain")
    qtbot.addWidget(made)
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    assert wishes == ["new"]
    assert made.accessibleName() == made.text() == TEXTS(msg("stories.new"))
