from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coach.gui.widgets.filters.days import Days
from coach.gui.widgets.filters.period import PeriodChoice
from coach.gui.widgets.filters.wording import Today
from tests.tools import samples

TODAY = Today(date(2026, 10, 14), 1)


@pytest.fixture
def period(qtbot: QtBot) -> Iterator[PeriodChoice]:
    page = QWidget()
    qtbot.addWidget(page)
    made = PeriodChoice(samples.texts(), samples.theme(), TODAY)
    rows = QVBoxLayout(page)
    for field in made.fields:
        rows.addWidget(field)
    made.show_days(Days())
    page.show()
    yield made
    page.hide()


def test_a_period_with_a_name_is_chosen_by_keys(qtbot: QtBot, period: PeriodChoice) -> None:
    assert period.days == Days()
    assert not period.first.isVisible()

    with qtbot.waitSignal(period.changed):
        qtbot.keyClick(period.period, Qt.Key.Key_Down)

    assert period.days == Days(date(2026, 10, 12))
    assert not period.first.isVisible()


def test_other_days_begin_with_four_weeks(qtbot: QtBot, period: PeriodChoice) -> None:
    with qtbot.waitSignal(period.changed):
        period.period.choose("days")

    assert period.first.isVisible()
    assert period.days == Days(date(2026, 9, 16))
    with qtbot.waitSignal(period.changed):
        period.last.show_day(date(2026, 10, 3))
    assert period.days == Days(date(2026, 9, 16), date(2026, 10, 3))
    with qtbot.waitSignal(period.changed):
        period.first.setDate(period.first.minimumDate())
    assert period.days == Days(None, date(2026, 10, 3))
    assert period.first.text() == "the first take"


def test_days_the_wrong_way_round_are_turned(period: PeriodChoice) -> None:
    period.period.choose("days")
    period.first.show_day(date(2026, 10, 9))
    period.last.show_day(date(2026, 10, 3))

    assert period.days == Days(date(2026, 10, 3), date(2026, 10, 9))


def test_days_are_shown_without_telling(qtbot: QtBot, period: PeriodChoice) -> None:
    with qtbot.assertNotEmitted(period.changed):
        period.show_days(Days(date(2026, 3, 1), date(2026, 3, 1)))
    assert period.days == Days(date(2026, 3, 1), date(2026, 3, 1))
    assert period.last.isVisible()

    period.show_days(Days(date(2026, 9, 1), date(2026, 9, 30)))
    assert period.period.currentData() == "last_month"
    period.set_today(Today(date(2026, 11, 2), 1))
    assert period.days == Days(date(2026, 10, 1), date(2026, 10, 31))


def test_a_day_is_chosen_in_a_calendar_and_not_by_the_wheel(qtbot: QtBot, period: PeriodChoice) -> None:
    period.period.choose("days")
    before = period.first.day
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )

    QApplication.sendEvent(period.first, wheel)

    assert period.first.day == before
    assert period.first.calendarPopup()
    assert period.first.height() >= 32
    period.set_theme(samples.theme("dark", 200))
    saturday = period.first.calendarWidget().weekdayTextFormat(Qt.DayOfWeek.Saturday)
    assert saturday.foreground().color() == samples.theme("dark").colour("text")
