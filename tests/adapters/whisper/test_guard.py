from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.adapters.whisper.guard import LOST_SECONDS, is_filler, lost_spans, mended, plausible_seconds
from coach.model import Word


def words(text: str, start: float = 0.0, each: float = 0.4) -> list[Word]:
    """Say words one after another, each for as long."""
    return [Word(word, start + at * each, start + (at + 1) * each) for at, word in enumerate(text.split())]


def texts(said: list[Word]) -> str:
    return " ".join(word.text for word in said)


@pytest.mark.parametrize("text", ["um", "Um,", "UH", "hmm.", "Er", "ah!", "Mm,"])
def test_the_sounds_of_the_hint_are_fillers(text: str) -> None:
    assert is_filler(Word(text, 0.0, 1.0))


@pytest.mark.parametrize("text", ["a", "so", "like", "error", "ahead", "summer", "mm-hmm", "uh-huh", "12", ""])
def test_all_else_is_ordinary(text: str) -> None:
    assert not is_filler(Word(text, 0.0, 1.0))


def test_longer_words_take_longer() -> None:
    lengths = [plausible_seconds(Word(text, 0, 9)) for text in ("the", "problem", "decision", "prioritisation")]
    assert lengths == sorted(set(lengths))
    assert plausible_seconds(Word("API", 0, 9)) == plausible_seconds(Word("decision", 0, 9)), (
        "three letters are spelled"
    )
    assert plausible_seconds(Word("2019", 0, 9)) > plausible_seconds(Word("twenty", 0, 9))
    assert plausible_seconds(Word("hm", 0, 9)) == plausible_seconds(Word("um,", 0, 9)) == 1.0
    assert plausible_seconds(Word("rhythm", 0, 9)) == plausible_seconds(Word("42nd"[2:], 0, 9)), "never less than one"


def test_speech_that_words_cover_is_not_lost() -> None:
    said = words("we decided to build a cache")
    assert lost_spans(said, [(0.0, 2.4)]) == []
    assert lost_spans([], []) == []
    assert lost_spans(said, []) == []


def test_speech_without_words_is_lost() -> None:
    assert lost_spans([], [(1.0, 3.0)]) == [(1.0, 3.0)]
    assert lost_spans(words("yes I did"), [(0.0, 1.2), (1.5, 3.5)]) == [(1.5, 3.5)]


def test_a_word_that_is_stretched_over_a_sentence_hides_it_not() -> None:
    said = [*words("we decided"), Word("to", 0.8, 4.0), *words("build a cache", 4.0)]
    ((first, last),) = lost_spans(said, [(0.0, 5.2)])
    assert first == pytest.approx(1.33)
    assert last == 4.0


def test_silence_is_never_lost() -> None:
    said = [*words("we decided"), Word("to", 0.8, 4.0), *words("build a cache", 4.0)]
    assert lost_spans(said, [(0.0, 1.3), (3.8, 5.2)]) == []


def test_a_drawn_out_um_is_long_but_not_endless() -> None:
    assert lost_spans([Word("um", 0.0, 1.7)], [(0.0, 1.7)]) == []
    assert lost_spans([Word("um", 0.0, 4.0)], [(0.0, 4.0)]) == [(1.0, 4.0)]


def test_short_gaps_between_lost_words_do_not_part_them() -> None:
    assert lost_spans([], [(0.0, 0.5), (0.8, 1.2)]) == [(0.0, 1.2)]
    assert lost_spans([], [(0.0, 0.5), (1.1, 1.5)]) == [], "a pause does"
    said = [Word("so", 0.5, 0.8)]
    assert lost_spans(said, [(0.0, 0.5), (0.5, 0.8), (0.8, 1.2)]) == [], "and so does a word"


spans = st.lists(st.floats(0, 30), max_size=12).map(
    lambda times: list(zip(sorted(times)[::2], sorted(times)[1::2], strict=False))
)
said_words = st.lists(
    st.tuples(st.sampled_from(("um", "the", "problem", "was", "Uh,", "API")), st.floats(0, 30), st.floats(0, 4)),
    max_size=10,
).map(lambda found: [Word(text, start, start + length) for text, start, length in sorted(found, key=lambda w: w[1])])


