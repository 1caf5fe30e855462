from collections.abc import Sequence

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from coach.gui.theme import style_sheet
from coach.gui.widgets.judging.sentence_picker import Said, SentencePicker
from tests.gui.inspect import nameless
from tests.tools import samples

SAID = (
    Said("So I decided to hold the number back.", 23.0, 26.5, likely=True),
    Said("The board wanted it on a slide.", 8.0, 11.0),
    Said("The board was upset.", 40.0, 42.0),
)


@pytest.fixture
def picker(qtbot: QtBot) -> SentencePicker:
    return opened(qtbot, SAID)


def opened(qtbot: QtBot, said: Sequence[Said], percent: int = 100) -> SentencePicker:
    made = SentencePicker(samples.texts(), samples.theme("light", percent), "Decision", said)
    made.setStyleSheet(style_sheet(samples.theme("light", percent)))
    qtbot.addWidget(made)
    made.open()
    made.activateWindow()
    QApplication.processEvents()
    return made


def shown(picker: SentencePicker) -> list[str]:
    return [picker.list.item(row).text() for row in range(picker.list.count())]


def test_the_likeliest_is_marked_and_enter_takes_it(qtbot: QtBot, picker: SentencePicker) -> None:
    assert picker.windowTitle() == "Decision: which sentence was it?"
    assert shown(picker) == [said.text for said in SAID]
    name = picker.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert name == "So I decided to hold the number back. 0:23. perhaps this one"

    with qtbot.waitSignal(picker.chosen) as chosen:
        qtbot.keyClick(picker.search, Qt.Key.Key_Return)

    assert chosen.args == [SAID[0]]
    assert not picker.isVisible()


def test_up_and_down_walk_while_a_word_is_typed(qtbot: QtBot, picker: SentencePicker) -> None:
    qtbot.keyClicks(picker.search, "Board")
    assert shown(picker) == [SAID[1].text, SAID[2].text]

    for key, current in (
        (Qt.Key.Key_Down, SAID[2]),
        (Qt.Key.Key_Down, SAID[2]),
        (Qt.Key.Key_Up, SAID[1]),
        (Qt.Key.Key_Up, SAID[1]),
        (Qt.Key.Key_Down, SAID[2]),
    ):
        qtbot.keyClick(picker.search, key)
        assert picker.current == current
    with qtbot.waitSignal(picker.chosen) as chosen:
        qtbot.keyClick(picker.search, Qt.Key.Key_Enter)
    assert chosen.args == [SAID[2]]


def test_a_word_that_nobody_said_leaves_nothing_to_take(qtbot: QtBot, picker: SentencePicker) -> None:
    qtbot.keyClicks(picker.search, "zebra")

    assert picker.none.isVisible()
    assert not picker.use.isEnabled()
    assert not picker.hear.isEnabled()
    qtbot.keyClick(picker.search, Qt.Key.Key_Down)
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    qtbot.keyClick(picker.search, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert picker.isVisible()

    picker.search.clear()
    assert picker.list.isVisible()
    assert picker.use.isEnabled()


def test_a_sentence_is_heard_before_it_is_taken(qtbot: QtBot, picker: SentencePicker) -> None:
    qtbot.waitUntil(picker.isActiveWindow)
    with qtbot.waitSignal(picker.play_wanted) as by_key:
        qtbot.keyClick(picker.search, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(picker.play_wanted) as by_mouse:
        qtbot.mouseClick(picker.hear, Qt.MouseButton.LeftButton)

    assert by_key.args == by_mouse.args == [23.0, 26.5]
    assert picker.isVisible()


def test_it_is_taken_with_the_mouse_and_left_with_escape(qtbot: QtBot, picker: SentencePicker) -> None:
    picker.list.setCurrentRow(1)
    with qtbot.waitSignal(picker.chosen) as chosen:
        qtbot.mouseClick(picker.use, Qt.MouseButton.LeftButton)
    assert chosen.args == [SAID[1]]

    other = opened(qtbot, SAID)
    with qtbot.assertNotEmitted(other.chosen):
        qtbot.keyClick(other.search, Qt.Key.Key_Escape)
    assert not other.isVisible()
    again = opened(qtbot, SAID)
    qtbot.mouseClick(again.leave, Qt.MouseButton.LeftButton)
    assert not again.isVisible()
    listed = opened(qtbot, SAID)
    listed.list.setFocus()
    with qtbot.waitSignal(listed.chosen):
        listed.list.itemActivated.emit(listed.list.item(2))


def test_what_has_no_time_is_not_played(qtbot: QtBot) -> None:
    picker = opened(qtbot, (Said("I typed this."),))

    assert not picker.hear.isEnabled()
    assert picker.use.isEnabled()
    assert not picker.eventFilter(picker.list, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Up, Qt.KeyboardModifier(0)))


@pytest.mark.parametrize("percent", [100, 200])
def test_everything_has_a_name_and_room(qtbot: QtBot, percent: int) -> None:
    picker = opened(qtbot, SAID, percent)

    assert nameless(picker) == []
    room = picker.screen().availableSize()
    assert picker.width() <= room.width()
    assert picker.height() <= room.height()
    for button in picker.findChildren(QPushButton):
        if button.isVisible() and button.text():
            assert button.height() >= 32
            assert button.width() >= button.fontMetrics().horizontalAdvance(button.text())
