"""How one take is painted in the list: its question, a line about it, and a small timeline of what was heard."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from coach.gui.charts.lanes import paint_strip
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.takes.model import REVIEWABLE, ROW, about, headline
from coach.messages import Texts, msg
from coach.practice.history import AttemptRow

STRIP = 280
"""Pixels of the small timeline; it is left out where the list is narrower than three of them, at 100 % text."""
STRIP_TALL = 36
TWO_LINES = 140
"""Percent of the text size from which a question gets two lines."""


class TakeDelegate(QStyledItemDelegate):
    """Paint takes."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """Return the room for two lines."""
        tall, low = QFontMetrics(self.theme.font(16)).height(), QFontMetrics(self.theme.font(14)).height()
        return QSize(self.theme.px(320), tall * self._lines + low + 4 * MARGIN)

    @property
    def _lines(self) -> int:
        """Return the lines that a question may take: large text needs two."""
        return 1 if self.theme.percent < TWO_LINES else 2

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one take; the style sheet paints what lies under it."""
        row = index.data(ROW)
        if not isinstance(row, AttemptRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = option.widget.style() if option.widget is not None else QApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        rect = QRectF(option.rect).adjusted(2 * MARGIN, MARGIN, -2 * MARGIN, -MARGIN)
        wide = float(self.theme.px(STRIP))
        if rect.width() > 3 * wide:
            self._paint_strip(painter, QRectF(rect.right() - wide, rect.top(), wide, rect.height()), row)
            rect.setRight(rect.right() - wide - 4 * MARGIN)
        self._paint_words(painter, rect, row)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRectF, row: AttemptRow) -> None:
        large, small = self.theme.font(16), self.theme.font(14)
        tall, low = QFontMetrics(large), QFontMetrics(small)
        high = tall.height() * self._lines
        top = rect.top() + (rect.height() - high - low.height() - MARGIN / 2) / 2
        cut = Qt.TextElideMode.ElideRight
        line = QRectF(rect.left(), top, rect.width(), high)
        painter.setFont(large)
        painter.setPen(self.theme.colour("text"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        room = int(rect.width() * (1.0 if self._lines == 1 else 1.8))  # a wrapped line ends early
        wrapped = left if self._lines == 1 else left | Qt.TextFlag.TextWordWrap
        painter.drawText(line, int(wrapped), tall.elidedText(headline(row, self._texts), cut, room))
        line = QRectF(rect.left(), line.bottom() + MARGIN / 2, rect.width(), low.height())
        painter.setFont(small)
        painter.setPen(self.theme.colour("soft"))
        painter.drawText(line, left, low.elidedText(about(row, self._texts), cut, int(rect.width())))

    def _paint_strip(self, painter: QPainter, rect: QRectF, row: AttemptRow) -> None:
        if row.state in REVIEWABLE:
            painter.setFont(self.theme.font(14))
            painter.setPen(self.theme.colour("soft"))
            middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(rect, middle, self._texts(msg("history_page.unreviewed")))
            return
        tall = min(float(self.theme.px(STRIP_TALL)), rect.height())
        paint_strip(
            painter,
            QRectF(rect.left(), rect.center().y() - tall / 2, rect.width(), tall),
            row.moments,
            row.seconds,
            self.theme,
        )
