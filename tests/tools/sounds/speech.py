"""Spoken answers without a microphone: a humming voice with silences, and words with times."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coach.model import Transcript, Word

Int16 = NDArray[np.int16]


def voice(seconds: float, rate: int = 16000, *, loud: float = 3000.0) -> Int16:
    """Hum like a voice at 120 Hz, four syllables a second."""
    at = np.arange(round(seconds * rate)) / rate
    tone = sum(np.sin(2 * np.pi * 120 * n * at) / n for n in range(1, 12))
    beat = np.clip(0.45 - 0.6 * np.cos(2 * np.pi * 4 * at), 0.0, 1.0)
    return np.asarray(loud * beat * tone, dtype=np.int16)


def hush(seconds: float, rate: int = 16000) -> Int16:
    return np.zeros(round(seconds * rate), dtype=np.int16)


def room(samples: Int16, *, loud: float = 40.0) -> Int16:
    """Add the noise of a room."""
    noise = np.random.default_rng(7).normal(0.0, loud, len(samples))
    return np.asarray(np.clip(samples + noise, -32768, 32767), dtype=np.int16)


def spoken(text: str, *, start: float = 0.5, each: float = 0.4, gaps: Sequence[tuple[int, float]] = ()) -> Transcript:
    """Give every word of a text a time; `gaps` are seconds of silence before a word, by its number."""
    words = []
    at = start
    silences = dict(gaps)
    for number, word in enumerate(text.split()):
        at += silences.get(number, 0.0)
        words.append(Word(word, round(at, 3), round(at + each, 3), 0.9))
        at += each
    return Transcript.of_words(tuple(words), engine="test", model="test")


def typed(text: str) -> Transcript:
    return Transcript(text, ())
