import pytest

from coach.analysis.content.evidence import find_evidence, find_terms
from coach.analysis.lexicons import Lexicons
from coach.analysis.sentences import read_answer
from tests.tools.sounds.speech import spoken, typed


@pytest.mark.parametrize(
    ("text", "name", "quote"),
    [
        ("Use went from 22 percent to 71 percent.", "before_after", "Use went from 22 percent to 71 percent"),
        ("It took eleven minutes a file.", "number", "eleven minutes"),
        ("About 14% of them came back.", "number", "14%"),
        ("Complaints about the form fell.", "direction", "Complaints about the form fell"),
        ("The logs showed a gap.", "source", "The logs showed"),
    ],
)
def test_evidence_is_found(lexicons: Lexicons, text: str, name: str, quote: str) -> None:
    moments = find_evidence(read_answer(typed(text), {}), lexicons.evidence)

    assert (name, quote) in [(moment.name, moment.text) for moment in moments]


@pytest.mark.parametrize("text", ["We met the team.", "One of them left.", "I rode a horse to the second floor.", ""])
def test_words_alone_are_no_evidence(lexicons: Lexicons, text: str) -> None:
    assert find_evidence(read_answer(typed(text), {}), lexicons.evidence) == ()


def test_one_stretch_is_told_once_and_in_order(lexicons: Lexicons) -> None:
    text = "It took nine days. Calls fell from 120 a week to 30 within six weeks."
    moments = find_evidence(read_answer(spoken(text), {}), lexicons.evidence)

    assert [moment.name for moment in moments] == ["number", "before_after", "number"]
    starts = [moment.start for moment in moments if moment.start is not None]
    assert starts == sorted(starts)


def test_key_terms_are_found_in_any_form() -> None:
    reading = read_answer(spoken("We added Rate-limits and an index, then rate limits again."), {})

    uses = find_terms(reading, ("rate limit", "index", "cache", " "))

    assert [(use.term, use.state, moment.text) for use, moment in uses] == [
        ("rate limit", "used", "Rate-limits"),
        ("index", "used", "index"),
    ]
    assert uses[0][0].at == pytest.approx(1.3)


def test_a_term_inside_a_word_is_none() -> None:
    assert find_terms(read_answer(typed("The restaurant paid."), {}), ("REST", "API")) == ()
