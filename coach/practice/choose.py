"""Offer the next question: from the category practised least, the question practised least, with the reason."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coach.messages import Message, msg
from coach.model import CATEGORIES, Category, Question
from coach.practice.rows import category_topic


@dataclass(frozen=True, slots=True)
class Offer:
    """Hold a question to practise next, and why this one."""

    question: Question
    why: Message


def offer(questions: Sequence[Question], practised: Mapping[str, int], day: date, last: str = "") -> Offer | None:
    """Choose from `questions` by the takes per question key; None where there are no questions.

    `last` is the key of the question asked last: it does not come again while there is another. Between equals the
    day decides, so that an offer stays the same all day and another day brings another.
    """
    candidates = [each for each in questions if each.key != last] or list(questions)
    if not candidates:
        return None
    takes: Counter[Category] = Counter()
    for each in questions:
        takes[each.category] += practised.get(each.key, 0)
    category = min({each.category for each in candidates}, key=lambda one: (takes[one], _lot(day, one)))
    question = min(
        (each for each in candidates if each.category == category),
        key=lambda one: (practised.get(one.key, 0), _lot(day, one.key)),
    )
    return Offer(question, _reason(question, questions, practised, takes))


@dataclass(frozen=True, slots=True)
class Share:
    """Hold how much of one category was practised: its takes, and how many of its questions."""

    category: Category
    takes: int
    practised: int
    questions: int


def balance(questions: Sequence[Question], practised: Mapping[str, int]) -> tuple[Share, ...]:
    """Tell how evenly the categories were practised, the least practised first, else in their own order."""
    shares = []
    for category in CATEGORIES:
        takes = [practised.get(each.key, 0) for each in questions if each.category == category]
        if takes:
            shares.append(Share(category, sum(takes), sum(1 for count in takes if count), len(takes)))
    return tuple(sorted(shares, key=lambda share: share.takes))


def balance_words(shares: Sequence[Share]) -> Message:
    """Say in one sentence how evenly the categories were practised."""
    if not any(share.takes for share in shares):
        return msg("choose.balance.none")
    least, most = shares[0], shares[-1]
    if least.takes == most.takes:
        return msg("choose.balance.even", n=least.takes)
    return msg(
        "choose.balance",
        most=category_topic(most.category),
        most_takes=msg("choose.balance.takes", n=most.takes),
        least=category_topic(least.category),
        least_takes=msg("choose.balance.takes", n=least.takes),
    )


def _reason(
    chosen: Question, questions: Sequence[Question], practised: Mapping[str, int], takes: Counter[Category]
) -> Message:
    topic = category_topic(chosen.category)
    in_category, own = takes[chosen.category], practised.get(chosen.key, 0)
    if len(questions) == 1:
        return msg("choose.only")
    if not any(takes.values()):
        return msg("choose.first", topic=topic)
    if in_category == 0:
        return msg("choose.category_new", topic=topic)
    if in_category < max(takes.values()):
        return msg("choose.category_least", topic=topic, n=in_category)
    if own == 0:
        return msg("choose.question_new")
    if own < max(practised.get(each.key, 0) for each in questions):
        return msg("choose.question_least", n=own)
    return msg("choose.even")


def _lot(day: date, name: str) -> bytes:
    """Draw a lot that is the same on every computer and in every run."""
    return hashlib.sha256(f"{day.isoformat()} {name}".encode()).digest()
