"""Cut sound into phrases, and put the words of phrases together.

The engine hears best when it is given a few sentences at a time, and costs least when nothing is heard twice. So
sound is cut where the person pauses, or at the quietest place where no pause comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.adapters.moonshine.loudness import Loudness
from coach.model import Word

Samples = NDArray[np.float32]
NOTHING_MORE: Samples = np.zeros(0, dtype=np.float32)

RATE = 16000
PAUSE = 1.0
"""Seconds of silence that always end a phrase."""
SHORT_PAUSE = 0.4
"""Seconds of silence that end a phrase of `ENOUGH` seconds, so that little is left to do when the person stops."""
ENOUGH = 6.0
LONGEST = 10.0
"""Seconds that a phrase lasts at most. Measured on nine recordings of single speakers, eight of meetings and a call,
and on changed copies of the nine: these values give 19.0 % wrong words, phrases of at most 8 s 20.8 %. Those of 15 s
give 18.3 %, but fewer ums are written down, and the wait is longer when the person stops."""
MARGIN = 0.4
"""Seconds of sound kept around a phrase: soft beginnings and ends are not loud, and many an um lies there."""
QUIET = 0.2
"""Seconds over which a place to cut is the quietest."""
SHORTEST_WORD = 0.01
"""Seconds that a word lasts at least."""
LOOP = 5
"""Times that the same words follow each other before it is the engine that stutters, not the person."""
LOOP_WORDS = 4
RUSH_WORDS, RUSH = 5, 0.25
"""So many words that begin within so many seconds were not said: the engine makes them up when it has run out of sound.
Measured on real voices, also ones played 8 % faster: only made-up words came so fast."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Hold the sound of one phrase and where it begins, in seconds."""

    start: float
    samples: Samples

    @property
    def end(self) -> float:
        """Return where it ends, in seconds."""
        return self.start + self.samples.size / RATE


class PhraseCutter:
    """Gather sound; give phrases as soon as they are over. Positions are samples."""

    def __init__(self) -> None:
        self._loudness = Loudness()
        self._sound = np.zeros(0, dtype=np.float32)
        self._base = 0
        self._loud: list[tuple[int, int]] = []
        self._given = 0

    @property
    def position(self) -> int:
        """Return how many samples have been gathered in all."""
        return self._base + self._sound.size

    def feed(self, samples: Samples) -> list[Phrase]:
        """Add sound; return the phrases that are over."""
        self._sound = np.concatenate([self._sound, samples])
        for start, end in self._loudness.feed(samples):
            self._note(start, end)
        phrases = list(self._ready())
        self._forget()
        return phrases

    def resting(self, more: Samples = NOTHING_MORE) -> Phrase | None:
        """Return the phrase that is over if nothing comes after `more`, as it would be given then.

        None while somebody speaks, or where it would be given in several. That is from `MARGIN` of silence on: what
        would be added to it by more silence belongs to none. `more` is not gathered: it is the next sound, of which
        there is not enough yet to be fed.
        """
        if len(self._loud) != 1:
            return None
        start, end = self._loud[0]
        reached = self.position + more.size
        if reached - end < MARGIN * RATE or end - start > LONGEST * RATE or self._loudness.hears(more):
            return None
        return self._part(start, end, reached, more)[0]

    def finish(self) -> list[Phrase]:
        """Return what is left."""
        return list(self._ready(everything=True))

    def _note(self, start: int, end: int) -> None:
        if self._loud and start - self._loud[-1][1] < PAUSE * RATE:
            self._loud[-1] = (self._loud[-1][0], end)
        else:
            self._loud.append((start, end))

    def _ready(self, everything: bool = False) -> Iterator[Phrase]:
        while self._loud:
            start, end = self._loud[0]
            if end - start > LONGEST * RATE:
                cut = self._quietest(start + int(0.4 * LONGEST * RATE), start + int(0.95 * LONGEST * RATE))
                yield self._phrase(start, cut, cut)
                self._loud[0] = (cut, end)
                continue
            last = len(self._loud) == 1
            silence = (self.position if last else self._loud[1][0]) - end
            long_enough = end - start >= ENOUGH * RATE and silence >= SHORT_PAUSE * RATE
            if not everything and silence < PAUSE * RATE and not long_enough:
                return
            del self._loud[0]
            yield self._phrase(start, end, self.position if last else self._loud[0][0])

    def _phrase(self, start: int, end: int, limit: int) -> Phrase:
        phrase, self._given = self._part(start, end, limit)
        return phrase

    def _part(self, start: int, end: int, limit: int, more: Samples = NOTHING_MORE) -> tuple[Phrase, int]:
        """Return what is loud from start to end with its margins, and the position that it reaches."""
        margin = int(MARGIN * RATE)
        first, last = max(start - margin, self._given), min(end + margin, limit)
        samples = self._sound[first - self._base : last - self._base]
        missing = max(0, last - self.position)
        return Phrase(first / RATE, np.concatenate([samples, more[:missing]])), last

    def _quietest(self, first: int, last: int) -> int:
        """Return the middle of the quietest stretch between two positions."""
        return self._base + quietest(self._sound, first - self._base, last - self._base)

    def _forget(self) -> None:
        """Let go of sound that no phrase can need."""
        keep = self._loud[0][0] - int(MARGIN * RATE) if self._loud else self.position - int(MARGIN * RATE)
        keep = max(self._base, keep, self._given)
        self._sound = self._sound[keep - self._base :]
        self._base = keep


