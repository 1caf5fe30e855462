"""What was written and what was said come to the same words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.analysis.content.spoken_words import SLIP, SpokenWords, Term, is_short_for, kept_letters, likeness
from coach.analysis.lexicons import Lexicons


@pytest.fixture(scope="session")
def spoken(lexicons: Lexicons) -> SpokenWords:
    return SpokenWords(lexicons.cues)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("22%", "twenty-two per cent"),
        ("22 percent", "Twenty two percent"),
        ("$1.2M", "1.2 million"),
        ("300k", "three hundred thousand"),
        ("300,000", "300 k"),
        ("2bn", "two billion"),
        ("0.5 points", "half a points"),
        ("12 orders", "a dozen orders"),
        ("14 day", "a fortnight"),
        ("2016", "twenty sixteen"),
        ("1998", "nineteen ninety eight"),
        ("Q3", "third quarter"),
        ("Q1", "first quarter"),
        ("q2", "quarter two"),
        ("Q 4", "last quarter"),
        ("KPI", "k p i"),
        ("KPI", "K.P.I."),
        ("p95", "p ninety-five"),
        ("800ms", "eight hundred ms"),
        ("cannot do", "cannot do"),
        ("did not", "didn’t"),
        ("can not", "can't"),
        ("board's view", "board view"),
        ("sign up", "sign-up"),
        ("the 3rd step", "the third step"),
    ],
)
def test_both_ways_are_spelled_alike(spoken: SpokenWords, written: str, said: str) -> None:
    assert spoken.spell(written) == spoken.spell(said)


@pytest.mark.parametrize("text", ["a I", "3.1 to 3.9", "i, a"])
def test_some_things_stay_apart(spoken: SpokenWords, text: str) -> None:
    assert len(spoken.spell(text).split()) > 1


def one(spoken: SpokenWords, text: str) -> Term:
    (term,) = spoken.terms(text)
    return term


@pytest.mark.parametrize(
    ("cue", "said"),
    [
        ("migrated", "migrating"),
        ("held", "holding"),
        ("bought", "buy"),
        ("rose", "increased"),
        ("fell", "dropped"),
        ("pts", "points"),
        ("wks", "weeks"),
        ("never", "nobody"),
        ("3.0", "3"),
    ],
)
def test_forms_of_a_word_are_the_same(spoken: SpokenWords, cue: str, said: str) -> None:
    assert likeness(one(spoken, cue), one(spoken, said)) == 1.0


@pytest.mark.parametrize(
    ("cue", "said"), [("retention", "retension"), ("Kafka", "cafka"), ("cache", "cash"), ("webhook", "webhug")]
)
def test_a_slip_of_the_ear_is_alike(spoken: SpokenWords, cue: str, said: str) -> None:
    assert SLIP <= likeness(one(spoken, cue), one(spoken, said)) < 1.0


@pytest.mark.parametrize(("cue", "said"), [("mgmt", "management"), ("eng", "engineering"), ("mtgs", "meetings")])
def test_an_abbreviation_is_alike_both_ways(spoken: SpokenWords, cue: str, said: str) -> None:
    assert likeness(one(spoken, cue), one(spoken, said)) == likeness(one(spoken, said), one(spoken, cue)) == 0.9


@pytest.mark.parametrize(
    ("cue", "said"),
    [
        ("22", "23"),
        ("22", "churn"),
        ("not", "note"),
        ("cat", "car"),
        ("retention", "revenue"),
        ("board", "migration"),
        ("search", "service"),
    ],
)
def test_other_words_are_not_alike(spoken: SpokenWords, cue: str, said: str) -> None:
    assert likeness(one(spoken, cue), one(spoken, said)) == 0.0


@pytest.mark.parametrize(
    ("short", "word", "is_it"),
    [
        ("db", "debate", False),
        ("mgmt", "movement", False),
        ("prod", "product", True),
        ("eng", "engine", True),
        ("config", "configuration", False),
        ("use", "users", False),
        ("eng", "strength", False),
        ("cue", "curse", False),
    ],
)
def test_short_forms(short: str, word: str, is_it: bool) -> None:
    assert is_short_for(short, word) is is_it


def test_light_small_and_number_words_are_marked(spoken: SpokenWords) -> None:
    the, twelve, weeks, never, churn = spoken.terms("the 12 weeks never churn")
    assert (the.is_light, twelve.is_number, never.is_against) == (True, True, True)
    assert (weeks.weight, churn.weight) == (0.5, 1.0)


@given(text=st.text(max_size=80))
def test_any_text_is_read(spoken: SpokenWords, text: str) -> None:
    assert all(term.text and term.stem for term in spoken.terms(text))


@given(a=st.text(max_size=8), b=st.text(max_size=8))
def test_letters_kept_are_a_share(a: str, b: str) -> None:
    assert 0.0 <= kept_letters(a, b) == kept_letters(b, a) <= 1.0
