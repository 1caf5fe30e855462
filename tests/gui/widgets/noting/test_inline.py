"""A line is kept by Enter and by going elsewhere, and left as it was by Escape."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coach.gui.widgets.noting.inline import InlineField


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[InlineField]:
    page = QWidget()
    qtbot.addWidget(page)
    rows = QVBoxLayout(page)
    made = InlineField()
    rows.addWidget(made)
    rows.addWidget(QLineEdit())
    page.show()
    page.activateWindow()
    made.open("before")
    qtbot.waitUntil(made.hasFocus)
    yield made
    page.close()


def told(field: InlineField) -> list[str]:
    """Note what the field tells."""
    news: list[str] = []
    field.kept.connect(news.append)
    field.left.connect(lambda: news.append("left"))
    return news


def test_enter_keeps_what_was_changed(qtbot: QtBot, field: InlineField) -> None:
    news = told(field)
    assert field.selectedText() == "before"
    qtbot.keyClicks(field, " after ")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert news == ["after"]
    assert not field.isVisible()


@pytest.mark.parametrize(("typed", "key"), [("", Qt.Key.Key_Enter), ("after", Qt.Key.Key_Escape)])
def test_nothing_changed_and_escape_leave_it(qtbot: QtBot, field: InlineField, typed: str, key: Qt.Key) -> None:
    news = told(field)
    qtbot.keyClicks(field, typed)
    qtbot.keyClick(field, key)
    assert news == ["left"]
    assert not field.isVisible()


def test_going_elsewhere_keeps_it_once(qtbot: QtBot, field: InlineField) -> None:
    news = told(field)
    qtbot.keyClicks(field, "after")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert news == ["after"]
    field.leave()
    assert news == ["after"]


def test_a_menu_or_another_window_keeps_it_open(field: InlineField) -> None:
    news = told(field)
    field.focusOutEvent(QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason))
    assert (news, field.isVisible()) == ([], True)


def test_who_listens_may_move_the_focus(qtbot: QtBot, field: InlineField) -> None:
    news = told(field)
    other = field.window().findChildren(QLineEdit)[-1]
    field.kept.connect(lambda _: other.setFocus())
    qtbot.keyClicks(field, "after")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert news == ["after"]
    assert field.window().focusWidget() is other
