import pytest

from coach.analysis.advice import slot_label
from coach.analysis.advice.heard import STRUCTURES, short_quote
from coach.analysis.content.telling.audience import CLARIFIED, FIT
from coach.analysis.lexicons import Lexicons
from coach.messages import Texts
from coach.model import Finding, Question
from tests.analysis.advice.cases import heard


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("So, um, I chose the second one.", "I chose the second one"),
        ("I chose it", "I chose it"),
        ("Was it right?", "Was it right?"),
        ("Um.", "Um"),
        (
            "One two three four five six seven eight nine ten eleven twelve thirteen fourteen, fifteen.",
            "One two three four five six seven eight nine ten eleven twelve thirteen fourteen …",
        ),
        ("", ""),
    ],
)
def test_a_quote_is_short_and_begins_where_something_is_said(said: str, quote: str) -> None:
    assert short_quote(said) == quote


def test_every_slot_has_a_label(lexicons: Lexicons, texts: Texts) -> None:
    names = [slot.name for slots in lexicons.structures.values() for slot in slots]
    labels = [texts(slot_label(name)) for name in (*names, CLARIFIED, *FIT)]

    assert not any(label.startswith("analysis.") for label in labels)


def test_the_category_is_told_from_its_structure(lexicons: Lexicons) -> None:
    question = Question("a/b", "technical", "Why?")
    told = {
        category: heard(
            {}, structure=tuple(Finding(slot.name, "missing") for slot in slots), question=question
        ).category
        for category, slots in lexicons.structures.items()
    }

    assert told == {category: category for category in lexicons.structures}
    assert sorted(STRUCTURES.values()) == sorted(lexicons.structures)
    assert heard({}, question=question).category == "technical"
    assert heard({}).category == ""


def test_only_the_slots_that_a_question_asks_for_are_expected() -> None:
    structure = tuple(Finding(name, "missing") for name in ("clarified", "user", "goal", "problem"))
    question = Question("a/b", "design", "Why?", structure=("goal",))

    assert heard({}, structure=structure).slots == ["user", "goal"]
    assert heard({}, structure=structure, question=question).slots == ["goal"]


def test_what_was_not_looked_for_is_missing() -> None:
    assert heard({}).finding("goal").state == "missing"
    assert heard({"problem": 0}).finding("problem").state == "found"
