"""Where the time of an answer went: from first to last second, what spoke for which anchor, and what for none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from coach.analysis.sentences import Token, read_answer
from coach.analysis.verdicts.findings import Standing
from coach.analysis.verdicts.shares import spans_of as stretches_of
from coach.model import Candidate, Transcript


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold a stretch of an answer's time (seconds) and the anchor it spoke for; "" where it spoke for none."""

    name: str
    start: float
    end: float

    @property
    def seconds(self) -> float:
        """Return how long it is."""
        return self.end - self.start


def divide(
    standings: Sequence[Standing], candidates: Sequence[Candidate], transcript: Transcript, seconds: float
) -> tuple[Piece, ...]:
    """Divide an answer of so many seconds into pieces, in order and without gaps.

    The same stretches count as in `anchor_shares`. One that speaks for several anchors is divided evenly between them,
    in the anchors' own order. Silence belongs to what was said before it. Empty where no anchor has any words, so for
    a report that did not keep its stretches.
    """
    spans = {one.finding.name: stretches_of(one, candidates) for one in standings if one.finding.state != "missing"}
    tokens = read_answer(transcript, {}).tokens
    if not tokens or not any(spans.values()):
        return ()
    runs = [(names, next(found).at) for names, found in groupby(tokens, key=lambda token: _names_at(token, spans))]
    ends = [*(start for _, start in runs[1:]), tokens[-1].until]
    pieces = [Piece("", 0.0, runs[0][1])]
    for (names, start), end in zip(runs, ends, strict=True):
        pieces += _share_out(names, start, end)
    pieces.append(Piece("", tokens[-1].until, max(seconds, tokens[-1].until)))
    return tuple(_joined(piece for piece in pieces if piece.seconds > 0))


def _names_at(token: Token, spans: dict[str, list[tuple[int, int]]]) -> tuple[str, ...]:
    return tuple(name for name, found in spans.items() if any(start <= token.start < end for start, end in found))


def _share_out(names: Sequence[str], start: float, end: float) -> Iterator[Piece]:
    if not names:
        yield Piece("", start, end)
    each = (end - start) / max(len(names), 1)
    for place, name in enumerate(names):
        yield Piece(name, start + place * each, start + (place + 1) * each)


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Put neighbours together that speak for the same."""
    for name, found in groupby(pieces, key=lambda piece: piece.name):
        same = list(found)
        yield Piece(name, same[0].start, same[-1].end)
