"""Find anchors and the slots of a category's structure: one mechanism, all its words in the lexicons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coach.analysis.lexicons import CueSet
from coach.analysis.sentences import Reading, Sentence
from coach.messages import Message, msg
from coach.model import Finding, Moment

FOUND, WEAK = 2.0, 1.0
"""One clear cue (2) makes a finding, two hints (0.6 each) a weak one; a single hint says nothing."""
OUT_OF_PLACE = 0.5
"""What a cue loses where its thing is seldom said."""
EARLY_UNTIL, LATE_FROM = 0.75, 0.25
"""Shares of the answer: things said early are looked for in the first three quarters, late ones after the first."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold a stretch of the answer that speaks for something, and how strongly."""

    name: str
    unit: Sentence
    score: float

    @property
    def is_found(self) -> bool:
        """Tell whether it is clear enough to be called found."""
        return self.score >= FOUND


def weigh(cues: CueSet, plain: str, place: float = 0.5) -> float:
    """Add up what a plain sentence says for a set of cues; `place` is where in the answer it stands (0-1)."""
    for phrase in cues.lookalikes:
        plain = phrase.pattern.sub(" ~ ", plain)
    score = sum(cue.weight for cue in cues.cues if cue.pattern.search(plain))
    if score <= 0:
        return 0.0
    score -= sum(cue.weight for cue in cues.against if cue.pattern.search(plain))
    if (cues.place == "early" and place > EARLY_UNTIL) or (cues.place == "late" and place < LATE_FROM):
        score -= OUT_OF_PLACE
    return score


def find_hits(reading: Reading, cues: CueSet) -> tuple[Hit, ...]:
    """List every stretch of the answer that speaks for a set of cues, in order."""
    total = max(1, len(reading.tokens))
    hits = (
        Hit(cues.name, unit, weigh(cues, unit.plain, (unit.first + unit.last) / 2 / total)) for unit in reading.units
    )
    return tuple(hit for hit in hits if hit.score >= WEAK)


def choose_hit(hits: Sequence[Hit]) -> Hit | None:
    """Choose the first clear stretch, or the strongest weak one."""
    clear = next((hit for hit in hits if hit.is_found), None)
    return clear or max(hits, key=lambda hit: hit.score, default=None)


def to_finding(reading: Reading, name: str, hits: Sequence[Hit]) -> Finding:
    """Say whether something was heard, when first and in which words."""
    chosen = choose_hit(hits)
    if chosen is None:
        return Finding(name, "missing")
    start, _ = reading.span(chosen.unit.start, chosen.unit.end)
    return Finding(name, "found" if chosen.is_found else "weak", start, reading.quote(chosen.unit))


def find_structure(reading: Reading, slots: Sequence[CueSet]) -> tuple[Finding, ...]:
    """Look for each slot of a category's structure, in its order."""
    return tuple(to_finding(reading, cues.name, find_hits(reading, cues)) for cues in slots)


def anchor_moment(reading: Reading, hits: Sequence[Hit]) -> Moment | None:
    """Mark where an anchor was heard."""
    chosen = choose_hit(hits)
    if chosen is None:
        return None
    start, end = reading.span(chosen.unit.start, chosen.unit.end)
    clear = chosen.is_found
    why = msg("analysis.anchor.why", name=anchor_label(chosen.name))
    if not clear:
        why = msg("analysis.anchor.why_weak", name=anchor_label(chosen.name))
    quote = reading.quote(chosen.unit)
    return Moment("anchor", chosen.name, start, end, quote, "heard" if clear else "probable", why)


def anchor_label(name: str) -> Message:
    """Return what an anchor is called inside a sentence."""
    labels = {
        "problem": msg("analysis.anchor.problem"),
        "decision": msg("analysis.anchor.decision"),
        "tradeoff": msg("analysis.anchor.tradeoff"),
        "outcome": msg("analysis.anchor.outcome"),
        "lesson": msg("analysis.anchor.lesson"),
    }
    return labels[name]
