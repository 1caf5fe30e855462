import pytest

from coach.analysis.content.telling.audience import (
    FIT,
    Listener,
    asks_for_simple_words,
    find_clarified,
    find_fit,
    listener_of,
)
from coach.analysis.lexicons import Lexicons
from coach.analysis.sentences import read_answer
from coach.model import Question
from tests.tools.sounds.speech import typed


def question(audience: str = "", *, clarify: bool = False) -> Question:
    return Question("a/b", "technical", "What is a cache?", audience=audience, clarify_first=clarify)


@pytest.mark.parametrize(
    ("audience", "listener", "simple"),
    [
        ("", None, False),
        ("engineers", "insider", False),
        ("the development team", "insider", False),
        ("executives", "business", False),
        ("sales", "business", False),
        ("a business stakeholder", "business", True),
        ("the head of finance", "business", True),
        ("a grandmother", "outsider", True),
        ("A child of five", "outsider", True),
        ("someone who has never used a server", "outsider", True),
    ],
)
def test_the_listener_is_told_from_the_question(
    lexicons: Lexicons, audience: str, listener: Listener | None, simple: bool
) -> None:
    assert listener_of(question(audience), lexicons.telling) == listener
    assert asks_for_simple_words(question(audience), lexicons.telling) == simple


def test_without_a_question_nobody_is_named(lexicons: Lexicons) -> None:
    reading = read_answer(typed("Imagine a waiter."), {})

    assert listener_of(None, lexicons.telling) is None
    assert find_fit(reading, None, lexicons.telling) == find_clarified(reading, None, lexicons.telling) == ()
    assert find_clarified(reading, question(), lexicons.telling) == ()


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("A cache is like a shelf beside your desk.", {"analogy"}),
        ("For example, when you open a page twice.", {"example"}),
        ("Behind the scenes it keeps a list.", {"one_level_deeper"}),
        ("So you don't have to wait.", {"why_it_matters"}),
        ("It stores responses with a given key.", set()),
    ],
)
def test_what_makes_an_explanation_is_heard(lexicons: Lexicons, text: str, heard: set[str]) -> None:
    findings = find_fit(read_answer(typed(text), {}), question("a grandmother"), lexicons.telling)

    assert tuple(finding.name for finding in findings) == FIT
    assert {finding.name for finding in findings if finding.state == "found"} == heard


@pytest.mark.parametrize(
    "text",
    [
        "How many people will use it? I would begin with a queue.",
        "Before I start, I would like to know who writes.",
        "I'll assume a million readers. Then a queue.",
        "okay so who is going to use it is it for schools or for everybody i would begin with a queue",
        "Um, so we mean phones, right? Then a queue.",
    ],
)
def test_a_question_back_or_an_assumption_is_heard_first(lexicons: Lexicons, text: str) -> None:
    (finding,) = find_clarified(read_answer(typed(text), {}), question(clarify=True), lexicons.telling)

    assert (finding.name, finding.state) == ("clarified", "found")
    assert finding.quote


@pytest.mark.parametrize(
    "text",
    [
        "I would take a queue and a database.",
        "What is a messenger? It is a queue.",
        "I take a queue. Then a table. Then a cache. How many people will use it?",
    ],
)
def test_a_design_that_begins_at_once_has_none(lexicons: Lexicons, text: str) -> None:
    (finding,) = find_clarified(read_answer(typed(text), {}), question(clarify=True), lexicons.telling)

    assert finding.state == "missing"
