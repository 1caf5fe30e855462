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
    """Hold one pattern to look for in a sentence, how much it says (hint 0.6, clear 2), and sentences that show it.

    `needs` are sets of beginnings of words: a sentence must have one of each set for the pattern to match. There is
    none where that is not known.
    """

    pattern: re.Pattern[str]
    weight: float
    example: str
    never: tuple[str, ...] = ()
    needs: tuple[frozenset[str], ...] = ()


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
class CueWords:
    """Hold what is needed to hear a story's cue in other forms.

    `same`, `amounts` and `short` are each a word with what stands for it. `light` words say nothing by
    themselves, `small` ones count half, those `against` take back what follows.
    """

    light: frozenset[str]
    same: Mapping[str, tuple[str, ...]]
    amounts: Mapping[str, tuple[str, ...]]
    short: Mapping[str, tuple[str, ...]]
    small: frozenset[str]
    against: frozenset[str]


@dataclass(frozen=True, slots=True)
class RamblingWords:
    """Hold the words that tell whether an answer turns in circles or leaves its question.

    `light` words say nothing by themselves, pieces of `glue` are said while looking for words, words of the `field`
    keep to any question about the work, and `asking` ones name no subject in a question.
    """

    light: frozenset[str]
    glue: tuple[tuple[str, ...], ...]
    field: frozenset[str]
    asking: frozenset[str]


@dataclass(frozen=True, slots=True)
class Jargon:
    """Hold a term of the trade: the cue of its forms, and the cue of what it is short for, which explains it.

    `is_business` says that somebody in business knows it.
    """

    term: str
    cue: Cue
    long: re.Pattern[str] | None = None
    is_business: bool = False


@dataclass(frozen=True, slots=True)
class JargonWords:
    """Hold the terms of the trade, and the key terms of questions that anybody knows."""

    terms: tuple[Jargon, ...]
    everyday: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicons:
    """Hold every word list of one language.

    `structures` is by category, in the order of its slots; `weak_patterns` by the pattern's name; `telling` is how an
    answer is told to whom, by the name of its sets.
    """

    fillers: FillerLexicon
    anchors: Mapping[AnchorName, CueSet]
    structures: Mapping[str, tuple[CueSet, ...]]
    evidence: tuple[CueSet, ...]
    cues: CueWords
    weak_patterns: Mapping[str, CueSet]
    rambling: RamblingWords
    jargon: JargonWords
    telling: Mapping[str, CueSet]


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
