"""Find anchors and the slots of a category's structure: one mechanism, all its words in the lexicons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor
from typing import Literal

from coach.analysis.beginnings import Searched, beginnings, can_match, search_in
from coach.analysis.lexicons import Cue, CueSet
from coach.analysis.sentences import Reading, Sentence
from coach.messages import Message, msg
from coach.model import Candidate, Finding, Moment

FOUND, WEAK, LEANING = 2.0, 1.0, 0.1
"""One clear cue (2) makes a finding, a likely one (1.2) or two hints (0.6 each) a weak one; one hint says nothing."""
IN_PLACE, OUT_OF_PLACE = 0.3, 0.5
"""What cues gain where their thing is mostly said, and lose where it seldom is."""
NEARLY = 0.05
"""How much less clear than the clearest stretch an earlier one may be to be quoted.

On the labelled answers 91 % of quotes touch a labelled sentence so, and 85 % where the first clear stretch is quoted.
"""
MOSTLY_UNTIL, SELDOM_FROM = 0.4, 0.75
"""Shares of the answer, from its start for what is said early, from its end for what is said late.

Measured on half of the labelled answers.
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold a stretch of the answer that speaks for something, how strongly, and the story's cue that was said there."""

    name: str
    unit: Sentence
    score: float
    cue: str = ""

    @property
    def is_found(self) -> bool:
        """Tell whether it is clear enough to be called found."""
        return self.score >= FOUND


def weigh(cues: CueSet, plain: str, place: float = 0.5) -> float:
    """Add up what a plain sentence says for a set of cues; `place` is where in the answer it stands (0-1)."""
    return _weigh_all(cues, Searched((plain,)), (place,))[0]


def _weigh_all(cues: CueSet, searched: Searched, places: Sequence[float]) -> list[float]:
    """Add up what each of some plain sentences says for a set of cues."""
    changed: dict[int, str] = {}
    for phrase in cues.lookalikes:
        for unit in searched.possible(phrase.needs):
            plain = changed.get(unit, searched.plains[unit])
            without = phrase.pattern.sub(" ~ ", plain)
            if without != plain:
                changed[unit] = without
    speaking = _totals(cues.cues, searched, changed)
    against = _totals(cues.against, searched, changed)
    return [
        total - less + weigh_place(cues, place) if total > 0 else 0.0
        for total, less, place in zip(speaking, against, places, strict=True)
    ]


def _totals(cues: Sequence[Cue], searched: Searched, changed: Mapping[int, str]) -> list[float]:
    """Add up the cues that match in each sentence; `changed` are those that lost a phrase which only looked like it."""
    totals = [0.0] * len(searched.plains)
    for cue in cues:
        for unit in searched.matching(cue):
            if unit not in changed:
                totals[unit] += cue.weight
        for unit, plain in changed.items():
            if can_match(cue.needs, beginnings(plain)) and cue.pattern.search(plain):
                totals[unit] += cue.weight
    return totals


def weigh_place(cues: CueSet, place: float) -> float:
    """Tell what a place in the answer (0-1) adds to what was said there."""
    early = {"early": place, "late": 1.0 - place}.get(cues.place)
    if early is None:
        return 0.0
    return IN_PLACE * (early <= MOSTLY_UNTIL) - OUT_OF_PLACE * (early > SELDOM_FROM)


def place_of(reading: Reading, unit: Sentence) -> float:
    """Tell where in the answer the middle of a unit stands (0-1)."""
    return (unit.first + unit.last) / 2 / len(reading.tokens)


def weigh_units(reading: Reading, cues: CueSet) -> list[float]:
    """Add up what each unit of an answer says for a set of cues."""
    searched = search_in(tuple(unit.plain for unit in reading.units))
    return _weigh_all(cues, searched, [place_of(reading, unit) for unit in reading.units])


def find_hits(reading: Reading, cues: CueSet, least: float = WEAK) -> tuple[Hit, ...]:
    """List every stretch of the answer that speaks for a set of cues, in order; `least` is the score that it needs."""
    scores = zip(reading.units, weigh_units(reading, cues), strict=True)
    return tuple(Hit(cues.name, unit, score) for unit, score in scores if score >= least)


def to_candidates(
    kind: Literal["anchor", "structure"], hits: Sequence[Hit], leaning: Sequence[Hit] = ()
) -> tuple[Candidate, ...]:
    """Keep what an anchor or a slot was chosen from, and the stretches that only lean towards it."""
    chosen = {hit.unit.first for hit in hits}
    every = (*hits, *(hit for hit in leaning if hit.unit.first not in chosen and hit.score < WEAK))
    # Cut off and not rounded: what was just not clear stays so.
    return tuple(
        Candidate(kind, hit.name, hit.unit.start, hit.unit.end, floor(100 * hit.score) / 100, hit.cue) for hit in every
    )


def choose_hit(hits: Sequence[Hit]) -> Hit | None:
    """Choose the first clear stretch that says the story's cue, the first of the clearest, or the best weak one."""
    clear = [hit for hit in hits if hit.is_found]
    most = max((hit.score for hit in clear), default=FOUND)
    said = [hit for hit in clear if hit.cue] or [hit for hit in clear if hit.score >= most - NEARLY]
    return said[0] if said else max(hits, key=lambda hit: hit.score, default=None)


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


def anchor_moment(reading: Reading, hits: Sequence[Hit], by_words: bool = False) -> Moment | None:
    """Mark where an anchor was heard; what was heard by its words alone is said to be less sure."""
    chosen = choose_hit(hits)
    if chosen is None:
        return None
    start, end = reading.span(chosen.unit.start, chosen.unit.end)
    clear = chosen.is_found
    why = msg("analysis.anchor.why", name=anchor_label(chosen.name))
    if not clear:
        why = msg("analysis.anchor.why_weak", name=anchor_label(chosen.name))
    if by_words:
        why = msg("analysis.anchor.why_words", name=anchor_label(chosen.name))
    if by_words and not clear:
        why = msg("analysis.anchor.why_words_weak", name=anchor_label(chosen.name))
    if chosen.cue:
        why = msg("analysis.anchor.why_cue", name=anchor_label(chosen.name), cue=chosen.cue)
    if chosen.cue and not clear:
        why = msg("analysis.anchor.why_cue_weak", name=anchor_label(chosen.name), cue=chosen.cue)
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
