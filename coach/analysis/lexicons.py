"""The word lists that analysis works with: types only; they are read from `assets/lexicons` by an adapter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from coach.model import AnchorName

Place = Literal["any", "early", "late"]


@dataclass(frozen=True, slots=True)
class Cue:
    """Hold one pattern to look for in a sentence, how much it says (hint 0.6, clear 2), and sentences that show it."""

    pattern: re.Pattern[str]
    weight: float
    example: str
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CueSet:
    """Hold what speaks for something, what speaks against it, and the phrases that only look like it.

    `place` is the part of an answer where it is usually said; elsewhere it needs a little more.
    """

    name: str
    cues: tuple[Cue, ...]
    against: tuple[Cue, ...] = ()
    lookalikes: tuple[Cue, ...] = ()
    place: Place = "any"


@dataclass(frozen=True, slots=True)
class FillerPhrase:
    """Hold a phrase that can be a filler, with the positions (group `it`) in which it is one."""

    name: str
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class FillerLexicon:
    """Hold the filler sounds (spelling to name), the filler phrases, and words that are doubled on purpose."""

    sounds: Mapping[str, str]
    phrases: tuple[FillerPhrase, ...]
    doubled: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicons:
    """Hold every word list of one language; `structures` is by category, in the order of its slots."""

    fillers: FillerLexicon
    anchors: Mapping[AnchorName, CueSet]
    structures: Mapping[str, tuple[CueSet, ...]]
    evidence: tuple[CueSet, ...]


@dataclass(frozen=True, slots=True)
class HesitationRule:
    """Hold when the sound is taken for an um or uh that was not written down, and how good that proved to be.

    The probability of the frames, smoothed over `smoothing` of them, stays above `threshold` for `shortest` to
    `longest` seconds. `precision`, `recall` and `f1` were measured on speakers that the head had not heard, the text's
    own fillers included; `f1_low` and `f1_high` are the 95 % interval.
    """

    threshold: float
    shortest: float
    longest: float
    smoothing: int
    precision: float
    recall: float
    f1: float
    f1_low: float
    f1_high: float


@dataclass(frozen=True, slots=True)
class Hesitations:
    """Hold the two rules that a person chooses between: fewer and surer, or all."""

    surer: HesitationRule
    all: HesitationRule

    @property
    def choices(self) -> Mapping[str, HesitationRule]:
        """Return the rules by the name of the choice."""
        return {"surer": self.surer, "all": self.all}
