"""Play verdicts over key terms: used after all, explained after all, or not meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coach.analysis.sentences import Reading
from coach.analysis.verdicts.findings import words_of
from coach.analysis.verdicts.places import spot_of_verdict
from coach.model import Correction, Moment, Report, TermUse


def judge_terms(report: Report, verdicts: Sequence[Correction], reading: Reading) -> tuple[TermUse, ...]:
    """Return how terms were used: those confirmed were explained, those added were used, those dismissed not meant."""
    said = {one.name: one for one in verdicts if one.kind == "key_term"}
    uses = [_judge(use, said.get(use.term)) for use in report.key_terms]
    known = {use.term for use in report.key_terms}
    for term, verdict in said.items():
        spot = spot_of_verdict(reading, verdict) if verdict.verdict != "dismissed" else None
        if term not in known and spot is not None:
            uses.append(TermUse(term, "explained" if verdict.verdict == "confirmed" else "used", spot.at))
    return tuple(use for use in uses if use is not None)


def _judge(use: TermUse, verdict: Correction | None) -> TermUse | None:
    if verdict is None or verdict.verdict == "added":
        return use
    return None if verdict.verdict == "dismissed" else replace(use, state="explained")


def judge_term_moments(
    moments: Sequence[Moment], verdicts: Sequence[Correction], reading: Reading
) -> tuple[list[Moment], list[Moment]]:
    """Return the moments with those of key terms as they stand, and the ones that come to them."""
    said = {one.name: one for one in verdicts if one.kind == "key_term"}
    kept = []
    for moment in moments:
        verdict = said.get(moment.name) if moment.kind == "key_term" else None
        if verdict is not None and verdict.verdict == "confirmed":
            moment = replace(moment, why=words_of(verdict))
        if verdict is None or verdict.verdict != "dismissed":
            kept.append(moment)
    known = {moment.name for moment in moments if moment.kind == "key_term"}
    added = []
    for name, verdict in said.items():
        spot = spot_of_verdict(reading, verdict) if verdict.verdict != "dismissed" and name not in known else None
        if spot is not None:
            quote = reading.text[spot.start : spot.end]
            added.append(Moment("key_term", name, spot.at, spot.until, quote, "heard", words_of(verdict)))
    return kept, added
