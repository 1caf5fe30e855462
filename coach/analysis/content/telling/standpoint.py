"""Tell from where an answer speaks: of what one would do, or of what somebody else decided."""

from __future__ import annotations

from collections.abc import Mapping

from coach.analysis.lexicons import CueSet
from coach.analysis.sentences import Reading

FEWEST_WOULD = 2
"""Sentences of what one would do; a story holds one now and then ("I'd do it again")."""
STORY_SHARE = 0.5
"""Sentences of what was done, for each of what one would do, from which on it is a story."""


def is_what_if(reading: Reading, telling: Mapping[str, CueSet]) -> bool:
    """Tell whether an answer says what one would do, so that nobody can expect an outcome of it."""
    would = sum(_speaks(telling["would"], unit.plain) for unit in reading.units)
    did = sum(_speaks(telling["did"], unit.plain) for unit in reading.units)
    return would >= FEWEST_WOULD and did < STORY_SHARE * would


def find_handed_down(reading: Reading, telling: Mapping[str, CueSet]) -> str:
    """Return the first sentence in which somebody else decided; empty where there is none."""
    return next((reading.quote(unit) for unit in reading.units if _speaks(telling["handed_down"], unit.plain)), "")


def _speaks(cues: CueSet, plain: str) -> bool:
    return any(cue.pattern.search(plain) for cue in cues.cues)
