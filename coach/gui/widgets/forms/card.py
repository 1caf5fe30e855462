"""How an item stands in a list as a card of a few lines: on the style's ground, in the theme's fonts and colours."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QStyledItemDelegate, QStyleOptionViewItem

from coach.gui.theme import MARGIN, Theme

Index = QModelIndex | QPersistentModelIndex
ABOUT = Qt.ItemDataRole.UserRole + 1
"""The role of what stands softly below an item's text."""
LOW = int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)


class Card(QStyledItemDelegate):
    """Paint the ground of an item, and let `draw` fill it."""

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self.list = parent
        self.theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one item."""
        room = option.rect.adjusted(2 * MARGIN, MARGIN, -2 * MARGIN, -MARGIN)
        self.initStyleOption(option, index)
        option.text = ""
        style = self.list.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, option, painter, self.list)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, room, index)
        painter.restore()

    def draw(self, painter: QPainter, room: QRect, index: Index) -> None:
        """Draw what stands on the card."""
        raise NotImplementedError

    def write(self, painter: QPainter, room: QRect, where: int, text: str, *, soft: bool = False) -> None:
        """Write a text, or what stands softly below it."""
        painter.setFont(self.theme.font(14 if soft else 16))
        painter.setPen(self.theme.colour("soft" if soft else "text"))
        painter.drawText(room, where, text)


def show_cards(items: QListWidget, card: Card) -> None:
    """Let a list show its items as cards, as wide as it is."""
    items.setItemDelegate(card)
    items.setResizeMode(QListWidget.ResizeMode.Adjust)
    items.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    items.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
