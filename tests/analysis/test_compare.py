from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coach.analysis.compare import Stretch, compare, plain, read_written
from coach.messages import msg
from coach.model import Moment, Report, Transcript, Word

WORDS = st.lists(
    st.sampled_from(["so", "um", "Um,", "the", "cache", "was", "slow", "—", "it's", "it’s", ""]), max_size=30
)


def laid(left: str, right: str) -> list[tuple[str, str, str]]:
    ours, theirs = left.split(), right.split()
    return [
        (one.kind, " ".join(ours[n] for n in one.left), " ".join(theirs[n] for n in one.right))
        for one in compare(ours, theirs)
    ]


@given(WORDS, WORDS)
def test_both_sides_can_be_rebuilt(left: list[str], right: list[str]) -> None:
    stretches = compare(left, right)

    assert [left[n] for one in stretches for n in one.left] == left
    assert [right[n] for one in stretches for n in one.right] == right
    for one in stretches:
        assert one.left or one.right
        same = [plain(left[n]) for n in one.left] == [plain(right[n]) for n in one.right]
        assert same == (one.kind == "same")
        assert (one.kind == "left") == (not one.right)
        assert (one.kind == "right") == (not one.left)
    assert all(before.kind != after.kind for before, after in pairwise(stretches))


@given(WORDS)
def test_a_text_is_the_same_as_itself(words: list[str]) -> None:
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
    assert [one.kind for one in compare(["“So,", "it’s", "Slow."], ["so", "it's", "slow"])] == ["same"]
    assert plain("...") == "..."


def test_frequent_words_are_words_like_any_other() -> None:
    # difflib's shortcut would leave out elements that make up more than a hundredth of 200 or more.
    words = ["the", "cache"] * 150
    assert [one.kind for one in compare(words, [*words, "the"])] == ["same", "right"]


def filler(start: float | None, end: float | None, text: str) -> Moment:
    return Moment("filler", "um", start, end, text, "heard" if text else "probable", msg("x"))


def test_the_fillers_of_a_transcript_are_those_of_its_report() -> None:
    said = tuple(Word(text, place, place + 0.5) for place, text in enumerate(["so", "you", "know", "um", "slow"]))
    other = Moment("repeat", "repeat", 0.0, 0.5, "so", "heard", msg("x"))
    untimed = filler(None, None, "so")
    report = Report(
        (), (filler(1.0, 2.5, "you know"), filler(3.0, 3.5, "um"), filler(4.6, 4.9, ""), other, untimed), ()
    )
    found = read_written(Transcript.of_words(said), report)

    assert found.words == ("so", "you", "know", "um", "slow")
    assert found.fillers == {1, 2, 3}
    assert (found.written, found.sounds) == (3, 1)


def test_a_transcript_without_report_or_times_is_its_words() -> None:
    found = read_written(Transcript("typed by hand", ()), None)

    assert found.words == ("typed", "by", "hand")
    assert not found.fillers
    assert (found.written, found.sounds) == (0, 0)
