"""A choice of days: this week, this month, last month, or from one day to another."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QShowEvent, QTextCharFormat, QTransform, QWheelEvent
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QToolButton, QWidget

from coach.gui.theme import Theme
from coach.gui.widgets.filters.days import PERIODS, Days, days_of, period_of
from coach.gui.widgets.filters.short_choice import ShortChoice
from coach.gui.widgets.filters.wording import Today, period_name
from coach.gui.widgets.forms.field import Field
from coach.gui.widgets.signs.icons import icon
from coach.messages import Message, Texts, msg

EARLIEST = QDate(2000, 1, 1)
"""The day that stands for "from the beginning": no take is older."""
TARGET = 32
"""Pixels that whatever is clicked is wide and tall at least."""


class DayEdit(QDateEdit):
    """Enter a day, with a calendar; the wheel scrolls the page instead."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setCalendarPopup(True)
        self.setMinimumDate(EARLIEST)
        self.setDisplayFormat("d MMM yyyy")
        self.set_theme(theme)

    @property
    def day(self) -> date:
        """Return the day."""
        chosen = self.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def show_day(self, day: date) -> None:
        """Show a day."""
        self.setDate(QDate(day.year, day.month, day.day))

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        self.setStyleSheet(_shape(theme))
        if self.isVisible():
            self._dress_calendar()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Make the calendar no earlier than it can be wanted."""
        super().showEvent(event)
        self._dress_calendar()

    def _dress_calendar(self) -> None:
        """Let the calendar be plain: no red weekends, no numbers of weeks, arrows that every theme shows."""
        theme, calendar = self._theme, self.calendarWidget()
        plain = QTextCharFormat()
        plain.setForeground(theme.colour("text"))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekday, plain)
        calendar.setHeaderTextFormat(plain)
        calendar.setMinimumSize(theme.px(320), theme.px(220) + 2 * TARGET)
        calendar.setStyleSheet(_calendar_shape(theme))
        size = theme.px(16)
        after = icon("folded", theme.colour("text"), size).pixmap(size, size)
        for name, way in (("prev", -1), ("next", 1)):
            button = calendar.findChild(QToolButton, f"qt_calendar_{name}month")
            if isinstance(button, QToolButton):
                button.setIcon(QIcon(after.transformed(QTransform.fromScale(way, 1))))
                button.setIconSize(QSize(size, size))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's own name
        """Leave the wheel to the page."""
        event.ignore()


class PeriodChoice(QObject):
    """Choose a stretch of days, in three fields for a form; the two ends show only where it has no name."""

    changed = Signal()

    def __init__(self, texts: Texts, theme: Theme, today: Today) -> None:
        super().__init__()
        self._today = today
        self._filling = False
        self.period = ShortChoice()
        self.period.fill([(period_name(period, texts), period) for period in PERIODS], "any")
        self.first, self.last = DayEdit(theme), DayEdit(theme)
        self.first.setSpecialValueText(texts(msg("takes.days.beginning")))
        self.fields = (
            self._field(theme, texts, msg("takes.filter.dates"), self.period),
            self._field(theme, texts, msg("takes.days.first"), self.first),
            self._field(theme, texts, msg("takes.days.last"), self.last),
        )
        self.show_days(Days())
        self.period.currentIndexChanged.connect(lambda _: self._choose())
        self.first.dateChanged.connect(lambda _: self._tell())
        self.last.dateChanged.connect(lambda _: self._tell())

    def _field(self, theme: Theme, texts: Texts, name: Message, control: QWidget) -> Field:
        return Field(theme, texts(name), control)

    @property
    def days(self) -> Days:
        """Return the days; an end at the beginning, or from today on, is open."""
        period = self.period.currentData()
        if period != "days":
            return days_of(period, self._today.day, self._today.week_begins)
        first = None if self.first.date() <= EARLIEST else self.first.day
        last = None if self.last.day >= self._today.day else self.last.day
        if first is not None and last is not None and last < first:
            first, last = last, first
        return Days(first, last)

    def show_days(self, days: Days) -> None:
        """Show a stretch, without telling."""
        self._filling = True
        self.period.choose(period_of(days, self._today.day, self._today.week_begins))
        self.first.show_day(days.first or date(EARLIEST.year(), EARLIEST.month(), EARLIEST.day()))
        self.last.show_day(days.last or self._today.day)
        self._show_ends()
        self._filling = False

    def set_today(self, today: Today) -> None:
        """Look at another day of the clock: what has a name then begins elsewhere."""
        self._today = today

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        for field in self.fields:
            field.set_theme(theme)
        for end in (self.first, self.last):
            end.set_theme(theme)

    def _choose(self) -> None:
        """Begin with the last four weeks where a stretch without a name is wanted."""
        if self.period.currentData() == "days" and not self._filling:
            self._filling = True
            self.first.setDate(self.last.date().addDays(-28))
            self._filling = False
        self._show_ends()
        self._tell()

    def _show_ends(self) -> None:
        for field in self.fields[1:]:
            field.setVisible(self.period.currentData() == "days")

    def _tell(self) -> None:
        if not self._filling:
            self.changed.emit()


def _shape(theme: Theme) -> str:
    """Give a date the shape of a choice."""
    surface, line, accent = (theme.colour(token).name() for token in ("surface", "line", "accent"))
    arrow = theme.folder.parent / "icons" / f"down-{'bright' if theme.bright_text else 'dark'}.svg"
    return (
        f"QDateEdit {{ background: {surface}; border: 1px solid {line}; border-radius: 10px; "
        "padding: 1px 36px 1px 11px; min-height: 40px; }"
        f"QDateEdit:focus {{ border: 2px solid {accent}; padding: 0 35px 0 10px; }}"
        "QDateEdit::drop-down { border: none; width: 32px; subcontrol-position: center right; }"
        f'QDateEdit::down-arrow {{ image: url("{arrow.as_posix()}"); width: 16px; height: 16px; }}'
    )


def _calendar_shape(theme: Theme) -> str:
    """Give the calendar the ground of a list, and the chosen day the accent."""
    names = ("surface", "raised", "text", "accent", "on_accent")
    surface, raised, text, accent, on_accent = (theme.colour(token).name() for token in names)
    return (
        f"QWidget#qt_calendar_navigationbar {{ background: {surface}; }}"
        f"QToolButton {{ background: transparent; border: 2px solid transparent; color: {text}; padding: 0 8px;"
        f" min-height: {TARGET}px; min-width: {TARGET}px; }}"
        f"QToolButton:hover {{ background: {raised}; }}"
        f"QToolButton:focus {{ border-color: {accent}; }}"
        "QToolButton::menu-indicator { image: none; }"
        f"QTableView {{ border: none; selection-background-color: {accent}; selection-color: {on_accent}; }}"
        f"QTableView::item {{ padding: 0; }} QTableView::item:selected {{ background: {accent}; color: {on_accent}; }}"
    )
