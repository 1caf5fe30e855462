"""How evenly a person has practised: each category with its takes, the least practised first, and one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from coach.gui.names import category_name
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.messages import Texts, msg
from coach.practice.choose import Share, balance_words

_Index = QModelIndex | QPersistentModelIndex
SHARE = Qt.ItemDataRole.UserRole
BAR_HEIGHT = 14
BESIDE = 0.3
"""Share of a line that has to be left for the bars; where the words leave less, a bar stands below them."""


class BalanceMap(QWidget):
    """Show the takes of every category; choosing one asks for its questions."""

    chosen = Signal(str)

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self.sentence = Paragraph(theme)
        self.list = QListWidget()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tell(self.list, texts(msg("practice.balance.list")))
        self._bars = _Bars(theme, self.list)
        self.list.setItemDelegate(self._bars)
        self.list.itemActivated.connect(lambda item: self.chosen.emit(item.data(SHARE).category))
        self.list.itemClicked.connect(lambda item: self.chosen.emit(item.data(SHARE).category))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2 * MARGIN)
        rows.addWidget(self.sentence)
        rows.addWidget(self.list, 1)

    def show_balance(self, shares: Sequence[Share]) -> None:
        """Show how often each category was practised."""
        self.sentence.say(self._texts(balance_words(shares)))
        self._bars.most = max((share.takes for share in shares), default=0)
        self.list.clear()
        for share in shares:
            takes = self._texts(msg("practice.balance.takes", n=share.takes))
            seen = self._texts(msg("practice.balance.seen", seen=share.practised, total=share.questions))
            item = QListWidgetItem(category_name(share.category, self._texts))
            item.setData(SHARE, share)
            item.setData(_Bars.NUMBERS, f"{takes} · {seen}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}: {takes}, {seen}")
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self.sentence.set_theme(theme)
        self._bars.theme = theme
        self.list.doItemsLayout()


class _Bars(QStyledItemDelegate):
    """Draw a name, a bar as long as its takes, and the numbers in words."""

    NUMBERS = SHARE + 1

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._list = parent
        self.theme = theme
        self.most = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's own name
        """Return the room of two lines, and of the bar where it stands below them."""
        lines = QFontMetrics(self.theme.font(16)).height() + QFontMetrics(self.theme.font(14)).height()
        width = self._list.viewport().width()
        below = 0 if self._bar_from(width) else BAR_HEIGHT + MARGIN
        return QSize(width, lines + below + 3 * MARGIN)

    def _bar_from(self, width: int) -> int:
        """Return how far from the left bars begin beside the words, 0 where there is no room."""
        widest = 0
        for row in range(self._list.count()):
            item = self._list.item(row)
            widest = max(
                widest,
                QFontMetrics(self.theme.font(16)).horizontalAdvance(item.text()),
                QFontMetrics(self.theme.font(14)).horizontalAdvance(item.data(self.NUMBERS) or ""),
            )
        begin = widest + 6 * MARGIN
        return begin if width - begin >= BESIDE * width else 0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the ground as the style has it, then name, numbers and bar."""
        self.initStyleOption(option, index)
        option.text = ""
        style = self._list.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, option, painter, self._list)
        room = option.rect.adjusted(2 * MARGIN, MARGIN, -2 * MARGIN, -MARGIN)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.theme.colour("text"))
        painter.setFont(self.theme.font(16))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), index.data())
        painter.setPen(self.theme.colour("soft"))
        painter.setFont(self.theme.font(14))
        begin = self._bar_from(option.rect.width())
        words = room.adjusted(0, 0, 0, 0 if begin else -BAR_HEIGHT - MARGIN)
        painter.drawText(
            words, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft), index.data(self.NUMBERS)
        )
        y = room.center().y() - BAR_HEIGHT / 2 if begin else room.bottom() - BAR_HEIGHT
        left = option.rect.left() + begin if begin else room.left()
        self._draw_bar(painter, QRectF(left, y, room.right() - left, BAR_HEIGHT), index.data(SHARE).takes)
        painter.restore()

    def _draw_bar(self, painter: QPainter, bar: QRectF, takes: int) -> None:
        painter.setPen(self.theme.colour(self.theme.edge))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(bar, 4, 4)
        if takes and self.most:
            bar.setWidth(max(BAR_HEIGHT / 2, bar.width() * takes / self.most))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.colour("accent"))
            painter.drawRoundedRect(bar, 4, 4)
