import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.keys import KeyMap
from coach.gui.widgets.transcript.tools import TextTools
from tests.gui.inspect import cut, nameless
from tests.tools import samples


@pytest.fixture
def tools(qtbot: QtBot) -> TextTools:
    made = TextTools(samples.texts(), samples.theme())
    qtbot.addWidget(made)
    made.show()
    return made


def test_each_wish_is_told(qtbot: QtBot, tools: TextTools) -> None:
    with qtbot.waitSignal(tools.find_wanted):
        qtbot.mouseClick(tools.search, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(tools.edit_wanted):
        qtbot.keyClick(tools.edit, Qt.Key.Key_Space)
    with qtbot.waitSignal(tools.follow_wanted) as follow:
        qtbot.keyClick(tools.follow, Qt.Key.Key_Space)

    assert follow.args == [True]
    assert nameless(tools) == []


def test_the_person_s_keys_are_said(tools: TextTools) -> None:
    assert tools.edit.toolTip() == "Key: E"

    tools.set_keys(KeyMap({"edit": "F2"}))

    assert (tools.edit.toolTip(), tools.follow.toolTip()) == ("Key: F2", "Key: O")


def test_a_text_that_waits_to_be_saved_is_named(tools: TextTools) -> None:
    tools.show_draft(True)
    assert tools.edit.text() == "Go on editing"
    assert "not saved yet" in tools.edit.accessibleDescription()

    tools.show_draft(False)
    assert (tools.edit.text(), tools.edit.accessibleDescription()) == ("Edit the text", "")


def test_large_text_is_not_cut(tools: TextTools) -> None:
    large = samples.theme("dark", 200)
    tools.set_theme(large)
    tools.setFont(large.font(16))
    tools.show_following(True, waits=True)
    tools.resize(420, 600)

    assert cut(tools) == []
    assert tools.follow.height() >= 32
