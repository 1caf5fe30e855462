"""Count fillers and repeats, and put the counts into words; a correction by the person counts them anew."""

from __future__ import annotations

from collections.abc import Sequence

from coach.messages import Message, msg
from coach.model import Measure, Moment

RATE_UNIT = "per 100 words"
LIGHT, SOME = 2.0, 5.0
"""Fillers per 100 words: light below two, some up to five, many above."""


def count_fillers(moments: Sequence[Moment], words: int, *, looked: bool) -> tuple[Measure, Measure, Measure]:
    """Return filler_rate, fillers_heard and fillers_probable for the moments of an answer of so many words.

    `words` is above 0; `looked` says whether probable ones were looked for. The rate counts both kinds: engines leave
    out more than half of what is said, so a rate of the written ones alone would mislead.
    """
    sure = [moment.certainty for moment in moments if moment.kind == "filler"]
    heard, probable = sure.count("heard"), sure.count("probable")
    rate = 100 * (heard + probable) / words
    return (
        Measure("filler_rate", round(rate, 2), RATE_UNIT, _rate_words(rate), "probable" if probable else "heard"),
        Measure("fillers_heard", float(heard), "", _count_words(heard), "heard"),
        _probable(probable) if looked else _not_looked_for(),
    )


def _probable(count: int) -> Measure:
    words = msg("analysis.fillers.probable", n=count) if count else msg("analysis.fillers.probable_none")
    return Measure("fillers_probable", float(count), "", words, "probable")


def _not_looked_for() -> Measure:
    return Measure("fillers_probable", None, "", msg("analysis.fillers.probable_unknown"), "unknown")


def count_repeats(moments: Sequence[Moment]) -> Measure:
    """Return how often something was said twice in a row."""
    count = sum(moment.kind == "repeat" for moment in moments)
    words = msg("analysis.repeats.words", n=count) if count else msg("analysis.repeats.none")
    return Measure("repeats", float(count), "", words, "heard")


def _rate_words(rate: float) -> Message:
    if rate < LIGHT:
        return msg("analysis.fillers.light")
    return msg("analysis.fillers.some") if rate <= SOME else msg("analysis.fillers.many")


def _count_words(count: int) -> Message:
    return msg("analysis.fillers.heard", n=count) if count else msg("analysis.fillers.none")
