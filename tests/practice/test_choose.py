"""The next question: neglected first, never the last one again, the same all day, and with a true reason."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.messages import Texts, load_texts
from coach.model import CATEGORIES, Category, Question
from coach.practice.choose import Offer, Share, balance, balance_words, offer

REPOSITORY = Path(__file__).parents[2]
DAY = date(2026, 3, 14)


def question(key: str, category: Category = "metrics") -> Question:
    return Question(key, category, f"What about {key}?")


def say(chosen: Offer | None) -> str:
    assert chosen is not None
    return texts()(chosen.why)


@cache
def texts() -> Texts:
    return load_texts(REPOSITORY / "assets" / "messages")


M1, M2, M3 = (question(f"p/m{number}") for number in (1, 2, 3))
D1 = question("p/d1", "design")


def test_where_there_are_no_questions_none_is_offered() -> None:
    assert offer([], {"p/m1": 3}, DAY) is None


def test_a_single_question_comes_again() -> None:
    chosen = offer([M1], {}, DAY, last="p/m1")
    assert chosen is not None
    assert chosen.question == M1
    assert say(chosen) == "This is the only question here."


def test_a_newcomer_is_told_that_this_is_a_beginning() -> None:
    chosen = offer([M1, M2], {"elsewhere/gone": 4}, DAY)
    assert say(chosen) == "A question about metrics and analytics, to begin with."


def test_a_category_never_practised_comes_first() -> None:
    chosen = offer([M1, M2, D1], {"p/d1": 1}, DAY)
    assert chosen is not None
    assert chosen.question.category == "metrics"
    assert say(chosen) == "You have not practised metrics and analytics yet."


def test_a_category_practised_least_comes_before_a_new_question() -> None:
    chosen = offer([M1, M2, D1], {"p/d1": 1, "p/m1": 2}, DAY)
    assert chosen is not None
    assert chosen.question == D1
    assert say(chosen) == "So far 1 take in product design and UX, fewer than elsewhere."
    assert say(offer([M1, D1], {"p/d1": 2, "p/m1": 3}, DAY)).startswith("So far 2 takes in")


def test_within_a_category_the_question_practised_least_comes() -> None:
    chosen = offer([M1, M2, M3], {"p/m1": 1, "p/m2": 2}, DAY)
    assert chosen is not None
    assert chosen.question == M3
    assert say(chosen) == "You have not practised this question yet."
    chosen = offer([M1, M2, M3], {"p/m1": 1, "p/m2": 2, "p/m3": 5}, DAY)
    assert chosen is not None
    assert chosen.question == M1
    assert say(chosen) == "So far 1 take of this question, fewer than of others."


def test_an_even_spread_is_said_to_be_one() -> None:
    assert say(offer([M1, M2], {"p/m1": 2, "p/m2": 2}, DAY)).startswith("Your takes are spread evenly")


KEYS = [f"p/{number}" for number in range(12)]
QUESTIONS = st.lists(
    st.builds(question, st.sampled_from(KEYS), st.sampled_from(CATEGORIES)), max_size=12, unique_by=lambda one: one.key
)
COUNTS = st.dictionaries(st.sampled_from([*KEYS, "gone/1"]), st.integers(0, 5))
DAYS = st.dates(date(2024, 1, 1), date(2030, 1, 1))


@settings(deadline=None)
@given(QUESTIONS, COUNTS, DAYS, st.sampled_from(["", *KEYS]))
def test_the_rules_hold_for_any_packs_and_history(
    questions: list[Question], practised: dict[str, int], day: date, last: str
) -> None:
    chosen = offer(questions, practised, day, last)
    if not questions:
        assert chosen is None
        return
    assert chosen is not None
    assert chosen.question in questions
    others = [each for each in questions if each.key != last]
    assert chosen.question.key != last or not others
    takes: Counter[Category] = Counter()
    for each in questions:
        takes[each.category] += practised.get(each.key, 0)
    assert takes[chosen.question.category] == min(takes[each.category] for each in others or questions)
    own = practised.get(chosen.question.key, 0)
    rivals = [each for each in others or questions if each.category == chosen.question.category]
    assert own == min(practised.get(each.key, 0) for each in rivals)
    assert "{" not in say(chosen)


@settings(deadline=None)
@given(QUESTIONS, COUNTS, DAYS)
def test_the_order_of_the_packs_does_not_matter(
    questions: list[Question], practised: dict[str, int], day: date
) -> None:
    assert offer(questions, practised, day) == offer(questions[::-1], practised, day)


def test_another_day_brings_another_question() -> None:
    questions = [question(key) for key in KEYS]
    days = [DAY + timedelta(days=number) for number in range(60)]
    drawn = [offer(questions, {}, day) for day in days]
    assert len({each.question.key for each in drawn if each}) > 6


def test_following_the_offers_covers_every_category_before_any_comes_twice() -> None:
    questions = [question(f"{category}/{number}", category) for category in CATEGORIES for number in range(5)]
    practised: Counter[str] = Counter()
    asked: list[Question] = []
    for _ in range(len(questions)):
        chosen = offer(questions, practised, DAY, asked[-1].key if asked else "")
        assert chosen is not None
        asked.append(chosen.question)
        practised[chosen.question.key] += 1
    assert {each.category for each in asked[: len(CATEGORIES)]} == set(CATEGORIES)
    assert set(practised.values()) == {1}


def test_the_balance_tells_each_category_with_the_least_practised_first() -> None:
    shares = balance([M1, M2, M3, D1], {M1.key: 2, M3.key: 1, "gone/question": 9})
    assert shares == (Share("design", 0, 0, 1), Share("metrics", 3, 2, 3))
    assert balance([], {}) == ()


def test_the_balance_is_said_in_one_sentence() -> None:
    def said(practised: dict[str, int]) -> str:
        return texts()(balance_words(balance([M1, D1], practised)))

    assert said({}) == "Nothing is practised yet. Any category is a good one to begin with."
    assert said({M1.key: 1, D1.key: 1}) == "Every category has 1 take."
    assert said({M1.key: 3, D1.key: 1}) == (
        "Most practised so far: metrics and analytics (3 takes). Least: product design and UX (1 take)."
    )
