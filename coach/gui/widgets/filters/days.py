"""Stretches of days that a list is filtered by, and the moments of the clock at which they begin and end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, get_args

Period = Literal["any", "this_week", "this_month", "last_month", "days"]
"""Stretches with a name; "days" is any other."""
PERIODS: tuple[Period, ...] = get_args(Period)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """Hold the first and the last day of a stretch, both within it; None is an open end."""

    first: date | None = None
    last: date | None = None


def days_of(period: Period, today: date, week_begins: int) -> Days:
    """Return the days of a period with a name; `week_begins` is 1 for Monday to 7 for Sunday."""
    if period == "this_week":
        return Days(today - timedelta(days=(today.isoweekday() - week_begins) % 7))
    if period == "this_month":
        return Days(today.replace(day=1))
    if period == "last_month":
        end = today.replace(day=1) - DAY
        return Days(end.replace(day=1), end)
    return Days()


def period_of(days: Days, today: date, week_begins: int) -> Period:
    """Return which period with a name these days are, or "days"."""
    return next((period for period in PERIODS if days_of(period, today, week_begins) == days), "days")


def moments_of(days: Days) -> tuple[datetime | None, datetime | None]:
    """Return when the days begin, and when the day after them does, on this computer's clock."""
    since = datetime.combine(days.first, time()).astimezone() if days.first is not None else None
    until = datetime.combine(days.last + DAY, time()).astimezone() if days.last is not None else None
    return since, until


def days_between(since: datetime | None, until: datetime | None) -> Days:
    """Return the days from one moment to before another, on this computer's clock."""
    first = since.astimezone().date() if since is not None else None
    last = (until - timedelta(microseconds=1)).astimezone().date() if until is not None else None
    return Days(first, last)
