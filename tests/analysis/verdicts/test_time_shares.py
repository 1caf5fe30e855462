"""Where the time of an answer went."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.analysis.verdicts.findings import Standing
from coach.analysis.verdicts.places import Spot
from coach.analysis.verdicts.shares import anchor_shares
from coach.analysis.verdicts.time_shares import Piece, divide
from coach.model import ANCHORS, Candidate, Finding, Transcript, Word

TEXT = "It was slow. We cut it, which cost a month. Tickets fell by half."
SLOW, CUT, FELL = (0, 12), (13, 43), (44, 65)


def spoken(text: str = TEXT, begins: float = 1.0) -> Transcript:
    """Say a word each second, half a second long."""
    words = tuple(Word(word, begins + n, begins + n + 0.5) for n, word in enumerate(text.split()))
    return Transcript.of_words(words)


def stands(name: str, span: tuple[int, int] | None) -> Standing:
    if span is None:
        return Standing(Finding(name, "missing"), Finding(name, "missing"))
    finding = Finding(name, "found", None, TEXT[slice(*span)])
    return Standing(finding, finding, Spot(*span))


def hears(name: str, span: tuple[int, int]) -> Candidate:
    return Candidate("anchor", name, *span, 2.0)


def test_pieces_lie_where_the_words_are_and_the_rest_is_plain() -> None:
    standings = [stands("problem", SLOW), stands("outcome", FELL), stands("lesson", None)]

    pieces = divide(standings, [hears("problem", SLOW), hears("outcome", FELL)], spoken(), 16.0)

    assert pieces == (
        Piece("", 0.0, 1.0),
        Piece("problem", 1.0, 4.0),
        Piece("", 4.0, 11.0),
        Piece("outcome", 11.0, 14.5),
        Piece("", 14.5, 16.0),
    )


def test_words_that_speak_for_two_anchors_are_divided_between_them() -> None:
    standings = [stands("decision", CUT), stands("tradeoff", CUT)]

    pieces = divide(standings, [hears("decision", CUT), hears("tradeoff", CUT)], spoken(), 14.0)

    assert [piece.name for piece in pieces] == ["", "decision", "tradeoff", ""]
    assert pieces[1].seconds == pieces[2].seconds == pytest.approx(3.5)


def test_two_stretches_of_an_anchor_that_follow_each_other_are_one_piece() -> None:
    standings = [stands("problem", SLOW)]

    pieces = divide(standings, [hears("problem", SLOW), hears("problem", CUT)], spoken(begins=0.0), 14.0)

    assert [(piece.name, piece.start) for piece in pieces] == [("problem", 0.0), ("", 10.0)]


def test_nothing_is_divided_where_no_anchor_has_words() -> None:
    assert divide([stands("problem", SLOW)], [], spoken(), 9.0) == ()
    assert divide([stands("problem", SLOW)], [hears("problem", SLOW)], Transcript("…", ()), 9.0) == ()
    assert divide([], [], spoken(), 9.0) == ()


@given(st.lists(st.tuples(st.sampled_from(ANCHORS), st.integers(0, 60), st.integers(1, 65)), max_size=8), st.data())
def test_pieces_fill_the_whole_answer_in_order(found: list[tuple[str, int, int]], data: st.DataObject) -> None:
    seconds = data.draw(st.floats(0, 60))
    candidates = [Candidate("anchor", name, start, start + long, 2.0) for name, start, long in found]
    standings = [stands(name, SLOW) for name in ANCHORS]

    pieces = divide(standings, candidates, spoken(), seconds)

    if pieces:
        assert pieces[0].start == 0.0
        assert pieces[-1].end == max(seconds, 14.5)
        assert all(one.end == other.start for one, other in pairwise(pieces))
        assert all(one.name != other.name for one, other in pairwise(pieces))
    named = {piece.name for piece in pieces} - {""}
    assert named == {name for name, share in anchor_shares(standings, candidates, TEXT).items() if share.part}
