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
WRAP = int(Qt.TextFlag.TextWordWrap)
MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


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

    def _words_height(self, category: str, width: float) -> float:
        metrics = QFontMetricsF(self._theme.font(16))
        return metrics.boundingRect(QRectF(0, 0, width, 10_000), WRAP, category_name(category, self._texts)).height()

    def _lay_out(self, width: float) -> Room:
        _, _, offer = self._widest()
        beside, gap = bool(self._bar_from(width)), MARGIN / 2
        small = QFontMetricsF(self._theme.font(14)).height()
        wide = max(width - offer - 3 * gap, 1.0)
        target = max(ROW - MARGIN, small + MARGIN)
        bars, offers, top = [], [], gap
        for category in CATEGORIES:
            words = self._words_height(category, 10_000 if beside else wide - 2 * MARGIN)
            high = max(ROW, words + MARGIN + (0 if beside else small + MARGIN))
            bars.append(QRectF(gap, top, wide, high))
            offers.append(QRectF(width - offer - gap, top + (high - target) / 2, offer, target))
            top += high + gap
        return Room((*bars, *offers), top)

    def _paint(self, painter: QPainter, width: float, still: bool) -> None:
        room, beside = self._lay_out(width), bool(self._bar_from(width))
        most = max((self._values.takes.get(each, 0) for each in CATEGORIES), default=0)
        for place, category in enumerate(CATEGORIES):
            box = room.boxes[place].adjusted(MARGIN, MARGIN / 2, -MARGIN, -MARGIN / 2)
            words = QRectF(box)
            if not beside:
                words.setHeight(self._words_height(category, box.width()))
            painter.setFont(self._theme.font(16))
            painter.setPen(self._theme.colour("text"))
            painter.drawText(words, MIDDLE | WRAP, category_name(category, self._texts))
            line = box if beside else box.adjusted(0, words.height(), 0, 0)
            track = self._paint_count(painter, line, category)
            if beside:
                track.setLeft(box.left() + self._bar_from(width))
            paint_bar(painter, self._theme, track, self._values.takes.get(category, 0) / most if most else 0.0)
            if not still:
                painter.setFont(self._theme.font(14))
                painter.setPen(self._theme.colour("accent"))
                offer = room.boxes[len(CATEGORIES) + place]
                painter.drawText(offer, int(Qt.AlignmentFlag.AlignCenter), self._offer)

    def _paint_count(self, painter: QPainter, line: QRectF, category: str) -> QRectF:
        """Write a count at the end of a line, and return what is left of it for the bar."""
        _, counts, _ = self._widest()
        painter.setFont(self._theme.font(14))
        painter.setPen(self._theme.colour("soft"))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), self.count(category))
        return QRectF(line.left(), line.center().y() - HEIGHT / 2, line.width() - counts - 2 * MARGIN, HEIGHT)

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
