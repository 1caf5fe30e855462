"""A transcript cut where something begins or ends: fillers, anchors, words that are not sure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from coach.analysis.sentences import place_moments, place_words
from coach.analysis.sureness import is_doubtful
from coach.messages import Texts, msg
from coach.model import ANCHORS, Report, Transcript

DOUBT = "(?)"
"""What stands behind a word that the engine was not sure of."""
SHAPES: Mapping[str, str] = dict(zip(ANCHORS, "●◆▲■★", strict=True))
"""The shape of each anchor, as everywhere in the program."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold a stretch of text: whether a filler opens, goes on and closes in it, its anchor, and a doubtful end.

    `begins` says that the anchor begins here.
    """

    text: str
    opens: bool = False
    filler: bool = False
    closes: bool = False
    anchor: str = ""
    begins: bool = False
    doubtful: bool = False

    @property
    def bracketed(self) -> str:
        """Return the text with a filler in square brackets and a mark behind what is doubtful."""
        return self.around(self.text)

    def around(self, text: str) -> str:
        """Put the marks around a text in the place of the piece's own, such as one that is escaped."""
        return "[" * self.opens + text + "]" * self.closes + DOUBT * self.doubtful


def pieces(transcript: Transcript, report: Report) -> list[Piece]:
    """Cut a transcript; the texts of the pieces joined are its text."""
    fillers = [(a, b) for a, b, _ in place_moments(transcript, [one for one in report.moments if one.kind == "filler"])]
    anchors = place_moments(transcript, [one for one in report.moments if one.kind == "anchor"])
    doubts = {end for end in doubtful_ends(transcript) if not any(first < end <= last for first, last in fillers)}
    spans = [*fillers, *((a, b) for a, b, _ in anchors)]
    cuts = sorted({0, len(transcript.text), *doubts, *(edge for span in spans for edge in span)})
    made = []
    for start, end in pairwise(cuts):
        anchor = next(((a, one.name) for a, b, one in anchors if a <= start < b), (-1, ""))
        made.append(
            Piece(
                transcript.text[start:end],
                opens=any(start == first for first, _ in fillers),
                filler=any(first <= start < last for first, last in fillers),
                closes=any(end == last for _, last in fillers),
                anchor=anchor[1],
                begins=anchor[0] == start,
                doubtful=end in doubts,
            )
        )
    return made


def doubtful_ends(transcript: Transcript) -> list[int]:
    """Return where the words end that the engine was not sure of; none in a text that a person has gone over."""
    return [] if transcript.edited else [end for _, end, word in place_words(transcript) if is_doubtful(word)]


def doubt_legend(transcript: Transcript, texts: Texts) -> list[str]:
    """Say what the mark of doubt means, where there is one."""
    doubts = len(doubtful_ends(transcript))
    return [texts(msg("report.doubtful", mark=DOUBT, n=doubts))] if doubts else []
