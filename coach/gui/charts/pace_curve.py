"""The pace of an answer as a curve over its length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.model import Word

WINDOW = 8.0
"""Seconds of speech that one point of the curve speaks for: about twenty words, enough for a steady figure."""
STEP = 0.5
FEWEST = 3
"""Fewer words in a window tell nothing about pace; the curve has a gap there."""


@dataclass(frozen=True, slots=True, eq=False)
class PaceCurve:
    """Hold times (seconds) and rates (words a minute, NaN where nothing can be told), both of shape (n,)."""

    times: NDArray[np.float64]
    rates: NDArray[np.float64]

    def at(self, seconds: float) -> float | None:
        """Return the rate nearest to a time, or None where nothing can be told."""
        if len(self.times) == 0:
            return None
        rate = float(self.rates[int(np.abs(self.times - seconds).argmin())])
        return None if np.isnan(rate) else rate


def pace_curve(words: Sequence[Word], seconds: float, window: float = WINDOW, step: float = STEP) -> PaceCurve:
    """Return words a minute in a window that slides over an answer of `seconds`.

    A window that reaches over an end of the answer counts only the part inside.
    """
    if seconds <= 0 or not words:
        nothing = np.zeros(0)
        return PaceCurve(nothing, nothing)
    middles = np.sort(np.array([(word.start + word.end) / 2 for word in words], dtype=np.float64))
    times = np.arange(0.0, seconds + step / 2, step)
    first = np.maximum(times - window / 2, 0.0)
    last = np.minimum(times + window / 2, seconds)
    counts = np.searchsorted(middles, last, "right") - np.searchsorted(middles, first, "left")
    spans = np.maximum(last - first, step)
    rates = np.where(counts >= FEWEST, counts * 60.0 / spans, np.nan)
    return PaceCurve(times, rates)
