import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.widgets.transcript.search_line import SearchLine
from coach.messages import msg
from tests.gui.inspect import cut, nameless
from tests.tools import samples

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def line(qtbot: QtBot) -> SearchLine:
    made = SearchLine(samples.texts(), samples.theme())
    qtbot.addWidget(made)
    made.resize(700, 60)
    made.open()
    return made


def test_what_is_written_is_looked_for(qtbot: QtBot, line: SearchLine) -> None:
    with qtbot.waitSignal(line.wanted) as wanted:
        qtbot.keyClicks(line.field, "c")

    assert wanted.args == ["c"]
    assert nameless(line) == []


def test_enter_and_the_buttons_go_on_and_back(qtbot: QtBot, line: SearchLine) -> None:
    ways: list[int] = []
    line.moved.connect(ways.append)
    line.say(msg("words.search.found", number=1, all=2), many=True)

    qtbot.keyClick(line.field, Qt.Key.Key_Return)
    qtbot.keyClick(line.field, Qt.Key.Key_Enter, SHIFT)
    qtbot.mouseClick(line.after, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(line.before, Qt.MouseButton.LeftButton)

    assert ways == [1, -1, 1, -1]
    assert line.found.text() == "1 of 2"


def test_nothing_found_is_said_and_there_is_nowhere_to_go(line: SearchLine) -> None:
    line.say(msg("words.search.none"), many=False)
    assert line.found.text() == line.found.accessibleName() == "Not in this text"
    assert not line.after.isEnabled()

    line.say(None, many=False)
    assert not line.found.isVisible()


def test_it_is_closed_by_its_button_and_opened_with_what_was_there(qtbot: QtBot, line: SearchLine) -> None:
    line.field.setText("cache")
    with qtbot.waitSignal(line.closed):
        qtbot.mouseClick(line.close_button, Qt.MouseButton.LeftButton)
    line.hide()

    line.open()

    assert line.field.selectedText() == "cache"


def test_large_text_is_not_cut(qtbot: QtBot, line: SearchLine) -> None:
    line.set_theme(samples.theme("dark", 200))
    line.setFont(samples.theme("dark", 200).font(16))
    line.resize(620, 200)
    line.say(msg("words.search.found", number=117, all=240), many=True)

    assert cut(line) == []
