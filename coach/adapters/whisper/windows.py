"""Cut the sound into windows to recognise, and put the words that come back where they were spoken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.model import Word

Samples = NDArray[np.float32]
Find = Callable[[Samples, float], list[tuple[int, int]]]
"""Find stretches of speech between pauses, at most so many seconds long, as (first, last) sample, with silence of
PAD_SECONDS on each side; one that is still spoken reaches the end."""

RATE = 16_000
PAD_SECONDS = 0.2
"""Sound kept on each side of a phrase, so that soft beginnings and trailing fillers are heard."""
SHORTEST_WINDOW = 6.0
"""Seconds of speech to gather before recognising while the person still speaks: each window costs a whole one."""
QUIET_SECONDS = 2.0
"""A silence in which even a short window is recognised: the person thinks, and the machine has nothing else to do."""
SPARSE_SECONDS = 120.0
"""Most sound to hold back for a fuller window."""
LOOK_SECONDS = 0.5
LOOK_SHARE = 0.1
"""New sound after which pauses are looked for again, at least and as a share of all that waits: a look at 30 s takes
0.2 s."""


def join_pieces(words: Iterable[Word]) -> list[Word]:
    """Put together what Whisper writes without a space between ("trade" and "-off"), and strip the spaces."""
    joined: list[Word] = []
    for word in words:
        text = word.text.strip()
        if not text:
            continue
        if joined and not word.text[0].isspace():
            last = joined[-1]
            sureness = min(last.probability, word.probability)
            joined[-1] = Word(last.text + text, last.start, max(last.end, word.end), sureness)
        else:
            joined.append(Word(text, word.start, word.end, word.probability))
    return joined


def without_echo(words: list[Word], hint: str) -> list[Word]:
    """Drop the hint where Whisper repeats it: nobody says all of its words, in its order, first thing in a sentence."""
    told = [word.strip(" ,.").lower() for word in hint.split()]
    said = [word.text.strip(" ,.").lower() for word in words[: len(told)]]
    return words[len(told) :] if said == told else words


def rising(before: tuple[Word, ...], fresh: Iterable[Word]) -> tuple[Word, ...]:
    """Put fresh words behind those before, each beginning after the one before it ends; times in milliseconds."""
    words = list(before)
    for word in fresh:
        start = round(max(word.start, words[-1].end if words else 0.0), 3)
        end = round(max(word.end, start + 0.01), 3)
        words.append(Word(word.text, start, end, min(1.0, max(0.0, word.probability))))
    return tuple(words)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Say where a phrase lies in the file, and from where to where somebody speaks in it; seconds."""

    begin: float
    first: float
    last: float
    end: float

    def voiced(self, start: float, end: float) -> float:
        """Return how much of a span, in seconds, is speech of this phrase."""
        return max(0.0, min(end, self.last) - max(start, self.first))


@dataclass(frozen=True, slots=True)
class Window:
    """Hold phrases put close together at 16 kHz, and where each came from."""

    samples: Samples
    phrases: tuple[Phrase, ...]

    @property
    def until(self) -> float:
        """Return the position in the file, in seconds, at which the last phrase ends."""
        return self.phrases[-1].end

    def spoken(self, voice: Sequence[tuple[float, float]]) -> Window | None:
        """Return the window without the phrases in which there is no voice; None where nothing is left.

        `voice` is where somebody surely speaks, in seconds of the window.
        """
        kept: list[Phrase] = []
        sounds: list[Samples] = []
        passed = 0.0
        for phrase in self.phrases:
            end = passed + phrase.end - phrase.begin
            if any(first < end and last > passed for first, last in voice):
                kept.append(phrase)
                sounds.append(self.samples[round(passed * RATE) : round(end * RATE)])
            passed = end
        if len(kept) == len(self.phrases):
            return self
        return Window(np.concatenate(sounds), tuple(kept)) if kept else None

    def place(self, start: float, end: float) -> tuple[float, float]:
        """Turn a span in the window into one in the file, inside the phrase that holds most of it.

        Whisper's words begin where the one before them ended, and the first where its sound begins, so a word after a
        pause holds the pause as well. What counts is the speech in it, and it begins where the voice does.
        """
        best, most, passed = self.phrases[0], -1.0, 0.0
        shift = best.begin
        for phrase in self.phrases:
            offset = phrase.begin - passed
            length = phrase.end - phrase.begin
            voiced = phrase.voiced(start + offset, end + offset)
            # A span without speech belongs where its middle is.
            if voiced > most or (most == 0.0 and passed <= (start + end) / 2):
                best, most, shift = phrase, voiced, offset
            passed += length
        end = min(max(end + shift, best.begin), best.end)
        start = min(max(start + shift, best.begin), end)
        return (best.first if start < best.first < end else start), end


class Waiting:
    """Hold the sound that has not been recognised yet, at 16 kHz."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self._samples: Samples = np.zeros(0, dtype=np.float32)
        self._begin = 0
        self._looked = 0
        self._finished = False

    @property
    def seconds(self) -> float:
        """Return how much sound has come."""
        return (self._begin + len(self._samples)) / RATE

    def add(self, block: Samples) -> None:
        """Take new sound."""
        if block.size:
            self._samples = np.concatenate([self._samples, block])

    def finish(self) -> None:
        """Note that no more comes."""
        self._finished = True

    def next_window(self, longest: float, caught_up: bool) -> Window | None:
        """Return the next phrases to recognise, at most `longest` seconds; None where it is better to wait.

        `caught_up` says that nothing more is there for now, so that waiting for a fuller window costs time.
        """
        fresh = len(self._samples) - self._looked
        enough = max(LOOK_SECONDS * RATE, LOOK_SHARE * len(self._samples)) if caught_up else longest * RATE
        if not self._finished and fresh < enough:
            return None
        self._looked = len(self._samples)
        phrases = self._find(self._samples, longest)
        ready = phrases if self._finished else [one for one in phrases if one[1] < len(self._samples)]
        taken: list[tuple[int, int]] = []
        total = 0
        for begin, end in ready:
            if taken and total + end - begin > longest * RATE:
                break
            taken.append((begin, end))
            total += end - begin
        if taken and self._is_worth(taken, total, len(taken) < len(ready), caught_up):
            return self._take(taken)
        if not phrases:
            self._drop(max(0, len(self._samples) - RATE))
        return None

    def _is_worth(self, taken: list[tuple[int, int]], total: int, full: bool, caught_up: bool) -> bool:
        if full or self._finished or len(self._samples) > SPARSE_SECONDS * RATE:
            return True
        quiet = len(self._samples) - taken[-1][1]
        return caught_up and (total >= SHORTEST_WINDOW * RATE or quiet >= QUIET_SECONDS * RATE)

    def _take(self, taken: list[tuple[int, int]]) -> Window:
        samples = np.concatenate([self._samples[begin:end] for begin, end in taken])
        pad = round(PAD_SECONDS * RATE)
        phrases = []
        after = 0
        for begin, end in taken:
            # A phrase that begins where the one before it ends was cut while somebody spoke.
            first = begin if begin == after else begin + pad
            places = (begin, first, max(first, end - pad), end)
            phrases.append(Phrase(*((self._begin + place) / RATE for place in places)))
            after = end
        self._drop(taken[-1][1])
        self._looked = 0
        return Window(samples, tuple(phrases))

    def _drop(self, count: int) -> None:
        self._samples = self._samples[count:].copy()
        self._begin += count
        self._looked = max(0, self._looked - count)
