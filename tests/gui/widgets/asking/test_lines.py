"""A question in a list is never cut, and what stands below it has its own line."""

import pytest
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme, resized
from coach.gui.widgets.asking.lines import Lines
from coach.gui.widgets.forms.card import ABOUT

LONG = "Tell me about a time when two teams wanted the same week of yours, and how each of them heard about it. " * 2


def shown(qtbot: QtBot, theme: Theme, width: int, text: str) -> tuple[QListWidget, Lines]:
    made = QListWidget()
    qtbot.addWidget(made)
    lines = Lines(theme, made)
    made.setItemDelegate(lines)
    item = QListWidgetItem(text)
    item.setData(ABOUT, "Roadmap")
    made.addItem(item)
    made.resize(width, 400)
    made.show()
    return made, lines


@pytest.mark.parametrize("percent", [100, 200])
def test_a_long_question_takes_more_lines_where_there_is_less_room(qtbot: QtBot, theme: Theme, percent: int) -> None:
    made, lines = shown(qtbot, resized(theme, percent), 900, LONG)
    option = QStyleOptionViewItem()
    wide = lines.sizeHint(option, made.model().index(0, 0)).height()
    made.resize(400, 400)
    assert lines.sizeHint(option, made.model().index(0, 0)).height() > wide


def test_both_texts_are_drawn(qtbot: QtBot, theme: Theme) -> None:
    made, _ = shown(qtbot, theme, 600, "What is a cache?")
    with_about = made.grab().toImage()
    made.item(0).setData(ABOUT, "")
    without = made.grab().toImage()
    made.item(0).setText("")
    assert with_about != without
    assert without != made.grab().toImage()
