"""Tell which words a pattern cannot do without, so that most sentences need not be searched for most patterns.

A search costs microseconds and there are hundreds of cues; looking up the beginnings of a sentence's words costs a
tenth of that. What a pattern needs is a set of beginnings of words, one of which must stand in the sentence. Where that
cannot be told, the set is empty and the pattern is always searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 5
"""Letters of a word that are looked at."""
COMMON = {1: 100, 2: 40, 3: 10, 4: 3}
"""How many times as common as long words those of a few letters are, about: short ones are the last choice."""
WORD = re.compile(r"\w+")
COUNT = re.compile(r"[?*+]|\{(\d*),?\d*\}")
CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]|\\[wWdDsSbB]|\.")
OPENING = re.compile(r"\((?:\?:|\?p<\w+>)?")
AROUND = re.compile(r"\(\?<?[=!]")

Needed = frozenset[str]
NOTHING: Needed = frozenset()


@dataclass(frozen=True, slots=True)
class _Part:
    """Hold what a part of a pattern needs, and whether a word surely begins right after it."""

    needs: Needed
    at_start: bool


@lru_cache(maxsize=512)
def beginnings(plain: str) -> Needed:
    """Return every word of a plain sentence, with a space after it, and every beginning of a word."""
    words = WORD.findall(plain)
    return frozenset(word[:length] for word in words for length in range(1, LONGEST + 1)) | {
        f"{word} " for word in words
    }


def needed_beginnings(pattern: str) -> Needed:
    """Return the beginnings of words of which a sentence must have one for a pattern that keeps to whole words."""
    return _Reader(pattern.lower()).read()


class _Reader:
    """Read a pattern from left to right, following what it cannot do without."""

    def __init__(self, pattern: str) -> None:
        self._text = pattern
        self._at = 0

    def read(self) -> Needed:
        """Read all of the pattern."""
        return self._branches(at_start=True).needs

    def _branches(self, *, at_start: bool) -> _Part:
        """Read ways separated by bars: one of what each of them needs."""
        ways = [self._sequence(at_start)]
        while self._next() == "|":
            self._at += 1
            ways.append(self._sequence(at_start))
        needs = frozenset[str]().union(*(way.needs for way in ways)) if all(way.needs for way in ways) else NOTHING
        return _Part(needs, all(way.at_start for way in ways))

    def _sequence(self, at_start: bool) -> _Part:
        """Read parts that follow each other: the most telling of what they need."""
        best = NOTHING
        while self._next() not in ("", "|", ")"):
            part, fewest = self._counted(at_start)
            if fewest and part.needs and (not best or _commonness(part.needs) < _commonness(best)):
                best = part.needs
            at_start = part.at_start and (fewest > 0 or at_start)
        return _Part(best, at_start)

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
            return _Part(frozenset({word}) if at_start else NOTHING, False)
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
        depth = 0
        while at < len(self._text):
            found = CLASS.match(self._text, at)
            if found or self._text[at] == "\\":
                at = found.end() if found else at + 2
                continue
            depth += {"(": 1, ")": -1}.get(self._text[at], 0)
            if depth < 0:
                break
            at += 1
        return at

    def _next(self) -> str:
        return self._text[self._at : self._at + 1]


def _commonness(needs: Needed) -> int:
    """Guess how many sentences have one of some words: short ones stand in most."""
    return sum(COMMON.get(len(each), 1) for each in needs)
