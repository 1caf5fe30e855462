"""Find lists: things of one sort said one after the other, with commas, "and", "then" or a new sentence between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coach.analysis.beginnings import beginnings, can_match
from coach.analysis.lexicons import Cue

BREAK = re.compile(r"[,;:.!?…\n]+|\b(?:and|or|then|plus|also|as well as|followed by)\b")
CLAUSE = re.compile(
    r"\s*(?:(?:so|but|because|when|where|while|if|that|which|who|no|not|without|never)\b"
    r"|(?:he|she|they|it|this|that|one|you|people|users|nobody|everyone|there)\s+\w+(?:s|ed|'\w+)?\b"
    r"|(?:i|we)\s+(?:\w+ ){0,2}"
    r"(?:told|asked|went|want|wanted|knew|know|think|thought|said|believe|hope|sat|was|were)\b)"
)
"""How a sentence of its own begins, rather than a thing in a list."""
LONGEST_ITEM = 8
"""Words: an item is a thing with a few words around it; what is longer is a sentence that happens to name one."""
LONGEST_UNKNOWN = 4
"""Words of something unknown that may stand in a list."""
UNKNOWN_IN_A_ROW = 3
LONGEST_REST = 2
"""Words after the name of a thing in its piece: "a map for drivers", and not "the map was on the wall"."""
SURE = 2.0
"""Weight of a cue that names the sort; a lighter one is a word that such things often end in."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Hold a list: its place in the text, how many items it has, how many of them are known, and how many surely so."""

    start: int
    end: int
    items: int
    known: int
    sure: int

    def overlaps(self, other: Listing) -> bool:
        """Tell whether two lists have anything of the text in common."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    known: bool
    sure: bool


def find_lists(text: str, cues: Sequence[Cue], fewest: int) -> Iterator[Listing]:
    """List the runs of at least `fewest` short pieces in which things of the sort of these cues are named, in order.

    A few short pieces of something unknown may stand among them: nobody can know every method or feature there is.
    """
    short: list[tuple[int, int]] = []
    for start, end, over in _pieces(text):
        if over:
            yield from _lists_in(text, short, cues, fewest)
            short = []
        else:
            short.append((start, end))
    yield from _lists_in(text, short, cues, fewest)


def _lists_in(text: str, short: Sequence[tuple[int, int]], cues: Sequence[Cue], fewest: int) -> Iterator[Listing]:
    """Find the lists in a run of short pieces."""
    if len(short) < fewest:
        return
    run: list[_Piece] = []
    for start, end in short:
        piece = _read_piece(text, start, end, cues)
        words = len(text[start:end].split())
        unknown = [one for one in run[-UNKNOWN_IN_A_ROW:] if not one.known]
        if piece.known or (run and words <= LONGEST_UNKNOWN and len(unknown) < UNKNOWN_IN_A_ROW):
            run.append(piece)
            continue
        yield from _listing(run)
        run = []
    yield from _listing(run)


def _read_piece(text: str, start: int, end: int, cues: Sequence[Cue]) -> _Piece:
    """Read a piece; it is known where something is named at its end, and begins there."""
    words = beginnings(text[start:end])
    for cue in cues:
        for found in cue.pattern.finditer(text, start, end) if can_match(cue.needs, words) else ():
            if len(text[found.end() : end].split()) <= LONGEST_REST:
                return _Piece(found.start(), end, True, cue.weight >= SURE)
    return _Piece(start, end, False, False)


def _listing(run: list[_Piece]) -> Iterator[Listing]:
    """Yield a run as a list, without the unknown pieces at its end."""
    known = [number for number, piece in enumerate(run) if piece.known]
    if known:
        sure = sum(piece.sure for piece in run)
        yield Listing(run[0].start, run[known[-1]].end, known[-1] + 1, len(known), sure)


def _pieces(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield what stands between commas and the like: where it begins and ends, and whether it is more than an item."""
    begin = 0
    for cut, after in [*(found.span() for found in BREAK.finditer(text)), (len(text), len(text))]:
        said = text[begin:cut].rstrip()
        words = len(said.split())
        if words:
            yield begin, begin + len(said), words > LONGEST_ITEM or CLAUSE.match(text, begin, cut) is not None
        begin = after
