"""Train the heads of the anchors and of the slots on some answers, and hear others with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from coach.analysis.content.meaning import Head
from coach.model import ANCHORS
from tests.tools.meaning.examples import PLACE, RULES, SLOT_RULES, Example
from tests.tools.meaning.judging import CLEAR, LIKELY, Scale
from tests.tools.meaning.logistic import Floats, fit

OWN_PARTS, NEIGHBOUR_PARTS, SLOT_PARTS = 160, 32, 24
"""How many principal parts of vectors weights are found for; more of them did no better and took longer."""
RIDGE = 1.0
RIDGES = {"neighbour": 4.0, "word": 40.0, "slot": 3.0}
"""How much stronger weights of neighbours, small words and slots are held."""
VARIANT_WEIGHT = 0.5
TRAP_WEIGHT = 2.0
HELD_WEIGHT = 2.0
"""Answers that nobody read who wrote the rules weigh more: on the others the rules look better than they are."""
HIGHEST = 6.0


@dataclass(frozen=True)
class Sum:
    """Hold the weights of one head in the numbers that it was trained on."""

    weights: Floats
    bias: float


@dataclass(frozen=True)
class Ground:
    """Hold examples as one table; `words` are the small words that have a column each."""

    examples: Sequence[Example]
    words: Sequence[str]
    starts: Sequence[int] = field(init=False)
    parts: Floats = field(init=False)
    vectors: Floats = field(init=False)
    rows: Floats = field(init=False)

    def __post_init__(self) -> None:
        sizes = [len(each.reading.units) for each in self.examples]
        object.__setattr__(self, "starts", np.concatenate([[0], np.cumsum(sizes)]).tolist())
        vectors = np.concatenate([each.signs.vectors for each in self.examples]).astype(np.float64)
        object.__setattr__(self, "parts", np.linalg.svd(vectors - vectors.mean(axis=0), full_matrices=False)[2].T)
        object.__setattr__(self, "vectors", vectors)
        object.__setattr__(self, "rows", np.concatenate([self._rows(each) for each in self.examples]))

    def _rows(self, each: Example) -> Floats:
        vectors = each.signs.vectors.astype(np.float64)
        near = vectors @ self.parts[:, :NEIGHBOUR_PARTS]
        none = np.zeros((1, NEIGHBOUR_PARTS))
        before, after = np.vstack([none, near[:-1]]), np.vstack([near[1:], none])
        places = {word: place for place, word in enumerate(self.words)}
        words = np.zeros((len(vectors), len(self.words)))
        for row, said in zip(words, each.signs.words, strict=True):
            row[[places[word] for word in said if word in places]] = 1.0
        return np.hstack([vectors @ self.parts[:, :OWN_PARTS], before, after, each.numbers, words])

    def ridge(self) -> Floats:
        """Return how strongly each column is held."""
        sizes = (OWN_PARTS, 2 * NEIGHBOUR_PARTS, len(RULES) + len(PLACE), len(self.words))
        strengths = (1.0, RIDGES["neighbour"], 1.0, RIDGES["word"])
        return RIDGE * np.repeat(strengths, sizes)

    def pick(self, places: Sequence[int]) -> tuple[Floats, list[Example]]:
        """Return the rows of some examples, and the examples."""
        rows = np.concatenate([self.rows[self.starts[place] : self.starts[place + 1]] for place in places])
        return rows, [self.examples[place] for place in places]

    def train(self, places: Sequence[int]) -> dict[str, Sum]:
        """Train the heads of the anchors on some examples."""
        rows, some = self.pick(places)
        labels, traps = (np.concatenate([getattr(each, name) for each in some]) for name in ("labels", "traps"))
        base = np.concatenate([np.full(len(each.labels), weight_of(each)) for each in some])
        made: dict[str, Sum] = {}
        for place, name in enumerate(ANCHORS):
            known = labels[:, place] >= 0
            weights = base * np.where(traps[:, place] > 0, TRAP_WEIGHT, 1.0)
            found = fit(rows[known], labels[known, place], weights[known], self.ridge())
            made[name] = Sum(found[:-1], float(found[-1]))
        return made

    def hear(self, heads: Mapping[str, Sum], place: int) -> Floats:
        """Return the sums of the anchors' heads for each unit of an example (n x 5)."""
        rows = self.rows[self.starts[place] : self.starts[place + 1]]
        return np.stack([rows @ heads[name].weights + heads[name].bias for name in ANCHORS], 1)

    def head(self, name: str, found: Sum, scale: Scale) -> Head:
        """Write a trained sum as the program uses it, stretched so that it gives chances for whole answers."""
        cuts = np.cumsum([OWN_PARTS, NEIGHBOUR_PARTS, NEIGHBOUR_PARTS, len(RULES), len(PLACE)])
        own, before, after, rules, place, words = np.split(scale.slope * found.weights, cuts)
        near = self.parts[:, :NEIGHBOUR_PARTS]
        return Head(
            name=name,
            bias=scale.slope * found.bias + scale.offset,
            weak=LIKELY,
            found=CLEAR,
            sentence=(self.parts[:, :OWN_PARTS] @ own).astype(np.float32),
            before=(near @ before).astype(np.float32),
            after=(near @ after).astype(np.float32),
            rules=dict(zip(RULES, rules.tolist(), strict=True)),
            heads={},
            place=dict(zip(PLACE, place.tolist(), strict=True)),
            words=dict(zip(self.words, words.tolist(), strict=True)),
        )


