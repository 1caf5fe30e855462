"""When the sentence at a moment begins and ends."""

from __future__ import annotations

from coach.analysis.sentences import read_answer
from coach.model import Transcript

LEAD, TAIL = 0.15, 0.2
"""Seconds of sound kept around a sentence where its neighbours leave them: the times of words are that inexact."""


def sentence_at(transcript: Transcript, seconds: float) -> tuple[float, float] | None:
    """Return the stretch (seconds) of the sentence that is being said, or was said last, at a moment.

    Before the first word it is the first one. A very long sentence counts in parts. None where nothing has a time.
    """
    if not transcript.words:
        return None
    reading = read_answer(transcript, {})
    units = [unit for unit in reading.units if unit.first < unit.last]
    if not units:
        return None
    tokens = reading.tokens
    place = max((number for number, unit in enumerate(units) if tokens[unit.first].at <= seconds + LEAD), default=0)
    begin, end = tokens[units[place].first].at, tokens[units[place].last - 1].until
    before = tokens[units[place - 1].last - 1].until if place else 0.0
    after = tokens[units[place + 1].first].at if place + 1 < len(units) else end + TAIL
    return max(begin - LEAD, min(before, begin), 0.0), min(end + TAIL, max(after, end))
