"""The pace of an answer as a curve over its length, think time left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.model import Moment, Word

Floats = NDArray[np.float64]

WINDOW = 8.0
"""Seconds of speech that one point of the curve speaks for: about twenty words, enough for a steady figure."""
STEP = 0.5
FEWEST = 3
"""Fewer words in a window tell nothing about pace; the curve has a gap there."""


@dataclass(frozen=True, slots=True, eq=False)
class PaceCurve:
    """Hold times (seconds) and rates (words a minute, NaN where nothing can be told), both of shape (n,)."""

    times: Floats
    rates: Floats

    def at(self, seconds: float) -> float | None:
        """Return the rate nearest to a time, or None where nothing can be told."""
        if len(self.times) == 0:
            return None
        rate = float(self.rates[int(np.abs(self.times - seconds).argmin())])
        return None if np.isnan(rate) else rate


def pace_curve(
    words: Sequence[Word],
    seconds: float,
    moments: Sequence[Moment] = (),
    window: float = WINDOW,
    step: float = STEP,
) -> PaceCurve:
    """Return words a minute in a window that slides over an answer of `seconds`.

    The clock stands still while the person thinks (pauses over 5 s among the `moments`), before the first word and
    after the last; there the curve has a gap. Time that a person held the recording is in no recording.
    """
    if seconds <= 0 or not words:
        nothing = np.zeros(0)
        return PaceCurve(nothing, nothing)
    quiet = _quiet(words, seconds, moments)
    middles = np.sort(_clock(np.array([(word.start + word.end) / 2 for word in words], dtype=np.float64), quiet))
    times = np.arange(0.0, seconds + step / 2, step)
    now = _clock(times, quiet)
    first = np.maximum(now - window / 2, 0.0)
    last = np.minimum(now + window / 2, float(_clock(np.array([seconds]), quiet)[0]))
    counts = np.searchsorted(middles, last, "right") - np.searchsorted(middles, first, "left")
    rates = counts * 60.0 / np.maximum(last - first, step)
    still = np.any((times[:, None] > quiet[:, 0]) & (times[:, None] < quiet[:, 1]), axis=1)
    return PaceCurve(times, np.where((counts >= FEWEST) & ~still, rates, np.nan))


def _quiet(words: Sequence[Word], seconds: float, moments: Sequence[Moment]) -> Floats:
    """Return the stretches (n x 2, seconds) in which the clock stands still."""
    spans = [(0.0, words[0].start), (words[-1].end, max(seconds, words[-1].end))]
    spans += [
        (moment.start, moment.end)
        for moment in moments
        if moment.name == "long_think" and moment.start is not None and moment.end is not None
    ]
    return np.array(spans, dtype=np.float64)


def _clock(times: Floats, quiet: Floats) -> Floats:
    """Return how much of the answer has passed at each time, without the quiet stretches."""
    passed = np.clip(times[:, None] - quiet[:, 0], 0.0, quiet[:, 1] - quiet[:, 0])
    return np.asarray(times - passed.sum(axis=1))
