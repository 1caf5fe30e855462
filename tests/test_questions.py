"""The program's own questions: enough of each kind, none twice, and each made with care."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest

from coach.adapters.packs import QuestionPacks
from coach.model import CATEGORIES, TOPICS, Question

REPOSITORY = Path(__file__).parents[1]
QUESTIONS = REPOSITORY / "questions"
SCHEMA = QUESTIONS / "pack.schema.json"
CASES = json.loads((Path(__file__).parent / "data" / "questions.json").read_text(encoding="utf-8"))

ROLES = {"product_manager", "technical_product_manager", "technical_program_manager"}
LONGEST_TEXT, LONGEST_SENTENCE, LONGEST_FOLLOW_UP, LONGEST_PART = 240, 28, 16, 7
"""Characters, then words: what can be read aloud in about 15 s and taken in at one hearing.

Guides to plain language ask for 25 words in a sentence; there is a little more room here, for a list."""
ALIKE_IN_ALL, ALIKE_IN_THE_SHORTER = 0.4, 0.6
"""Shares of common words, of all and of the shorter text's, beyond which two questions ask the same."""
SMALL_WORDS = frozenset(CASES["small_words"])


@pytest.fixture(scope="module")
def shelf() -> QuestionPacks:
    return QuestionPacks([QUESTIONS], SCHEMA)


@pytest.fixture(scope="module")
def questions(shelf: QuestionPacks) -> Sequence[Question]:
    return [each for pack in shelf.packs() for each in pack.questions]


def words(text: str) -> list[str]:
    return re.findall(r"[\w'/-]+", text)


def test_every_pack_is_good_and_named_after_its_file(shelf: QuestionPacks) -> None:
    assert shelf.problems() == ()
    assert {pack.id for pack in shelf.packs()} == {*CATEGORIES, "hiring_manager", "telling"}
    assert all(pack.path is not None and pack.id == pack.path.stem for pack in shelf.packs())


def test_a_pack_named_after_a_category_holds_that_category(shelf: QuestionPacks) -> None:
    for pack in shelf.packs():
        if pack.id in CATEGORIES:
            assert {each.category for each in pack.questions} == {pack.id}


def test_there_is_enough_of_every_kind(questions: Sequence[Question]) -> None:
    assert len(questions) >= 150
    categories = Counter(each.category for each in questions)
    assert all(categories[each] >= (8 if each == "recruiter" else 12) for each in CATEGORIES), categories
    topics = Counter(each.topic for each in questions)
    assert all(topics[each] >= 8 for each in TOPICS), topics
    packs = Counter(each.key.partition("/")[0] for each in questions)
    assert all(packs[each] >= 8 for each in ("recruiter", "hiring_manager")), packs
    assert sum(each.clarify_first for each in questions) >= 8
    audiences = Counter(each.audience for each in questions)
    listeners = ("a grandmother", "a child of five", "a business stakeholder", "engineers", "executives", "sales")
    assert all(audiences[each] >= 3 for each in listeners), audiences
    roles = Counter(role for each in questions for role in each.roles)
    assert set(roles) == ROLES
    assert min(roles.values()) >= 60


@pytest.mark.parametrize(("fact", "keys"), CASES["facts"].items())
def test_what_people_are_asked_in_interviews_is_there(
    fact: str, keys: dict[str, list[str]], questions: Sequence[Question]
) -> None:
    known = {each.key: each for each in questions}
    for key, said in keys.items():
        whole = " ".join((known[key].text, *known[key].follow_ups, known[key].audience)).casefold()
        assert all(word in whole for word in said), (fact, key)


def test_no_question_that_a_history_may_hold_has_gone(questions: Sequence[Question]) -> None:
    assert sorted(set(CASES["keys"]) - {each.key for each in questions}) == []
    assert sorted({each.key for each in questions} - set(CASES["keys"])) == [], "add new ones to the list of keys"


