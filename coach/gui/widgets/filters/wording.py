"""What a list of takes is filtered by, in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, get_args

from PySide6.QtCore import QDate, QLocale

from coach.gui.names import category_name
from coach.gui.widgets.filters.days import Days, Period, days_between, period_of
from coach.messages import Message, Texts, msg
from coach.practice import rows
from coach.practice.history import Choices, Order, Wanted

Filter = Literal["search", "category", "question", "story", "engine", "dates", "starred"]
"""What may leave takes out, each by itself."""
FILTERS: tuple[Filter, ...] = get_args(Filter)
LONGEST = 60
"""Characters of a question that stand in a sentence."""
ORDER_NAMES: Mapping[Order, Message] = {
    "newest": msg("takes.order.newest"),
    "oldest": msg("takes.order.oldest"),
    "longest": msg("takes.order.longest"),
    "shortest": msg("takes.order.shortest"),
    "question": msg("takes.order.question"),
}


@dataclass(frozen=True, slots=True)
class Today:
    """Hold the day on this computer's clock and the day on which a week begins, 1 for Monday to 7 for Sunday."""

    day: date
    week_begins: int

    @staticmethod
    def now() -> Today:
        """Look at the clock."""
        return Today(date.today(), QLocale.system().firstDayOfWeek().value)


def without(wanted: Wanted, which: Filter) -> Wanted:
    """Return what is wanted with one filter taken off."""
    empty: dict[str, Any] = {"starred": False, "dates": None}
    names = ("since", "until") if which == "dates" else (which,)
    return replace(wanted, **{name: empty.get(which, "") for name in names})


def filters_on(wanted: Wanted) -> Sequence[Filter]:
    """Return which filters leave takes out."""
    return [which for which in FILTERS if without(wanted, which) != wanted]


def describe(wanted: Wanted, choices: Choices, texts: Texts, today: Today) -> str:
    """Say what a list is filtered by, in one line; the search stands beside it anyway."""
    named = [name_filter(which, wanted, choices, texts, today) for which in filters_on(wanted) if which != "search"]
    line = ", ".join(named)
    return line[:1].upper() + line[1:]


def name_filter(which: Filter, wanted: Wanted, choices: Choices, texts: Texts, today: Today) -> str:
    """Name one filter as it stands inside a sentence."""
    if which == "search":
        return texts(msg("takes.filter.search", words=wanted.search))
    if which == "category":
        return category_name(wanted.category, texts)
    if which == "question":
        text = dict(choices.questions).get(wanted.question, wanted.question)
        return texts(msg("takes.filter.question", text=_short(text)))
    if which == "story":
        return texts(msg("takes.with_story", title=dict(choices.stories).get(wanted.story, wanted.story)))
    if which == "engine":
        return texts(msg("takes.filter.engine", name=rows.engine_name(wanted.engine)))
    if which == "dates":
        return name_days(days_between(wanted.since, wanted.until), texts, today)
    return texts(msg("takes.filter.starred"))


def name_days(days: Days, texts: Texts, today: Today) -> str:
    """Name a stretch of days: by its name where it has one, else by its ends."""
    period = period_of(days, today.day, today.week_begins)
    if period == "this_week":
        return texts(msg("takes.days.this_week"))
    if period == "this_month":
        return texts(msg("takes.days.this_month"))
    if period == "last_month":
        return texts(msg("takes.days.last_month"))
    if days.last is None:
        return texts(msg("takes.days.since", day=_day(days.first or today.day, texts, today)))
    if days.first is None:
        return texts(msg("takes.days.until", day=_day(days.last, texts, today)))
    if days.first == days.last:
        return texts(msg("takes.days.on", day=_day(days.last, texts, today)))
    first, last = _day(days.first, texts, today), _day(days.last, texts, today)
    return texts(msg("takes.days.between", first=first, last=last))


def period_name(period: Period, texts: Texts) -> str:
    """Name a period as a choice."""
    names = {
        "any": msg("takes.days.any"),
        "this_week": msg("takes.days.this_week.choice"),
        "this_month": msg("takes.days.this_month.choice"),
        "last_month": msg("takes.days.last_month.choice"),
        "days": msg("takes.days.choice"),
    }
    return texts(names[period])


def _day(day: date, texts: Texts, today: Today) -> str:
    pattern = msg("language.date.long") if day.year == today.day.year else msg("language.date.long_year")
    return QLocale(texts.language).toString(QDate(day.year, day.month, day.day), texts(pattern))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
