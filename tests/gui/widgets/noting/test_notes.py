"""Notes are written, written anew and taken away, by keys and by clicks; what is begun is told as a draft."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.gui.theme import style_sheet
from coach.gui.widgets.noting.notes import NEW, Notes
from coach.model import Note
from tests.gui.inspect import fits, nameless
from tests.tools import samples

FIRST = Note("n1", datetime(2026, 3, 9, 12, tzinfo=UTC), "The pause was fine.")
SECOND = Note("n2", datetime(2026, 3, 10, 12, tzinfo=UTC), "Say the number first.")


@pytest.fixture
def notes(qtbot: QtBot) -> Notes:
    made = Notes(samples.texts(), samples.theme())
    qtbot.addWidget(made)
    made.show_notes((FIRST, SECOND))
    made.resize(500, 600)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    return made


def test_notes_stand_with_their_date(notes: Notes) -> None:
    assert [row.text.plain for row in notes.rows] == [FIRST.text, SECOND.text]
    assert "9 Mar 2026" in notes.rows[0].when.text()
    assert nameless(notes) == []


def test_ctrl_enter_adds_and_the_box_is_empty_again(qtbot: QtBot, notes: Notes) -> None:
    notes.box.setFocus()
    qtbot.keyClicks(notes.box, "Two")
    qtbot.keyClick(notes.box, Qt.Key.Key_Return)
    qtbot.keyClicks(notes.box, "lines")
    with qtbot.waitSignal(notes.kept) as kept:
        qtbot.keyClick(notes.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert kept.args == ["Two\nlines", NEW]
    assert notes.box.toPlainText() == ""
    assert notes.box.hasFocus()


def test_the_button_adds_and_nothing_is_no_note(qtbot: QtBot, notes: Notes) -> None:
    with qtbot.assertNotEmitted(notes.kept):
        qtbot.mouseClick(notes.add, Qt.MouseButton.LeftButton)
    notes.box.setPlainText("One")
    with qtbot.waitSignal(notes.kept) as kept:
        qtbot.mouseClick(notes.add, Qt.MouseButton.LeftButton)
    assert kept.args == ["One", NEW]


def test_a_note_is_written_anew_by_keys(qtbot: QtBot, notes: Notes) -> None:
    row = notes.rows[0]
    row.edit.setFocus()
    qtbot.keyClick(row.edit, Qt.Key.Key_Space)
    assert row.box.hasFocus()
    assert not row.text.isVisible()
    qtbot.keyClicks(row.box, " Twice.")
    with qtbot.waitSignal(notes.kept) as kept:
        qtbot.keyClick(row.box, Qt.Key.Key_Enter, Qt.KeyboardModifier.ControlModifier)
    assert kept.args == ["The pause was fine. Twice.", "n1"]

    notes.show_notes((Note("n1", FIRST.written_at, kept.args[0]), SECOND))
    assert notes.rows[0].text.plain == "The pause was fine. Twice."
    assert notes.rows[0].edit.hasFocus()
    assert notes.rows[1].text.plain == SECOND.text


@pytest.mark.parametrize("by_key", [True, False])
def test_escape_and_the_button_leave_it_as_it_was(qtbot: QtBot, notes: Notes, by_key: bool) -> None:
    row = notes.rows[0]
    row.edit.click()
    qtbot.keyClicks(row.box, " More")
    assert notes.drafts == {"n1": "The pause was fine. More"}
    with qtbot.assertNotEmitted(notes.kept):
        if by_key:
            qtbot.keyClick(row.box, Qt.Key.Key_Escape)
        else:
            qtbot.mouseClick(row.leave, Qt.MouseButton.LeftButton)
    assert row.text.isVisible()
    assert row.text.plain == FIRST.text
    assert notes.drafts == {}


def test_saving_what_did_not_change_saves_nothing_and_saving_nothing_takes_it_away(qtbot: QtBot, notes: Notes) -> None:
    row = notes.rows[0]
    row.edit.click()
    with qtbot.assertNotEmitted(notes.kept):
        qtbot.mouseClick(row.save, Qt.MouseButton.LeftButton)
    assert row.edit.isVisible()

    row.edit.click()
    row.box.clear()
    with qtbot.waitSignal(notes.removed) as removed:
        qtbot.mouseClick(row.save, Qt.MouseButton.LeftButton)
    assert removed.args == [FIRST]


def test_a_note_is_taken_away(qtbot: QtBot, notes: Notes) -> None:
    with qtbot.waitSignal(notes.removed) as removed:
        qtbot.mouseClick(notes.rows[1].remove, Qt.MouseButton.LeftButton)
    assert removed.args == [SECOND]


def test_drafts_are_taken_up_again(notes: Notes) -> None:
    notes.take({NEW: "Begun", "n2": "Say it first."})
    assert notes.box.toPlainText() == "Begun"
    assert notes.rows[1].box.isVisible()
    assert notes.drafts == {NEW: "Begun", "n2": "Say it first."}

    notes.take({})
    assert notes.drafts == {}
    assert not notes.rows[1].box.isVisible()


@pytest.mark.parametrize("percent", [100, 200])
def test_what_is_written_outlives_another_theme_and_nothing_is_cut(qtbot: QtBot, notes: Notes, percent: int) -> None:
    theme = samples.theme("dark", percent)
    notes.rows[0].edit.click()
    notes.rows[0].box.setPlainText("More")
    notes.setStyleSheet(style_sheet(theme))
    notes.set_theme(theme)
    notes.resize(600, 700)
    qtbot.wait(10)
    assert notes.drafts == {"n1": "More"}
    fits(notes, 600)