def test_every_key_term_of_the_field_is_used(questions: Sequence[Question]) -> None:
    used = {term for each in questions for term in each.key_terms}
    assert [term for term in CASES["terms"] if term not in used] == []


def test_every_question_is_whole(questions: Sequence[Question]) -> None:
    for each in questions:
        assert 1 <= len(each.parts) <= 3, each.key
        assert len(each.follow_ups) >= 2, each.key
        assert each.anchors or each.structure, each.key
        assert each.key_terms, each.key
        assert set(each.roles) <= ROLES, each.key
        assert each.roles, each.key


def test_a_structure_follows_the_order_of_its_category(questions: Sequence[Question]) -> None:
    orders = CASES["structures"]
    for each in questions:
        own = [orders[each.category]] if each.category in orders else list(orders.values())
        assert any([slot for slot in order if slot in each.structure] == list(each.structure) for order in own), (
            each.key
        )


def test_aims_fit_the_kind_of_question(questions: Sequence[Question]) -> None:
    for each in questions:
        low, high = 60, 180
        if each.category == "recruiter":
            low, high = 60, 90
        elif each.audience:
            low, high = 45, 90
        elif each.clarify_first:
            low, high = 180, 300
        assert low <= each.aim_seconds <= high, each.key
    usual = sum(each.aim_seconds == 90 for each in questions)
    assert usual > len(questions) / 2


def test_words_are_plain_and_sentences_short(questions: Sequence[Question]) -> None:
    for each in questions:
        assert len(each.text) <= LONGEST_TEXT, each.key
        for sentence in re.split(r"(?<=[.?!:])\s", each.text):
            assert len(words(sentence)) <= LONGEST_SENTENCE, (each.key, sentence)
        assert all(len(words(ask)) <= LONGEST_FOLLOW_UP for ask in each.follow_ups), each.key
        assert all(len(words(part)) <= LONGEST_PART for part in each.parts), each.key
        assert all(ask[-1] in "?." for ask in (each.text, *each.follow_ups)), each.key


def test_texts_and_follow_ups_are_there_once(questions: Sequence[Question]) -> None:
    asked = Counter(ask.casefold() for each in questions for ask in (each.text, *each.follow_ups))
    assert [ask for ask, times in asked.items() if times > 1] == []
    assert len({each.key for each in questions}) == len(questions)


def test_no_two_questions_ask_the_same(questions: Sequence[Question]) -> None:
    told = {each.key: {word.casefold() for word in words(each.text)} - SMALL_WORDS for each in questions}
    alike = []
    for (one, first), (other, second) in combinations(told.items(), 2):
        common = len(first & second)
        in_all, in_shorter = common / len(first | second), common / min(len(first), len(second))
        if in_all >= ALIKE_IN_ALL or in_shorter >= ALIKE_IN_THE_SHORTER:
            alike.append((one, other))
    assert alike == []


def test_questions_begin_in_different_ways(questions: Sequence[Question]) -> None:
    openings = Counter(" ".join(words(each.text)[:2]).casefold() for each in questions)
    assert len(openings) > 0.6 * len(questions)
    assert max(openings.values()) < 0.1 * len(questions), openings.most_common(3)


def test_the_page_on_packs_has_an_example_that_works_and_names_every_key(tmp_path: Path) -> None:
    page = (QUESTIONS / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert len(examples) == 1
    path = tmp_path / "nursing.toml"
    path.write_text(examples[0], encoding="utf-8")
    packs = QuestionPacks([], SCHEMA)
    assert packs.check_all(path) == []
    assert packs.check(path).id == "nursing"
    question = json.loads(SCHEMA.read_text(encoding="utf-8"))["$defs"]["question"]["properties"]
    known = [*question]
    for each in (question["category"], question["topic"], question["anchors"]["items"], question["structure"]["items"]):
        known += each["enum"]
    assert [word for word in known if f"`{word}`" not in page] == []
