from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.gui.widgets.filters.days import PERIODS, Days, Period, days_between, days_of, moments_of, period_of

FRIDAY = date(2026, 10, 2)


@pytest.mark.parametrize(
    ("period", "begins", "days"),
    [
        ("any", 1, Days()),
        ("this_week", 1, Days(date(2026, 9, 28))),
        ("this_week", 7, Days(date(2026, 9, 27))),
        ("this_week", 5, Days(FRIDAY)),
        ("this_month", 1, Days(date(2026, 10, 1))),
        ("last_month", 1, Days(date(2026, 9, 1), date(2026, 9, 30))),
        ("days", 1, Days()),
    ],
)
def test_periods_are_days(period: Period, begins: int, days: Days) -> None:
    assert days_of(period, FRIDAY, begins) == days


def test_january_follows_december() -> None:
    assert days_of("last_month", date(2026, 1, 9), 1) == Days(date(2025, 12, 1), date(2025, 12, 31))


def test_days_have_a_name_where_they_have_one() -> None:
    for period in PERIODS[:-1]:
        assert period_of(days_of(period, FRIDAY, 1), FRIDAY, 1) == period
    assert period_of(Days(FRIDAY, FRIDAY), FRIDAY, 1) == "days"


ANY_DAY = st.none() | st.dates(date(1990, 1, 1), date(2090, 1, 1))


@given(ANY_DAY, ANY_DAY)
def test_days_are_told_by_their_moments(first: date | None, last: date | None) -> None:
    assert days_between(*moments_of(Days(first, last))) == Days(first, last)


def test_a_day_ends_when_the_next_begins_on_this_computers_clock() -> None:
    since, until = moments_of(Days(FRIDAY, FRIDAY))

    assert since is not None
    assert until is not None
    assert since.utcoffset() is not None
    assert (since.hour, until.hour) == (0, 0)
    assert until - since == timedelta(days=1)
    midnight = datetime(2026, 10, 3, tzinfo=UTC)
    assert days_between(midnight, None).first == midnight.astimezone().date()