def weight_of(example: Example) -> float:
    """Return how much an example weighs."""
    return (HELD_WEIGHT if example.answer.is_held else 1.0) * (VARIANT_WEIGHT if example.variant else 1.0)


class SlotGround:
    """Hold the examples of one slot; `totals` are what the anchors' heads came to, heard without the same writers."""

    def __init__(self, slot: str, examples: Sequence[Example], totals: Sequence[Floats], parts: Floats) -> None:
        self.slot, self.examples, self.parts = slot, examples, parts[:, :SLOT_PARTS]
        self.rows = [self._rows(each, total) for each, total in zip(examples, totals, strict=True)]

    def _rows(self, each: Example, totals: Floats) -> Floats:
        _, ruled = each.slots[self.slot]
        own = np.array([[min(max(score, -4.0), 6.0) / 3.0, float(score >= 2.0)] for score in ruled])
        place = each.numbers[:, len(RULES) :]
        return np.hstack([each.signs.vectors @ self.parts, own, np.clip(totals, -HIGHEST, HIGHEST), place])

    def train(self, places: Sequence[int]) -> Sum:
        """Train the head on some of the examples."""
        rows = np.concatenate([self.rows[place] for place in places])
        labels = np.concatenate([self.examples[place].slots[self.slot][0] for place in places])
        weights = np.concatenate([np.full(len(self.rows[place]), weight_of(self.examples[place])) for place in places])
        known = labels >= 0
        found = fit(rows[known], labels[known], weights[known], np.full(rows.shape[1], RIDGES["slot"]))
        return Sum(found[:-1], float(found[-1]))

    def hear(self, found: Sum, place: int) -> Floats:
        """Return the sums for each unit of an example."""
        return np.asarray(self.rows[place] @ found.weights + found.bias)

    def head(self, found: Sum, scale: Scale) -> Head:
        """Write a trained sum as the program uses it."""
        cuts = np.cumsum([SLOT_PARTS, len(SLOT_RULES), len(ANCHORS)])
        own, rules, heads, place = np.split(scale.slope * found.weights, cuts)
        none = np.zeros(len(self.parts), np.float32)
        return Head(
            name=self.slot,
            bias=scale.slope * found.bias + scale.offset,
            weak=LIKELY,
            found=CLEAR,
            sentence=(self.parts @ own).astype(np.float32),
            before=none,
            after=none,
            rules=dict(zip(SLOT_RULES, rules.tolist(), strict=True)),
            heads=dict(zip(ANCHORS, heads.tolist(), strict=True)),
            place=dict(zip(PLACE, place.tolist(), strict=True)),
            words={},
        )
