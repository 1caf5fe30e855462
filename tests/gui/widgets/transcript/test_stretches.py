"""Where something that is looked for stands, and the sentence around a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.gui.widgets.transcript.stretches import find_hits, sentence_of
from coach.model import Transcript, Word

SAID = [
    *("So,", "the", "Trade-off:", "we", "don't", "trade", "off", "speed."),
    *("The", "speed", "was", "“fine”,", "the", "end."),
]


@pytest.mark.parametrize(
    ("wanted", "hits"),
    [
        ("the", [range(1, 2), range(8, 9), range(12, 13)]),
        ("THE SPEED", [range(8, 10)]),
        ("trade-off", [range(2, 3), range(5, 7)]),
        ("trade off", [range(2, 3), range(5, 7)]),
        ("dont", [range(4, 5)]),
        ("Don’t", [range(4, 5)]),
        ("fine", [range(11, 12)]),
        ("spe", [range(7, 8), range(9, 10)]),
        ("eed", []),
        ("speed the", [range(7, 9)]),
        ("slow", []),
        ("", []),
        (" ... ", []),
    ],
)
def test_case_and_punctuation_make_no_difference(wanted: str, hits: list[range]) -> None:
    assert list(find_hits(SAID, wanted)) == hits


@given(st.lists(st.sampled_from(["so", "the", "cache", "c", "—", "trade-off"]), max_size=20), st.data())
def test_every_word_that_is_said_is_found_where_it_is(words: list[str], data: st.DataObject) -> None:
    hits = find_hits(words, "cache")

    assert [hit.start for hit in hits] == [number for number, word in enumerate(words) if word == "cache"]
    assert all(len(hit) == 1 for hit in hits)


def spoken(text: str) -> Transcript:
    return Transcript.of_words(tuple(Word(word, n / 2, n / 2 + 0.4) for n, word in enumerate(text.split())))


def test_a_sentence_goes_from_its_first_to_its_last_word() -> None:
    told = spoken("It was e.g. slow. “We chose speed,” I said! Then")

    assert [sentence_of(told, number) for number in range(len(told.words))] == [
        *[range(4)] * 4,
        *[range(4, 9)] * 5,
        range(9, 10),
    ]


def test_words_that_an_edit_took_out_of_the_text_belong_to_what_is_there() -> None:
    words = spoken("We chose speed. It was fine.").words
    told = Transcript("We chose. It was fine.", words, edited=True)

    assert sentence_of(told, 4) == range(3, 6)


def test_a_text_without_full_stops_is_taken_in_parts() -> None:
    told = spoken(" ".join(["we chose it because it was slow and nobody asked"] * 12))

    assert len(sentence_of(told, 60)) < 40
    assert 60 in sentence_of(told, 60)
