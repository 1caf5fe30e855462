"""Compare a person only with themselves: their own median, their own range, one plain sentence about a trend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from coach.messages import Message, msg

TAKES_NEEDED = 5
"""Takes before a person has a range of their own."""
OWN_SHARE = 0.15
"""The own range is the median and 15 % to both sides."""
LATELY = 5
"""Takes that count as lately; they are compared with all before."""
NOTABLE = 0.1
"""A change of the median below a tenth is called steady."""


@dataclass(frozen=True, slots=True)
class Range:
    """Hold a comfortable range and its middle."""

    low: float
    middle: float
    high: float


def own_range(values: Sequence[float]) -> Range | None:
    """Return a person's usual range of a measure, once there are five takes."""
    if len(values) < TAKES_NEEDED:
        return None
    middle = median(values)
    return Range(middle * (1 - OWN_SHARE), middle, middle * (1 + OWN_SHARE))


def describe_trend(values: Sequence[float], label: Message) -> Message:
    """Say in one plain sentence how a measure (oldest take first) has moved; neither way is called better."""
    if not values:
        return msg("analysis.trend.empty", measure=label)
    if len(values) < TAKES_NEEDED:
        return msg("analysis.trend.few", measure=label, n=len(values), wanted=TAKES_NEEDED)
    earlier = median(values[:-LATELY] or values[:-1])
    lately = median(values[-LATELY:] if len(values) > LATELY else values[-1:])
    if abs(lately - earlier) <= NOTABLE * max(abs(earlier), 1e-9):
        return msg("analysis.trend.steady", measure=label, value=number_text(lately))
    if lately > earlier:
        return msg("analysis.trend.up", measure=label, before=number_text(earlier), now=number_text(lately))
    return msg("analysis.trend.down", measure=label, before=number_text(earlier), now=number_text(lately))


def number_text(value: float) -> str:
    """Write a number with no more digits than anybody needs."""
    return f"{value:.0f}" if abs(value) >= 10 or value == round(value) else f"{value:.1f}"


def measure_label(name: str) -> Message:
    """Return what a measure is called in a sentence about it."""
    labels = {
        "speech_rate": msg("analysis.measure.speech_rate"),
        "articulation_rate": msg("analysis.measure.articulation_rate"),
        "filler_rate": msg("analysis.measure.filler_rate"),
        "fillers_heard": msg("analysis.measure.fillers_heard"),
        "fillers_probable": msg("analysis.measure.fillers_probable"),
        "speaking_time": msg("analysis.measure.speaking_time"),
        "pause_time": msg("analysis.measure.pause_time"),
        "longest_pause": msg("analysis.measure.longest_pause"),
        "time_to_first_word": msg("analysis.measure.time_to_first_word"),
        "repeats": msg("analysis.measure.repeats"),
        "pitch_movement": msg("analysis.measure.pitch_movement"),
    }
    return labels[name]
