"""Subtitles are short, in order, never over each other, and nothing that was said is lost."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.adapters.export.cues import LINE, LINES, LONGEST, Cue, cues
from coach.model import Transcript, Word
from tests.adapters.export.cases import STORY
from tests.tools.sounds.speech import spoken, typed


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    """Speak words of any length with any pauses, at times that may stand still."""
    said = draw(
        st.lists(st.sampled_from(["a", "well,", "stop.", "so", "x" * 30, "y" * 95, "end?", "and"]), max_size=60)
    )
    at, words = 0.0, []
    for text in said:
        at += draw(st.sampled_from([0.0, 0.001, 0.1, 1.0, 9.0]))
        length = draw(st.sampled_from([0.0, 0.2, 3.0, 12.0]))
        words.append(Word(text, at, at + length))
        at += length
    return Transcript.of_words(tuple(words))


def check(made: list[Cue], text: str) -> None:
    for cue in made:
        assert 0 <= cue.start < cue.end <= cue.start + LONGEST * 1000
        assert 1 <= len(cue.lines) <= LINES
        assert all(0 < len(line) <= LINE for line in cue.lines)
    assert all(before.end <= after.start for before, after in pairwise(made))
    assert "".join("".join(cue.lines).replace(" ", "") for cue in made) == "".join(text.split())


@settings(deadline=None)
@given(transcripts())
def test_subtitles_keep_their_promises(transcript: Transcript) -> None:
    check(cues(transcript), transcript.text)


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ab, .?\n"), max_size=200))
def test_a_text_that_a_person_went_over_is_shown_as_it_is_now(text: str) -> None:
    heard = spoken(STORY)
    edited = replace(heard, text=f"{text} nurses {text} decided {text}", edited=True)

    check(cues(edited), edited.text)


def test_sentences_and_clauses_are_kept_together() -> None:
    made = [" ".join(cue.lines) for cue in cues(spoken(STORY))]

    assert made == [
        "Um, nurses complained that the night list was never up to date.",
        "So I decided to drop the print and, you know, show one live list.",
        "After six weeks missed rounds had fallen from nine to two.",
    ]
    long = spoken(
        "We looked at the tracking of the events first, and then the session had changed its timeout to hours."
    )
    assert " ".join(cues(long)[0].lines).endswith("first,")


def test_two_lines_are_about_as_long() -> None:
    first = cues(spoken(STORY))[0]

    assert first.lines == ("Um, nurses complained that the", "night list was never up to date.")


def test_a_pause_ends_a_phrase_and_a_short_word_stays_to_be_read() -> None:
    words = (Word("Yes", 1.0, 1.2), Word("and", 5.0, 5.2))

    assert [(cue.start, cue.end) for cue in cues(Transcript.of_words(words))] == [(1000, 2000), (5000, 6000)]


@pytest.mark.parametrize("transcript", [typed(STORY), typed(""), Transcript("other text", (Word("gone", 0.0, 1.0),))])
def test_without_words_in_time_there_are_none(transcript: Transcript) -> None:
    assert cues(transcript) == []
