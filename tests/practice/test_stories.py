"""Stories are made, copied, counted and ordered."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from coach.messages import load_texts
from coach.model import MomentPart, Story, Theme
from coach.practice.stories import (
    MOMENT_NAMES,
    MOST_CUE_WORDS,
    THEME_NAMES,
    copy_of,
    count_words,
    is_blank,
    lead_first,
    new_story,
)

OUTAGE = Story("s1", "The outage", {"problem": "pager"}, {"object": "the red light"}, ("failure",), ("behavioural",))


def test_every_theme_and_part_has_its_name() -> None:
    texts = load_texts(Path(__file__).parents[2] / "assets" / "messages")
    assert list(THEME_NAMES) == list(get_args(Theme))
    assert list(MOMENT_NAMES) == list(get_args(MomentPart))
    names = [texts(name) for name in (*THEME_NAMES.values(), *MOMENT_NAMES.values())]
    assert len(set(names)) == len(names) == 12


def test_a_new_story_is_blank_and_its_own() -> None:
    one, other = new_story(), new_story()
    assert one.id != other.id
    assert is_blank(one)


@pytest.mark.parametrize(
    "story",
    [
        Story("s", "Title"),
        Story("s", "", {"problem": "pager"}),
        Story("s", "", {}, {"who": "Ada"}),
        Story("s", "", themes=("conflict",)),
        Story("s", "", leads=("metrics",)),
    ],
)
def test_whatever_is_written_counts(story: Story) -> None:
    assert not is_blank(story)


def test_spaces_are_nothing_written() -> None:
    assert is_blank(Story("s", " ", {"problem": "  "}, {"who": ""}))


def test_a_copy_holds_the_same_under_another_id() -> None:
    copy = copy_of(OUTAGE, "The outage, shorter")
    assert copy.id != OUTAGE.id
    assert (copy.title, copy.cues, copy.moment) == ("The outage, shorter", OUTAGE.cues, OUTAGE.moment)
    assert (copy.themes, copy.leads) == (OUTAGE.themes, OUTAGE.leads)


@pytest.mark.parametrize(
    ("cue", "words"),
    [("", 0), ("  ", 0), ("pager", 1), ("day-7 +9 points", 3), ("a → b", 2), ("one two three four five six 7 8 9", 9)],
)
def test_words_are_counted_by_the_spaces(cue: str, words: int) -> None:
    assert count_words(cue) == words
    assert (words > MOST_CUE_WORDS) is False


def test_the_story_to_lead_with_comes_first_and_the_others_keep_their_order() -> None:
    first, second = Story("a", "A"), Story("b", "B", leads=("metrics", "design"))
    assert lead_first([first, OUTAGE, second], "design") == [second, first, OUTAGE]
    assert lead_first([first, OUTAGE, second], "") == [first, OUTAGE, second]
