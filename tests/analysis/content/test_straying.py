import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.analysis.content.straying import repeated_phrases, untied_stretches
from coach.analysis.lexicons import Lexicons
from coach.analysis.sentences import read_answer
from coach.model import Question
from tests.tools.sounds.speech import typed

OTHER = "my aunt kept an owl in her hall and its eye was made of glass "


def phrases(text: str, lexicons: Lexicons) -> list[tuple[str, int]]:
    tokens = read_answer(typed(text), {}).tokens
    found = repeated_phrases(tokens, lexicons.rambling)
    return [(" ".join(token.text for token in tokens[first:last]), times) for first, last, times in found]


def test_a_phrase_said_three_times_is_found_in_its_full_length(lexicons: Lexicons) -> None:
    text = (
        "At the end of the day it was slow. People left, and at the end of the day nobody asked why. "
        "At the end of the day I took it out."
    )

    assert phrases(text, lexicons) == [("At the end of the day", 3)]


def test_twice_is_no_habit(lexicons: Lexicons) -> None:
    assert phrases("The old system was slow. So we left the old system.", lexicons) == []


def test_the_most_frequent_phrase_comes_first(lexicons: Lexicons) -> None:
    text = "The green button was red. We kept the old menu. The green button was blue. I liked the old menu. "
    found = phrases(text + "The green button was grey. Nobody saw the old menu. Gone was the old menu.", lexicons)

    assert found == [("the old menu", 4), ("The green button was", 3)]


@pytest.mark.parametrize(
    "text",
    [
        "You know what I mean, it was slow. It failed, you know what I mean. We left, you know what I mean.",
        "It was slow and so on. It failed and so on. It broke and so on and we left.",
        "The old system, um, the old system, the old system was slow.",
        "We had the the the the the the the the the list.",
        "So we had to wait. Then we had to ask. And we had to pay.",
        "1 2 3 go. 1 2 3 stop. 1 2 3 wait.",
    ],
)
def test_glue_restarts_and_light_words_never_count(text: str, lexicons: Lexicons) -> None:
    assert phrases(text, lexicons) == []


def stretches(text: str, question: str, lexicons: Lexicons) -> list[str]:
    reading = read_answer(typed(text), {})
    asked = Question("a/b", "design", question, key_terms=("reading ruler",))
    found = untied_stretches(reading.tokens, asked, reading.sentences[:0], lexicons.rambling)
    return [" ".join(token.text for token in reading.tokens[first:last]) for first, last in found]


@pytest.mark.parametrize("tie", ["timetables", "Timetable", "rulers", "customers"])
def test_words_of_the_question_its_terms_and_the_work_tie(tie: str, lexicons: Lexicons) -> None:
    text = f"{OTHER}{tie} {OTHER}"

    assert stretches(text, "How did you redesign the timetable?", lexicons) == [OTHER.strip(), OTHER.strip()]


def test_what_was_heard_ties_too(lexicons: Lexicons) -> None:
    reading = read_answer(typed(f"{OTHER}. We went back. {OTHER}."), {})
    question = Question("a/b", "design", "How did you redesign the timetable?")
    found = list(untied_stretches(reading.tokens, question, [reading.sentences[1]], lexicons.rambling))

    assert [last - first for first, last in found] == [15, 15]


def test_a_question_without_a_subject_ties_nothing_and_says_nothing(lexicons: Lexicons) -> None:
    assert untied("What did you do there?", lexicons) == []


def untied(question: str, lexicons: Lexicons) -> list[tuple[int, int]]:
    reading = read_answer(typed(OTHER), {})
    asked = Question("a/b", "design", question)
    return list(untied_stretches(reading.tokens, asked, (), lexicons.rambling))


@given(
    words=st.lists(
        st.sampled_from(["the", "green", "card", "um", "you", "know", "what", "i", "mean", "3"]), max_size=60
    )
)
def test_places_are_always_inside(words: list[str], lexicons: Lexicons) -> None:
    tokens = read_answer(typed(" ".join(words)), {}).tokens

    for first, last, times in repeated_phrases(tokens, lexicons.rambling):
        assert 0 <= first < last <= len(tokens)
        assert times >= 3
