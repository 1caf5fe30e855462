"""Every key stands on the sheet, beside what it does."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from coach.gui.keys import DOINGS, KeyMap, key_name
from coach.gui.theme import Theme, resized, style_sheet
from coach.gui.widgets.keys.sheet import KEYS, KeySheet
from coach.gui.widgets.paragraph import Paragraph
from coach.messages import Message
from coach.practice.keys.actions import ACTIONS
from tests.gui.inspect import cut, nameless
from tests.gui.sample import TEXTS


@pytest.fixture
def sheet(qtbot: QtBot, theme: Theme) -> KeySheet:
    made = KeySheet(TEXTS, theme)
    qtbot.addWidget(made)
    made.show()
    return made


def labels(sheet: KeySheet) -> dict[str, list[int]]:
    """Return what stands on the sheet, with how far down."""
    found: dict[str, list[int]] = {}
    for label in sheet.edge.findChildren(QLabel):
        text = label.plain if isinstance(label, Paragraph) else label.text()
        found.setdefault(text, []).append(label.y())
    return found


def test_every_key_has_its_meaning_in_the_same_line_below_its_page(sheet: KeySheet) -> None:
    lines = labels(sheet)
    at = -1
    for heading, rows in KEYS:
        assert [at < y for y in lines[TEXTS(heading)]] == [True]
        at = lines[TEXTS(heading)][0]
        for key, meaning in rows:
            (place,) = lines[TEXTS(meaning)]
            named = TEXTS(key) if isinstance(key, Message) else key_name(KeyMap().key(key), TEXTS)
            assert place in lines[named]
            assert place > at
    assert cut(sheet) == []
    assert nameless(sheet) == []


def test_every_key_that_can_be_chosen_stands_on_it() -> None:
    assert {key for _, rows in KEYS for key, _ in rows if not isinstance(key, Message)} == set(ACTIONS)


def test_it_shows_a_person_s_own_keys(qtbot: QtBot, theme: Theme) -> None:
    made = KeySheet(TEXTS, theme, keys=KeyMap({"loop": "K"}))
    qtbot.addWidget(made)
    made.show()

    lines = labels(made)

    assert "L" not in lines
    assert lines["K"] == lines[TEXTS(DOINGS["loop"])]


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
