"""Measure how fast somebody spoke. Think time is outside every measure: it is no slowness."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coach.analysis.delivery.pauses import Silences
from coach.analysis.sentences import Reading

COMFORTABLE = (110.0, 170.0)
"""Words a minute that are easy to follow, until a person has a range of their own."""

VOWELS = re.compile(r"[aeiouyàâäéèêëïîôöùûü]+")
SILENT_E = re.compile(r"(?<![aeiouy])(?<!^)e$")
SILENT_ENDING = re.compile(r"(?:[^aeiouytd]ed|[^aeiouysxzcg]es|(?<=[^aeiouy]{2})(?<=[^aeiouysxzcgh]{2})es)$")
SYLLABIC_LE = re.compile(r"[^aeiouy]les?$")
HIATUS = re.compile(r"(?:i[aou](?!us\b)|eo|ua(?=[lrt])|(?<=[aeiouy])ing|(?<=[aeiouy][^aeiouy])ea$)")
SOFT_ION = re.compile(r"(?:[tscg]i(?:on|ous|al|an)|[qg]u[aeiou])")
DIGITS = "0123456789"
ONES = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2)
"""Syllables of zero to nineteen."""
TENS = (0, 0, 2, 2, 2, 2, 2, 3, 2, 2)
"""Syllables of twenty to ninety."""


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


def count_syllables(word: str) -> int:
    """Estimate the syllables of an English word: its vowel groups, less silent endings, plus vowels that part.

    Numbers count as they are read; short words in capitals as letters. Right for about nine words in ten.
    """
    if re.search(r"[0-9]", word):
        parts = re.findall(r"[0-9]+|[^\W0-9]+", word)
        return sum(_number(int(part[:12])) if part[0] in DIGITS else 1 for part in parts) + 2 * word.count("%")
    if word.isupper() and 1 < len(word) <= 4:
        return len(word) + 2 * word.count("W")
    return max(1, sum(_letters(part) for part in re.split(r"[-'’]", word.lower()) if len(part) > 1))


def _letters(part: str) -> int:
    count = len(VOWELS.findall(part))
    if SYLLABIC_LE.search(part):
        return count
    count -= bool(SILENT_E.search(part)) or bool(SILENT_ENDING.search(part))
    return count + len(HIATUS.findall(SOFT_ION.sub("", part)))


def _number(value: int) -> int:
    if value < 20:
        return ONES[value]
    if value < 100:
        return TENS[value // 10] + (ONES[value % 10] if value % 10 else 0)
    size = next(size for size in (10**9, 10**6, 1000, 100) if value >= size)
    return _number(value // size) + 2 + (_number(value % size) if value % size else 0)
