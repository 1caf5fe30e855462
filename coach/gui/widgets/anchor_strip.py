"""The anchors of an answer as a row of cards: shape, colour, name and a few cue words, always in the same order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from coach.gui.names import anchor_cue, anchor_name
from coach.gui.theme import MARGIN, Theme, anchor_path
from coach.messages import Texts, msg

NARROW = 120
"""Pixels, at the usual text size, under which a card does not become narrower: then the strip takes two rows."""


class AnchorMark(QWidget):
    """Draw the shape of an anchor, or of the slot at a place of a structure, in its colour."""

    def __init__(self, theme: Theme, name: str, place: int, size: int = 16) -> None:
        super().__init__()
        self._theme, self._name, self._place, self._size = theme, name, place, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Grow with the text."""
        side = self._theme.px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """Draw the shape."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.fillPath(anchor_path(self._name, room, self._place), self._theme.anchor_colour(self._name, self._place))
        painter.end()


class _Card(QFrame):
    """Hold one anchor: its shape and name, and its cue words below."""

    def __init__(self, texts: Texts, theme: Theme, name: str, place: int, cue: str) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.mark = AnchorMark(theme, name, place)
        self.title = QLabel(anchor_name(name, texts))
        self.title.setWordWrap(True)
        self.title.setStyleSheet("font-weight: 600;")
        self.cue = QLabel(cue)
        self.cue.setWordWrap(True)
        self.cue.setProperty("type", "small")
        self.cue.setProperty("tone", "soft")
        self.cue.setVisible(bool(cue))
        head = QHBoxLayout()
        head.setSpacing(MARGIN)
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.title, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(2 * MARGIN, MARGIN + 4, 2 * MARGIN, MARGIN + 4)
        rows.setSpacing(MARGIN // 2)
        rows.addLayout(head)
        rows.addWidget(self.cue)
        rows.addStretch(1)
        self.setAccessibleName(f"{self.title.text()}. {cue}" if cue else self.title.text())

    def least_width(self, theme: Theme) -> int:
        """Return the width that the longest word of the card needs."""
        words = self.title.text().split()
        metrics = self.title.fontMetrics()
        longest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        return max(theme.px(NARROW), longest + self.mark.sizeHint().width() + 5 * MARGIN + 4)


class AnchorStrip(QWidget):
    """Show anchors, or the slots of a structure, in one row, or in two where it is narrow."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._cards: list[_Card] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(MARGIN + 4)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @property
    def names(self) -> list[str]:
        """Return the names shown, in order."""
        return [card.title.text() for card in self._cards]

    def show_anchors(self, names: Sequence[str], cues: Sequence[str] = ()) -> None:
        """Show these anchors or slots; a cue of the person's own takes the place of the usual one."""
        for card in self._cards:
            self._grid.removeWidget(card)
            card.deleteLater()
        own = [*cues, *([""] * (len(names) - len(cues)))]
        self._cards = [
            _Card(self._texts, self._theme, name, place, own[place] or anchor_cue(name, self._texts))
            for place, name in enumerate(names)
        ]
        self._columns = 0
        self.setAccessibleName(self._texts(msg("practice.anchors", names=", ".join(self.names))))
        self._arrange()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        for card in self._cards:
            card.mark.set_theme(theme)
        self._arrange()

    def resizeEvent(self, event: object) -> None:  # noqa: N802 - Qt's own name
        """Take as many columns as there is room for."""
        self._arrange()

    def _arrange(self) -> None:
        if not self._cards:
            return
        least = max(card.least_width(self._theme) for card in self._cards)
        room = max(1, self.width() // (least + MARGIN + 4))
        count = len(self._cards)
        columns = count if room >= count else max(1, min(room, (count + 1) // 2))
        if columns == self._columns:
            return
        self._columns = columns
        for column in range(count):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for number, card in enumerate(self._cards):
            self._grid.addWidget(card, number // columns, number % columns)
