"""Weigh what sentences mean: vectors of a language model under small linear heads, which look at the rules as well.

A head is a weighted sum, so that each judgement can be taken apart: what the sentence says (its vector), what was said
before and after it, how clearly the rules heard each anchor there, where in the answer it stands, and small words such
as "i'd" or "until" that vectors blur. The sum is scaled so that the best sentence of an answer gives the chance that
the answer holds the thing at all; the training script is `tests/tools/meaning/train_anchors.py`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from coach.analysis.content.anchors import FOUND, WEAK, Hit, find_hits, place_of, weigh_units
from coach.analysis.lexicons import CueSet, Lexicons
from coach.analysis.sentences import Reading, Sentence
from coach.model import ANCHORS, AnchorName

Vector = NDArray[np.float32]
Sums = NDArray[np.float64]
Embed = Callable[[Sequence[str]], Vector]
"""Turn n sentences into n rows of length 1."""

CLEAR = 2.0
"""Score of the rules from which a further weight is added: one clear cue."""
LEAST_SCORE, MOST_SCORE = -4.0, 6.0
MOST_SUM = 6.0
"""Scores of rules and sums of heads beyond these say no more."""
LONGEST = 60.0
"""Words beyond which a unit is simply long."""
SMALL_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d[\d.,]*")
EDGE = "|"
"""Stands for the beginning or the end of a sentence beside a word."""


@dataclass(frozen=True, slots=True)
class Head:
    """Hold one weighted sum, and the chances from which its thing counts as heard: perhaps (`weak`), or clearly.

    `sentence`, `before` and `after` weigh the vectors of the sentence and of its neighbours; `rules` the scores of
    the rules by name, with "clear NAME" for a score of 2 and more; `heads` what other heads came to; `place` where the
    sentence stands; `words` small words and pairs of them.
    """

    name: str
    bias: float
    weak: float
    found: float
    sentence: Vector
    before: Vector
    after: Vector
    rules: Mapping[str, float]
    heads: Mapping[str, float]
    place: Mapping[str, float]
    words: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Heads:
    """Hold the heads of the anchors, and those of the slots of each category's structure."""

    anchors: Mapping[AnchorName, Head]
    structures: Mapping[str, Mapping[str, Head]]


@dataclass(frozen=True, slots=True)
class Meaning:
    """Hold what turns sentences into vectors, and the heads that were trained on such vectors."""

    embed: Embed
    heads: Heads


@dataclass(frozen=True, slots=True)
class Signs:
    """Hold all that heads look at, one entry for each unit of an answer: vectors (n x d), named numbers, small words.

    Words are in order of the alphabet, so that the same sum comes out each time to the last bit.
    """

    vectors: NDArray[np.float32]
    rules: Sequence[Mapping[str, float]]
    place: Sequence[Mapping[str, float]]
    words: Sequence[Sequence[str]]


def read_signs(reading: Reading, embed: Embed, sets: Sequence[CueSet]) -> Signs:
    """Look at each unit of an answer; a neighbour that is not there has a vector of zeros."""
    units = reading.units
    places = [place_of(reading, unit) for unit in units]
    scores = {cues.name: weigh_units(reading, cues) for cues in sets}
    return Signs(
        vectors=embed([unit.plain for unit in units]),
        rules=[dict(rule_signs({name: scores[name][unit] for name in scores})) for unit in range(len(units))],
        place=[_place(reading, unit, place) for unit, place in zip(units, places, strict=True)],
        words=[sorted(set(small_words(unit.plain))) for unit in units],
    )


def _place(reading: Reading, unit: Sentence, place: float) -> Mapping[str, float]:
    """Describe where a unit stands (0-1) and how long it is."""
    return {
        "place": place,
        "place squared": place * place,
        "first": float(unit.first == 0),
        "last": float(unit.last == len(reading.tokens)),
        "length": math.log(min(unit.last - unit.first, LONGEST)),
    }


