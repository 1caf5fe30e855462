"""A text is written again; saved by key and by click, and never lost."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.widgets.transcript.editor import TextEditor
from coach.messages import msg
from tests.gui.inspect import cut, nameless
from tests.tools import samples

CTRL = Qt.KeyboardModifier.ControlModifier
CLICK = Qt.MouseButton.LeftButton
TEXT = "So the cash was slow."


@pytest.fixture
def editor(qtbot: QtBot) -> TextEditor:
    made = TextEditor(samples.texts(), samples.theme())
    qtbot.addWidget(made)
    made.resize(560, 400)
    made.open(TEXT, place=7)
    return made


def test_it_begins_at_the_place_where_the_person_was(qtbot: QtBot, editor: TextEditor) -> None:
    qtbot.keyClicks(editor.box, "old ")

    assert editor.text == "So the old cash was slow."
    assert editor.changed
    assert nameless(editor) == []


@pytest.mark.parametrize(("key", "held"), [(Qt.Key.Key_S, CTRL), (Qt.Key.Key_Return, CTRL)])
def test_it_is_saved_by_keys(qtbot: QtBot, editor: TextEditor, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    with qtbot.waitSignal(editor.saved) as saved:
        qtbot.keyClick(editor.box, key, held)

    assert saved.args == [TEXT]


def test_it_is_saved_left_and_given_up_by_clicks(qtbot: QtBot, editor: TextEditor) -> None:
    with qtbot.waitSignal(editor.saved):
        qtbot.mouseClick(editor.save, CLICK)
    with qtbot.waitSignal(editor.left):
        qtbot.mouseClick(editor.leave, CLICK)
    assert not editor.give_up.isEnabled()
    editor.box.insertPlainText("x")
    with qtbot.waitSignal(editor.given_up):
        qtbot.mouseClick(editor.give_up, CLICK)


def test_escape_leaves_and_asks_nothing(qtbot: QtBot, editor: TextEditor) -> None:
    editor.box.insertPlainText("old ")

    with qtbot.waitSignal(editor.left):
        qtbot.keyClick(editor.box, Qt.Key.Key_Escape)

    assert editor.text == "So the old cash was slow."


def test_steps_are_undone_and_done_again_by_keys_and_by_clicks(qtbot: QtBot, editor: TextEditor) -> None:
    assert not editor.undo.isEnabled()
    qtbot.keyClicks(editor.box, "old ")
    qtbot.keyClick(editor.box, Qt.Key.Key_Z, CTRL)
    assert editor.text == TEXT
    assert not editor.changed

    qtbot.mouseClick(editor.redo, CLICK)
    assert editor.text == "So the old cash was slow."
    qtbot.mouseClick(editor.undo, CLICK)
    assert editor.text == TEXT
    assert not editor.undo.isEnabled()


def test_a_draft_is_there_again_and_undo_leads_back_to_the_first_text(qtbot: QtBot, editor: TextEditor) -> None:
    editor.open(TEXT, "So the cache was slow.")
    assert editor.text == "So the cache was slow."
    assert editor.give_up.isEnabled()

    qtbot.mouseClick(editor.undo, CLICK)

    assert editor.text == TEXT


def test_while_it_is_saved_nothing_is_written(qtbot: QtBot, editor: TextEditor) -> None:
    editor.set_busy(True)
    qtbot.keyClicks(editor.box, "x")
    with qtbot.assertNotEmitted(editor.saved):
        qtbot.keyClick(editor.box, Qt.Key.Key_S, CTRL)
    assert editor.text == TEXT

    editor.set_busy(False)
    qtbot.keyClicks(editor.box, "x")
    assert editor.text != TEXT


def test_what_is_said_stands_until_the_text_changes(editor: TextEditor) -> None:
    editor.say(msg("words.edit.empty"), msg("words.edit.empty.advice"))
    assert editor.line.plain.startswith("There is no word")

    editor.box.insertPlainText("x")

    assert editor.line.plain.startswith("Ctrl+S saves")


def test_only_plain_text_is_taken_and_tab_goes_on(editor: TextEditor) -> None:
    assert not editor.box.acceptRichText()
    assert editor.box.tabChangesFocus()


def test_another_theme_keeps_what_can_be_undone_and_large_text_is_not_cut(qtbot: QtBot, editor: TextEditor) -> None:
    large = samples.theme("dark", 200)
    editor.box.insertPlainText("old ")
    editor.setFont(large.font(16))
    editor.set_theme(large)
    editor.resize(620, 700)

    assert cut(editor) == []
    qtbot.mouseClick(editor.undo, CLICK)
    assert editor.text == TEXT
