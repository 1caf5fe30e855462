"""The days of a month with their takes: a square for each day, the number of takes in it."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeySequence, QPainter, QPen, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from coach.analysis.coverage import describe_days, takes_in_month
from coach.gui.charts.chart_card import ChartCard
from coach.gui.charts.maps.board import Board, Room
from coach.gui.theme import MARGIN, Theme
from coach.messages import Message, Texts, msg

SQUARE, SMALLEST = 64, 36
"""Pixels across a square at most, at 100 % text, and at least."""
FILLS = (0.2, 0.32, 0.45, 0.9, 1.0)
"""How much of the accent is in the square of a day with 1, 2, 3, 4, and 5 or more takes.

There is none from 0.5 to 0.85: no ink keeps 4.5:1 on that in every theme (measured on all four).
"""
WEEK = 7


class MonthChart(QWidget):
    """Show one month; earlier and later ones are a key or a click away."""

    chosen = Signal(object)
    """A day (date) whose takes a person wants to see."""

    def __init__(self, texts: Texts, theme: Theme, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._today = today
        self._days: Mapping[date, int] = {}
        self.month = today().replace(day=1)
        self.board = Board(theme, self._lay_out, self._paint)
        self.card = ChartCard(texts, theme, self.board, msg("charts.days.name"))
        self.board.pointed.connect(self._point)
        self.board.chosen.connect(lambda number: self.chosen.emit(self.day(number)))
        self.card.row_chosen.connect(lambda row: self.chosen.emit(list(self._shown())[row]))
        self.earlier = self._make_button("‹", msg("charts.days.earlier"), -1, Qt.Key.Key_PageUp)
        self.later = self._make_button("›", msg("charts.days.later"), 1, Qt.Key.Key_PageDown)
        self.heading = QLabel()
        self.heading.setProperty("type", "heading")
        turning = QHBoxLayout()
        turning.addWidget(self.earlier)
        turning.addWidget(self.later)
        turning.addSpacing(MARGIN)
        turning.addWidget(self.heading)
        turning.addStretch(1)
        self.card.body.insertLayout(1, turning)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.card)
        self._show()

    def _make_button(self, sign: str, name: Message, way: int, key: Qt.Key) -> QPushButton:
        button = QPushButton(sign)
        button.setAccessibleName(self._texts(name))
        button.setToolTip(self._texts(name))
        button.clicked.connect(lambda: self.turn(way))
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(key), self, lambda: self.turn(way), context=inside)
        return button

    def set_days(self, days: Mapping[date, int]) -> None:
        """Show the takes of each day."""
        self._days = days
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        self.card.set_theme(theme)
        self.board.set_theme(theme)

    def turn(self, way: int) -> None:
        """Go one month on (1) or back (-1), as far as today's month and the first take's."""
        if self._can_turn(way):
            self.month = (self.month + timedelta(days=31) if way > 0 else self.month - timedelta(days=1)).replace(day=1)
            self._show()

    def _can_turn(self, way: int) -> bool:
        if way > 0:
            return self.month < self._today().replace(day=1)
        return any(day < self.month for day, takes in self._days.items() if takes)

    def day(self, number: int) -> date:
        """Return the day in a square."""
        return self.month.replace(day=number + 1)

    def _shown(self) -> Mapping[date, int]:
        return dict(sorted(takes_in_month(self._days, self.month).items(), reverse=True))

    def _show(self) -> None:
        name = self._month_name()
        self.heading.setText(name)
        self.card.caption = f"{name}."
        self.card.set_sentence(self._texts(describe_days(self._days, self.month, name, self._today())))
        headers = (msg("charts.column.date"), msg("charts.column.takes"))
        self.card.set_table([self._texts(header) for header in headers], self._rows)
        self.earlier.setEnabled(self._can_turn(-1))
        self.later.setEnabled(self._can_turn(1))
        self.board.refresh()
        self._point(self.board.pointer)

    def _month_name(self) -> str:
        month = QLocale(self._texts.language).standaloneMonthName(self.month.month)
        return self._texts(msg("charts.days.month", month=month, year=self.month.year))

    def _rows(self) -> list[list[str]]:
        return [[self._day_name(day), str(takes)] for day, takes in self._shown().items()]

    def _day_name(self, day: date) -> str:
        pattern = self._texts(msg("language.date.weekday"))
        return QLocale(self._texts.language).toString(QDate(day.year, day.month, day.day), pattern)

    def _first_column(self) -> int:
        """Return the column in which the month begins."""
        return (self.month.weekday() - _first_weekday()) % WEEK

    def _size(self, width: float) -> float:
        return max(min(width / WEEK, float(self._theme.px(SQUARE))), float(SMALLEST))

    def _head(self) -> float:
        return QFontMetricsF(self._theme.font(14)).height() + MARGIN

    def _lay_out(self, width: float) -> Room:
        size, first = self._size(width), self._first_column()
        boxes = []
        for number in range(calendar.monthrange(self.month.year, self.month.month)[1]):
            down, across = divmod(first + number, WEEK)
            boxes.append(QRectF(across * size + 3, self._head() + down * size + 3, size - 6, size - 6))
        return Room(tuple(boxes), boxes[-1].bottom() + 4)

    def _paint(self, painter: QPainter, width: float, still: bool) -> None:
        theme, room, size = self._theme, self._lay_out(width), self._size(width)
        painter.setFont(theme.font(14))
        painter.setPen(theme.colour("soft"))
        locale = QLocale(self._texts.language)
        for column in range(WEEK):
            # Qt counts the days of the week from 1, Monday.
            name = locale.standaloneDayName((_first_weekday() + column) % WEEK + 1, QLocale.FormatType.ShortFormat)
            head = QRectF(column * size, 0, size, self._head() - MARGIN / 2)
            fitted = QFontMetricsF(painter.font()).elidedText(name, Qt.TextElideMode.ElideRight, size)
            painter.drawText(head, int(Qt.AlignmentFlag.AlignCenter), fitted)
        for number, box in enumerate(room.boxes):
            self._paint_day(painter, box, self.day(number))

    def _paint_day(self, painter: QPainter, box: QRectF, day: date) -> None:
        theme, takes = self._theme, self._days.get(day, 0)
        fill = theme.blend("surface", "accent", FILLS[min(takes, len(FILLS)) - 1]) if takes else theme.colour("surface")
        painter.setPen(QPen(theme.colour(theme.edge), 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(box, 6, 6)
        if day == self._today():
            painter.setPen(QPen(theme.colour("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 7, 7)
        painter.setPen(readable(fill, theme.colour("text"), theme.colour("surface")) if takes else theme.colour("soft"))
        painter.setFont(theme.font(14))
        line = QFontMetricsF(painter.font()).height()
        inside = box.adjusted(6, 3, -7, -4)
        if not takes or inside.height() >= 2 * line:
            painter.drawText(inside, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), str(day.day))
        if takes:
            painter.setFont(theme.font(16, bold=True))
            painter.drawText(inside, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight), str(takes))

    def _point(self, number: int | None) -> None:
        if number is None:
            self.card.set_readout(self._texts(msg("charts.days.hint")))
            return
        day = self.day(number)
        takes = self._days.get(day, 0)
        name = self._day_name(day)
        self.card.set_readout(
            self._texts(msg("charts.days.at", day=name, n=takes) if takes else msg("charts.days.none", day=name))
        )


def _first_weekday() -> int:
    """Return the day with which this computer's weeks begin, Monday being 0."""
    return int(QLocale().firstDayOfWeek().value) - 1


def readable(ground: QColor, *inks: QColor) -> QColor:
    """Return the ink that stands out most from a ground, by the contrast of WCAG 2.2."""
    return max(inks, key=lambda ink: contrast(ground, ink))


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
