"""A search in memory that finds what SQLite's finds: whole words without case and accents, the last as a beginning."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from coach.practice.history import Spans, whole


@dataclass(frozen=True, slots=True)
class Token:
    """Hold a word as it is compared, with its place in the text."""

    word: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Cut a text into words; `c++` and `c#` are words."""
    found: list[Token] = []
    start = None
    for place, sign in enumerate([*text, " "]):
        if _is_of_a_word(sign):
            start = place if start is None else start
        elif start is not None:
            found.append(Token(_plain(text[start:place]), start, place))
            start = None
    return found


def phrases(search: str) -> list[list[str]]:
    """Return the words of each piece that was typed; a piece without letters counts only where there is no other."""
    pieces = whole(search).split()
    pieces = [piece for piece in pieces if any(sign.isalnum() for sign in piece)] or pieces
    return [[token.word for token in tokens(piece)] for piece in pieces]


def places(text: str, phrase: Sequence[str], beginning: bool) -> list[tuple[int, int]]:
    """Return where a phrase stands in a text; its last word may be the beginning of one."""
    said = tokens(text)
    wide = len(phrase)
    return [
        (said[place].start, said[place + wide - 1].end)
        for place in range(len(said) - wide + 1 if wide else 0)
        if _same([token.word for token in said[place : place + wide]], phrase, beginning)
    ]


def holds(texts: Sequence[str], search: str) -> bool:
    """Tell whether each phrase stands in any of the texts; nothing typed is in all of them."""
    wanted = phrases(search)
    if not wanted:
        return not search.strip()
    return all(
        any(places(text, phrase, number == len(wanted) - 1) for text in texts) for number, phrase in enumerate(wanted)
    )


def hits(text: str, search: str) -> Spans:
    """Return where the phrases stand in a text; places that overlap are one."""
    wanted = phrases(search)
    found = sorted(
        place for number, phrase in enumerate(wanted) for place in places(text, phrase, number == len(wanted) - 1)
    )
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _same(said: Sequence[str], phrase: Sequence[str], beginning: bool) -> bool:
    if not beginning:
        return list(said) == list(phrase)
    return list(said[:-1]) == list(phrase[:-1]) and said[-1].startswith(phrase[-1])


def _is_of_a_word(sign: str) -> bool:
    return sign in "+#" or sign.isalnum() or unicodedata.combining(sign) > 0


def _plain(word: str) -> str:
    spelled = unicodedata.normalize("NFD", word.lower())
    return "".join(sign for sign in spelled if not unicodedata.combining(sign))
