from __future__ import annotations

import json
from pathlib import Path

import pytest

from coach.analysis.delivery.repeats import find_repeats
from coach.analysis.lexicons import Lexicons
from coach.analysis.sentences import read_answer
from coach.model import Transcript
from tests.tools.sounds.speech import spoken, typed

ANSWERS = Path(__file__).resolve().parents[4] / "shared" / "answers" / "dev.jsonl"


def repeats(lexicons: Lexicons, transcript: Transcript) -> list[str]:
    reading = read_answer(transcript, lexicons.fillers.sounds)
    return [moment.text for moment in find_repeats(reading, lexicons.fillers)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I I left", ["I I"]),
        ("we had, we had, um, we had a list", ["we had, we had, um, we had"]),
        ("the, uh, the desk", ["the, uh, the"]),
        ("So I, um, I went.", ["I, um, I"]),
        ("I was I was going home", ["I was I was"]),
        ("is it is it new", ["is it is it"]),
        ("one of the things one of the things we saw", ["one of the things one of the things"]),
        ("I’m, I'm late", ["I’m, I'm"]),
        ("so I so I left", ["so I so I"]),
        ("So we, we had a, we had a long day", ["we, we had a, we had a"]),
        ("we had and we had and then", ["we had and we had and"]),
        ("and we and we left", ["and we and we"]),
        ("and we... we left", ["we... we"]),
    ],
)
def test_words_said_twice_are_found(lexicons: Lexicons, text: str, expected: list[str]) -> None:
    assert repeats(lexicons, typed(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I. I think so.", ["I. I"]),
        ("So we. We opened it.", ["we. We"]),
        ("Um, the. The. The desk fell.", ["the. The. The"]),
    ],
)
def test_a_full_stop_put_after_an_unfinished_word_hides_no_repeat(
    lexicons: Lexicons, text: str, expected: list[str]
) -> None:
    assert repeats(lexicons, typed(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I, you know, I left", ["I, you know, I"]),
        ("we had, like, we had no time", ["we had, like, we had"]),
        ("the, I mean, the, well, the desk", ["the, I mean, the, well, the"]),
        ("what I like I buy", []),
        ("what people you know people do", []),
    ],
)
def test_an_aside_may_stand_between(lexicons: Lexicons, text: str, expected: list[str]) -> None:
    assert repeats(lexicons, typed(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I, I'm going", ["I, I'm"]),
        ("and it, it's late", ["it, it's"]),
        ("we wan- we wanted it", ["we wan- we wanted"]),
        ("it was wan- wanted", ["wan- wanted"]),
        ("I think we, I think they left", ["I think we, I think"]),
        ("we had a, um, we had the list", ["we had a, um, we had"]),
    ],
)
def test_what_is_begun_anew_is_found(lexicons: Lexicons, text: str, expected: list[str]) -> None:
    assert repeats(lexicons, typed(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "it was very very late, and really, really, really, really slow",
        "no no no no",
        "more and more and more people",
        "again and again and again",
        "one 2 2 three, 5 5 5 5, twenty one twenty one",
        "It is spelled N E N E and then some.",
        "They left. They left early.",
        "Was it mine? It was mine.",
        "Was it me? It. It!",
        "the work he had had, and I know that that's true",
        "what the thing is is unclear; once we are in in May",
        "After I saw it, it broke. I made it for you, you see.",
        "I told you you're late. When they saw it it's gone.",
        "in the and the and the",
        "because of the salt, the salt gets in",
        "they had the notes, and the notes were long",
        "from what it is to what it is now",
        "it is a well-known thing - things change",
        "we had the desk. We had the list.",
        "we saw the house, we had the list and more",
        "",
        "alone",
    ],
)
def test_what_is_meant_or_cannot_be_told_is_left_alone(lexicons: Lexicons, text: str) -> None:
    assert repeats(lexicons, typed(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it was in, in May", ["in, in"]),
        ("on, um, on the desk", ["on, um, on"]),
        ("that, uh, that one", ["that, uh, that"]),
        ("had- had one", ["had- had"]),
        ("very, um, very late", []),
        ("after that, that team left", []),
        ("it was in. In May", []),
        ("And you, you could go", ["you, you"]),
        ("It, it failed", ["It, it"]),
        ("We left. You, you stayed", ["You, you"]),
        ("at night, it, it failed", ["it, it"]),
    ],
)
def test_words_that_grammar_doubles_need_a_sign(lexicons: Lexicons, text: str, expected: list[str]) -> None:
    assert repeats(lexicons, typed(text)) == expected


def test_a_repeat_has_its_times_and_a_calm_why(lexicons: Lexicons) -> None:
    reading = read_answer(spoken("Yes we had, um, we had a list."), lexicons.fillers.sounds)

    (moment,) = find_repeats(reading, lexicons.fillers)

    assert (moment.start, moment.end) == pytest.approx((0.9, 2.9))
    assert (moment.kind, moment.certainty, moment.why.key) == ("repeat", "heard", "analysis.repeat.why")


def test_written_answers_hold_only_the_repeats_that_were_written_in(lexicons: Lexicons) -> None:
    if not ANSWERS.is_file():
        pytest.skip(f"no labelled answers at {ANSWERS}")
    found = [
        repeat
        for line in ANSWERS.read_text(encoding="utf-8").splitlines()
        for repeat in repeats(lexicons, typed(json.loads(line)["text"]))
    ]

    assert len(found) >= 20
    assert all("," in repeat for repeat in found), "a repeat without any hesitation in a written answer is none"
