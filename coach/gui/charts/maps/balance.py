"""How many takes each category has: a bar for each, always in the same order, hollow where there is none yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.gui.charts.chart_card import ChartCard
from coach.gui.charts.maps.bars import HEIGHT, paint_bar
from coach.gui.charts.maps.board import Board, Room
from coach.gui.names import category_name
from coach.gui.theme import MARGIN, Theme
from coach.messages import Message, Texts, msg
from coach.model import CATEGORIES

ROW = 44
"""Pixels that a row is high at least, at 100 % text: the bar in it is something to press."""
BESIDE = 0.25
"""Share of a row that has to be left for its bar; where the words leave less, the bar stands below them."""


@dataclass(frozen=True, slots=True)
class BalanceValues:
    """Hold the takes by category, and one sentence about them."""

    takes: Mapping[str, int] = field(default_factory=dict)
    sentence: Message = field(default_factory=lambda: msg("choose.balance.none"))


class BalanceChart(QWidget):
    """Show a bar for each category; beside it stands the offer to practise that one."""

    chosen = Signal(str)
    """A category whose takes a person wants to see."""
    practice_wanted = Signal(str)
    """A category that they want to practise."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._values = BalanceValues()
        self._offer = texts(msg("charts.balance.practise"))
        self.board = Board(theme, self._lay_out, self._paint)
        self.card = ChartCard(texts, theme, self.board, msg("charts.balance.name"))
        self.board.pointed.connect(self._point)
        self.board.chosen.connect(self._choose)
        self.card.row_chosen.connect(lambda row: self._choose(row))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.card)
        self.set_values(self._values)

    @property
    def values(self) -> BalanceValues:
        """Return what shows."""
        return self._values

    def set_values(self, values: BalanceValues) -> None:
        """Show how the takes are spread."""
        self._values = values
        self.card.set_sentence(self._texts(values.sentence))
        headers = (msg("charts.column.category"), msg("charts.column.takes"))
        self.card.set_table([self._texts(header) for header in headers], self._rows)
        self.board.refresh()
        self._point(self.board.pointer)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        self.card.set_theme(theme)
        self.board.set_theme(theme)

    def count(self, category: str) -> str:
        """Say how many takes a category has."""
        takes = self._values.takes.get(category, 0)
        return self._texts(msg("choose.balance.takes", n=takes) if takes else msg("charts.balance.none"))

    def _rows(self) -> list[list[str]]:
        takes = self._values.takes
        return [[category_name(each, self._texts), str(takes.get(each, 0))] for each in CATEGORIES]

    def _widest(self) -> tuple[float, float, float]:
        """Return how wide the names, the counts and the offer are."""
        metrics, small = QFontMetricsF(self._theme.font(16)), QFontMetricsF(self._theme.font(14))
        names = max(metrics.horizontalAdvance(category_name(each, self._texts)) for each in CATEGORIES)
        counts = max(small.horizontalAdvance(self.count(each)) for each in CATEGORIES)
        return names, counts, small.horizontalAdvance(self._offer) + 3 * MARGIN

    def _bar_from(self, width: float) -> float:
        """Return where bars begin beside the words, 0 where they stand below them."""
        names, counts, offer = self._widest()
        begin = names + 2 * MARGIN
        return begin if width - begin - counts - offer - 5 * MARGIN >= BESIDE * width else 0.0

    def _lay_out(self, width: float) -> Room:
        _, _, offer = self._widest()
        lines = QFontMetricsF(self._theme.font(16)).height() + MARGIN
        high = max(ROW, lines) if self._bar_from(width) else lines + HEIGHT + 2 * MARGIN
        gap = MARGIN / 2
        tops = [gap + place * (high + gap) for place in range(len(CATEGORIES))]
        target = max(ROW - MARGIN, lines)
        bars = [QRectF(gap, top, width - offer - 3 * gap, high) for top in tops]
        offers = [QRectF(width - offer - gap, top + (high - target) / 2, offer, target) for top in tops]
        return Room((*bars, *offers), tops[-1] + high + gap)

    def _paint(self, painter: QPainter, width: float, still: bool) -> None:
        theme, room = self._theme, self._lay_out(width)
        begin, most = self._bar_from(width), max(self._values.takes.values(), default=0)
        _, counts, _ = self._widest()
        where = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        for place, category in enumerate(CATEGORIES):
            box = room.boxes[place].adjusted(MARGIN, 0, -MARGIN, 0)
            words = QRectF(box) if begin else box.adjusted(0, MARGIN / 2, 0, -HEIGHT - MARGIN)
            painter.setFont(theme.font(16))
            painter.setPen(theme.colour("text"))
            painter.drawText(words, where, category_name(category, self._texts))
            painter.setFont(theme.font(14))
            painter.setPen(theme.colour("soft"))
            at_end = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
            painter.drawText(words, at_end, self.count(category))
            if begin:
                track = QRectF(box.left() + begin, box.center().y() - HEIGHT / 2, 0, HEIGHT)
                track.setRight(box.right() - counts - 2 * MARGIN)
            else:
                track = QRectF(box.left(), box.bottom() - HEIGHT - MARGIN / 2, box.width(), HEIGHT)
            paint_bar(painter, theme, track, self._values.takes.get(category, 0) / most if most else 0.0)
            if not still:
                painter.setFont(theme.font(14))
                painter.setPen(theme.colour("accent"))
                offer = room.boxes[len(CATEGORIES) + place]
                painter.drawText(offer, int(Qt.AlignmentFlag.AlignCenter), self._offer)

    def _point(self, number: int | None) -> None:
        if number is None:
            self.card.set_readout(self._texts(msg("charts.balance.hint")))
            return
        category = CATEGORIES[number % len(CATEGORIES)]
        name = category_name(category, self._texts)
        if number >= len(CATEGORIES):
            self.card.set_readout(self._texts(msg("charts.balance.offer", category=name)))
        else:
            self.card.set_readout(self._texts(msg("charts.balance.at", category=name, takes=self.count(category))))

    def _choose(self, number: int) -> None:
        category = CATEGORIES[number % len(CATEGORIES)]
        (self.chosen if number < len(CATEGORIES) else self.practice_wanted).emit(category)
