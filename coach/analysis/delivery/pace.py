"""Measure how fast somebody spoke. Think time is outside every measure: it is no slowness."""

from __future__ import annotations

from dataclasses import dataclass

from coach.analysis.delivery.pauses import Silences
from coach.analysis.delivery.syllables import count_syllables
from coach.analysis.sentences import Reading

COMFORTABLE = (110.0, 170.0)
"""Words a minute that are easy to follow, until a person has a range of their own."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Hold the timing of an answer; what needs the sound is None without it."""

    speech_rate: float | None
    articulation_rate: float | None
    speaking_time: float | None
    pause_time: float | None
    longest_pause: float | None
    time_to_first_word: float


def measure_pace(reading: Reading, silences: Silences | None) -> Pace:
    """Measure an answer with recognised words; `silences` is None where there is no sound.

    Speech rate (words/min) counts every word over the time from the first to the last, without pauses over 5 s;
    while a person holds the recording nothing is recorded, so that time is outside as well. Articulation rate
    (syllables/s) leaves every pause out.
    """
    if silences is None:
        return Pace(_rate(reading, reading.ends - reading.begins), None, None, None, None, reading.begins)
    pauses = silences.pauses
    span = silences.ends - silences.begins
    quiet = sum(pause.seconds for pause in pauses)
    thinking = sum(pause.seconds for pause in pauses if pause.name == "long_think")
    speaking = max(0.0, span - quiet)
    spoken = sum(count_syllables(token.text) for token in reading.tokens)
    articulation = spoken / speaking if speaking > 0 else None
    longest = max((pause.seconds for pause in pauses), default=0.0)
    return Pace(_rate(reading, span - thinking), articulation, speaking, quiet, longest, silences.begins)


def _rate(reading: Reading, seconds: float) -> float | None:
    return 60 * len(reading.tokens) / seconds if seconds > 0 else None
