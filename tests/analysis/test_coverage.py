"""What was practised so far, and what would be worth trying next."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.analysis.coverage import (
    EXPECTED,
    Heard,
    Told,
    describe_anchors,
    describe_days,
    describe_stories,
    describe_themes,
    gather_heard,
    next_anchor,
    next_story,
    next_theme,
    share_heard,
    stories_by_category,
    stories_by_theme,
    takes_in_month,
)
from coach.messages import Message, load_texts, msg
from coach.model import ANCHORS, CATEGORIES, THEMES, FoundState, Story
from coach.settings import find_resources

TEXTS = load_texts(find_resources() / "assets" / "messages")
OUTAGE = Story("s1", "The outage", themes=("failure", "leadership"), leads=("behavioural",))
PRICING = Story("s2", "The pricing page", themes=("conflict",), leads=())


def name(word: str) -> Message:
    return msg("names.as_written", word=word)


def anchors_said(*counts: tuple[str, str, FoundState, int]) -> str:
    return TEXTS(describe_anchors(gather_heard(counts), name, name))


def test_counts_come_together_by_category_and_anchor() -> None:
    cells = gather_heard(
        [
            ("metrics", "outcome", "found", 2),
            ("metrics", "outcome", "missing", 1),
            ("metrics", "outcome", "missing", 2),
            ("design", "problem", "weak", 3),
        ]
    )

    assert cells == {("metrics", "outcome"): Heard(2, 0, 3), ("design", "problem"): Heard(0, 3, 0)}
    assert cells["metrics", "outcome"].takes == 5
    assert cells["metrics", "outcome"].share == pytest.approx(0.4)
    assert Heard().share == 0.0


def test_the_anchor_that_was_listened_for_most_and_not_heard_comes_next() -> None:
    said = anchors_said(
        ("metrics", "problem", "found", 9),
        ("metrics", "outcome", "missing", 2),
        ("design", "tradeoff", "weak", 3),
        ("design", "lesson", "missing", 8),
    )

    assert said == "Worth trying next: tradeoff, in design. It was not heard in your 3 takes there yet."


def test_between_equals_their_own_order_decides() -> None:
    said = anchors_said(
        ("of my own", "problem", "missing", 1),
        ("design", "outcome", "missing", 1),
        ("design", "decision", "missing", 1),
    )

    assert said == "Worth trying next: decision, in design. It was not heard in your 1 take there yet."


def test_nothing_reviewed_and_everything_heard_have_their_sentences() -> None:
    assert "Once a take has been reviewed" in anchors_said(("design", "lesson", "found", 2))
    assert "at least once" in anchors_said(("design", "problem", "found", 1), ("design", "problem", "missing", 4))


@given(st.lists(st.sampled_from([*ANCHORS, "else"])))
def test_the_share_heard_is_of_the_four_that_are_expected(heard: list[str]) -> None:
    share = share_heard(heard)

    assert share in (0, 25, 50, 75, 100)
    assert share_heard([*heard, "lesson"]) == share
    assert share_heard(EXPECTED) == 100


def test_a_story_that_leads_and_was_not_told_there_comes_next() -> None:
    stories = (PRICING, OUTAGE)
    cells = stories_by_category(stories, {("s2", "strategy"): 2, ("s1", "metrics"): 1})

    assert cells["behavioural", "s1"] == Told(0, True)
    assert cells["strategy", "s2"] == Told(2, False)
    assert "“The outage”, in behavioural. You lead with it" in TEXTS(describe_stories(stories, cells, name))


def test_what_comes_next_is_named_by_its_place() -> None:
    stories = (PRICING, OUTAGE)
    assert next_anchor(gather_heard([("design", "outcome", "weak", 2)])) == ("design", "outcome")
    assert next_anchor({}) is None
    assert next_story(stories, stories_by_category(stories, {})) == ("behavioural", OUTAGE)
    assert next_story((), {}) is None
    assert next_theme(stories, stories_by_theme(stories, {})) == ("ambiguity", None)
    all_themes = (Story("s3", "All of it", themes=THEMES),)
    assert next_theme(all_themes, stories_by_theme(all_themes, {})) == ("conflict", all_themes[0])
    assert next_theme(all_themes, stories_by_theme(all_themes, {("s3", ""): 1})) is None


def test_else_the_story_told_least_is_named_for_a_category_without_any() -> None:
    stories = (PRICING, OUTAGE)
    told = {("s2", "strategy"): 2, ("s1", "behavioural"): 1}
    said = TEXTS(describe_stories(stories, stories_by_category(stories, told), name))
    assert said == "Worth telling next: “The outage”, in architecture. No story has been told there yet."

    everywhere: dict[tuple[str, str], int] = {("s1", category): 1 for category in CATEGORIES}
    assert "every category" in TEXTS(describe_stories(stories, stories_by_category(stories, everywhere), name))
    assert "Your stories will stand here" in TEXTS(describe_stories((), {}, name))


def test_a_theme_without_a_story_is_asked_about_then_one_that_waits_to_be_told() -> None:
    stories = (OUTAGE, PRICING)
    cells = stories_by_theme(stories, {("s1", "design"): 2, ("s1", ""): 1})
    assert cells["failure", "s1"] == Told(3, True)
    assert cells["failure", "s2"] == Told(0, False)
    assert TEXTS(describe_themes(stories, cells, name)) == "No story stands for ambiguity yet. Which of yours could?"

    all_themes = (Story("s3", "All of it", themes=THEMES), PRICING)
    untold = stories_by_theme(all_themes, {("s2", "design"): 1})
    assert "“All of it”. It stands for failure" in TEXTS(describe_themes(all_themes, untold, name))
    told = stories_by_theme(all_themes, {("s3", "design"): 1})
    assert "that you have told" in TEXTS(describe_themes(all_themes, told, name))
    assert "Your stories will stand here" in TEXTS(describe_themes((), {}, name))


def test_days_are_counted_within_their_month() -> None:
    today = date(2026, 3, 9)
    days = {date(2026, 2, 28): 2, date(2026, 3, 1): 1, date(2026, 3, 9): 4, date(2026, 3, 10): 0, date(2025, 3, 9): 1}

    assert list(takes_in_month(days, today)) == [date(2026, 3, 1), date(2026, 3, 9)]
    assert TEXTS(describe_days(days, today, "March 2026", today)) == "Practised on 2 days this month."
    assert (
        TEXTS(describe_days(days, date(2026, 2, 1), "February 2026", today)) == "Practised on 1 day in February 2026."
    )
    assert TEXTS(describe_days({}, today, "March 2026", today)) == "No takes this month so far."
    assert TEXTS(describe_days({}, date(2026, 1, 1), "January 2026", today)) == "No takes in January 2026."
