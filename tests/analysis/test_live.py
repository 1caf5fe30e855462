"""Anchors while somebody speaks: once and for all, at sentences that are over, at a cost that does not grow."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.analysis import live
from coach.analysis.lexicons import Lexicons
from coach.analysis.live import LONGEST_TAIL, Spotted, spot_anchors
from coach.analysis.sentences import Reading, read_answer
from coach.model import ANCHORS, Story, Transcript, Word
from tests.tools.sounds.speech import spoken

STORY = (
    "Nurses complained that the night list was never up to date. "
    "So I decided to drop the weekly print and show one live list. "
    "The price was that the ward clerk lost her overview for a month. "
    "After six weeks missed rounds had fallen from nine to two. "
    "I learned to stand in the corridor before I draw anything."
)
WORDS = spoken(STORY).words
NAMES = frozenset(ANCHORS)


def follow(words: tuple[Word, ...], sizes: list[int], lexicons: Lexicons) -> list[Spotted]:
    """Hear words in portions; the last one brings what is left."""
    spotted, heard, course = Spotted(), 0, []
    for size in [*sizes, len(words)]:
        heard = min(len(words), heard + size)
        spotted = spot_anchors(spotted, words[:heard], lexicons)
        course.append(spotted)
    return course


def test_anchors_come_one_by_one_as_their_sentences_end(lexicons: Lexicons) -> None:
    ends = [number + 1 for number, word in enumerate(WORDS) if word.text.endswith(".")]
    spotted = Spotted()
    for number, end in enumerate(ends):
        open_yet = spot_anchors(spotted, WORDS[: end - 1], lexicons)
        assert open_yet == spotted
        spotted = spot_anchors(spotted, WORDS[:end], lexicons)
        assert spotted == Spotted(frozenset(ANCHORS[: number + 1]), end)


@given(sizes=st.lists(st.integers(0, 12), max_size=20))
def test_however_the_words_come_the_same_is_heard_and_nothing_is_taken_back(
    sizes: list[int], lexicons: Lexicons
) -> None:
    course = follow(WORDS, sizes, lexicons)
    assert course[-1].names == NAMES
    for one, next_one in pairwise(course):
        assert one.names <= next_one.names
        assert one.read <= next_one.read


def test_a_hint_alone_and_no_words_say_nothing(lexicons: Lexicons) -> None:
    assert spot_anchors(Spotted(), (), lexicons) == Spotted()
    assert spot_anchors(Spotted(), spoken("- - -").words, lexicons) == Spotted()
    assert spot_anchors(Spotted(), spoken("It was a nice day in the office.").words, lexicons).names == frozenset()


def test_words_that_an_engine_takes_back_take_no_anchor_back(lexicons: Lexicons) -> None:
    whole = spot_anchors(Spotted(), WORDS, lexicons)
    assert spot_anchors(whole, WORDS[:3], lexicons) == whole


def test_without_full_stops_a_long_stretch_is_looked_at_all_the_same(lexicons: Lexicons) -> None:
    flow = spoken("so I decided to drop the weekly print " + "word " * (LONGEST_TAIL + 5)).words
    few = spot_anchors(Spotted(), flow[:30], lexicons)
    assert few == Spotted()
    assert spot_anchors(few, flow, lexicons) == Spotted(frozenset({"decision"}), len(flow))


def test_half_an_hour_is_read_in_pieces_that_do_not_grow(lexicons: Lexicons, monkeypatch: pytest.MonkeyPatch) -> None:
    longest = 0

    def watched(transcript: Transcript, sounds: Mapping[str, str]) -> Reading:
        nonlocal longest
        longest = max(longest, len(transcript.words))
        return read_answer(transcript, sounds)

    monkeypatch.setattr(live, "read_answer", watched)
    words = spoken("we looked at the list again and again, then at the floor. " * 400).words
    spotted = Spotted()
    for heard in range(0, len(words), 7):
        spotted = spot_anchors(spotted, words[:heard], lexicons)
    assert len(words) > 4000
    assert longest <= LONGEST_TAIL + 7


def test_a_cue_of_the_story_ticks_its_anchor(lexicons: Lexicons) -> None:
    story = Story("s1", "The list", {"tradeoff": "ward clerk without overview", "outcome": "9 to 2"})
    words = spoken("The ward clerk had no overview without it. Nine became").words
    assert "tradeoff" not in spot_anchors(Spotted(), words, lexicons).names
    spotted = spot_anchors(Spotted(), words, lexicons, story)
    assert "tradeoff" in spotted.names
    assert "outcome" not in spotted.names
    assert spot_anchors(spotted, words, lexicons, story) == spotted
