"""Fit one linear unit that tells two classes apart, from sums that can be kept for each speaker.

This is Fisher's discriminant with a strong ridge, found by least squares on targets of 1 and -1 (Hastie, Tibshirani and
Friedman, The Elements of Statistical Learning, 4.3): one equation, no iterations, the same result every time. Leaving
a speaker out is leaving out a term of a sum. On so few speakers it beats logistic regression on the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Vectors = npt.NDArray[np.float32]

RIDGE = 3.0
"""Added to the mean square of each standardised number, which is about 1."""
BALANCE = 0.1
"""Weight of all frames of fillers together against that of all others."""
SHARE = 0.05
"""Share of fillers in speech that the probabilities are made for."""


@dataclass(frozen=True)
class Sums:
    """Hold the frames of one class, summed up: the count, the sum, the sum of products (each with a 1 at the end)."""

    count: int
    total: Floats
    products: Floats

    @staticmethod
    def of(frames: Vectors) -> Sums:
        """Sum up frames."""
        rows = np.hstack([frames, np.ones((len(frames), 1), dtype=np.float32)])
        return Sums(len(rows), rows.sum(axis=0, dtype=np.float64), (rows.T @ rows).astype(np.float64))


def added(parts: Sequence[Sums]) -> Sums:
    """Add up the sums of several recordings."""
    totals = np.sum([part.total for part in parts], axis=0)
    return Sums(sum(part.count for part in parts), totals, np.sum([part.products for part in parts], axis=0))


def fit(sought: Sums, others: Sums, ridge: float = RIDGE, balance: float = BALANCE) -> Floats:
    """Return the weights, the last of which is the bias: what is above 0 is rather what is sought."""
    extra = ridge * np.eye(len(sought.total))
    extra[-1, -1] = 1e-6
    products = balance * sought.products / sought.count + others.products / others.count
    totals = balance * sought.total / sought.count - others.total / others.count
    return np.asarray(np.linalg.solve(products + extra, totals), dtype=np.float64)


def scale(values: Floats, labels: npt.NDArray[np.int8], share: float = SHARE) -> tuple[float, float]:
    """Return the slope and offset that turn values into log-odds (Platt 1999), by Newton's method.

    `share` is how much of all is what is sought, where the probabilities are to be used.
    """
    known = labels >= 0
    x, y = values[known], labels[known].astype(np.float64)
    weight = np.where(y == 1, share / max(1, int(y.sum())), (1 - share) / max(1, int((1 - y).sum())))
    slope, offset = 2.0, -1.0
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(slope * x + offset, -50, 50)))
        wrong, sure = weight * (chance - y), weight * chance * (1 - chance) + 1e-12
        gradient = np.array([wrong @ x, wrong.sum()])
        curve = np.array([[sure @ (x * x), sure @ x], [sure @ x, sure.sum()]]) + 1e-9 * np.eye(2)
        step = np.linalg.solve(curve, gradient)
        slope, offset = slope - float(step[0]), offset - float(step[1])
    return slope, offset
