import pytest

from coach.analysis.content.evidence import find_evidence
from coach.analysis.lexicons import Lexicons
from coach.analysis.sentences import read_answer
from tests.tools.sounds.speech import spoken, typed


@pytest.mark.parametrize(
    ("text", "name", "quote"),
    [
        ("Use went from 22 percent to 71 percent.", "before_after", "from 22 percent to 71 percent"),
        ("Missed rounds had fallen from nine to two.", "before_after", "from nine to two"),
        ("It fell, um, to 3 percent from 11.", "before_after", "to 3 percent from 11"),
        ("Bookings are up by a fifth.", "before_after", "up by a fifth"),
        ("Churn halved.", "before_after", "halved"),
        ("It took eleven minutes a file.", "number", "eleven minutes a file"),
        ("About 14% of them came back.", "number", "14%"),
        ("We wrote off six hundred terminals.", "number", "six hundred terminals"),
        ("We aim for nine in ten.", "number", "nine in ten"),
        ("Two counties withdrew.", "number", "Two counties withdrew"),
        ("They asked for twice as many.", "number", "twice as many"),
        ("Complaints about the form fell.", "direction", "Complaints about the form fell"),
        ("Not one complaint since.", "direction", "Not one complaint since"),
        ("The logs showed a gap.", "source", "The logs showed"),
    ],
)
def test_evidence_is_found(lexicons: Lexicons, text: str, name: str, quote: str) -> None:
    moments = find_evidence(read_answer(typed(text), {}), lexicons.evidence, lexicons.fillers.sounds)

    assert (name, quote) in [(moment.name, moment.text) for moment in moments]


@pytest.mark.parametrize(
    "text",
    [
        "We met the team.",
        "One of them left.",
        "I rode a horse to the second floor.",
        "In 2010 I joined, and on 3 March we met at 9 am.",
        "Back in nineteen fifty-three, and in two thousand and four.",
        "It needs version 3.2 and answers error 429 on page 40.",
        "We had three options and two groups.",
        "I sat there for three days, two years ago.",
        "I asked him four times.",
        "I get up at six, and at ten past three I called it off.",
        "",
    ],
)
def test_words_alone_and_bare_numbers_are_no_evidence(lexicons: Lexicons, text: str) -> None:
    assert find_evidence(read_answer(typed(text), {}), lexicons.evidence) == ()


def test_what_nobody_could_measure_is_left_out(lexicons: Lexicons) -> None:
    text = "Trust rose by 41.8 percent. Calls fell by thirty."
    moments = find_evidence(read_answer(typed(text), {}), lexicons.evidence, (), ["Trust rose by 41.8 percent."])

    assert [moment.text for moment in moments] == ["fell by thirty"]


def test_one_stretch_is_told_once_and_in_order(lexicons: Lexicons) -> None:
    text = "They waited nine days. Calls fell from 120 a week to 30, the logs showed."
    moments = find_evidence(read_answer(spoken(text), {}), lexicons.evidence)

    assert [moment.name for moment in moments] == ["number", "direction", "before_after", "source"]
    starts = [moment.start for moment in moments if moment.start is not None]
    assert starts == sorted(starts)
