"""Turn what heads come to into chances, and tell how good these are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.analysis.content.anchors import NEARLY
from tests.tools.meaning.logistic import Floats, fit
from tests.tools.meaning.score_rules import f1

Flags = NDArray[np.bool_]
LIKELY, CLEAR = 0.5, 0.65
"""Chances from which something counts as perhaps heard, so that a person should decide, and as clearly heard.

Limits chosen for each anchor by its mark, without the writer judged, did worse than one half: 0.882, not 0.886.
"""
DRAWS = 1000


@dataclass(frozen=True)
class Scale:
    """Hold how a head's best sum becomes the chance that an answer holds its thing."""

    slope: float
    offset: float

    def chance(self, values: Floats) -> Floats:
        """Return the chances of some best sums."""
        return np.asarray(1 / (1 + np.exp(-np.clip(self.slope * values + self.offset, -50, 50))))


def mark(true: Flags, told: Flags) -> float:
    """Return the mean of F1 on present and F1 on absent."""
    both, neither = int((true & told).sum()), int((~true & ~told).sum())
    yes = f1(both, int(told.sum()), int(true.sum()))
    return (yes + f1(neither, int((~told).sum()), int((~true).sum()))) / 2


def scale(best: Floats, true: Flags, weights: Floats) -> Scale:
    """Fit the chance that an answer holds something by its best sum (Platt)."""
    slope, offset = fit(best[:, None], true.astype(np.float64), weights, np.array([0.5]))
    return Scale(float(slope), float(offset))


@dataclass(frozen=True)
class Judged:
    """Hold what was told of one thing in all examples, each with a scale that was chosen without its fold.

    `quotes` tells where something was told whether the quote touches a labelled one, 1 or 0; NaN elsewhere.
    """

    name: str
    true: Flags
    chance: Floats
    quotes: Floats

    @property
    def told(self) -> Flags:
        """Tell where it counts as heard."""
        return self.chance >= LIKELY

    def mark(self, here: Flags) -> float:
        """Return the mark on some examples."""
        return mark(self.true[here], self.told[here])

    def in_place(self, here: Flags) -> float:
        """Return the share of quotes that touch a labelled one, where the thing is there and was told."""
        return float(np.nanmean(self.quotes[here & self.true & self.told]))

    def right(self, here: Flags) -> dict[str, float]:
        """Return how often each state is right: found and weak that it is there, missing that it is not."""
        found = self.chance >= CLEAR
        states = {"found": found, "weak": self.told & ~found, "missing": ~self.told}
        return {
            state: round(float((self.true[here & places] == (state != "missing")).mean()), 2)
            for state, places in states.items()
            if (here & places).any()
        }


def interval(judged: Sequence[Judged], here: Flags, seed: int = 1) -> tuple[float, float]:
    """Return the 95 % interval of the mean mark by drawing answers again and again."""
    dice = np.random.default_rng(seed)
    places = np.flatnonzero(here)
    drawn = []
    for _ in range(DRAWS):
        some = dice.choice(places, len(places))
        drawn.append(np.mean([mark(each.true[some], each.told[some]) for each in judged]))
    return float(np.quantile(drawn, 0.025)), float(np.quantile(drawn, 0.975))


def judge(
    name: str, sums: Sequence[Floats], true: Flags, folds: NDArray[np.int64], weights: Floats, near: Sequence[Flags]
) -> tuple[Scale, Judged]:
    """Choose the scale of a head on all examples, and tell what comes of it where it is chosen without each fold.

    `sums` are of each example's units, by a head that was trained without its fold; `near` tells which units touch what
    is labelled.
    """
    best = np.array([values.max() for values in sums])
    chance, quotes = (np.full(len(best), np.nan) for _ in range(2))
    for fold in np.unique(folds):
        here = folds == fold
        made = scale(best[~here], true[~here], weights[~here])
        chance[here] = made.chance(best[here])
        for place in np.flatnonzero(here).tolist():
            quotes[place] = near[place][first_clear(made, sums[place])]
    return scale(best, true, weights), Judged(name, true, chance, quotes)


def first_clear(made: Scale, values: Floats) -> int:
    """Choose the unit as the program does: the first of the clearest, or the best."""
    chances = made.chance(values)
    clear = np.flatnonzero((chances >= CLEAR) & (chances >= chances.max() - NEARLY))
    return int(clear[0]) if len(clear) else int(values.argmax())


def table(judged: Mapping[str, Judged], here: Flags) -> str:
    """Write marks as lines: each name, the mark, quotes in place, how often each state was right."""
    lines = [
        f"  {name:34} mark {each.mark(here):.3f}  in place {each.in_place(here):.2f}  {each.right(here)}"
        for name, each in judged.items()
    ]
    mean = np.mean([each.mark(here) for each in judged.values()])
    low, high = interval(list(judged.values()), here)
    quotes = np.concatenate([each.quotes[here & each.true & each.told] for each in judged.values()])
    return "\n".join([*lines, f"  {'mean':34} mark {mean:.3f} ({low:.3f}-{high:.3f})  in place {np.mean(quotes):.2f}"])
