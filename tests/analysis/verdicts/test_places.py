"""A verdict's words are found again: at their time, by themselves, or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.analysis.sentences import read_answer
from coach.analysis.verdicts.places import Spot, find_spot, likeness, rank_sentences, sentence_at, spot_of
from coach.model import Candidate, Transcript
from tests.tools.sounds.speech import spoken, typed

TEXT = (
    "The night list was never up to date. So we pulled it from the ward. That cost us a month. "
    "Then it was fine. That cost us a month. Nobody asked for it again."
)
SAID = "So we pulled it from the ward."


def quoted(spot: Spot | None, text: str) -> str:
    assert spot is not None
    return text[spot.start : spot.end]


def test_the_same_words_at_the_same_time_are_found_to_the_letter() -> None:
    transcript = spoken(TEXT)
    reading = read_answer(transcript, {})
    for unit in reading.units:
        at, until = reading.span(unit.start, unit.end)
        assert find_spot(reading, reading.quote(unit), at, until) == spot_of(reading, unit)


def test_of_two_that_sound_alike_the_one_at_the_time_is_meant() -> None:
    reading = read_answer(spoken(TEXT), {})
    first, second = (unit for unit in reading.units if reading.quote(unit) == "That cost us a month.")

    found = find_spot(reading, "That cost us a month.", *reading.span(second.start, second.end))

    assert found == spot_of(reading, second)
    assert first.start < second.start


def test_another_engine_has_other_words_for_the_same_time() -> None:
    reading = read_answer(spoken(TEXT), {})
    unit = reading.units[1]
    at, until = reading.span(unit.start, unit.end)
    assert at is not None
    other = spoken(TEXT.replace("So we pulled it from the ward.", "so he pooled hit from the war,"), start=0.6)

    found = find_spot(read_answer(other, {}), SAID, at, until)

    assert quoted(found, other.text) == "so he pooled hit from the war,"


def test_what_the_other_engine_did_not_write_is_still_at_its_time() -> None:
    words = spoken(TEXT).words
    gone = Transcript.of_words((*words[:8], *words[20:]))

    found = find_spot(read_answer(gone, {}), SAID, words[9].start, words[14].end)

    assert found == Spot(0, 0, words[9].start, words[14].end)
    assert not found.written


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I ran it. So we PULLED it\nfrom the ward. Fine.", "So we PULLED it\nfrom the ward."),
        ("I ran it. So then we pulled it out of the ward. Fine.", "So then we pulled it out of the ward."),
        ("Fine. It failed and so we pulled it from the ward before others saw it.", None),
    ],
)
def test_in_a_typed_answer_the_words_are_looked_for(text: str, found: str | None) -> None:
    spot = find_spot(read_answer(typed(text), {}), SAID)

    assert quoted(spot, text) == (found or text.removeprefix("Fine. "))


@pytest.mark.parametrize("text", ["I ran it. We asked for the ward and its list. Fine.", ""])
def test_words_that_a_typed_answer_does_not_have_are_nowhere(text: str) -> None:
    assert find_spot(read_answer(typed(text), {}), SAID) is None


def test_a_timed_verdict_finds_its_words_in_a_text_without_times() -> None:
    spot = find_spot(read_answer(typed(TEXT), {}), SAID, 3.0, 5.0)

    assert quoted(spot, TEXT) == SAID


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("", "a word", 0.0), ("a word", "", 0.0), ("We did it.", "we did it", 1.0), ("one two", "three four", 0.0)],
)
def test_likeness_is_of_the_words(one: str, other: str, alike: float) -> None:
    assert likeness(one, other) == alike


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [((0, 10), (0, 10), True), ((0, 10), (4, 30), True), ((0, 10), (5, 15), False), ((0, 0), (0, 10), False)],
)
def test_stretches_are_one_where_they_share_most(one: tuple[int, int], other: tuple[int, int], same: bool) -> None:
    assert Spot(*one).covers(Spot(*other)) is same
    assert Spot(*other).covers(Spot(*one)) is same


def test_the_likeliest_sentences_come_first_and_none_is_left_out() -> None:
    reading = read_answer(typed(TEXT), {})
    units = reading.units
    candidates = (
        Candidate("anchor", "decision", units[3].start, units[3].end, 0.6),
        Candidate("anchor", "decision", units[1].start, units[1].end, 2.0),
        Candidate("anchor", "decision", units[2].start, units[2].end, -0.4),
        Candidate("anchor", "outcome", units[0].start, units[0].end, 9.0),
    )

    ranked = rank_sentences(reading, candidates, "anchor", "decision")

    assert ranked == (units[1], units[3], units[0], units[2], *units[4:])


def test_a_place_without_a_word_is_no_sentence() -> None:
    reading = read_answer(typed("One . . . two"), {})

    assert sentence_at(reading, Spot(4, 7)) is None
    assert sentence_at(reading, Spot(0, 0)) is None
    whole = sentence_at(reading, Spot(0, 13))
    assert whole is not None
    assert (whole.first, whole.last) == (0, 2)


texts = st.text(st.sampled_from("ab .,?\n'é1-"), max_size=60)


@given(texts, texts, st.none() | st.floats(0, 30), st.none() | st.floats(0, 30), st.booleans())
def test_whatever_is_looked_for_lies_in_the_text(
    text: str, quote: str, start: float | None, end: float | None, timed: bool
) -> None:
    transcript = spoken(text) if timed and text.split() else typed(text)
    reading = read_answer(replace(transcript, edited=True), {})

    spot = find_spot(reading, quote, start, end)

    if spot is not None:
        assert 0 <= spot.start <= spot.end <= len(transcript.text)
        assert spot.at is None or reading.timed
