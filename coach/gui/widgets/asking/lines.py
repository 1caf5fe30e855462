"""How a question stands in a list: whole, over as many lines as it takes, with a soft line below it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from coach.gui.theme import MARGIN
from coach.gui.widgets.forms.card import ABOUT, LOW, Card, Index

WRAPPED = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)


class Lines(Card):
    """Draw a question over as many lines as it takes, and what stands as `ABOUT` softly below it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's own name
        """Return the room of both, at the width of the list."""
        width = self.list.viewport().width() - 4 * MARGIN
        text = QFontMetrics(self.theme.font(16)).boundingRect(0, 0, width, 10_000, WRAPPED, index.data())
        return QSize(width, text.height() + QFontMetrics(self.theme.font(14)).height() + 3 * MARGIN)

    def draw(self, painter: QPainter, room: QRect, index: Index) -> None:
        """Draw the two texts."""
        self.write(painter, room, WRAPPED, index.data())
        self.write(painter, room, LOW, index.data(ABOUT), soft=True)
