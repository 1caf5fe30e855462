"""What every history sorts by, keeps of what is typed, and shows around a found word."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.practice.history import BEFORE, EVERYTHING, PIECE, Wanted, excerpt, sort_key, tidy, whole

ANYTHING = st.text(st.characters(blacklist_categories=()), max_size=60)
WORDS = st.lists(st.text("ab é🙂", min_size=1, max_size=12), min_size=1, max_size=80).map(" ".join)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("apple", "Banana"),
        ("Äpfel", "banana"),
        ("“Zoo”", "zooms"),
        ("case 9", "Case 10"),
        ("", "a"),
        ("2 ways", "a way"),
        ("Straße", "strasz"),
    ],
)
def test_texts_are_sorted_as_a_person_would(first: str, second: str) -> None:
    assert sort_key(first) < sort_key(second)


def test_case_accents_and_signs_make_no_difference() -> None:
    assert sort_key("  “École”, 2! ") == sort_key("ecole 2")


@given(text=ANYTHING)
def test_any_text_can_be_kept_and_sorted(text: str) -> None:
    for made in (whole(text), tidy(text), sort_key(whole(text))):
        assert "\0" not in made
        assert made.encode("utf-8").decode("utf-8") == made
    assert len(whole(text)) == len(text)
    assert tidy(tidy(text)) == tidy(text)


def test_what_is_text_already_stays_as_it_is() -> None:
    assert whole(" “Größe” 🙂\n\u2028 ") == " “Größe” 🙂\n\u2028 "


@given(text=WORDS, data=st.data())
def test_an_excerpt_holds_its_first_hit_and_says_where_its_words_are(text: str, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.integers(0, len(text) - 1), min_size=1, max_size=6, unique=True).map(sorted))
    spans = tuple((place, place + 1) for place in places)
    piece, hits = excerpt(text, spans)
    assert piece in text
    assert len(piece) <= PIECE
    assert hits
    assert [piece[start:end] for start, end in hits] == [text[start:end] for start, end in spans[: len(hits)]]


def test_a_short_text_is_shown_whole() -> None:
    text = "word " * 20 + "needle"
    assert excerpt(text, ((100, 106),)) == (text, ((100, 106),))


def test_an_excerpt_begins_and_ends_with_whole_words() -> None:
    text = "letters " * 100
    place = text.index("letters", 400)
    piece, hits = excerpt(text, ((place, place + 7),))
    assert set(piece.split()) == {"letters"}
    assert PIECE - 8 <= len(piece) <= PIECE
    assert BEFORE - 8 <= hits[0][0] <= BEFORE


def test_at_the_end_of_a_text_more_of_what_was_before_is_shown() -> None:
    text = "letters " * 100 + "end"
    piece, hits = excerpt(text, ((800, 803),))
    assert piece.endswith("letters end")
    assert len(piece) > PIECE - 8
    assert hits == ((len(piece) - 3, len(piece)),)


def test_a_hit_that_is_longer_than_a_piece_is_shown_whole() -> None:
    text = "x " * 100 + "y" * 500 + " z"
    piece, hits = excerpt(text, ((200, 700),))
    assert piece[slice(*hits[0])] == "y" * 500


@pytest.mark.parametrize(
    ("wanted", "filtered"),
    [
        (EVERYTHING, False),
        (Wanted(binned=True, order="longest"), False),
        (Wanted(search="x"), True),
        (Wanted(starred=True), True),
        (Wanted(since=datetime(2026, 1, 1, tzinfo=UTC)), True),
    ],
)
def test_only_what_leaves_takes_out_is_a_filter(wanted: Wanted, filtered: bool) -> None:
    assert wanted.filtered is filtered
