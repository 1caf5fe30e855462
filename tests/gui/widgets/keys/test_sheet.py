"""Every key stands on the sheet, beside what it does."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme, resized, style_sheet
from coach.gui.widgets.keys.sheet import KEYS, KeySheet
from tests.gui.inspect import cut, nameless
from tests.gui.sample import TEXTS


@pytest.fixture
def sheet(qtbot: QtBot, theme: Theme) -> KeySheet:
    made = KeySheet(TEXTS, theme)
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_key_has_its_meaning_in_the_same_line(sheet: KeySheet) -> None:
    lines = {label.text(): label.y() for label in sheet.edge.findChildren(QLabel)}
    assert len({TEXTS(key) for key, _ in KEYS}) == len(KEYS)
    for key, meaning in KEYS:
        assert lines[TEXTS(key)] == lines[TEXTS(meaning)]
    assert cut(sheet) == []
    assert nameless(sheet) == []


def test_it_is_closed_by_key_and_by_click(qtbot: QtBot, sheet: KeySheet) -> None:
    qtbot.mouseClick(sheet.close_button, Qt.MouseButton.LeftButton)
    assert not sheet.isVisible()
    sheet.show()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_large_text_scrolls_and_stays_on_the_screen(qtbot: QtBot, theme: Theme) -> None:
    large = resized(theme, 200)
    made = KeySheet(TEXTS, large)
    made.setStyleSheet(style_sheet(large))
    qtbot.addWidget(made)
    made.show()
    (area,) = made.findChildren(QScrollArea)

    assert made.height() <= made.screen().availableSize().height()
    assert area.verticalScrollBar().maximum() > 0
    assert area.horizontalScrollBar().maximum() == 0
    assert cut(made) == []
    area.setFocus()
    qtbot.keyClick(area, Qt.Key.Key_Down)
    assert area.verticalScrollBar().value() > 0
