"""Squeeze many values into as many columns as a chart can show, with the lowest, the middle and the highest of each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Hold one entry for each column, all of shape (columns,): where it lies among the values, and what is in it."""

    places: Numbers
    low: Numbers
    middle: Numbers
    high: Numbers


def squeeze(values: Numbers, each: int, start: int = 0) -> Columns:
    """Return columns of `each` neighbouring values, the last one of what is left; `start` is the place of the first.

    `values` has shape (n,). Every value lies between the lowest and the highest of its column. Raise ValueError where a
    column would hold none.
    """
    if each < 1:
        raise ValueError("each must be 1 or more")
    count = -(-len(values) // each)
    padded = np.full(count * each, np.nan)
    padded[: len(values)] = values
    rows = padded.reshape(count, each)
    if not count:
        return Columns(*(np.zeros(0) for _ in range(4)))
    sizes = np.full(count, each)
    sizes[-1] = len(values) - (count - 1) * each
    places = start + np.arange(count) * each + (sizes - 1) / 2
    return Columns(places, np.nanmin(rows, axis=1), np.nanmedian(rows, axis=1), np.nanmax(rows, axis=1))
