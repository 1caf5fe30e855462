import re

import pytest

from coach.analysis.content.listing import Listing, find_lists
from coach.analysis.lexicons import Cue

FRUIT = [
    Cue(re.compile(r"\b(?:apples?|pears?|plums?|figs?)\b"), 2.0, "an apple"),
    Cue(re.compile(r"\b\w+ berries\b"), 0.6, "red berries"),
]


def lists(text: str, fewest: int = 3) -> list[Listing]:
    return list(find_lists(text, FRUIT, fewest))


@pytest.mark.parametrize(
    "text",
    [
        "apples, a pear, two plums and figs",
        "i bought apples and a pear and two plums and then figs.",
        "first apples. then a pear. also two plums, or figs",
        "apples, pears, um, plums, figs",
        "we sold apples, what else, a pear, plums, and my favourites, figs for children",
    ],
)
def test_things_one_after_the_other_are_a_list_however_they_are_joined(text: str) -> None:
    (found,) = lists(text)

    assert (found.known, found.sure) == (4, 4)
    assert text[found.start : found.end].startswith("apples")
    assert "fig" in text[found.start : found.end]


def test_a_list_begins_and_ends_with_a_thing_that_is_known() -> None:
    text = "lemons, apples, a pear, bread, plums, milk"
    (found,) = lists(text)

    assert text[found.start : found.end] == "apples, a pear, bread, plums"
    assert (found.items, found.known) == (4, 3)


def test_likely_things_are_counted_apart() -> None:
    (found,) = lists("apples, red berries, plums")

    assert (found.known, found.sure) == (3, 2)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "apples and pears",
        "the apples fell on the ground that morning, the pears stayed on the tree, the plums had been sold before that",
        "he said apples, they said pears, she said plums",
        "apples, one, two, three, four, five",
        "the apples were all rotten, the plums were still quite green, the figs were not there",
    ],
)
def test_what_is_no_list(text: str) -> None:
    assert [one for one in lists(text) if one.known > 1] == []


def test_a_long_sentence_ends_a_list() -> None:
    text = "apples, pears, plums. nobody knew at that time what would become of all of them. figs, apples, plums"

    assert [text[one.start : one.end] for one in lists(text)] == ["apples, pears, plums", "figs, apples, plums"]
