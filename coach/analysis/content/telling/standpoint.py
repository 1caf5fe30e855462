"""Tell from where an answer speaks: of what one would do, or of what somebody else decided."""

from __future__ import annotations

from collections.abc import Mapping

from coach.analysis.beginnings import search_in
from coach.analysis.lexicons import CueSet
from coach.analysis.sentences import Reading

FEWEST_WOULD = 2
"""Sentences of what one would do; a story holds one now and then ("I'd do it again")."""
STORY_SHARE = 0.5
"""Sentences of what was done, for each of what one would do, from which on it is a story."""


def is_what_if(reading: Reading, telling: Mapping[str, CueSet]) -> bool:
    """Tell whether an answer says what one would do, so that nobody can expect an outcome of it."""
    would, did = len(_speaking(telling["would"], reading)), len(_speaking(telling["did"], reading))
    return would >= FEWEST_WOULD and did < STORY_SHARE * would


def find_handed_down(reading: Reading, telling: Mapping[str, CueSet]) -> str:
    """Return the first sentence in which somebody else decided; empty where there is none."""
    first = min(_speaking(telling["handed_down"], reading), default=None)
    return "" if first is None else reading.quote(reading.units[first])


def _speaking(cues: CueSet, reading: Reading) -> set[int]:
    """Return the numbers of the sentences in which one of the cues matches."""
    searched = search_in(tuple(unit.plain for unit in reading.units))
    return {number for cue in cues.cues for number in searched.matching(cue)}
