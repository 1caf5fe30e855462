from datetime import date

import pytest

from coach.gui.widgets.filters.days import PERIODS, Days, moments_of
from coach.gui.widgets.filters.wording import FILTERS, Today, describe, filters_on, name_days, period_name, without
from coach.practice.history import Choices, Wanted
from tests.tools import samples

TODAY = Today(date(2026, 10, 14), 1)
CHOICES = Choices((("core/1", "Is it real? " * 10),), (("s1", "The spike"),), ("whisper",))


def test_nothing_on_is_no_sentence() -> None:
    assert describe(Wanted(search="cohort", binned=True), CHOICES, samples.texts(), TODAY) == ""


def test_what_is_on_is_one_plain_line() -> None:
    since, _ = moments_of(Days(date(2026, 10, 2)))
    wanted = Wanted(category="metrics", starred=True, since=since)

    line = describe(wanted, CHOICES, samples.texts(), TODAY)

    assert line == "Metrics and analytics, since 2 October, starred"
    assert describe(Wanted(starred=True), CHOICES, samples.texts(), TODAY) == "Starred"


def test_questions_stories_and_engines_are_named() -> None:
    wanted = Wanted(question="core/1", story="s1", engine="whisper")

    line = describe(wanted, CHOICES, samples.texts(), TODAY)

    assert line.startswith("“Is it real? Is it")
    assert "…”, with “The spike”, transcribed by Whisper" in line
    assert len(line) < 120
    assert "“core/2”" in describe(Wanted(question="core/2"), CHOICES, samples.texts(), TODAY)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (Days(date(2026, 10, 12)), "this week"),
        (Days(date(2026, 10, 1)), "this month"),
        (Days(date(2026, 9, 1), date(2026, 9, 30)), "last month"),
        (Days(date(2025, 10, 1)), "since 1 October 2025"),
        (Days(None, date(2026, 10, 3)), "until 3 October"),
        (Days(date(2026, 10, 3), date(2026, 10, 3)), "on 3 October"),
        (Days(date(2025, 12, 30), date(2026, 1, 2)), "30 December 2025 to 2 January"),
    ],
)
def test_days_are_said_as_short_as_they_can(days: Days, said: str) -> None:
    assert name_days(days, samples.texts(), TODAY) == said


def test_each_filter_can_be_taken_off() -> None:
    since, until = moments_of(Days(date(2026, 10, 1), date(2026, 10, 2)))
    wanted = Wanted("cohort", "metrics", "core/1", "s1", "whisper", since, until, starred=True, order="oldest")

    assert list(filters_on(wanted)) == list(FILTERS)
    for which in FILTERS:
        assert which not in filters_on(without(wanted, which))
        wanted = without(wanted, which)
    assert wanted == Wanted(order="oldest")


def test_every_period_has_a_name() -> None:
    assert len({period_name(period, samples.texts()) for period in PERIODS}) == len(PERIODS)


def test_today_is_what_the_clock_says() -> None:
    before = date.today()
    assert before <= Today.now().day <= date.today()
    assert 1 <= Today.now().week_begins <= 7
