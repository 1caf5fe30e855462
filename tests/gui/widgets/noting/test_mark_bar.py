"""A place is marked by a click; a name follows, or does not, and the focus goes back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coach.gui.theme import style_sheet
from coach.gui.widgets.noting.mark_bar import MarkBar
from tests.gui.inspect import fits, nameless
from tests.tools import samples


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[MarkBar]:
    page = QWidget()
    qtbot.addWidget(page)
    rows = QVBoxLayout(page)
    rows.addWidget(QPushButton("before"))
    made = MarkBar(samples.texts(), samples.theme(), QPushButton("beside"))
    rows.addWidget(made)
    page.resize(700, 300)
    page.show()
    page.activateWindow()
    yield made
    page.close()


def test_the_button_wants_a_mark(qtbot: QtBot, bar: MarkBar) -> None:
    assert not bar.field.isVisible()
    with qtbot.waitSignal(bar.wanted):
        qtbot.mouseClick(bar.button, Qt.MouseButton.LeftButton)
    bar.allow(False)
    assert not bar.button.isVisible()


def test_enter_names_the_mark_and_the_focus_goes_back(qtbot: QtBot, bar: MarkBar) -> None:
    before = bar.window().findChildren(QPushButton)[0]
    before.setFocus()
    bar.offer(34.2)
    assert bar.field.hasFocus()
    assert bar.said.plain.startswith("Marked at 0:34.")
    assert bar.field.accessibleName() == "Name of the bookmark at 0:34"
    qtbot.keyClicks(bar.field, "the board")
    with qtbot.waitSignal(bar.labelled) as labelled:
        qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert labelled.args == ["the board"]
    assert before.hasFocus()
    assert not bar.field.isVisible()


def test_escape_leaves_it_without_a_name(qtbot: QtBot, bar: MarkBar) -> None:
    bar.offer(34.2)
    with qtbot.assertNotEmitted(bar.labelled):
        qtbot.keyClicks(bar.field, "x")
        qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.field.isVisible()


def test_a_name_that_was_begun_is_kept_when_it_has_to_go(qtbot: QtBot, bar: MarkBar) -> None:
    bar.offer(34.2)
    qtbot.keyClicks(bar.field, "the board")
    with qtbot.waitSignal(bar.labelled) as labelled:
        bar.rest()
    assert labelled.args == ["the board"]


@pytest.mark.parametrize("percent", [100, 200])
def test_the_buttons_stand_one_below_the_other_where_it_is_narrow(qtbot: QtBot, bar: MarkBar, percent: int) -> None:
    theme = samples.theme("cream", percent)
    page = bar.window()
    page.setStyleSheet(style_sheet(theme))
    bar.set_theme(theme)
    bar.offer(3.0)
    page.resize(420, 400)
    beside = bar.findChildren(QPushButton)[-1]
    qtbot.waitUntil(lambda: (beside.y() > bar.button.y()) == (percent == 200))
    fits(page, 420)
    assert nameless(page) == []
