"""Write an answer as recognisers do, and know where each stretch of it has gone."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

PIECE = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*%?|\d[\d.,]*%?|\s+|.", re.DOTALL)
HESITATIONS = ("um", "uh", "you know", "like", "I mean", "so")
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
Span = tuple[int, int]
Rewrite = Callable[[random.Random, str, str], str]
"""Turn one piece of text into another, given the piece before it."""


@dataclass(frozen=True, slots=True)
class Written:
    """Hold a text and, for each character of the text it was made from, where that begins now."""

    text: str
    moved: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """Return where a stretch of the first text stands now."""
        return self.moved[start], self.moved[end]


def as_it_is(text: str) -> Written:
    """Leave a text alone."""
    return Written(text, range(len(text) + 1))


def without_marks(text: str) -> Written:
    """Write everything small and without marks, as engines do that know no punctuation."""
    return _rewritten(text, _bare, random.Random(text))


def run_on(text: str) -> Written:
    """Lose half of the commas and a third of the full stops, hesitate, stumble, and swap digits and number words."""
    return _rewritten(text, _loose, random.Random(text))


def _rewritten(text: str, rewrite: Rewrite, dice: random.Random) -> Written:
    out: list[str] = []
    moved: list[int] = []
    length = 0
    before = ""
    for piece in PIECE.findall(text):
        fresh = rewrite(dice, piece, before)
        moved += [length + min(number, len(fresh)) for number in range(len(piece))]
        length += len(fresh)
        out.append(fresh)
        before = piece
    return Written("".join(out), [*moved, length])


def _bare(dice: random.Random, piece: str, before: str) -> str:
    if piece.isspace():
        return " "
    return piece.lower() if piece[0].isalnum() else ("" if piece in '.,!?;:"…()' else piece if piece in "$%" else " ")


def _loose(dice: random.Random, piece: str, before: str) -> str:
    if piece.isspace():
        return " " if dice.random() > 0.04 else f" {dice.choice(HESITATIONS)}{dice.choice((',', ''))} "
    if piece in ".!?":
        return piece if dice.random() > 0.35 else dice.choice((",", "", " and", ", and", " so"))
    if piece in ",;:":
        return piece if dice.random() > 0.5 else ""
    return _said(dice, piece)


def _said(dice: random.Random, piece: str) -> str:
    if piece.isdigit() and int(piece) < len(NUMBERS):
        return NUMBERS[int(piece)]
    if piece.lower() in NUMBERS[2:] and dice.random() < 0.5:
        return str(NUMBERS.index(piece.lower()))
    if len(piece) > 1 and piece[0].isalpha() and dice.random() < 0.02:
        return f"{piece} {piece}"
    return piece
