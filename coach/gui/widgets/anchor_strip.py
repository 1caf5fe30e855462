"""The anchors of an answer as a row of cards: shape, colour, name and a few cue words, always in the same order.

A card can be ticked: by the person, or by the program that has heard the anchor. What the person says stands.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from coach.gui.names import anchor_cue, anchor_name
from coach.gui.theme import MARGIN, Theme, anchor_path
from coach.messages import Message, Texts, msg

Ticked = Literal["no", "heard", "own", "taken_back"]
TICKS: dict[Ticked, Message] = {"heard": msg("practice.tick.heard"), "own": msg("practice.tick.own")}

NARROW = 120
"""Pixels, at the usual text size, under which a card does not become narrower: then the strip takes two rows."""


TICK = 12
"""Pixels, at the usual text size, that a tick is wide."""


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


class _Tick(QWidget):
    """Draw a tick with its word, or keep the room for them: what comes and goes here moves nothing.

    Where a card is narrow there is room for the tick alone; the word is in the card's accessible name and tooltip.
    """

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words = {state: texts(word) for state, word in TICKS.items()}
        self.state: Ticked = "no"
        self._worded = True
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def word(self) -> str:
        """Return the word beside the tick; nothing where there is none."""
        return self._words.get(self.state, "")

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return room for the tick and the longest word."""
        height = QFontMetrics(self._theme.font(14)).height()
        return QSize(self._theme.px(TICK) + (self.word_width() if self._worded else 0), height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return room for the tick alone, so that a strip can become narrow again."""
        return QSize(self._theme.px(TICK), self.sizeHint().height())

    def word_width(self) -> int:
        """Return the room for the longest word, and the gap before it."""
        metrics = QFontMetrics(self._theme.font(14))
        return MARGIN // 2 + 2 + max(metrics.horizontalAdvance(word) for word in self._words.values())

    def set_worded(self, on: bool) -> None:
        """Keep room for the word too, or for the tick alone."""
        if on != self._worded:
            self._worded = on
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """Draw the tick to the left of its word."""
        if not self.word:
            return
        theme, side, middle = self._theme, self._theme.px(TICK), self.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour("text"), side / 7)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        corners = ((0.1, 0.05), (0.4, 0.35), (0.95, -0.35))
        painter.drawPolyline([QPointF(x * side, middle + y * side) for x, y in corners])
        if self._worded:
            self._draw_word(painter)
        painter.end()

    def _draw_word(self, painter: QPainter) -> None:
        theme, side = self._theme, self._theme.px(TICK)
        painter.setFont(theme.font(14))
        room = QRectF(side + MARGIN // 2, 0, self.width() - side - MARGIN // 2, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.word)


class _Card(QFrame):
    """Hold one anchor: its shape and name, its tick, and its cue words below."""

    def __init__(self, texts: Texts, theme: Theme, name: str, place: int, cue: str) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.name = name
        self.tick = _Tick(texts, theme)
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
        head.setSpacing(MARGIN // 2)
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addSpacing(MARGIN // 2)
        head.addWidget(self.title, 1)
        head.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignVCenter)
        self._rows = QVBoxLayout(self)
        self._rows.setSpacing(MARGIN // 2)
        self._rows.addLayout(head)
        self._rows.addWidget(self.cue)
        self._rows.addStretch(1)
        self.set_worded(True)
        self.show_tick("no")

    def set_worded(self, on: bool) -> None:
        """Keep room for a tick with its word, or for the tick alone."""
        self.tick.set_worded(on)
        self._rows.setContentsMargins(2 * MARGIN, MARGIN + 4, 2 * MARGIN if on else MARGIN, MARGIN + 4)

    def show_tick(self, state: Ticked) -> None:
        """Show whether, and by whom, the anchor is ticked."""
        self.tick.state = state
        self.tick.update()
        said = (self.title.text(), self.cue.text(), self.tick.word)
        self.setAccessibleName(". ".join(word for word in said if word))
        self.setToolTip(self.tick.word)

    def least_width(self, theme: Theme) -> int:
        """Return the width that the longest word of the card and a tick without its word need."""
        words = self.title.text().split()
        metrics = self.title.fontMetrics()
        longest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        beside = self.mark.sizeHint().width() + self.tick.minimumSizeHint().width()
        return max(theme.px(NARROW), longest + beside + 4 * MARGIN + MARGIN // 2 + 2)


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

    @property
    def ticked(self) -> dict[str, str]:
        """Return the word beside the tick of each anchor that has one."""
        return {card.name: card.tick.word for card in self._cards if card.tick.word}

    def show_heard(self, names: Collection[str]) -> None:
        """Tick the anchors that have been heard; one that the person took back stays without a tick."""
        for card in self._cards:
            if card.name in names and card.tick.state == "no":
                card.show_tick("heard")

    def toggle(self, place: int) -> None:
        """Tick the anchor at a place (from 0) for the person, or take its tick back."""
        if place < len(self._cards):
            card = self._cards[place]
            card.show_tick("taken_back" if card.tick.word else "own")

    def clear_ticks(self) -> None:
        """Take all ticks away, for a new answer."""
        for card in self._cards:
            card.show_tick("no")

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        for card in self._cards:
            card.mark.set_theme(theme)
            card.tick.set_theme(theme)
        self._arrange()

    def resizeEvent(self, event: object) -> None:  # noqa: N802 - Qt's own name
        """Take as many columns as there is room for."""
        self._arrange()

    def _arrange(self) -> None:
        if not self._cards:
            return
        gap = self._grid.spacing()
        least = max(card.least_width(self._theme) for card in self._cards)
        room = max(1, (self.width() + gap) // (least + gap))
        count = len(self._cards)
        columns = count if room >= count else max(1, min(room, (count + 1) // 2))
        card_width = (self.width() - (columns - 1) * gap) // columns
        for card in self._cards:
            card.set_worded(card_width >= least + MARGIN + card.tick.word_width())
        if columns == self._columns:
            return
        self._columns = columns
        for column in range(count):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for number, card in enumerate(self._cards):
            self._grid.addWidget(card, number // columns, number % columns)
