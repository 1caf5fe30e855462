"""How a measure moved from take to take, against the person's own usual range."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import overload

import numpy as np
from PySide6.QtCore import QDate, QLineF, QLocale, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.analysis.trends import Range, number_text
from coach.gui.charts.chart_card import ChartCard
from coach.gui.charts.columns import squeeze
from coach.gui.charts.plot import Plot, Scale, Ticks
from coach.gui.theme import Theme
from coach.gui.wording import amount, day, moment_of_day
from coach.messages import Message, Texts, msg
from coach.practice.history import TrendPoint

TOP, BOTTOM = 20, 16
"""Pixels of air above the highest and below the lowest value."""
SHORTEST, TALLEST = 180, 520
"""Pixels of the plot at least, and of the whole chart at most, at 100 % text."""
LINES = 4
FINE = 2.0
"""Pixels between two takes below which they are drawn as columns: nearer ones cost time and show nothing."""
SHADE = 0.55
"""How much of the ground is in the shade behind the middle of a column."""
PERCENT = "%"
DAYS = 300
"""Days from which a date on the axis is a month with its year: a day alone could be of several years."""


@dataclass(frozen=True, slots=True)
class TrendValues:
    """Hold one measure over all takes, oldest first; `usual` is the own range, once there are five takes."""

    measure: str = ""
    unit: str = ""
    points: tuple[TrendPoint, ...] = ()
    usual: Range | None = None
    sentence: Message = field(default_factory=lambda: msg("charts.trend.nothing"))


class TrendChart(QWidget):
    """Show a measure take by take; the takes stand side by side, each with its date."""

    chosen = Signal(str)
    """The id of a take that a person wants to open."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._values = TrendValues()
        self._numbers = np.zeros(0)
        self.low, self.high = 0.0, 1.0
        self.plot = Plot(theme, self._paint, self._paint_above, self._ticks)
        self.card = ChartCard(texts, theme, self.plot, msg("charts.trend.name"))
        self.plot.pointed.connect(self._point)
        self.plot.pressed.connect(self._press)
        self.plot.hopped.connect(self._hop)
        self.card.row_chosen.connect(self._choose_row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.card)
        self.set_values(self._values)
        self.set_theme(theme)

    @property
    def values(self) -> TrendValues:
        """Return what shows."""
        return self._values

    def set_values(self, values: TrendValues) -> None:
        """Show a measure."""
        self._values = values
        shown = [point.value for point in values.points]
        self._numbers = np.array(shown, dtype=float)
        if values.usual is not None:
            shown += [values.usual.low, values.usual.high]
        low, high = (min(shown), max(shown)) if shown else (0.0, 1.0)
        air = (high - low or abs(high) or 1.0) * 0.12
        self.low, self.high = max(low - air, 0.0) if low >= 0 else low - air, high + air
        self._arrange()
        self.plot.set_range(-0.5, max(len(values.points) - 0.5, 0.5))
        self.card.set_sentence(self._texts(values.sentence))
        headers = (msg("charts.column.date"), msg("charts.column.value"))
        self.card.set_table([self._texts(header) for header in headers], self._rows)
        self._point(None)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        self.card.set_theme(theme)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Say whether takes are drawn one by one in this width."""
        super().resizeEvent(event)
        if self.plot.pointer is None:
            self._point(None)

    def _arrange(self) -> None:
        metrics = QFontMetricsF(self._theme.font(14))
        gutter = max(metrics.horizontalAdvance(number_text(value)) for value in self.steps()) + 16
        self.plot.set_theme(self._theme, round(gutter), self._theme.px(24), 0)
        self.plot.setMinimumHeight(self._theme.px(SHORTEST))
        self.setMaximumHeight(self._theme.px(TALLEST))

    def steps(self) -> list[float]:
        """Return round values for the lines across."""
        span = self.high - self.low
        size = 10.0 ** len(str(int(span / LINES))) / 10 if span >= LINES else 0.1
        step = next(size * times for times in (1, 2, 5, 10, 20, 50) if span / (size * times) <= LINES + 1)
        first = int(self.low / step) + 1
        return [number * step for number in range(first, first + LINES + 2) if number * step < self.high] or [self.low]

    def _up(self, value: float, scale: Scale) -> float:
        room = scale.box.height() - TOP - BOTTOM
        return scale.box.top() + TOP + (self.high - value) / (self.high - self.low) * room

    def _ticks(self, scale: Scale) -> Ticks:
        points = self._values.points
        room = QFontMetricsF(self._theme.font(14)).horizontalAdvance("May 2026") * 1.3
        every = max(int(room * scale.per_px) + 1, 1)
        long = bool(points) and (points[-1].started_at - points[0].started_at).days > DAYS
        name = self._month if long else lambda when: day(when, self._texts)
        named = [(float(place), name(points[place].started_at)) for place in range(0, len(points), every)]
        # Several takes of one day, or month, stand under one date.
        return [tick for number, tick in enumerate(named) if not number or named[number - 1][1] != tick[1]]

    def _month(self, when: datetime) -> str:
        local = when.astimezone()
        return QLocale(self._texts.language).toString(QDate(local.year, local.month, local.day), "MMM yyyy")

    def _at(self, place: int, scale: Scale) -> QPointF:
        return QPointF(scale.px(float(place)), self._up(self._values.points[place].value, scale))

    def _paint(self, painter: QPainter, scale: Scale) -> None:
        theme, values = self._theme, self._values
        font = theme.font(14)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        if values.usual is not None:
            self._paint_usual(painter, scale, values.usual)
        for step in self.steps() if values.points else ():
            height = self._up(step, scale)
            painter.setPen(QPen(theme.colour("raised"), 1))
            painter.drawLine(QLineF(scale.box.left(), height, scale.box.right(), height))
            painter.setPen(theme.colour("soft"))
            painter.drawText(QPointF(0, height + metrics.capHeight() / 2), number_text(step))
        first, last = max(math.floor(scale.first), 0), min(math.ceil(scale.last) + 1, len(values.points))
        if last > first:
            each = math.ceil(FINE * scale.per_px)
            paint = self._paint_takes if each <= 1 else self._paint_columns
            paint(painter, scale, first, last)
        if values.usual is not None:
            self._name_usual(painter, scale, values.usual, metrics)

    def _paint_takes(self, painter: QPainter, scale: Scale, first: int, last: int) -> None:
        """Paint each take as a dot, with a line from one to the next."""
        spots = [self._at(place, scale) for place in range(first, last)]
        self._paint_line(painter, spots)
        painter.setPen(QPen(self._theme.colour("surface"), 2))
        painter.setBrush(self._theme.colour("accent"))
        radius = 5.0 if len(spots) < scale.box.width() / 14 else 2.5
        for spot in spots:
            painter.drawEllipse(spot, radius, radius)

    def _paint_columns(self, painter: QPainter, scale: Scale, first: int, last: int) -> None:
        """Paint takes that are too near each other as a shade from lowest to highest, and the line of their middles."""
        columns = squeeze(self._numbers[first:last], math.ceil(FINE * scale.per_px), first)
        painter.setPen(QPen(self._theme.blend("accent", "surface", SHADE), FINE))
        across = [scale.px(place) for place in columns.places.tolist()]
        ends = zip(across, columns.low.tolist(), columns.high.tolist(), strict=True)
        painter.drawLines([QLineF(x, self._up(low, scale), x, self._up(high, scale)) for x, low, high in ends])
        middles = zip(across, columns.middle.tolist(), strict=True)
        self._paint_line(painter, [QPointF(x, self._up(middle, scale)) for x, middle in middles])

    def _paint_line(self, painter: QPainter, spots: Sequence[QPointF]) -> None:
        pen = QPen(self._theme.colour("accent"), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(spots))

    def _paint_usual(self, painter: QPainter, scale: Scale, usual: Range) -> None:
        """Paint the own range as a band, with its middle dashed."""
        top, bottom = self._up(usual.high, scale), self._up(usual.low, scale)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("raised"))
        painter.drawRect(QRectF(scale.box.left(), top, scale.box.width(), bottom - top))
        painter.setPen(QPen(self._theme.colour("line"), 1.0, Qt.PenStyle.DotLine))
        for edge in (top, bottom):
            painter.drawLine(QLineF(scale.box.left(), edge, scale.box.right(), edge))
        pen = QPen(self._theme.colour("line"), 1.5)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        middle = self._up(usual.middle, scale)
        painter.drawLine(QLineF(scale.box.left(), middle, scale.box.right(), middle))

    def _name_usual(self, painter: QPainter, scale: Scale, usual: Range, metrics: QFontMetricsF) -> None:
        """Write what the band is at its right end, in front of what was measured."""
        painter.setFont(self._theme.font(14))
        bottom = self._up(usual.low, scale)
        label = self._texts(msg("charts.trend.usual", low=number_text(usual.low), high=number_text(usual.high)))
        painter.setPen(self._theme.colour("soft"))
        left = scale.box.right() - metrics.horizontalAdvance(label) - 8
        # What was measured may lie there too: the letters keep a clear ground.
        room = QRectF(left - 4, bottom - 6 - metrics.ascent(), metrics.horizontalAdvance(label) + 8, metrics.height())
        painter.fillRect(room, self._theme.colour("raised"))
        painter.drawText(QPointF(left, bottom - 6), label)

    def _paint_above(self, painter: QPainter, scale: Scale) -> None:
        place = self._place()
        accent = self._theme.colour("accent")
        if place is not None:
            painter.setPen(QPen(accent, 2))
            painter.setBrush(self._theme.colour("surface"))
            painter.drawEllipse(self._at(place, scale), 7, 7)
        if self.plot.hasFocus():
            painter.setPen(QPen(accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.plot.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _place(self) -> int | None:
        """Return which take the pointer is nearest to."""
        if self.plot.pointer is None or not self._values.points:
            return None
        return min(max(round(self.plot.pointer), 0), len(self._values.points) - 1)

    def _point(self, _: float | None) -> None:
        place = self._place()
        if place is None:
            self.card.set_readout(self._hint())
            return
        when, value = self._row(self._values.points[place])
        self.card.set_readout(self._texts(msg("charts.trend.point", date=when, value=value)))

    def _hint(self) -> str:
        if not self._values.points:
            return ""
        hint = msg("charts.trend.hint")
        return self._texts(msg("charts.trend.squeezed", hint=hint) if self.is_squeezed else hint)

    @property
    def is_squeezed(self) -> bool:
        """Tell whether takes are too many for this width to be seen one by one."""
        return FINE * self.plot.scale_now().per_px > 1

    def _row(self, point: TrendPoint) -> list[str]:
        if self._values.unit == PERCENT:
            value = self._texts(msg("charts.shares.percent", percent=round(point.value)))
        else:
            value = amount(self._values.measure, point.value, self._values.unit, self._texts)
        return [moment_of_day(point.started_at, self._texts), value]

    def _rows(self) -> Sequence[Sequence[str]]:
        return _Rows(self._values.points[::-1], self._row)

    def _hop(self, way: int) -> None:
        place = self._place()
        if self._values.points:
            last = len(self._values.points) - 1
            self.plot.point_at(float(min(max((place if place is not None else -1) + way, 0), last)))

    def _press(self, _: float) -> None:
        place = self._place()
        if place is not None:
            self.chosen.emit(self._values.points[place].attempt_id)

    def _choose_row(self, row: int) -> None:
        self.chosen.emit(self._values.points[len(self._values.points) - 1 - row].attempt_id)


class _Rows(Sequence[Sequence[str]]):
    """Write the row of a take only when it is asked for."""

    def __init__(self, points: Sequence[TrendPoint], write: Callable[[TrendPoint], Sequence[str]]) -> None:
        self._points = points
        self._write = write

    def __len__(self) -> int:
        return len(self._points)

    @overload
    def __getitem__(self, place: int) -> Sequence[str]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Sequence[str]]: ...
    def __getitem__(self, place: int | slice) -> Sequence[str] | Sequence[Sequence[str]]:
        if isinstance(place, slice):
            return [self._write(point) for point in self._points[place]]
        return self._write(self._points[place])