@given(said_words, spans)
def test_what_is_lost_lies_within_the_voice_and_is_long_enough(
    said: list[Word], voice: list[tuple[float, float]]
) -> None:
    lost = lost_spans(said, voice)
    assert all(last - first >= LOST_SECONDS - 1e-6 for first, last in lost)
    assert all(one[1] <= two[0] for one, two in pairwise(lost))
    assert all(any(start <= first < end for start, end in voice) for first, _ in lost)
    assert all(any(start < last <= end for start, end in voice) for _, last in lost)


def test_what_the_plain_run_found_is_taken() -> None:
    hinted = [*words("we decided"), Word("to", 0.8, 4.0)]
    plain = words("we decided to build a cache and it was slow", each=0.4)
    assert mended(hinted, plain, [(1.3, 4.0)]) == plain


def test_fillers_of_the_hinted_run_stay_where_the_plain_run_has_no_word() -> None:
    hinted = [Word("um", 0.0, 0.4), Word("we", 0.5, 4.0), Word("uh,", 4.0, 4.5), Word("done", 4.5, 5.0)]
    plain = [*words("we decided to build a cache", 0.5), Word("done", 4.5, 5.0)]
    assert texts(mended(hinted, plain, [(1.0, 4.0)])) == "um we decided to build a cache uh, done"


def test_a_filler_inside_a_stretched_plain_word_gets_its_time_back() -> None:
    hinted = [Word("um", 0.6, 1.3), Word("so", 1.3, 5.0)]
    plain = [Word("the", 0.3, 1.3), *words("outcome was happy users", 1.3)]
    mixed = mended(hinted, plain, [(2.0, 5.0)])
    assert texts(mixed) == "the um outcome was happy users"
    assert [(word.start, word.end) for word in mixed[:2]] == [(0.3, 0.6), (0.6, 1.3)]
    later = mended([Word("um", 0.3, 1.0), Word("so", 1.3, 5.0)], plain, [(2.0, 5.0)])
    assert texts(later) == "um the outcome was happy users"
    assert (later[1].start, later[1].end) == (1.0, 1.3)


def test_a_filler_in_the_place_of_a_plain_word_goes() -> None:
    hinted = [Word("um", 0.4, 0.8), Word("so", 1.3, 5.0)]
    plain = words("we decided to build a cache")
    assert mended(hinted, plain, [(1.5, 5.0)]) == plain
    echo = [Word("Um,", 0.0, 2.0), Word("uh,", 2.0, 4.0)]
    assert mended(echo, plain, [(1.0, 2.0), (3.0, 4.0)]) == plain, "an echo of the hint in the place of a sentence"


def test_the_same_filler_is_not_there_twice() -> None:
    hinted = [Word("um", 0.0, 0.5), Word("so", 0.5, 3.0)]
    plain = [Word("Um,", 0.1, 0.6), *words("we decided to build", 0.6)]
    assert texts(mended(hinted, plain, [(1.2, 3.0)])) == "Um, we decided to build"


@pytest.mark.parametrize(
    "plain",
    [
        pytest.param("", id="nothing"),
        pytest.param("we", id="less"),
        pytest.param("we decided early", id="the same"),
        pytest.param("um uh um uh um uh um", id="fillers alone"),
    ],
)
def test_a_plain_run_that_found_nothing_more_changes_nothing(plain: str) -> None:
    hinted = words("we decided early")
    assert mended(hinted, words(plain, 0.0, 0.5), [(1.2, 3.0)]) == hinted


def test_a_plain_run_that_has_lost_more_elsewhere_changes_nothing() -> None:
    hinted = [*words("the problem was slow search so"), Word("we", 2.4, 6.0)]
    plain = words("build a cache", 3.0)
    assert mended(hinted, plain, [(3.0, 6.0)]) == hinted


@given(said_words, said_words, spans)
def test_mended_words_rise_as_they_come_and_lose_no_plain_text(
    hinted: list[Word], plain: list[Word], lost: list[tuple[float, float]]
) -> None:
    mixed = mended(hinted, plain, lost)
    if mixed == hinted:
        return
    ordinary = [word.text for word in plain if not is_filler(word)]
    assert [word.text for word in mixed if not is_filler(word)] == ordinary
    assert len(mixed) >= len(plain)
