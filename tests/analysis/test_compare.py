from difflib import SequenceMatcher
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.analysis.compare import REACH, Stretch, Written, compare, fillers_left_out, plain, read_written
from coach.messages import msg
from coach.model import Moment, Report, Transcript, Word

TEXTS = st.sampled_from(["so", "um", "Um,", "the", "cache", "slow", "—", "it's", "it’s", ""])
STEPS = st.sampled_from([0.0, 0.25, 0.5, 3.0])


def timed(texts: list[str], steps: list[float]) -> list[Word]:
    words, at = [], 0.0
    for text, step in zip(texts, steps, strict=True):
        at += step
        words.append(Word(text, at, at + 0.25))
    return words


@st.composite
def spoken(draw: st.DrawFn) -> list[Word]:
    texts = draw(st.lists(TEXTS, max_size=30))
    return timed(texts, draw(st.lists(STEPS, min_size=len(texts), max_size=len(texts))))


def untimed(text: str) -> list[Word]:
    return [Word(word, 0.0, 0.0) for word in text.split()]


def laid(left: str, right: str) -> list[tuple[str, str, str]]:
    ours, theirs = left.split(), right.split()
    return [
        (one.kind, " ".join(ours[n] for n in one.left), " ".join(theirs[n] for n in one.right))
        for one in compare(untimed(left), untimed(right))
    ]


@given(spoken(), spoken())
def test_both_sides_can_be_rebuilt(left: list[Word], right: list[Word]) -> None:
    stretches = compare(left, right)

    assert [left[n] for one in stretches for n in one.left] == left
    assert [right[n] for one in stretches for n in one.right] == right
    for one in stretches:
        assert one.left or one.right
        if one.kind == "same":
            assert [plain(left[n].text) for n in one.left] == [plain(right[n].text) for n in one.right]
            assert all(abs(left[a].start - right[b].start) <= REACH for a, b in zip(one.left, one.right, strict=True))
        assert (one.kind == "left") == (not one.right)
        assert (one.kind == "right") == (not one.left)
    assert all("same" in (before.kind, after.kind) for before, after in pairwise(stretches))
    assert all(before.kind != after.kind for before, after in pairwise(stretches))


@given(spoken(), spoken())
def test_left_and_right_may_change_places_without_losing_an_equal(left: list[Word], right: list[Word]) -> None:
    counts = [
        sum(len(one.left) for one in compare(*sides) if one.kind == "same") for sides in ((left, right), (right, left))
    ]
    assert counts[0] == counts[1]


@given(st.lists(TEXTS, max_size=30), st.lists(TEXTS, max_size=30))
def test_no_alignment_finds_more_equal_words(left: list[str], right: list[str]) -> None:
    matcher = SequenceMatcher(None, [plain(word) for word in left], [plain(word) for word in right], autojunk=False)
    known = sum(block.size for block in matcher.get_matching_blocks())
    zeros = [0.0] * 30
    stretches = compare(timed(left, zeros[: len(left)]), timed(right, zeros[: len(right)]))

    assert sum(len(one.left) for one in stretches if one.kind == "same") >= known


@given(spoken())
def test_a_text_is_the_same_as_itself(words: list[Word]) -> None:
    both = range(len(words))
    assert compare(words, words) == ((Stretch("same", both, both),) if words else ())


def test_a_filler_that_one_engine_left_out_stands_alone() -> None:
    assert laid("so um the cache", "so the cache") == [
        ("same", "so", "so"),
        ("left", "um", ""),
        ("same", "the cache", "the cache"),
    ]
    assert laid("the cache", "the uh cache")[1] == ("right", "", "uh")


def test_words_that_were_heard_otherwise_stand_beside_each_other() -> None:
    assert laid("the trade off was", "the trade-off was") == [
        ("same", "the", "the"),
        ("other", "trade off", "trade-off"),
        ("same", "was", "was"),
    ]


def test_case_and_signs_around_a_word_make_no_difference() -> None:
    assert [one.kind for one in compare(untimed("“So, it’s Slow."), untimed("so it's slow"))] == ["same"]
    assert plain("...") == "..."


def test_the_same_word_at_another_time_is_another_word() -> None:
    left = [Word("um", 1.0, 1.2), Word("so", 2.0, 2.2)]
    right = [Word("so", 2.1, 2.3), Word("um", 9.0, 9.2)]

    assert [one.kind for one in compare(left, right)] == ["left", "same", "right"]


@pytest.mark.parametrize(("at", "place"), [(1.0, 0), (1.9, 1)])
def test_of_two_equals_the_nearer_one_is_meant(at: float, place: int) -> None:
    left = [Word("we", 1.0, 1.2), Word("we", 1.8, 2.0)]
    (same,) = (one for one in compare(left, [Word("we", at, at + 0.2)]) if one.kind == "same")

    assert same.left == range(place, place + 1)


def filler(start: float | None, end: float | None, text: str) -> Moment:
    return Moment("filler", "um", start, end, text, "heard" if text else "probable", msg("x"))


def test_the_fillers_of_a_transcript_are_those_of_its_report() -> None:
    said = tuple(Word(text, place, place + 0.5) for place, text in enumerate(["so", "you", "know", "um", "slow"]))
    other = Moment("repeat", "repeat", 0.0, 0.5, "so", "heard", msg("x"))
    lost = (filler(None, None, "so"), filler(0.8, 0.9, "er"))
    fillers = (filler(1.0, 2.5, "you know"), filler(3.0, 3.5, "um"), filler(4.6, 4.9, ""))
    report = Report((), (*fillers, other, *lost), ())
    found = read_written(Transcript.of_words(said), report)

    assert found.words == said
    assert found.fillers == (range(1, 3), range(3, 4))
    assert found.filler_words == {1, 2, 3}
    assert found.sounds == 1


def test_a_transcript_without_report_or_times_is_its_words() -> None:
    found = read_written(Transcript("typed by hand", ()), None)

    assert [word.text for word in found.words] == ["typed", "by", "hand"]
    assert found.fillers == ()
    assert found.sounds == 0


def written(text: str) -> Written:
    words = tuple(untimed(text))
    return Written(words, tuple(range(n, n + 1) for n, word in enumerate(words) if word.text in ("um", "uh")))


def left_out(left: str, right: str) -> tuple[tuple[range, ...], tuple[range, ...]]:
    one, other = written(left), written(right)
    return fillers_left_out(compare(one.words, other.words), one, other)


def test_fillers_that_only_one_side_wrote_are_found() -> None:
    assert left_out("so um the cache", "so the uh cache") == ((range(1, 2),), (range(2, 3),))
    assert left_out("um so the cache was", "so a cache um was") == ((range(1),), (range(3, 4),))


def test_another_filler_at_the_same_place_is_not_left_out() -> None:
    assert left_out("so um the cache", "so uh the cache") == ((), ())
    assert left_out("so um the cache", "so um the cache") == ((), ())


def test_a_filler_that_is_half_there_is_not_left_out() -> None:
    one, other = Written(tuple(untimed("you know slow")), (range(2),)), Written(tuple(untimed("know slow")))
    assert fillers_left_out(compare(one.words, other.words), one, other) == ((), ())
