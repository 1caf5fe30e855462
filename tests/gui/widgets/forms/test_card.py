"""A card has the style's ground, and its list is as wide as what it shows."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme
from coach.gui.widgets.forms.card import LOW, Card, Index, show_cards


class Noted(Card):
    """Write the item's text below, and note where."""

    def draw(self, painter: QPainter, room: QRect, index: Index) -> None:
        self.rooms = [*getattr(self, "rooms", []), room]
        self.write(painter, room, LOW, index.data(), soft=True)


def test_each_item_is_drawn_inside_its_row_and_its_text_is_not_drawn_twice(qtbot: QtBot, theme: Theme) -> None:
    made = QListWidget()
    qtbot.addWidget(made)
    card = Noted(theme, made)
    show_cards(made, card)
    made.addItem("One")
    made.resize(300, 200)
    made.show()
    seen = made.grab().toImage()
    row = made.visualItemRect(made.item(0))
    assert card.rooms
    assert all(row.contains(room) for room in card.rooms)
    assert made.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    card.write = lambda *_values, **_how: None  # type: ignore[method-assign]
    assert made.grab().toImage() != seen


def test_a_bare_card_has_nothing_to_draw(theme: Theme, qtbot: QtBot) -> None:
    made = QListWidget()
    qtbot.addWidget(made)
    with pytest.raises(NotImplementedError):
        Card(theme, made).draw(QPainter(), QRect(), made.model().index(0, 0))
