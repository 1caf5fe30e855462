"""Bookmarks are heard, named and taken away, by keys and by clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.gui.theme import style_sheet
from coach.gui.widgets.noting.bookmarks import Bookmarks
from coach.model import Bookmark
from tests.gui.inspect import fits, nameless
from tests.tools import samples

NAMED, PLAIN = Bookmark("b1", 24.3, "the decision"), Bookmark("b2", 48.0)


@pytest.fixture
def marks(qtbot: QtBot) -> Bookmarks:
    made = Bookmarks(samples.texts(), samples.theme())
    qtbot.addWidget(made)
    made.show_bookmarks((NAMED, PLAIN), playable=True)
    made.resize(500, 400)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    return made


def test_an_empty_list_says_how_to_fill_it(marks: Bookmarks) -> None:
    assert not marks.none.isVisible()
    marks.show_bookmarks((), playable=True)
    assert marks.none.isVisible()
    assert "mark while you listen" in marks.none.plain


def test_each_is_played_from_its_place(qtbot: QtBot, marks: Bookmarks) -> None:
    assert [row.label.text() for row in marks.rows] == ["the decision", "No name"]
    with qtbot.waitSignal(marks.play_wanted) as played:
        qtbot.mouseClick(marks.rows[0].play, Qt.MouseButton.LeftButton)
    assert played.args == [pytest.approx(23.9), None]
    assert nameless(marks) == []


def test_without_sound_nothing_plays(marks: Bookmarks) -> None:
    marks.show_bookmarks((NAMED,), playable=False)
    assert [row.play.isEnabled() for row in marks.rows] == [False]


def test_a_name_is_written_in_its_place_by_keys(qtbot: QtBot, marks: Bookmarks) -> None:
    row = marks.rows[1]
    row.rename.setFocus()
    qtbot.keyClick(row.rename, Qt.Key.Key_Space)
    assert row.field.hasFocus()
    qtbot.keyClicks(row.field, "the board")
    with qtbot.waitSignal(marks.labelled) as labelled:
        qtbot.keyClick(row.field, Qt.Key.Key_Return)
    assert labelled.args == [PLAIN, "the board"]
    assert row.rename.hasFocus()

    marks.show_bookmarks((NAMED, Bookmark("b2", 48.0, "the board")), playable=True)
    assert marks.rows[1].label.text() == "the board"
    assert marks.rows[1].rename.hasFocus()


def test_escape_leaves_the_name(qtbot: QtBot, marks: Bookmarks) -> None:
    row = marks.rows[0]
    qtbot.mouseClick(row.rename, Qt.MouseButton.LeftButton)
    assert row.field.text() == "the decision"
    qtbot.keyClicks(row.field, "x")
    with qtbot.assertNotEmitted(marks.labelled):
        qtbot.keyClick(row.field, Qt.Key.Key_Escape)
    assert row.label.isVisible()
    assert row.label.text() == "the decision"


def test_one_is_taken_away(qtbot: QtBot, marks: Bookmarks) -> None:
    with qtbot.waitSignal(marks.removed) as removed:
        qtbot.mouseClick(marks.rows[0].remove, Qt.MouseButton.LeftButton)
    assert removed.args == [NAMED]


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut(qtbot: QtBot, marks: Bookmarks, percent: int) -> None:
    theme = samples.theme("contrast", percent)
    marks.setStyleSheet(style_sheet(theme))
    marks.set_theme(theme)
    marks.resize(560, 500)
    qtbot.wait(10)
    assert len(marks.rows) == 2
    fits(marks, 560)
