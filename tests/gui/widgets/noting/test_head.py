"""The head names a take and offers what can be done with it as a whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.theme import style_sheet
from coach.gui.widgets.noting.head import Head
from tests.gui.inspect import fits, nameless
from tests.tools import samples

TAKE = samples.reviewed()


@pytest.fixture
def head(qtbot: QtBot) -> Head:
    made = Head(samples.texts(), samples.theme())
    qtbot.addWidget(made)
    made.setStyleSheet(style_sheet(samples.theme()))
    made.show_attempt(TAKE)
    made.resize(1100, 200)
    made.show()
    made.activateWindow()
    return made


def test_a_take_is_called_by_its_name_then_its_question(head: Head) -> None:
    assert head.heading.plain == samples.QUESTION.text
    assert not head.question.isVisible()
    head.show_attempt(replace(TAKE, title="The best one"))
    assert head.heading.plain == "The best one"
    assert head.question.plain == samples.QUESTION.text
    head.show_attempt(replace(TAKE, question=None))
    assert head.heading.plain == "A take without a question"
    assert nameless(head) == []


def test_it_is_renamed_in_its_place_by_keys(qtbot: QtBot, head: Head) -> None:
    head.rename.setFocus()
    qtbot.keyClick(head.rename, Qt.Key.Key_Space)
    assert head.field.hasFocus()
    assert head.field.placeholderText() == samples.QUESTION.text
    qtbot.keyClicks(head.field, "The best one")
    with qtbot.waitSignal(head.renamed) as renamed:
        qtbot.keyClick(head.field, Qt.Key.Key_Return)
    assert renamed.args == ["The best one"]
    assert head.heading.plain == "The best one"
    assert head.rename.hasFocus()

    qtbot.mouseClick(head.rename, Qt.MouseButton.LeftButton)
    head.field.clear()
    with qtbot.waitSignal(head.renamed) as renamed:
        qtbot.keyClick(head.field, Qt.Key.Key_Return)
    assert renamed.args == [""]
    assert head.heading.plain == samples.QUESTION.text


def test_escape_leaves_the_name(qtbot: QtBot, head: Head) -> None:
    qtbot.mouseClick(head.rename, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(head.field, "x")
    with qtbot.assertNotEmitted(head.renamed):
        qtbot.keyClick(head.field, Qt.Key.Key_Escape)
    assert head.heading.isVisible()
    assert head.heading.plain == samples.QUESTION.text


def test_a_star_is_given_and_taken_away(qtbot: QtBot, head: Head) -> None:
    with qtbot.waitSignal(head.starred) as given:
        qtbot.mouseClick(head.star, Qt.MouseButton.LeftButton)
    assert given.args == [True]
    assert head.star.text() == "Starred"
    with qtbot.waitSignal(head.starred) as taken:
        qtbot.keyClick(head.star, Qt.Key.Key_Space)
    assert taken.args == [False]
    head.show_attempt(replace(TAKE, starred=True))
    assert (head.star.text(), head.star.isChecked()) == ("Starred", True)


def test_the_rest_is_only_wished_for(qtbot: QtBot, head: Head) -> None:
    for button, wish in (
        (head.back, head.back_wanted),
        (head.compare, head.compare_wanted),
        (head.export, head.export_wanted),
    ):
        with qtbot.waitSignal(wish):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        with qtbot.waitSignal(wish):
            qtbot.keyClick(button, Qt.Key.Key_Space)


@pytest.mark.parametrize(("percent", "width"), [(100, 1100), (100, 640), (200, 640)])
def test_what_has_no_room_goes_below(qtbot: QtBot, head: Head, percent: int, width: int) -> None:
    theme = samples.theme("dark", percent)
    head.setStyleSheet(style_sheet(theme))
    head.set_theme(theme)
    head.resize(width, 800)
    qtbot.waitUntil(lambda: (head.offers.y() > head.back.y()) == (width < 1000))
    fits(head, width)
