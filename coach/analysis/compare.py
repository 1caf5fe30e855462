"""Lay two transcripts of one recording beside each other, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from coach.model import Moment, Report, Transcript

Kind = Literal["same", "other", "left", "right"]
"""The same words on both sides, other words, words on the left side alone, words on the right side alone."""

EDGES = " \t.,;:!?…\"'“”‘’()[]-–—"
"""Signs around a word that two engines set differently without having heard anything different."""


@dataclass(frozen=True, slots=True)
class Written:
    """Hold what one transcript says: its words, which of them (by number) are fillers, and how many fillers those are.

    `sounds` counts the fillers that were heard in the sound and not written.
    """

    words: tuple[str, ...]
    fillers: frozenset[int] = frozenset()
    written: int = 0
    sounds: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hold the words, by number, that stand beside each other; one of the ranges is empty where only one side spoke."""

    kind: Kind
    left: range
    right: range


def compare(left: Sequence[str], right: Sequence[str]) -> tuple[Stretch, ...]:
    """Align two rows of words; case and the signs around a word make no difference.

    Every word of both sides is in exactly one stretch, in order. The alignment is that of Ratcliff and Obershelp
    (`difflib`), without its shortcut for frequent elements: "the" is frequent in any text.
    """
    ours, theirs = ([plain(word) for word in words] for words in (left, right))
    return tuple(_stretches(SequenceMatcher(None, ours, theirs, autojunk=False)))


def _stretches(matcher: SequenceMatcher[str]) -> Iterator[Stretch]:
    kinds: dict[str, Kind] = {"equal": "same", "replace": "other", "delete": "left", "insert": "right"}
    for tag, left, left_end, right, right_end in matcher.get_opcodes():
        yield Stretch(kinds[tag], range(left, left_end), range(right, right_end))


def plain(word: str) -> str:
    """Return what two ways of writing one word have in common; a sign that stands alone is itself."""
    folded = word.casefold().replace("’", "'")
    return folded.strip(EDGES) or folded


def read_written(transcript: Transcript, report: Report | None) -> Written:
    """Say which words of a transcript are fillers, by its report; without one none is known."""
    words = tuple(word.text for word in transcript.words) or tuple(transcript.text.split())
    fillers = [moment for moment in (report.moments if report is not None else ()) if moment.kind == "filler"]
    written = [moment for moment in fillers if moment.text]
    said = frozenset(
        number
        for number, word in enumerate(transcript.words)
        if any(_holds(moment, (word.start + word.end) / 2) for moment in written)
    )
    return Written(words, said, len(written), len(fillers) - len(written))


def _holds(moment: Moment, at: float) -> bool:
    return moment.start is not None and moment.end is not None and moment.start <= at <= moment.end
