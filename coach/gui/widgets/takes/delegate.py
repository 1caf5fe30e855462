"""How one take is painted in the list: its star, what it is called, a line about it, and a small timeline."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QApplication, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from coach.gui.charts.lanes import paint_strip
from coach.gui.theme import MARGIN, Theme, anchor_path
from coach.gui.widgets.paragraph import tell
from coach.gui.widgets.takes.excerpt import paint_excerpt
from coach.gui.widgets.takes.model import REVIEWABLE, ROW, Index, about, headline
from coach.messages import Texts, msg
from coach.practice.history import AttemptRow

STRIP = 280
"""Pixels of the small timeline; it is left out where the list is narrower than three of them, at 100 % text."""
STRIP_TALL = 36
TWO_LINES = 140
"""Percent of the text size from which a question gets two lines."""
STAR = 18
"""Pixels of a star, at 100 % text."""
TARGET = 40
"""Pixels across the place where a click reaches the star."""
LONGEST_TITLE = 200


class TakeDelegate(QStyledItemDelegate):
    """Paint takes, and edit their titles in place."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self.theme = theme
        self.searched = False
        """Whether the takes were searched: then each has a line for what was found."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's own name
        """Return the height of the lines of a take; it is as wide as the list, however narrow that is."""
        tall, low = QFontMetrics(self.theme.font(16)).height(), QFontMetrics(self.theme.font(14)).height()
        found = low + MARGIN // 2 if self.searched else 0
        return QSize(10 * MARGIN, tall * self._lines + low + found + 4 * MARGIN)

    @property
    def _lines(self) -> int:
        """Return the lines that a question may take: large text needs two."""
        return 1 if self.theme.percent < TWO_LINES else 2

    def star_target(self, rect: QRect) -> QRect:
        """Return where in a take's rectangle a click reaches its star."""
        return QRect(rect.left() + MARGIN, rect.top(), max(TARGET, self.theme.px(STAR) + 2 * MARGIN), rect.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one take; the style sheet paints what lies under it."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = option.widget.style() if option.widget is not None else QApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        row = index.data(ROW)
        rect = self._words_rect(option.rect)
        if isinstance(row, AttemptRow):
            self._paint_star(painter, self.star_target(option.rect), row.starred)
            wide = float(self.theme.px(STRIP))
            if rect.width() > 3 * wide:
                self._paint_strip(painter, QRectF(rect.right() - wide, rect.top(), wide, rect.height()), row)
                rect.setRight(rect.right() - wide - 4 * MARGIN)
            self._paint_words(painter, rect, row)
        else:
            self._paint_coming(painter, rect)
        painter.restore()

    def _words_rect(self, rect: QRect) -> QRectF:
        star = self.star_target(rect)
        return QRectF(rect).adjusted(star.width() + 2 * MARGIN, MARGIN, -2 * MARGIN, -MARGIN)

    def _paint_star(self, painter: QPainter, target: QRect, starred: bool) -> None:
        size = self.theme.px(STAR)
        rect = QRectF(0, 0, size, size)
        rect.moveCenter(QRectF(target).center())
        painter.setPen(QPen(self.theme.colour("accent" if starred else "line"), 1.5))
        painter.setBrush(self.theme.colour("accent") if starred else Qt.BrushStyle.NoBrush)
        painter.drawPath(anchor_path("lesson", rect))

    def _paint_coming(self, painter: QPainter, rect: QRectF) -> None:
        """Hold the place of a take that has not come yet."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.blend("line", "surface", 0.6))
        for share, at in ((0.46, 0.3), (0.28, 0.7)):
            middle = rect.top() + rect.height() * at
            painter.drawRoundedRect(QRectF(rect.left(), middle - MARGIN / 2, rect.width() * share, MARGIN), 4, 4)

    def _paint_words(self, painter: QPainter, rect: QRectF, row: AttemptRow) -> None:
        large, small = self.theme.font(16), self.theme.font(14)
        tall, low = QFontMetrics(large), QFontMetrics(small)
        high = tall.height() * self._lines
        below = low.height() * (2 if row.excerpt else 1) + MARGIN / 2 * (2 if row.excerpt else 1)
        top = rect.top() + (rect.height() - high - below) / 2
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
        if row.excerpt:
            line.translate(0, low.height() + MARGIN / 2)
            paint_excerpt(painter, line, row.excerpt, row.hits, self.theme)

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

    # The title, edited in its place

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802
        """Make the line in which a take gets its title; empty, it is called by its question."""
        row = index.data(ROW)
        line = QLineEdit(parent)
        line.setMaxLength(LONGEST_TITLE)
        line.setStyleSheet(f"QLineEdit {{ placeholder-text-color: {self.theme.colour('soft').name()}; }}")
        if isinstance(row, AttemptRow):
            line.setText(row.title)
            line.setPlaceholderText(row.question)
        line.selectAll()
        tell(line, self._texts(msg("takes.title")), self._texts(msg("takes.title.how")))
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's own name
        """Leave what is typed alone when takes come in meanwhile."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: N802
        """Hand the title on."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        """Let the line stand where the title stood."""
        rect = self._words_rect(option.rect).toRect()
        editor.setFont(self.theme.font(16))
        room = option.rect.adjusted(0, MARGIN // 2, 0, -MARGIN // 2)
        editor.setGeometry(rect.left() - MARGIN, room.top(), rect.width() + 2 * MARGIN, room.height())
