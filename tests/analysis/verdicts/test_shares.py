"""Which anchor came when, and how much of the answer it took."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.analysis.verdicts.findings import Standing
from coach.analysis.verdicts.places import Spot
from coach.analysis.verdicts.shares import Share, anchor_shares
from coach.model import ANCHORS, Candidate, Correction, Finding

TEXT = "It was slow. We cut it, which cost a month. Tickets fell by half."
SLOW, CUT, FELL = (0, 12), (13, 43), (44, 65)


def stands(name: str, span: tuple[int, int] | None) -> Standing:
    if span is None:
        return Standing(Finding(name, "missing"), Finding(name, "missing"))
    finding = Finding(name, "found", None, TEXT[slice(*span)])
    return Standing(finding, finding, Spot(*span))


def hears(name: str, span: tuple[int, int], score: float = 2.0) -> Candidate:
    return Candidate("anchor", name, *span, score)


def test_words_that_speak_for_two_anchors_are_shared() -> None:
    standings = [stands("problem", SLOW), stands("decision", CUT), stands("tradeoff", CUT), stands("outcome", None)]
    heard = [hears("problem", SLOW), hears("decision", CUT), hears("tradeoff", CUT), hears("outcome", FELL, 0.5)]

    shares = anchor_shares(standings, heard, TEXT)

    assert list(shares) == ["problem", "decision", "tradeoff"]
    assert [share.order for share in shares.values()] == [1, 2, 3]
    assert [share.part for share in shares.values()] == pytest.approx([3 / 14, 3.5 / 14, 3.5 / 14])


def test_all_stretches_of_an_anchor_count_and_its_quote_says_when_it_came() -> None:
    standings = [stands("problem", FELL), stands("decision", CUT)]
    heard = [
        hears("problem", SLOW),
        hears("problem", FELL),
        hears("decision", CUT),
        Candidate("telling", "what_if", 0, 1, 2),
    ]

    shares = anchor_shares(standings, heard, TEXT)

    assert shares == {"problem": Share(2, 7 / 14), "decision": Share(1, 7 / 14)}


def test_a_persons_word_counts_and_what_they_refused_does_not() -> None:
    word = Correction("c", "anchor", "outcome", "added", quote=TEXT[slice(*FELL)])
    told = Finding("outcome", "found", None, TEXT[slice(*FELL)])
    refused = Finding("problem", "found", None, TEXT[slice(*CUT)])
    standings = [
        Standing(Finding("outcome", "missing"), told, Spot(*FELL), by=word),
        Standing(refused, refused, Spot(*CUT), turned_down=(Spot(*SLOW),)),
    ]

    shares = anchor_shares(standings, [hears("problem", SLOW), hears("problem", CUT), hears("outcome", SLOW)], TEXT)

    assert shares == {"problem": Share(1, 7 / 14), "outcome": Share(2, 4 / 14)}


def test_a_report_without_candidates_and_an_empty_answer_have_no_shares() -> None:
    assert anchor_shares([stands("problem", SLOW)], [], TEXT) == {}
    assert anchor_shares([stands("problem", SLOW)], [hears("problem", SLOW)], "…") == {}
    nowhere = Finding("problem", "found", 1.0)
    assert anchor_shares([Standing(nowhere, nowhere)], [hears("problem", SLOW)], TEXT)["problem"].order == 1


@pytest.mark.parametrize("order", range(1, 6))
def test_a_share_is_said_in_words(order: int) -> None:
    said = Share(order, 0.256).words
    assert said.key == "analysis.share"
    assert said.values["percent"] == 26
    assert said.values["order"] != Share(order % 5 + 1, 0.256).words.values["order"]


@given(st.lists(st.tuples(st.sampled_from(ANCHORS), st.integers(0, 65), st.integers(0, 65)), max_size=8))
def test_shares_add_up_to_no_more_than_the_answer(spans: list[tuple[str, int, int]]) -> None:
    heard = [hears(name, (min(one, two), max(one, two))) for name, one, two in spans]
    standings = [stands(name, (one.start, one.end)) for name in ANCHORS for one in heard if one.name == name][:5]
    unique = list({one.finding.name: one for one in standings}.values())

    shares = anchor_shares(unique, heard, TEXT)

    assert sum(share.part for share in shares.values()) <= 1 + 1e-9
    assert sorted(share.order for share in shares.values()) == list(range(1, len(shares) + 1))
