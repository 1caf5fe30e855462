"""Phrases cover all that is loud, once; joined words rise and are not repeated."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from coach.adapters.moonshine.phrases import (
    LONGEST,
    LOOP,
    MARGIN,
    PAUSE,
    RATE,
    Phrase,
    PhraseCutter,
    clean,
    find_loop,
    find_lost,
    find_rush,
    joined,
    split,
    without_lost,
)
from coach.model import Word


def talk(*parts: tuple[float, float]) -> NDArray[np.float32]:
    """Make sound of (seconds, level) parts."""
    random = np.random.default_rng(3)
    blocks = [random.standard_normal(int(seconds * RATE)) * level for seconds, level in parts]
    return np.concatenate(blocks).astype(np.float32)


def cut(sound: NDArray[np.float32], step: int = 8000) -> list[Phrase]:
    cutter = PhraseCutter()
    phrases = [phrase for at in range(0, sound.size, step) for phrase in cutter.feed(sound[at : at + step])]
    return phrases + cutter.finish()


def test_pauses_part_phrases() -> None:
    phrases = cut(talk((1, 0), (2, 0.1), (PAUSE + 0.5, 0), (2, 0.1), (2, 0)))
    assert [phrase.start for phrase in phrases] == pytest.approx([1 - MARGIN, 3 + PAUSE + 0.5 - MARGIN], abs=0.05)
    assert phrases[0].end == pytest.approx(3 + MARGIN, abs=0.05)


def test_a_phrase_is_given_as_soon_as_the_pause_is_there() -> None:
    cutter = PhraseCutter()
    assert not cutter.feed(talk((2, 0.1)))
    assert len(cutter.feed(talk((PAUSE + 0.1, 0)))) == 1
    assert cutter.finish() == []


def test_speech_without_a_pause_is_cut_where_it_is_quietest() -> None:
    dip = 0.7 * LONGEST
    phrases = cut(talk((dip, 0.1), (0.2, 0.02), (LONGEST, 0.1)))
    assert len(phrases) >= 2
    assert phrases[0].end == pytest.approx(dip + 0.1, abs=0.1)
    assert phrases[1].start == phrases[0].end


def test_a_phrase_that_rests_is_known_before_it_is_given_and_is_the_same_then() -> None:
    cutter = PhraseCutter()
    assert cutter.resting() is None
    cutter.feed(talk((1, 0), (2, 0.1)))
    assert cutter.resting() is None
    cutter.feed(talk((MARGIN + 0.05, 0)))
    foreseen = cutter.resting()
    cutter.feed(talk((0.3, 0)))
    later = cutter.resting()
    (given,) = cutter.finish()
    assert foreseen is not None
    assert later is not None
    for phrase in (foreseen, later):
        assert phrase.start == given.start
        assert np.array_equal(phrase.samples, given.samples)
    assert cutter.resting() is None


def test_sound_that_waits_to_be_fed_counts_for_what_rests() -> None:
    cutter = PhraseCutter()
    cutter.feed(talk((1, 0), (2, 0.1), (0.2, 0)))
    quiet, loud = talk((MARGIN, 0)), talk((MARGIN, 0.1))
    assert cutter.resting() is None
    assert cutter.resting(loud) is None
    foreseen = cutter.resting(quiet)
    (given,) = [*cutter.feed(quiet), *cutter.finish()]
    assert foreseen is not None
    assert foreseen.start == given.start
    assert np.array_equal(foreseen.samples, given.samples)


def test_sound_that_was_given_is_forgotten() -> None:
    cutter = PhraseCutter()
    for _ in range(40):
        cutter.feed(talk((3, 0.1), (2, 0)))
    assert cutter.position == 200 * RATE
    assert cutter._sound.size < 10 * RATE


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0.1, 9), st.floats(0.05, 3)), min_size=1, max_size=8), st.sampled_from([4000, 8000])
)
def test_phrases_never_overlap_are_never_too_long_and_cover_what_is_loud(
    parts: list[tuple[float, float]], step: int
) -> None:
    sound = talk(*itertools.chain.from_iterable(((loud, 0.1), (quiet, 0)) for loud, quiet in parts))
    phrases = cut(sound, step)
    assert all(first.end <= second.start + 1e-9 for first, second in itertools.pairwise(phrases))
    assert all(phrase.end - phrase.start <= LONGEST + 2 * MARGIN + step / RATE + 0.1 for phrase in phrases)
    covered = np.zeros(sound.size, dtype=bool)
    for phrase in phrases:
        first = round(phrase.start * RATE)
        assert np.array_equal(sound[first : first + phrase.samples.size], phrase.samples)
        covered[first : first + phrase.samples.size] = True
    assert np.all(covered[sound != 0])


def test_a_phrase_can_be_split_at_a_time_or_at_its_quietest() -> None:
    phrase = Phrase(2.0, talk((2, 0.1), (0.3, 0), (2, 0.1)))
    first, second = split(phrase)
    assert first.end == second.start == pytest.approx(4.15, abs=0.1)
    assert first.samples.size + second.samples.size == phrase.samples.size
    assert split(phrase, 3.0)[1].start == 3.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hello,", "hello,"),
        ("short,,", "short,"),
        ("<unk>", ""),
        ("[noise]", "noise"),
        ("...", ""),
        ("♪", ""),
        ("don't", "don't"),
        ("4.5%", "4.5%"),
        (" \x00a\x07 ", "a"),
    ],
)
def test_only_words_are_left(text: str, expected: str) -> None:
    assert clean(text) == expected


def spoken(text: str) -> list[Word]:
    return [Word(word, float(at), at + 1.0) for at, word in enumerate(text.split())]


@pytest.mark.parametrize(
    "text", ["um uh um uh um uh um uh um uh um", "so the the the the the", "a the U, the U. the U the U the U, t"]
)
def test_a_loop_is_found_and_cut(text: str) -> None:
    words = spoken(text)
    found = find_loop(text.split())
    assert found is not None
    assert len(without_lost(words)) == found[0] + found[1] < len(words)


@pytest.mark.parametrize(
    "text", ["", "I I I I went home", "words words words words", "no no no no", "it was the best of times it was"]
)
def test_a_person_may_repeat(text: str) -> None:
    assert find_loop(text.split()) is None
    assert without_lost(spoken(text)) == spoken(text)


def test_words_that_come_faster_than_anybody_speaks_are_made_up() -> None:
    said = spoken("it was the age of wisdom")
    made_up = [Word(word.text, 6.0 + 0.03 * at, 6.03 + 0.03 * at) for at, word in enumerate(said)]
    quick = [Word(word.text, 6.0 + 0.07 * at, 6.07 + 0.07 * at) for at, word in enumerate(said)]

    assert find_rush([*said, *made_up]) == set(range(6, 12))
    assert find_lost([*said, *made_up]) == 6
    assert without_lost([*said, *made_up]) == said
    assert find_lost([*said, *quick]) is None
    assert without_lost([*said, *quick]) == [*said, *quick]
    assert find_lost(said) is None


def test_a_loop_that_is_rushed_is_lost_from_where_it_begins() -> None:
    words = [*spoken("we saw the"), *(Word("the", 3.0 + 0.02 * at, 3.02 + 0.02 * at) for at in range(9))]
    assert find_lost(words) == 2
    assert without_lost(words) == words[:3]


def test_a_word_that_was_heard_on_both_sides_of_a_cut_counts_once() -> None:
    before = [Word("the", 0.0, 0.5), Word("launch,", 0.5, 1.0)]
    assert [word.text for word in joined(before, [Word("Launch", 0.9, 1.2), Word("was", 1.2, 1.5)])] == ["was"]
    assert [word.text for word in joined(before, [Word("Launch", 1.4, 1.8)])] == ["Launch"]


times = st.floats(0, 60, allow_nan=False)
heard = st.builds(Word, st.sampled_from(["a", "b.", "", "<x>", "um"]), times, times, st.floats(-1, 2))


@given(st.lists(st.lists(heard, max_size=8), max_size=5))
def test_joined_words_rise_whatever_the_engine_says(lines: list[list[Word]]) -> None:
    words: list[Word] = []
    for line in lines:
        words += joined(words, line)
    assert all(word.start < word.end and word.text and 0 <= word.probability <= 1 for word in words)
    assert all(first.end <= second.start for first, second in itertools.pairwise(words))
    assert len(words) <= sum(len(line) for line in lines)


@given(st.integers(1, 4), st.integers(LOOP, 9), st.integers(0, 3))
def test_every_loop_at_the_end_is_found(length: int, rounds: int, before: int) -> None:
    texts = [f"w{number}" for number in range(before)] + [f"l{number}" for number in range(length)] * rounds
    assert find_loop(texts) == (before, length)
