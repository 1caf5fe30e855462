import json
import re
from pathlib import Path

import pytest

from coach.analysis.delivery.fillers import find_cluster, find_fillers
from coach.analysis.lexicons import Lexicons
from coach.analysis.sentences import read_answer
from tests.tools.sounds.speech import spoken, typed

ANSWERS = Path(__file__).resolve().parents[4] / "shared" / "answers" / "dev.jsonl"


def names(lexicons: Lexicons, text: str) -> list[str]:
    reading = read_answer(typed(text), lexicons.fillers.sounds)
    return [moment.name for moment in find_fillers(reading, lexicons.fillers)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Um, so we left.", ["um", "so"]),
        ("We, uhm, left. Umm.", ["um", "um"]),
        ("Hmm. Er, ah, erm, mm, uh.", ["hmm", "er", "ah", "erm", "mm", "uh"]),
        ("So yeah, it held, you know.", ["so", "you know"]),
        ("It was, like, late, I mean, really late.", ["like", "i mean"]),
        ("I mean, it was late.", ["i mean"]),
        ("Okay, so the user is a cook.", ["okay", "so"]),
        ("It’s kind of slow.", ["kind of"]),
        ("Right, so our plan is clear, right?", ["right", "so", "right"]),
        ("Basically we literally ran. Actually, we walked.", ["basically", "literally", "actually"]),
    ],
)
def test_fillers_are_found_in_filler_position(lexicons: Lexicons, text: str, expected: list[str]) -> None:
    assert names(lexicons, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I would like a screen that looks like ours.",
        "We did it so that the lift was small, and so on.",
        "That is the right one, and right now it is not right.",
        "Do you know what they actually did?",
        "It was okay. What kind of phone is that? Some sort of switch.",
        "That is what I mean. They took the word literally.",
        "Mm-hmm, uh-huh, mhm.",
        "It is 5 mm wide and he went to the ER.",
        "As you know, we opened in May.",
        "",
    ],
)
def test_the_same_words_elsewhere_are_none(lexicons: Lexicons, text: str) -> None:
    assert names(lexicons, text) == []


def test_a_filler_has_its_words_and_times(lexicons: Lexicons) -> None:
    reading = read_answer(spoken("We met, you know, in May."), lexicons.fillers.sounds)

    (moment,) = find_fillers(reading, lexicons.fillers)

    assert moment.text == "you know"
    assert (moment.start, moment.end) == pytest.approx((1.3, 2.1))


def test_fillers_gather_within_ten_words_or_six_seconds(lexicons: Lexicons) -> None:
    def cluster(text: str, each: float) -> tuple[float, float] | None:
        reading = read_answer(spoken(text, each=each), lexicons.fillers.sounds)
        return find_cluster(reading, find_fillers(reading, lexicons.fillers))

    close = "um we had uh a list of um names"
    apart = "um " + "we had a list of names here " * 2 + "uh " + "we had a list of names here " * 2 + "um"

    assert cluster(close, 1.0) == (0.5, 8.5)
    assert cluster(apart, 1.0) is None
    assert cluster(apart, 0.15) is not None
    reading = read_answer(typed(close), lexicons.fillers.sounds)
    assert find_cluster(reading, find_fillers(reading, lexicons.fillers)) is None


def test_a_letter_that_grows_in_lower_case_moves_no_place(lexicons: Lexicons) -> None:
    reading = read_answer(typed("In İzmir it was, You Know, hot."), lexicons.fillers.sounds)

    assert [moment.text for moment in find_fillers(reading, lexicons.fillers)] == ["You Know"]


def test_labelled_fillers_are_found_and_nothing_else(lexicons: Lexicons) -> None:
    if not ANSWERS.is_file():
        pytest.skip(f"no labelled answers at {ANSWERS}")
    true = hit = told = 0
    false = []
    for answer in map(json.loads, ANSWERS.read_text().splitlines()):
        text = answer["text"]
        reading = read_answer(typed(text), lexicons.fillers.sounds)
        found = find_fillers(reading, lexicons.fillers)
        for name in ("um", "uh", "you know"):
            labelled, counted = answer["fillers"][name], sum(moment.name == name for moment in found)
            true, told, hit = true + labelled, told + counted, hit + min(labelled, counted)
        for quote in answer["not_fillers"]:
            around = text[: text.index(quote)] + re.sub(r"\w", "_", quote) + text[text.index(quote) + len(quote) :]
            without = find_fillers(read_answer(typed(around), lexicons.fillers.sounds), lexicons.fillers)
            false += [quote] if len(without) < len(found) else []

    assert false == []
    assert hit / true >= 0.97
    assert hit / told >= 0.97
