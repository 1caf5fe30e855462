"""Names and lengths of time as a person reads them."""

import pytest

from coach.gui.names import anchor_cue, anchor_name, category_name, clock, slot_name
from coach.model import ANCHORS, CATEGORIES
from tests.gui.sample import TEXTS


def test_every_category_and_anchor_has_words_of_its_own() -> None:
    names = [*(category_name(each, TEXTS) for each in CATEGORIES), *(anchor_name(each, TEXTS) for each in ANCHORS)]
    assert len(set(names)) == len(names)
    assert all("." not in name for name in names)
    assert all(anchor_cue(each, TEXTS) and "." not in anchor_cue(each, TEXTS) for each in ANCHORS)


def test_a_word_of_somebodys_own_pack_stays_as_it_is() -> None:
    assert anchor_cue("own_word", TEXTS) == ""
    assert slot_name("own_word", TEXTS).casefold() == "own word"


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (-1, "0:00"), (61.9, "1:01"), (3600, "60:00")])
def test_a_length_of_time_is_minutes_and_seconds(seconds: float, text: str) -> None:
    assert clock(seconds) == text
