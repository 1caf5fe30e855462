"""How evenly a person has practised: each category with its takes, the least practised first, and one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from coach.gui.charts.maps.bars import HEIGHT as BAR_HEIGHT
from coach.gui.charts.maps.bars import paint_bar
from coach.gui.names import category_name
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.forms.card import ABOUT, LOW, Card, Index, show_cards
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.messages import Texts, msg
from coach.practice.choose import Share, balance_words

SHARE = Qt.ItemDataRole.UserRole
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
        tell(self.list, texts(msg("practice.balance.list")))
        self._bars = _Bars(theme, self.list)
        show_cards(self.list, self._bars)
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
            item.setData(ABOUT, f"{takes} · {seen}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}: {takes}, {seen}")
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self.sentence.set_theme(theme)
        self._bars.theme = theme
        self.list.doItemsLayout()


class _Bars(Card):
    """Draw a name, a bar as long as its takes, and the numbers in words; `most` are the takes of the longest bar."""

    most = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's own name
        """Return the room of two lines, and of the bar where it stands below them."""
        lines = QFontMetrics(self.theme.font(16)).height() + QFontMetrics(self.theme.font(14)).height()
        width = self.list.viewport().width()
        below = 0 if self._bar_from(width) else BAR_HEIGHT + MARGIN
        return QSize(width, lines + below + 3 * MARGIN)

    def _bar_from(self, width: int) -> int:
        """Return how far from the left bars begin beside the words, 0 where there is no room."""
        widest = 0
        for row in range(self.list.count()):
            item = self.list.item(row)
            widest = max(
                widest,
                QFontMetrics(self.theme.font(16)).horizontalAdvance(item.text()),
                QFontMetrics(self.theme.font(14)).horizontalAdvance(item.data(ABOUT) or ""),
            )
        begin = widest + 6 * MARGIN
        return begin if width - begin >= BESIDE * width else 0

    def draw(self, painter: QPainter, room: QRect, index: Index) -> None:
        """Draw name, numbers and bar."""
        self.write(painter, room, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), index.data())
        begin = self._bar_from(room.width() + 4 * MARGIN)
        words = room.adjusted(0, 0, 0, 0 if begin else -BAR_HEIGHT - MARGIN)
        self.write(painter, words, LOW, index.data(ABOUT), soft=True)
        y = room.center().y() - BAR_HEIGHT / 2 if begin else room.bottom() - BAR_HEIGHT
        left = room.left() - 2 * MARGIN + begin if begin else room.left()
        track = QRectF(left, y, room.right() - left, BAR_HEIGHT)
        paint_bar(painter, self.theme, track, index.data(SHARE).takes / self.most if self.most else 0.0)
