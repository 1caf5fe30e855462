"""Tell which words a pattern cannot do without, so that most sentences need not be searched for most patterns.

A search costs microseconds and there are hundreds of cues; looking up the beginnings of a sentence's words costs a
tenth of that. What a pattern needs are sets of beginnings of words: of each set, one must stand in the sentence. Where
that cannot be told, there is no set and the pattern is always searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from coach.analysis.lexicons import Cue

LONGEST = 5
"""Letters of a word that are looked at."""
MOST = 3
"""Sets that are kept, the most telling ones: a fourth turns few sentences away."""
COMMON = {1: 100, 2: 40, 3: 10, 4: 3}
"""How many times as common as long words those of a few letters are, about: short ones are the last choice."""
WORD = re.compile(r"\w+")
COUNT = re.compile(r"[?*+]|\{(\d*),?\d*\}")
CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]|\\[wWdDsSbB]|\.")
OPENING = re.compile(r"\((?:\?:|\?p<\w+>)?")
AROUND = re.compile(r"\(\?<?[=!]")

Needed = tuple[frozenset[str], ...]
NOTHING: Needed = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """Hold what a part of a pattern needs, and whether a word surely begins right after it."""

    needs: Needed
    at_start: bool


@lru_cache(maxsize=512)
def beginnings(plain: str) -> frozenset[str]:
    """Return every word of a plain sentence, with a space after it, and every beginning of a word."""
    words = set(WORD.findall(plain))
    found = {f"{word} " for word in words}
    for length in range(1, LONGEST + 1):
        found.update([word[:length] for word in words])
    return frozenset(found)


def needed_beginnings(pattern: str) -> Needed:
    """Return sets of beginnings: a sentence must have one of each for a pattern that keeps to whole words to match."""
    return _Reader(pattern.lower()).read()


def can_match(needs: Needed, words: frozenset[str]) -> bool:
    """Tell whether a pattern with these needs can match in a text that has these beginnings of words."""
    return not any(map(words.isdisjoint, needs))


class Searched:
    """Hold the plain sentences of an answer, where each beginning of a word stands, and what was found so far.

    Slots of a structure share cues with anchors: what a cue was searched for once is known from then on.
    """

    def __init__(self, plains: Sequence[str]) -> None:
        self.plains = plains
        self._every = (1 << len(plains)) - 1
        self._standing: dict[str, int] = {}
        for number, plain in enumerate(plains):
            for word in beginnings(plain):
                self._standing[word] = self._standing.get(word, 0) | 1 << number
        self._words = frozenset(self._standing)
        self._found: dict[int, tuple[Cue, list[int]]] = {}

    def possible(self, needs: Needed) -> list[int]:
        """List the numbers of the sentences in which a pattern with these needs can match."""
        left = self._every
        for needed in needs:
            here = 0
            for word in needed & self._words:
                here |= self._standing[word]
            left &= here
            if not left:
                return []
        numbers = []
        while left:
            numbers.append((left & -left).bit_length() - 1)
            left &= left - 1
        return numbers

    def matching(self, cue: Cue) -> list[int]:
        """List the numbers of the sentences in which a cue matches."""
        known = self._found.get(id(cue))
        if known is None:
            search = cue.pattern.search
            known = cue, [number for number in self.possible(cue.needs) if search(self.plains[number])]
            self._found[id(cue)] = known
        return known[1]


@lru_cache(maxsize=1)
def search_in(plains: tuple[str, ...]) -> Searched:
    """Return what the sentences of an answer are searched with, the same as before where the answer is the same."""
    return Searched(plains)


class _Reader:
    """Read a pattern from left to right, following what it cannot do without."""

    def __init__(self, pattern: str) -> None:
        self._text = pattern
        self._at = 0
        self._closes = self._find_ends()

    def read(self) -> Needed:
        """Read all of the pattern."""
        return self._branches(at_start=True).needs

    def _branches(self, *, at_start: bool) -> _Part:
        """Read ways separated by bars: one of what each of them needs, the most telling of each first."""
        ways = [self._sequence(at_start)]
        while self._next() == "|":
            self._at += 1
            ways.append(self._sequence(at_start))
        most = max(len(way.needs) for way in ways) if all(way.needs for way in ways) else 0
        nth_needs = ([way.needs[min(nth, len(way.needs) - 1)] for way in ways] for nth in range(most))
        return _Part(tuple(frozenset[str]().union(*each) for each in nth_needs), all(way.at_start for way in ways))

    def _sequence(self, at_start: bool) -> _Part:
        """Read parts that follow each other: the most telling of what they need."""
        needs: set[frozenset[str]] = set()
        while self._next() not in ("", "|", ")"):
            part, fewest = self._counted(at_start)
            needs.update(part.needs if fewest else ())
            at_start = part.at_start and (fewest > 0 or at_start)
        return _Part(tuple(sorted(needs, key=lambda each: (_commonness(each), sorted(each)))[:MOST]), at_start)

    def _counted(self, at_start: bool) -> tuple[_Part, int]:
        """Read one part and how often it must be there at least."""
        part = self._part(at_start)
        fewest = 1
        while found := COUNT.match(self._text, self._at):
            self._at = found.end()
            fewest = min(fewest, int(found.group(1) or 0) if found.group().startswith("{") else found.group() == "+")
        return part, fewest

    def _part(self, at_start: bool) -> _Part:
        if AROUND.match(self._text, self._at):
            self._skip_group()
            return _Part(NOTHING, at_start)
        if self._next() == "(":
            return self._group(at_start)
        if self._next() in "^$":
            self._at += 1
            return _Part(NOTHING, at_start)
        found = CLASS.match(self._text, self._at)
        if found:
            self._at = found.end()
            return _Part(NOTHING, at_start and found.group() == r"\b")
        return self._letters(at_start)

    def _group(self, at_start: bool) -> _Part:
        self._at += len(OPENING.findall(self._text, self._at)[0])
        inside = self._branches(at_start=at_start)
        self._at += 1
        return inside

    def _skip_group(self) -> None:
        """Pass over what only looks around."""
        self._at = self._end_of_group(self._at + 1) + 1

    def _letters(self, at_start: bool) -> _Part:
        """Read letters up to one that need not be there, or one mark between words."""
        letters = "".join(self._plain_letters())
        if letters:
            word = f"{letters} " if self._is_over(self._at) else letters[:LONGEST]
            return _Part((frozenset({word}),) if at_start else NOTHING, False)
        self._at += 2 if self._next() == "\\" else 1
        return _Part(NOTHING, not self._text[self._at - 1].isalnum())

    def _plain_letters(self) -> Iterator[str]:
        while (self._next().isalnum() or self._next() == "_") and not COUNT.match(self._text, self._at + 1):
            self._at += 1
            yield self._text[self._at - 1]

    def _is_over(self, at: int) -> bool:
        """Tell whether a word surely ends at a place in the pattern."""
        if self._text.startswith("|", at):
            at = self._end_of_group(at)
        while self._text.startswith(")", at):
            at += 1
            if self._text.startswith("|", at):
                at = self._end_of_group(at)
        if self._text.startswith((" ", "'", ",", "$"), at):
            return not COUNT.match(self._text, at + 1)
        return self._text.startswith(r"(?!\w)", at)

    def _end_of_group(self, at: int) -> int:
        """Return where the group around a place in the pattern closes."""
        return self._closes.get(at, len(self._text))

    def _find_ends(self) -> dict[int, int]:
        """Find for each place inside a group where that closes, all in one pass."""
        closes: dict[int, int] = {}
        inside: list[list[int]] = [[]]
        at = 0
        while at < len(self._text):
            inside[-1].append(at)
            found = CLASS.match(self._text, at)
            if found or self._text[at] == "\\":
                at = found.end() if found else at + 2
                continue
            if self._text[at] == "(":
                inside.append([])
            elif self._text[at] == ")":
                closes.update(dict.fromkeys(inside.pop(), at))
            at += 1
        return closes

    def _next(self) -> str:
        return self._text[self._at : self._at + 1]


def _commonness(needed: frozenset[str]) -> int:
    """Guess how many sentences have one of some words: short ones stand in most."""
    return sum(COMMON.get(len(each), 1) for each in needed)
