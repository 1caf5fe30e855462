"""Long spoken answers: espeak-ng says sentences of a practised answer, with the pauses of somebody who thinks."""

from __future__ import annotations

import random
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.tools.speak import espeak

SENTENCES = (
    "The problem was that search took four seconds and people gave up.",
    "Um, we looked at the logs for two weeks before we touched anything.",
    "Support told us that every third complaint was about the same page.",
    "At first the team believed that the database was too small.",
    "It turned out that one query was run again for each row on the screen.",
    "I decided to build a cache in front of it and to leave the schema alone.",
    "The trade off was that prices could be a minute old.",
    "Uh, the sales team did not like that, so I sat down with them.",
    "We agreed on a list of customers who always see fresh numbers.",
    "Two engineers built the first version in nine days.",
    "We let five per cent of the people use it for a week.",
    "I watched the error rate every morning and wrote it down.",
    "On the third day we saw a spike and turned it off again.",
    "The reason was a clock that ran behind on one machine.",
    "As a result the page now loads in half a second.",
    "Complaints about it fell from forty a week to six.",
    "Conversion went up by three per cent in the same month.",
    "It cost us one more server and a page of documentation.",
    "What I would do differently is to ask the sales team on the first day.",
    "I learned to measure before I decide, and to say aloud what it costs.",
)
PAUSES = (0.3, 0.4, 0.6, 0.8, 1.2)
"""Seconds of silence between two sentences."""
RATE = 22_050
QUIET = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold a spoken answer: its file, its length in seconds without silence at the ends, and its words."""

    path: Path
    seconds: float
    words: tuple[str, ...]


class Speaker:
    """Say answers of any length; each sentence is spoken once, into a folder."""

    def __init__(self, folder: Path) -> None:
        self._said = [
            _spoken(espeak(text, folder / f"{number}.wav", rate=155)) for number, text in enumerate(SENTENCES)
        ]
        self._folder = folder

    def answer(self, seconds: float, seed: int = 0) -> Answer:
        """Say sentences, in their order, as long as one fits into so many seconds.

        Each seed begins elsewhere and pauses otherwise, so that answers end differently too.
        """
        dice = random.Random(seed)
        blocks: list[NDArray[np.int16]] = []
        words: list[str] = []
        length = missed = 0
        number = 7 * seed
        while missed < len(SENTENCES):
            sound = self._said[number % len(SENTENCES)]
            pause = round(dice.choice(PAUSES) * RATE) if blocks else 0
            if length + pause + sound.size <= seconds * RATE:
                blocks += [np.zeros(pause, dtype=np.int16), sound]
                words += SENTENCES[number % len(SENTENCES)].split()
                length += pause + sound.size
                missed = 0
            else:
                missed += 1
            number += 1
        path = self._folder / f"answer-{seconds:.1f}-{seed}.wav"
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 2, RATE, 0, "NONE", "not compressed"))
            file.writeframes(np.concatenate(blocks).tobytes())
        return Answer(path, length / RATE, tuple(words))


def _spoken(path: Path) -> NDArray[np.int16]:
    """Return the sound of a file without the silence around it."""
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels()) == (RATE, 1)
        samples = np.frombuffer(file.readframes(file.getnframes()), dtype=np.int16)
    loud = np.flatnonzero(np.abs(samples) > QUIET)
    return samples[loud[0] : loud[-1] + 1]
