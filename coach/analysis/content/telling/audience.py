"""Tell whom an answer is for, what an explanation for them holds, and whether it began with a question back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from coach.analysis.content.anchors import Hit, find_structure, to_finding
from coach.analysis.lexicons import CueSet
from coach.analysis.sentences import Reading, Sentence
from coach.model import Finding, Question

Listener = Literal["insider", "business", "outsider"]

FIT = ("analogy", "example", "one_level_deeper", "why_it_matters")
"""What an explanation for somebody outside the trade holds, in the order in which it is shown."""
CLARIFIED = "clarified"
FIRST_WORDS, FIRST_SENTENCES = 40, 3
"""Where a question back, or what is taken for granted, comes first: within three sentences or about 15 seconds."""
ROLES = ("executives", "sales")
"""Listeners for whom business is the point already: they need no picture."""


def listener_of(question: Question | None, telling: Mapping[str, CueSet]) -> Listener | None:
    """Tell who an answer is for; None where it is the interviewer."""
    audience = question.audience.lower() if question is not None else ""
    if not audience:
        return None
    if _speaks(telling["insiders"], audience):
        return "insider"
    return "business" if _speaks(telling["business"], audience) else "outsider"


def asks_for_simple_words(question: Question | None, telling: Mapping[str, CueSet]) -> bool:
    """Tell whether a question asks to say something simply, to somebody outside the trade."""
    listener = listener_of(question, telling)
    return listener in ("business", "outsider") and question is not None and question.audience.lower() not in ROLES


def find_fit(reading: Reading, question: Question | None, telling: Mapping[str, CueSet]) -> tuple[Finding, ...]:
    """Tell what of an explanation was heard; nothing where the question does not ask for one."""
    if not asks_for_simple_words(question, telling):
        return ()
    return find_structure(reading, [telling[name] for name in FIT])


def find_clarified(reading: Reading, question: Question | None, telling: Mapping[str, CueSet]) -> tuple[Finding, ...]:
    """Tell whether an answer began with a question back, or with what it takes for granted, where that is wanted."""
    if question is None or not question.clarify_first:
        return ()
    first = [unit for unit in reading.units[:FIRST_SENTENCES] if unit.first < FIRST_WORDS]
    sets = [telling[name] for name in ("asked", "asked_mark", "assumed")]
    hits = [Hit(CLARIFIED, unit, 2.0) for unit in first if any(_speaks(cues, _opening(unit)) for cues in sets)]
    return (to_finding(reading, CLARIFIED, hits),)


def _opening(unit: Sentence) -> str:
    """Return the beginning of a sentence: a recogniser leaves full stops out, and one may hold the whole answer."""
    return " ".join(unit.plain.split()[:FIRST_WORDS])


def _speaks(cues: CueSet, plain: str) -> bool:
    return any(cue.pattern.search(plain) for cue in cues.cues)
