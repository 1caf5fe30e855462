"""How a question stands in a list: whole, over as many lines as it takes, with a soft line below it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QStyledItemDelegate, QStyleOptionViewItem

from coach.gui.theme import MARGIN, Theme

_Index = QModelIndex | QPersistentModelIndex
WRAPPED = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
ABOUT = Qt.ItemDataRole.UserRole + 1


class Lines(QStyledItemDelegate):
    """Draw a question over as many lines as it takes, and what stands as `ABOUT` softly below it."""

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._list = parent
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's own name
        """Return the room of both, at the width of the list."""
        width = self._list.viewport().width() - 4 * MARGIN
        text = QFontMetrics(self.theme.font(16)).boundingRect(0, 0, width, 10_000, WRAPPED, index.data())
        return QSize(width, text.height() + QFontMetrics(self.theme.font(14)).height() + 3 * MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the ground as the style has it, and the two texts over it."""
        room = option.rect.adjusted(2 * MARGIN, MARGIN, -2 * MARGIN, -MARGIN)
        self.initStyleOption(option, index)
        option.text = ""
        style = self._list.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, option, painter, self._list)
        painter.save()
        painter.setFont(self.theme.font(16))
        painter.setPen(self.theme.colour("text"))
        painter.drawText(room, WRAPPED, index.data())
        painter.setFont(self.theme.font(14))
        painter.setPen(self.theme.colour("soft"))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft), index.data(ABOUT))
        painter.restore()
