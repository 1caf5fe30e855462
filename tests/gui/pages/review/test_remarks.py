"""Notes and bookmarks of the take that shows; what was begun is never lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from coach.errors import HistoryError
from coach.gui.bridge import Bridge
from coach.gui.keys import KeyMap
from coach.gui.making.noting import Noting
from coach.gui.pages.review.remarks import Remarks
from coach.gui.theme import style_sheet
from coach.messages import msg
from coach.model import Attempt
from tests.fakes.history import FakeHistory
from tests.gui.inspect import fits, nameless
from tests.tools import samples

TAKE = samples.reviewed()
OTHER = replace(TAKE, id="take-2")


@pytest.fixture
def history(tmp_path: Path) -> FakeHistory:
    made = FakeHistory(tmp_path)
    made.shelf.attempts |= {TAKE.id: TAKE, OTHER.id: OTHER}
    return made


@pytest.fixture
def noting(bridge: Bridge, history: FakeHistory) -> Noting:
    return Noting(bridge, history)


@pytest.fixture
def place() -> list[float]:
    """Return where the sound stands; a test may put it elsewhere."""
    return [34.0]


@pytest.fixture
def remarks(qtbot: QtBot, noting: Noting, place: list[float]) -> Iterator[Remarks]:
    made = Remarks(samples.texts(), samples.theme(), noting, lambda: place[0], beside=QPushButton("beside"))
    qtbot.addWidget(made)
    qtbot.addWidget(made.mark_bar)
    noting.changed.connect(lambda attempt: made.show_changed(attempt) if attempt.id == TAKE.id else None)
    made.show_attempt(TAKE, has_sound=True)
    made.resize(1000, 600)
    made.mark_bar.show()
    made.show()
    made.activateWindow()
    yield made
    noting.wait()


def press(remarks: Remarks, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> bool:
    return remarks.press(QKeyEvent(QEvent.Type.KeyPress, key, held))


def texts(history: FakeHistory, take: Attempt = TAKE) -> list[str]:
    return [note.text for note in history.attempt(take.id).notes]


def test_both_are_folded_and_say_how_many(qtbot: QtBot, remarks: Remarks, history: FakeHistory) -> None:
    assert not remarks.notes.isVisible()
    assert not remarks.bookmarks.isVisible()
    assert remarks.notes_fold.button.text() == "Notes"
    history.note(TAKE.id, "Fine")
    remarks.show_changed(history.bookmark(TAKE.id, 3.0))
    assert remarks.notes_fold.button.text() == remarks.notes_fold.button.accessibleName() == "Notes (1)"
    assert remarks.bookmarks_fold.button.text() == "Bookmarks (1)"
    assert list(remarks.bookmarks.rows) == []  # made once they are looked at
    qtbot.keyClick(remarks.bookmarks_fold.button, Qt.Key.Key_Space)
    assert remarks.bookmarks.isVisible()
    assert len(remarks.bookmarks.rows) == 1


def test_a_key_opens_the_notes_and_begins_one(qtbot: QtBot, remarks: Remarks, history: FakeHistory) -> None:
    with qtbot.waitSignal(remarks.revealed):
        assert press(remarks, Qt.Key.Key_T)
    assert remarks.notes.box.hasFocus()
    qtbot.keyClicks(remarks.notes.box, "Fine")
    qtbot.keyClick(remarks.notes.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(remarks.notes.rows) == 1)
    assert texts(history) == ["Fine"]


def test_the_keys_are_the_persons_own(remarks: Remarks) -> None:
    remarks.set_keys(KeyMap({"note": "N"}))
    assert not press(remarks, Qt.Key.Key_T)
    assert press(remarks, Qt.Key.Key_N)
    assert not press(remarks, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_a_key_marks_the_place_and_a_name_follows(qtbot: QtBot, remarks: Remarks, history: FakeHistory) -> None:
    assert press(remarks, Qt.Key.Key_B)
    qtbot.waitUntil(lambda: remarks.bookmarks_fold.button.text() == "Bookmarks (1)")
    qtbot.keyClicks(remarks.mark_bar.field, "the board")
    qtbot.keyClick(remarks.mark_bar.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [one.label for one in history.attempt(TAKE.id).bookmarks] == ["the board"])


def test_a_second_mark_keeps_the_name_of_the_first(
    qtbot: QtBot, remarks: Remarks, history: FakeHistory, place: list[float]
) -> None:
    qtbot.mouseClick(remarks.mark_bar.button, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(remarks.mark_bar.field, "the board")
    place[0] = 40.0
    qtbot.mouseClick(remarks.mark_bar.button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(remarks.mark_bar.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(
        lambda: [(one.at, one.label) for one in history.attempt(TAKE.id).bookmarks] == [(34.0, "the board"), (40.0, "")]
    )


def test_a_place_that_is_marked_is_named_and_not_marked_twice(
    qtbot: QtBot, remarks: Remarks, noting: Noting, history: FakeHistory
) -> None:
    remarks.show_changed(history.bookmark(TAKE.id, 34.1))
    press(remarks, Qt.Key.Key_B)
    qtbot.keyClicks(remarks.mark_bar.field, "the board")
    with qtbot.waitSignal(noting.changed):
        qtbot.keyClick(remarks.mark_bar.field, Qt.Key.Key_Return)
    assert [(one.at, one.label) for one in history.attempt(TAKE.id).bookmarks] == [(34.1, "the board")]


def test_without_sound_no_place_is_marked(remarks: Remarks) -> None:
    remarks.show_attempt(OTHER, has_sound=False)
    assert not press(remarks, Qt.Key.Key_B)
    assert not remarks.mark_bar.button.isVisible()
    assert not remarks.bookmarks_fold.isVisible()


def test_a_bookmark_is_named_removed_and_brought_back(
    qtbot: QtBot, remarks: Remarks, noting: Noting, history: FakeHistory
) -> None:
    remarks.show_changed(history.bookmark(TAKE.id, 12.0, "the board"))
    remarks.bookmarks_fold.open()
    qtbot.mouseClick(remarks.bookmarks.rows[0].rename, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(remarks.bookmarks.rows[0].field, "Thursday")
    with qtbot.waitSignal(noting.changed):
        qtbot.keyClick(remarks.bookmarks.rows[0].field, Qt.Key.Key_Return)
    assert remarks.bookmarks.rows[0].label.text() == "Thursday"

    remove = remarks.bookmarks.rows[0].remove
    remove.setFocus()
    with qtbot.waitSignal(noting.changed):
        qtbot.keyClick(remove, Qt.Key.Key_Space)
    assert remarks.done.line.plain == "Bookmark at 0:12 removed."
    assert remarks.done.undo.hasFocus()
    with qtbot.waitSignal(noting.changed):
        qtbot.keyClick(remarks.done.undo, Qt.Key.Key_Space)
    assert [row.label.text() for row in remarks.bookmarks.rows] == ["Thursday"]
    assert remarks.notes_fold.button.hasFocus()
    assert not remarks.done.undo.isVisible()


def test_ctrl_z_brings_a_note_back(qtbot: QtBot, remarks: Remarks, noting: Noting, history: FakeHistory) -> None:
    remarks.show_changed(history.note(TAKE.id, "Fine"))
    remarks.notes_fold.open()
    with qtbot.waitSignal(noting.changed):
        qtbot.mouseClick(remarks.notes.rows[0].remove, Qt.MouseButton.LeftButton)
    assert texts(history) == []
    with qtbot.waitSignal(noting.changed):
        assert press(remarks, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert texts(history) == ["Fine"]


def test_a_bookmark_is_played(qtbot: QtBot, remarks: Remarks, history: FakeHistory) -> None:
    remarks.show_changed(history.bookmark(TAKE.id, 12.0))
    remarks.bookmarks_fold.open()
    with qtbot.waitSignal(remarks.play_wanted) as played:
        qtbot.mouseClick(remarks.bookmarks.rows[0].play, Qt.MouseButton.LeftButton)
    assert played.args == [pytest.approx(11.6), None]


def test_what_was_begun_waits_for_its_take(remarks: Remarks, history: FakeHistory) -> None:
    remarks.show_changed(history.note(TAKE.id, "Fine"))
    remarks.notes_fold.open()
    remarks.notes.box.setPlainText("Begun")
    remarks.notes.rows[0].edit.click()
    remarks.notes.rows[0].box.setPlainText("Finer")

    remarks.show_attempt(OTHER, has_sound=True)
    assert remarks.notes.drafts == {}
    assert not remarks.notes_fold.button.isChecked()
    remarks.show_attempt(history.attempt(TAKE.id), has_sound=True)
    assert remarks.notes_fold.button.isChecked()
    assert remarks.notes.box.toPlainText() == "Begun"
    assert remarks.notes.rows[0].box.toPlainText() == "Finer"
    assert texts(history) == ["Fine"]


def test_the_same_take_again_keeps_what_is_being_written(remarks: Remarks) -> None:
    remarks.write_note()
    remarks.notes.box.setPlainText("Begun")
    remarks.show_attempt(replace(TAKE, starred=True), has_sound=True)
    assert remarks.notes.box.toPlainText() == "Begun"


def test_leaving_the_page_saves_what_was_begun_on_every_take(
    qtbot: QtBot, remarks: Remarks, history: FakeHistory
) -> None:
    remarks.notes.box.setPlainText("Begun")
    remarks.show_attempt(OTHER, has_sound=True)
    remarks.notes.box.setPlainText("Begun too")
    remarks.mark()
    qtbot.keyClicks(remarks.mark_bar.field, "the board")

    remarks.finish()

    assert texts(history) == ["Begun"]
    assert texts(history, OTHER) == ["Begun too"]
    assert [one.label for one in history.attempt(OTHER.id).bookmarks] == ["the board"]
    assert remarks.notes.drafts == {}
    remarks.finish()
    assert texts(history, OTHER) == ["Begun too"]


def test_what_could_not_be_saved_is_there_again(
    qtbot: QtBot, remarks: Remarks, noting: Noting, history: FakeHistory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Attempt:
        raise HistoryError(msg("history.full"))

    monkeypatch.setattr(history, "note", fail)
    remarks.notes.box.setPlainText("Begun")
    with qtbot.waitSignal(noting.lost):
        remarks.notes.add.click()
        remarks.notes.box.setPlainText("and more")
    assert remarks.notes.box.toPlainText() == "Begun\nand more"

    with qtbot.waitSignal(noting.lost):
        remarks.keep_drafts()
        remarks.show_attempt(OTHER, has_sound=True)
    assert remarks.notes.drafts == {}
    remarks.show_attempt(TAKE, has_sound=True)
    assert remarks.notes.box.toPlainText() == "Begun\nand more"


@pytest.mark.parametrize(("percent", "width"), [(100, 1000), (100, 640), (200, 640)])
def test_nothing_is_cut(qtbot: QtBot, remarks: Remarks, history: FakeHistory, percent: int, width: int) -> None:
    theme = samples.theme("dark", percent)
    history.note(TAKE.id, "The pause before the decision was fine. Next time: say the number first.")
    remarks.show_changed(history.bookmark(TAKE.id, 12.0, "the board"))
    remarks.setStyleSheet(style_sheet(theme))
    remarks.set_theme(theme)
    remarks.notes_fold.open()
    remarks.bookmarks_fold.open()
    remarks.resize(width, 1400)
    qtbot.wait(20)
    below = remarks.bookmarks_fold.y() > remarks.notes_fold.y()
    assert below == (width < 700 * percent / 100)
    fits(remarks, width)
    assert nameless(remarks) == []


def test_a_name_that_is_being_written_goes_to_its_own_bookmark(
    qtbot: QtBot, remarks: Remarks, noting: Noting, history: FakeHistory
) -> None:
    remarks.show_changed(history.bookmark(TAKE.id, 12.0))
    remarks.bookmarks_fold.open()
    qtbot.mouseClick(remarks.bookmarks.rows[0].rename, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(remarks.bookmarks.rows[0].field, "the board")
    failed: list[str] = []
    noting.failed.connect(failed.append)
    remarks.show_attempt(OTHER, has_sound=True)
    noting.wait()
    assert failed == []
    assert [one.label for one in history.attempt(TAKE.id).bookmarks] == ["the board"]