def rule_signs(rules: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """Turn scores of the rules into numbers of about 1: how much, and whether it was clear."""
    for name, score in rules.items():
        yield name, min(max(score, LEAST_SCORE), MOST_SCORE) / 3.0
        yield f"clear {name}", float(score >= CLEAR)


def small_words(plain: str) -> Iterator[str]:
    """List the words of a plain sentence and the pairs of neighbours; all numbers are one word."""
    words = [EDGE, *("9" if word[0].isdigit() else word for word in SMALL_WORD.findall(plain)), EDGE]
    yield from words[1:-1]
    yield from (f"{one} {other}" for one, other in pairwise(words))


def sigmoid(value: float) -> float:
    """Turn a weighted sum into a chance."""
    return 1.0 / (1.0 + math.exp(-min(max(value, -50.0), 50.0)))


def weighted_sum(head: Head, signs: Signs, other: Mapping[AnchorName, Sums]) -> Sums:
    """Return what a head comes to for each unit; `other` is what the heads came to that it builds on."""
    vectors = signs.vectors.astype(np.float64)
    total = np.full(len(vectors), head.bias) + vectors @ head.sentence
    total[1:] += vectors[:-1] @ head.before
    total[:-1] += vectors[1:] @ head.after
    for name, values in other.items():
        total += head.heads.get(name, 0.0) * np.clip(values, -MOST_SUM, MOST_SUM)
    for weights, found in ((head.rules, signs.rules), (head.place, signs.place)):
        total += [sum(weight * each.get(name, 0.0) for name, weight in weights.items()) for each in found]
    if head.words:
        total += [sum(head.words.get(word, 0.0) for word in said) for said in signs.words]
    return np.asarray(total)


def score(head: Head, chance: float) -> float:
    """Put a chance on the scale of the rules: 1 where it may count as heard, 2 where it is clear."""
    if chance < head.weak:
        return WEAK * (chance / head.weak) ** 2
    if chance < head.found:
        return WEAK + (FOUND - WEAK) * (chance - head.weak) / (head.found - head.weak)
    return FOUND + chance - head.found


def hear(
    reading: Reading, lexicons: Lexicons, category: str | None, meaning: Meaning | None, least: float = WEAK
) -> tuple[dict[AnchorName, tuple[Hit, ...]], dict[str, tuple[Hit, ...]]]:
    """List the stretches of an answer that speak for each anchor, and for each slot of its category, in order.

    Without meaning the rules decide alone, and so they do on a slot that no head was trained for.
    """
    anchors, slots = lexicons.anchors, lexicons.structures.get(category or "", ())
    if meaning is None or not reading.units:
        return (
            {name: find_hits(reading, anchors[name], least) for name in ANCHORS},
            {cues.name: find_hits(reading, cues, least) for cues in slots},
        )
    signs = read_signs(reading, meaning.embed, [anchors[name] for name in ANCHORS])
    heads = meaning.heads.anchors
    sums = {name: weighted_sum(heads[name], signs, {}) for name in ANCHORS}
    heard = {name: _hits(reading, heads[name], sums[name], least) for name in ANCHORS}
    told = {}
    for cues in slots:
        head = meaning.heads.structures.get(category or "", {}).get(cues.name)
        if head is None:
            told[cues.name] = find_hits(reading, cues, least)
        else:
            own = replace(signs, rules=[dict(rule_signs({"own": value})) for value in weigh_units(reading, cues)])
            told[cues.name] = _hits(reading, head, weighted_sum(head, own, sums), least)
    return heard, told


def _hits(reading: Reading, head: Head, sums: Sums, least: float) -> tuple[Hit, ...]:
    scores = [score(head, sigmoid(each)) for each in sums.tolist()]
    return tuple(Hit(head.name, unit, each) for unit, each in zip(reading.units, scores, strict=True) if each >= least)
