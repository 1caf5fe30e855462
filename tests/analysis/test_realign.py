"""An edited text keeps the times of the words it was made from."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coach.analysis.compare import plain
from coach.analysis.realign import LEAST, realigned
from coach.model import Word

VOCABULARY = ("so", "the", "cache", "was", "slow", "Um", "we", "chose", "speed.", "because", "—")


def said(text: str, *, word: float = 0.4, gap: float = 0.1, start: float = 0.0) -> tuple[Word, ...]:
    step = word + gap
    return tuple(
        Word(one, round(start + n * step, 3), round(start + n * step + word, 3), 0.5)
        for n, one in enumerate(text.split())
    )


@st.composite
def rows(draw: st.DrawFn) -> tuple[Word, ...]:
    """Words as an engine gives them, in hundredths of a second; now and then no pause lies between two."""
    words, at = [], draw(st.integers(0, 50))
    for text in draw(st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=14)):
        begin = at + draw(st.sampled_from([0, 0, 1, 5, 300]))
        at = begin + draw(st.integers(1, 60))
        words.append(Word(text, begin / 100, at / 100, draw(st.floats(0, 1))))
    return tuple(words)


TEXTS = st.lists(st.sampled_from((*VOCABULARY, "retention", "a", "Uh,")), min_size=1, max_size=18).map(" ".join)


@given(rows(), TEXTS, st.floats(0, 5))
def test_times_rise_and_stay_inside_the_recording_whatever_is_written(
    before: tuple[Word, ...], text: str, tail: float
) -> None:
    seconds = before[-1].end + tail

    after = realigned(before, text, seconds)

    assert " ".join(word.text for word in after) == text
    assert all(word.start < word.end for word in after)
    assert all(one.end <= other.start and one.start < other.start for one, other in pairwise(after))
    assert after[0].start >= 0
    assert after[-1].end <= seconds


@given(rows())
def test_a_text_that_did_not_change_is_the_same_words(before: tuple[Word, ...]) -> None:
    assert realigned(before, " ".join(word.text for word in before)) == before


@given(rows(), st.data())
def test_words_before_and_after_a_change_keep_their_time(before: tuple[Word, ...], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(before) - 1))
    texts = [word.text for word in before]
    texts[number] = "zebra"

    after = realigned(before, " ".join(texts))

    assert (after[:number], after[number + 1 :]) == (before[:number], before[number + 1 :])
    assert after[number] == Word("zebra", before[number].start, before[number].end, 1.0)


@given(rows(), st.data())
def test_words_that_stay_beside_a_cut_keep_their_time(before: tuple[Word, ...], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(before) - 1))
    last = data.draw(st.integers(first, len(before)))
    left = (*before[:first], *before[last:])

    after = realigned(before, " ".join(word.text for word in left))

    assert [plain(word.text) for word in after] == [plain(word.text) for word in left]
    assert all(
        word in before for word in after if plain(word.text) not in [plain(one.text) for one in before[first:last]]
    )


def test_another_case_or_sign_is_the_same_word() -> None:
    before = said("so the cache was slow")

    after = realigned(before, "So, the cache was slow.")

    assert [(word.start, word.end, word.probability) for word in after] == [
        (word.start, word.end, word.probability) for word in before
    ]
    assert (after[0].text, after[-1].text) == ("So,", "slow.")


def test_two_words_for_one_share_its_time_by_their_length() -> None:
    after = realigned(said("we chose kubernetes today"), "we chose cube ernetes today")

    assert [(word.text, round(word.start, 3), round(word.end, 3)) for word in after[2:4]] == [
        ("cube", 1.0, 1.145),
        ("ernetes", 1.145, 1.4),
    ]
    assert [word.probability for word in after] == [0.5, 0.5, 1.0, 1.0, 0.5]


def test_one_word_for_two_takes_the_time_of_both() -> None:
    (_, made, _) = realigned(said("the cube netties"), "the Kubernetes now")[0:3]
    whole = realigned(said("the cube netties ran"), "the Kubernetes ran")[1]

    assert (made.start, made.end) == (0.5, 0.9)
    assert (whole.start, whole.end) == (0.5, 1.4)


def test_no_word_lies_across_a_pause_of_what_it_replaces() -> None:
    before = (Word("a", 0.0, 1.0), Word("b", 6.0, 7.0), Word("c", 7.5, 8.0))

    after = realigned(before, "one two three four c")

    assert [(round(word.start, 3), round(word.end, 3)) for word in after[:4]] == [
        (0.0, 0.4),
        (0.4, 0.8),
        (6.0, 6.467),
        (6.467, 7.0),
    ]


def test_a_new_word_takes_no_more_of_a_long_pause_than_saying_it_takes() -> None:
    before = (Word("so", 2.0, 2.4), Word("slow", 7.4, 7.9))

    first, um, last = realigned(before, "so um slow")
    early = realigned(before, "um so slow")[0]

    assert (first, last) == before
    assert (um.start, round(um.end, 3)) == (2.4, 2.61)
    assert (round(early.start, 3), early.end) == (1.79, 2.0)


def test_a_short_pause_is_shared_whole() -> None:
    after = realigned(said("the slow cache"), "the really very slow cache")

    assert (after[1].start, after[2].end) == (0.4, 0.5)
    assert (after[0], after[3], after[4]) == said("the slow cache")


def test_without_a_pause_the_word_before_gives_of_its_time() -> None:
    before = said("so slow", gap=0.0)

    after = realigned(before, "so um slow")

    assert after[2] == before[1]
    assert [(word.start, word.end, word.probability) for word in after[:2]] == [(0.0, 0.2, 0.5), (0.2, 0.4, 1.0)]


def test_at_the_very_beginning_the_word_after_gives_of_its_time() -> None:
    before = said("so slow", gap=0.0)

    after = realigned(before, "um so slow")

    assert after[2] == before[1]
    assert [(word.start, word.end, word.probability) for word in after[:2]] == [(0.0, 0.2, 1.0), (0.2, 0.4, 0.5)]


def test_words_after_the_last_one_go_on_as_far_as_the_recording_does() -> None:
    before = said("so slow")

    with_sound = realigned(before, "so slow today", 5.0)[-1]
    without = realigned(before, "so slow today")

    assert (with_sound.start, round(with_sound.end, 3)) == (0.9, 1.32)
    assert without[-1].end == 0.9
    assert without[1].text == "slow"


def test_a_sound_shorter_than_its_words_still_has_them_in_order() -> None:
    after = realigned((Word("a", 0.0, 0.0),), "b c", 0.0)

    assert [(word.text, word.start, word.end) for word in after] == [("b", 0.0, LEAST), ("c", LEAST, 2 * LEAST)]


def test_a_word_without_length_that_is_replaced_takes_the_pause_beside_it() -> None:
    before = (Word("so", 0.0, 0.4), Word("um", 0.6, 0.6), Word("slow", 1.0, 1.4))

    made = realigned(before, "so was slow")[1]

    assert (made.start, round(made.end, 3)) == (0.4, 0.68)


def test_without_words_or_text_there_is_nothing() -> None:
    assert realigned((), "I typed this.") == ()
    assert realigned(said("so"), "  ") == ()
