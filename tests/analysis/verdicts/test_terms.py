"""Key terms under a person's word: explained after all, used after all, or not meant."""

from __future__ import annotations

import pytest

from coach.analysis.corrections import corrected, settle
from coach.messages import msg
from coach.model import Correction, Moment, Report, TermUse, Transcript
from tests.tools.sounds.speech import spoken, typed

TEXT = "We put a cash in front of the store. That is a shelf near the door. It held a shard."
SHARD = Moment("key_term", "shard", 7.3, 7.7, "shard", "heard", msg("any"))


def made(transcript: Transcript) -> Report:
    at = SHARD.start if transcript.words else None
    return Report((), (SHARD,), (), key_terms=(TermUse("shard", "unexplained", at),))


def said(name: str, verdict: str, start: float | None = None, end: float | None = None, quote: str = "") -> Correction:
    return Correction(f"{name}-{verdict}", "key_term", name, verdict, start, end, quote)  # type: ignore[arg-type]


def test_a_term_is_explained_by_the_persons_word() -> None:
    played = corrected(made(spoken(TEXT)), [said("shard", "confirmed", 7.3, 7.7, "shard")], spoken(TEXT))

    assert played.key_terms == (TermUse("shard", "explained", 7.3),)
    assert [one.why.key for one in played.moments] == ["analysis.correction.confirmed"]


def test_a_term_that_was_not_meant_is_gone() -> None:
    played = corrected(made(spoken(TEXT)), [said("shard", "dismissed", 7.3, 7.7, "shard")], spoken(TEXT))

    assert (played.key_terms, played.moments) == ((), ())


@pytest.mark.parametrize(("verdict", "state"), [("added", "used"), ("confirmed", "explained")])
def test_a_term_that_was_written_otherwise_was_used(verdict: str, state: str) -> None:
    quote = "We put a cash in front of the store."
    for transcript, at, until in ((spoken(TEXT), 0.5, 4.1), (typed(TEXT), None, None)):
        played = corrected(made(transcript), [said("cache", verdict, at, until, quote)], transcript)

        assert [(use.term, use.state) for use in played.key_terms] == [("shard", "unexplained"), ("cache", state)]
        found = next(one for one in played.moments if one.name == "cache")
        assert (found.text, found.start) == (quote, at)


def test_a_term_in_a_sentence_that_is_not_there_is_not_counted() -> None:
    report = made(typed(TEXT))

    assert corrected(report, [said("cache", "added", quote="Another sentence altogether.")], typed(TEXT)) is report
    assert corrected(report, [said("cache", "dismissed", quote="cache")], typed(TEXT)) is report


def test_what_was_added_and_is_found_by_now_is_one() -> None:
    report = made(spoken(TEXT))

    assert corrected(report, [said("shard", "added", 7.3, 7.7, "shard")], spoken(TEXT)) is report


def test_one_word_holds_for_a_term() -> None:
    report = made(spoken(TEXT))
    used = settle((), said("cache", "added", 0.5, 4.1, "x"), report)

    explained = settle(used, said("cache", "confirmed", 0.5, 4.1, "x"), report)
    assert [one.verdict for one in explained] == ["confirmed"]
    assert settle(used, said("cache", "dismissed", 0.5, 4.1, "x"), report) == ()
    dismissed = settle((), said("shard", "dismissed", 7.3, 7.7, "shard"), report)
    assert [one.verdict for one in dismissed] == ["dismissed"]
