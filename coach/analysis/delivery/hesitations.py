"""Find the um and uh that were heard in the sound and not written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.analysis.lexicons import HesitationRule
from coach.analysis.sentences import Reading
from coach.messages import msg
from coach.model import Frames, Moment

NEAR = 0.25
"""Seconds between an event and a filler that is written down, up to which they are the same."""


@dataclass(frozen=True, slots=True)
class Event:
    """Hold one stretch of hesitation sound: seconds, and the highest smoothed probability."""

    start: float
    end: float
    peak: float


def find_hesitations(
    frames: Frames | None, reading: Reading, written: Sequence[Moment], rule: HesitationRule
) -> tuple[Moment, ...]:
    """List the hesitation sounds that were not written down, in order; none where nothing was recognised.

    `written` are the fillers in the text: an event beside one of those is that filler, and is not told twice.
    """
    if frames is None or not reading.timed or not reading.tokens:
        return ()
    return tuple(
        Moment("filler", "uh", event.start, event.end, "", "probable", msg("analysis.filler.probable.why", name="uh"))
        for event in find_events(frames, rule)
        if not any(_near(event, filler) for filler in written)
    )


def find_events(frames: Frames, rule: HesitationRule) -> tuple[Event, ...]:
    """List the stretches whose smoothed probability stays above the threshold for a fitting time."""
    smooth = smoothed(frames, rule.smoothing)
    above = np.concatenate(([False], smooth >= rule.threshold, [False])).astype(np.int8)
    edges = np.flatnonzero(np.diff(above)).reshape(-1, 2)
    return tuple(
        Event(float(first * frames.hop), float(last * frames.hop), float(smooth[first:last].max()))
        for first, last in edges
        if rule.shortest <= (last - first) * frames.hop + 1e-9 <= rule.longest
    )


def smoothed(frames: Frames, width: int) -> NDArray[np.float64]:
    """Return the mean of the probability over `width` frames around each."""
    values = np.frombuffer(frames.filler, dtype=np.uint8).astype(np.float64) / 255
    if not values.size:
        return values
    padded = np.pad(values, (width // 2, (width - 1) // 2))
    return np.convolve(padded, np.ones(width) / width, mode="valid")


def _near(event: Event, filler: Moment) -> bool:
    return (
        filler.start is not None
        and filler.end is not None
        and event.start <= filler.end + NEAR
        and event.end >= filler.start - NEAR
    )
