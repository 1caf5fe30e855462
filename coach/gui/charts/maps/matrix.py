"""A map of marks: what runs down against what runs across; where that is too narrow, each row's cells flow below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.gui.charts.chart_card import ChartCard
from coach.gui.charts.maps.board import Board, Room
from coach.gui.charts.maps.marks import Mark, paint_mark, paint_next
from coach.gui.theme import MARGIN, Theme
from coach.messages import Message, Texts, msg

SHAPE = 18
"""Pixels across a shape, at 100 % text."""
CELL = 40
"""Pixels that a cell is high at least."""
NAMES = 0.34
"""Most of the width that the names of the rows take."""
WRAP = int(Qt.TextFlag.TextWordWrap)
MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


@dataclass(frozen=True, slots=True)
class MatrixValues:
    """Hold a map: the names down and across, `cells` row by row, what the marks mean, and one sentence.

    `anchors` are the anchors across, by whose shapes the cells are painted; else they are tiles. `next` is the row and
    the column of the cell that would be worth trying next.
    """

    down: tuple[str, ...] = ()
    across: tuple[str, ...] = ()
    cells: tuple[tuple[Mark, ...], ...] = ()
    legend: tuple[tuple[Mark, str], ...] = ()
    anchors: tuple[str, ...] = ()
    sentence: Message = field(default_factory=lambda: msg("coverage.anchors.none"))
    next: tuple[int, int] | None = None

    def mark(self, number: int) -> Mark:
        """Return the mark in a cell, numbered row by row."""
        return self.cells[number // len(self.across)][number % len(self.across)]

    def anchor(self, column: int) -> str:
        """Return the anchor whose shape a column has."""
        return self.anchors[column] if self.anchors else ""


class MatrixChart(QWidget):
    """Show a map; each cell says in words what is in it, and can be chosen."""

    chosen = Signal(int, int)
    """The row and the column of a cell whose takes a person wants to see."""

    def __init__(self, texts: Texts, theme: Theme, name: Message) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._values = MatrixValues()
        self.board = Board(theme, self._lay_out, self._paint)
        self.card = ChartCard(texts, theme, self.board, name)
        self.card.caption = f"{texts(name)}."
        self.board.pointed.connect(self._point)
        self.board.chosen.connect(self._choose)
        self.card.row_chosen.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.card)
        self.set_values(self._values)

    @property
    def values(self) -> MatrixValues:
        """Return what shows."""
        return self._values

    def set_values(self, values: MatrixValues) -> None:
        """Show a map."""
        self._values = values
        self.card.set_sentence(self._texts(values.sentence))
        headers = (msg("charts.column.row"), msg("charts.column.column"), msg("charts.column.what"))
        self.card.set_table([self._texts(header) for header in headers], self._rows)
        self.board.setVisible(bool(values.cells))
        for control in (self.card.toggle, self.card.save):
            control.setVisible(bool(values.cells))
        self.board.refresh()
        self._point(self.board.pointer)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        self.card.set_theme(theme)
        self.board.set_theme(theme)

    def _rows(self) -> list[list[str]]:
        values = self._values
        return [
            [values.down[row], values.across[column], mark.about]
            for row, marks in enumerate(values.cells)
            for column, mark in enumerate(marks)
        ]

    def is_grid(self, width: float) -> bool:
        """Tell whether the columns stand beside each other in this width; else cells flow below their row's name."""
        return self._columns(width)[1] >= self._needed()

    def _columns(self, width: float) -> tuple[float, float]:
        """Return the width of the rows' names, and of each column."""
        metrics = QFontMetricsF(self._theme.font(16))
        widest = max((metrics.horizontalAdvance(name) for name in self._values.down), default=0.0) + 2 * MARGIN
        names = min(widest, NAMES * width)
        return names, (width - names - MARGIN) / max(len(self._values.across), 1)

    def _needed(self) -> float:
        """Return how wide a column has to be for its longest word and for its counts."""
        small = QFontMetricsF(self._theme.font(14))
        words = [word for name in self._values.across for word in name.split()]
        heads = max((small.horizontalAdvance(word) for word in words), default=0.0)
        return max(heads + MARGIN, self._cell_width() + 2 * MARGIN)

    def _cell_width(self) -> float:
        small = QFontMetricsF(self._theme.font(14))
        counts = [small.horizontalAdvance(mark.count) for marks in self._values.cells for mark in marks]
        return self._theme.px(SHAPE) + MARGIN + max(counts, default=0.0)

    def _lay_out(self, width: float) -> Room:
        if not self._values.cells or width < 1:
            return Room()
        boxes, bottom = self._grid(width) if self.is_grid(width) else self._flowing(width)
        return Room(tuple(boxes), bottom + self._legend(width)[1] + MARGIN)

    def _grid(self, width: float) -> tuple[list[QRectF], float]:
        names, column = self._columns(width)
        metrics = QFontMetricsF(self._theme.font(16))
        boxes, top = [], MARGIN + self._head_height(column) + MARGIN / 2
        for row in range(len(self._values.cells)):
            room = QRectF(0, 0, names - MARGIN, 10_000)
            high = max(metrics.boundingRect(room, WRAP, self._values.down[row]).height() + MARGIN, CELL)
            boxes += [
                QRectF(names + place * column + 2, top + 2, column - 4, high - 4)
                for place in range(len(self._values.across))
            ]
            top += high
        return boxes, top

    def _head_height(self, column: float) -> float:
        small = QFontMetricsF(self._theme.font(14))
        lines = [broken(name, small, column - MARGIN).count("\n") + 1 for name in self._values.across]
        return small.lineSpacing() * max(lines, default=0)

    def _flowing(self, width: float) -> tuple[list[QRectF], float]:
        small = QFontMetricsF(self._theme.font(14))
        line = QFontMetricsF(self._theme.font(16)).height()
        high = max(CELL - 4, small.height() + MARGIN)
        words = [
            small.horizontalAdvance(f"{self._values.across[place]} {mark.count}")
            for marks in self._values.cells
            for place, mark in enumerate(marks)
        ]
        wide = min(self._theme.px(SHAPE) + 3 * MARGIN + max(words), width - 8)
        boxes, top = [], 0.0
        for row, marks in enumerate(self._values.cells):
            left, top = 4.0, top + self._name_height(row, width, line) + MARGIN
            for _ in marks:
                if left > 4 and left + wide > width - 4:
                    left, top = 4.0, top + high + 4
                boxes.append(QRectF(left, top, wide, high))
                left += wide + 4
            top += high + MARGIN
        return boxes, top

    def _name_height(self, row: int, width: float, line: float) -> float:
        metrics = QFontMetricsF(self._theme.font(16))
        return max(metrics.boundingRect(QRectF(0, 0, width, 10_000), WRAP, self._values.down[row]).height(), line)

    def _legend(self, width: float) -> tuple[list[tuple[QRectF, Mark, str]], float]:
        """Return the entries of the legend, from its own top on, and how high it is."""
        small = QFontMetricsF(self._theme.font(14))
        size = self._theme.px(SHAPE)
        entries, left, top = [], 4.0, MARGIN
        for mark, words in self._values.legend:
            if mark.state == "next" and self._values.next is None:
                continue
            wide = size + MARGIN + small.horizontalAdvance(words) + 2 * MARGIN
            if left > 4 and left + wide > width:
                left, top = 4.0, top + round(small.height()) + MARGIN // 2
            entries.append((QRectF(left, top, min(wide, width - left), max(small.height(), size)), mark, words))
            left += wide
        return entries, top + max(small.height(), size) + MARGIN

    def _paint(self, painter: QPainter, width: float, still: bool) -> None:
        if not self._values.cells or width < 1:
            return
        boxes, bottom = self._grid(width) if self.is_grid(width) else self._flowing(width)
        if self.is_grid(width):
            self._paint_heads(painter, width, boxes)
        else:
            self._paint_names(painter, width, boxes)
        for number, box in enumerate(boxes):
            self._paint_cell(painter, box, number, named=not self.is_grid(width))
        painter.setFont(self._theme.font(14))
        anchor = self._values.anchor(0)
        for box, mark, words in self._legend(width)[0]:
            size = self._theme.px(SHAPE)
            room = box.translated(0, bottom)
            shape = QRectF(room.left(), room.center().y() - size / 2, size, size)
            paint_mark(painter, self._theme, shape, mark, anchor)
            painter.setPen(self._theme.colour("soft"))
            painter.drawText(room.adjusted(size + MARGIN, 0, 0, 0), MIDDLE, words)

    def _paint_heads(self, painter: QPainter, width: float, boxes: Sequence[QRectF]) -> None:
        names, column = self._columns(width)
        head = self._head_height(column)
        painter.setFont(self._theme.font(14))
        painter.setPen(self._theme.colour("soft"))
        for place, name in enumerate(self._values.across):
            room = QRectF(names + place * column + MARGIN, MARGIN, column, head)
            lines = broken(name, QFontMetricsF(painter.font()), column - MARGIN)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft), lines)
        painter.setFont(self._theme.font(16))
        painter.setPen(self._theme.colour("text"))
        for row, name in enumerate(self._values.down):
            box = boxes[row * len(self._values.across)]
            painter.drawText(QRectF(0, box.top(), names - MARGIN, box.height()), MIDDLE | WRAP, name)

    def _paint_names(self, painter: QPainter, width: float, boxes: Sequence[QRectF]) -> None:
        painter.setFont(self._theme.font(16))
        painter.setPen(self._theme.colour("text"))
        line = QFontMetricsF(self._theme.font(16)).height()
        for row, name in enumerate(self._values.down):
            high = self._name_height(row, width, line)
            top = boxes[row * len(self._values.across)].top() - high - MARGIN / 2
            painter.drawText(QRectF(4, top, width - 4, high), WRAP, name)

    def _paint_cell(self, painter: QPainter, box: QRectF, number: int, *, named: bool) -> None:
        mark, column = self._values.mark(number), number % len(self._values.across)
        size = self._theme.px(SHAPE)
        shape = QRectF(box.left() + MARGIN, box.center().y() - size / 2, size, size)
        paint_mark(painter, self._theme, shape, mark, self._values.anchor(column))
        if divmod(number, len(self._values.across)) == self._values.next:
            paint_next(painter, self._theme, box.adjusted(1, 1, -1, -1))
        painter.setFont(self._theme.font(14))
        painter.setPen(self._theme.colour("text"))
        words = f"{self._values.across[column]} {mark.count}" if named else mark.count
        room = box.adjusted(size + 2 * MARGIN, 0, -MARGIN / 2, 0)
        fitted = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, room.width() + 2)
        painter.drawText(room, MIDDLE, fitted)

    def _point(self, number: int | None) -> None:
        values = self._values
        if number is None or not values.cells:
            self.card.set_readout(self._texts(msg("charts.map.hint")) if values.cells else "")
            return
        row, column = divmod(number, len(values.across))
        about = values.mark(number).about
        told = msg("charts.map.at", row=values.down[row], column=values.across[column], about=about)
        self.card.set_readout(self._texts(told))

    def _choose(self, number: int) -> None:
        self.chosen.emit(*divmod(number, len(self._values.across)))


def broken(name: str, metrics: QFontMetricsF, width: float) -> str:
    """Break a name into lines of a width, two at most; what is too long ends in an ellipsis."""
    first, rest = "", name.split()
    while rest and (not first or metrics.horizontalAdvance(f"{first} {rest[0]}") <= width):
        first = f"{first} {rest.pop(0)}".strip()
    lines = [first, " ".join(rest)] if rest else [first]
    return "\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines)