def split(phrase: Phrase, at: float | None = None) -> tuple[Phrase, Phrase]:
    """Cut a phrase in two: at a time, or at the quietest place near its middle."""
    size = phrase.samples.size
    cut = quietest(phrase.samples, size * 3 // 10, size * 7 // 10) if at is None else round((at - phrase.start) * RATE)
    return Phrase(phrase.start, phrase.samples[:cut]), Phrase(phrase.start + cut / RATE, phrase.samples[cut:])


def quietest(sound: Samples, first: int, last: int) -> int:
    """Return the middle of the quietest stretch between two places in the sound."""
    hop = RATE // 100
    power = np.add.reduceat(sound[first:last].astype(np.float64) ** 2, np.arange(0, last - first, hop))
    stretch = int(QUIET * RATE) // hop
    lowest = int(np.argmin(np.convolve(power, np.ones(stretch), "valid")))
    return first + (lowest + stretch // 2) * hop


def clean(text: str) -> str:
    """Strip what is no word: control signs, marks for sounds, punctuation that is doubled; "" where nothing is left."""
    text = re.sub(r"<[^>]*>|[\[\]♪�▁]", "", text)
    text = "".join(sign for sign in text if sign.isprintable()).strip()
    text = re.sub(r"([,.!?;:])[,.!?;:]+", r"\1", text)
    return text if re.search(r"\w", text) else ""


def find_loop(texts: Sequence[str]) -> tuple[int, int] | None:
    """Find where the text begins to say the same few words over and over to its end, and how many they are.

    The engine writes that when it has lost its way; it is cut off at its limit, so the last word may be a fragment.
    """
    plain = [_plain(text) for text in texts]
    for end in (len(plain), len(plain) - 1):
        for length in range(1, LOOP_WORDS + 1):
            first = end - length
            while first >= 1 and plain[first - 1] == plain[first - 1 + length]:
                first -= 1
            fragment = plain[end:]
            if end - first >= LOOP * length and all(plain[end - length].startswith(part) for part in fragment):
                return first, length
    return None


def find_rush(words: Sequence[Word]) -> set[int]:
    """Return which words come faster than anybody speaks."""
    return {
        number
        for first, last in enumerate(words[RUSH_WORDS - 1 :])
        if last.start - words[first].start < RUSH
        for number in range(first, first + RUSH_WORDS)
    }


def find_lost(words: Sequence[Word]) -> int | None:
    """Return the first word of those that the engine wrote when it had lost its way, None where it had not."""
    loop = find_loop([word.text for word in words])
    return min([*find_rush(words), *([loop[0]] if loop is not None else [])], default=None)


def without_lost(words: Sequence[Word]) -> list[Word]:
    """Drop all but the first round of a loop at the end, and what comes faster than anybody speaks.

    A repeat that nobody said is worse than one left out.
    """
    loop = find_loop([word.text for word in words])
    kept = words if loop is None else words[: sum(loop)]
    rush = find_rush(words)
    return [word for number, word in enumerate(kept) if number not in rush]


def _plain(text: str) -> str:
    return re.sub(r"[^\w']", "", text).lower()


def joined(before: Sequence[Word], fresh: Iterable[Word]) -> list[Word]:
    """Return the fresh words made to follow the words before them: strictly rising, without overlap, none twice.

    A word at the seam that was heard on both sides of it (same text, no time between) counts once.
    """
    end = before[-1].end if before else 0.0
    last = before[-1] if before else None
    result: list[Word] = []
    for word in fresh:
        text = clean(word.text)
        if not text:
            continue
        if last is not None and not result and _plain(last.text) == _plain(text) and word.start < last.end:
            continue
        start = max(word.start, end)
        end = max(word.end, start + SHORTEST_WORD)
        result.append(Word(text, start, end, min(max(word.probability, 0.0), 1.0)))
    return result
