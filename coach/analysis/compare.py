"""Lay two transcripts of one recording beside each other, word by word."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from coach.model import Moment, Report, Transcript, Word

Kind = Literal["same", "other", "left", "right"]
"""The same words on both sides, other words, words on the left side alone, words on the right side alone."""

EDGES = " \t.,;:!?…\"'“”‘’()[]-–—"
"""Signs around a word that two engines set differently without having heard anything different."""
REACH = 2.0
"""Seconds that two engines may differ about the time of a word: beyond, it was said another time."""
CLOSENESS = 0.05
"""What being at the same time adds to a pair of words, which is worth 1: enough to choose between two of a kind."""


@dataclass(frozen=True, slots=True)
class Written:
    """Hold what one transcript says: its words, and each filler among them as the numbers of its words.

    `sounds` counts the fillers that were heard in the sound and not written.
    """

    words: tuple[Word, ...]
    fillers: tuple[range, ...] = ()
    sounds: int = 0

    @property
    def filler_words(self) -> frozenset[int]:
        """Return the numbers of all words that are, or are part of, a filler."""
        return frozenset(number for filler in self.fillers for number in filler)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hold the words, by number, that stand beside each other; one of the ranges is empty where only one side spoke."""

    kind: Kind
    left: range
    right: range


class _Chain(NamedTuple):
    """Hold pairs of equal words that rise on both sides: what they are worth, the last one, and those before it."""

    worth: float
    left: int
    right: int
    before: _Chain | None


def compare(left: Sequence[Word], right: Sequence[Word]) -> tuple[Stretch, ...]:
    """Align two rows of words of one recording; case and the signs around a word make no difference.

    Every word of both sides is in exactly one stretch, in order. As many words as possible stand beside their equal
    within reach, the nearer one in time where there are several: the longest common subsequence, found as in Hunt and
    Szymanski (1977) from the pairs of equal words.
    """
    stretches: list[Stretch] = []
    left_at = right_at = 0
    for ours, theirs in (*_pairs(left, right), (len(left), len(right))):
        if ours > left_at or theirs > right_at:
            stretches.append(_different(range(left_at, ours), range(right_at, theirs)))
        if (ours, theirs) != (len(left), len(right)):
            _add_same(stretches, ours, theirs)
        left_at, right_at = ours + 1, theirs + 1
    return tuple(stretches)


def _different(left: range, right: range) -> Stretch:
    return Stretch("other" if left and right else "left" if left else "right", left, right)


def _add_same(stretches: list[Stretch], left: int, right: int) -> None:
    last = stretches[-1] if stretches else None
    if last is not None and last.kind == "same":
        stretches[-1] = Stretch("same", range(last.left.start, left + 1), range(last.right.start, right + 1))
    else:
        stretches.append(Stretch("same", range(left, left + 1), range(right, right + 1)))


def _pairs(left: Sequence[Word], right: Sequence[Word]) -> list[tuple[int, int]]:
    """Return the best chain of pairs of equal words, as numbers, in order."""
    ends: list[int] = []
    chains: list[_Chain] = []
    """The best chains by the right word that they end with: further on means worth more, or it would not be here."""
    for number, near in enumerate(_equals(left, right)):
        made = [_Chain(worth, number, other, None) for other, worth in near]
        made = [_longer(chain, ends, chains) for chain in made]  # all before any is kept: a word is used once
        for chain in made:
            _keep(chain, ends, chains)
    pairs = []
    last = chains[-1] if chains else None
    while last is not None:
        pairs.append((last.left, last.right))
        last = last.before
    return pairs[::-1]


def _equals(left: Sequence[Word], right: Sequence[Word]) -> Iterator[list[tuple[int, float]]]:
    """Yield for each left word the right words that may be it, with what the pair is worth."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(right):
        places[plain(word.text)].append(number)
    for word in left:
        equal = places.get(plain(word.text), [])
        apart = [abs(_middle(right[number]) - _middle(word)) for number in equal]
        yield [
            (number, 1 + CLOSENESS * (1 - gap / REACH))
            for number, gap in zip(equal, apart, strict=True)
            if gap <= REACH
        ]


def _longer(link: _Chain, ends: Sequence[int], chains: Sequence[_Chain]) -> _Chain:
    place = bisect_left(ends, link.right)
    before = chains[place - 1] if place else None
    return link if before is None else _Chain(before.worth + link.worth, link.left, link.right, before)


def _keep(chain: _Chain, ends: list[int], chains: list[_Chain]) -> None:
    """Keep a chain unless one that ends as early is worth as much; let go of those that it outdoes."""
    place = bisect_right(ends, chain.right)
    if place and chains[place - 1].worth >= chain.worth:
        return
    first = last = bisect_left(ends, chain.right)
    while last < len(ends) and chains[last].worth <= chain.worth:
        last += 1
    ends[first:last] = [chain.right]
    chains[first:last] = [chain]


def _middle(word: Word) -> float:
    return (word.start + word.end) / 2


def plain(word: str) -> str:
    """Return what two ways of writing one word have in common; a sign that stands alone is itself."""
    folded = word.casefold().replace("’", "'")
    return folded.strip(EDGES) or folded


def fillers_left_out(
    stretches: Sequence[Stretch], left: Written, right: Written
) -> tuple[tuple[range, ...], tuple[range, ...]]:
    """Return the fillers that only the left side wrote, and those that only the right side wrote.

    Where both wrote a filler, it may be another one: "um" here and "uh" there left nothing out.
    """
    ours, theirs = left.filler_words, right.filler_words
    different = [one for one in stretches if one.kind != "same"]
    lone_left = {number for one in different if theirs.isdisjoint(one.right) for number in one.left}
    lone_right = {number for one in different if ours.isdisjoint(one.left) for number in one.right}
    return (
        tuple(filler for filler in left.fillers if lone_left.issuperset(filler)),
        tuple(filler for filler in right.fillers if lone_right.issuperset(filler)),
    )


def read_written(transcript: Transcript, report: Report | None) -> Written:
    """Say which words of a transcript are fillers, by its report; without one none is known.

    The words of a text without times are all at its beginning.
    """
    words = transcript.words or tuple(Word(text, 0.0, 0.0) for text in transcript.text.split())
    fillers = [moment for moment in (report.moments if report is not None else ()) if moment.kind == "filler"]
    said = [held for moment in fillers if moment.text and (held := _words_of(moment, transcript.words))]
    return Written(words, tuple(said), sum(not moment.text for moment in fillers))


def _words_of(moment: Moment, words: Sequence[Word]) -> range:
    if moment.start is None or moment.end is None:
        return range(0)
    middles = [_middle(word) for word in words]
    return range(bisect_left(middles, moment.start), bisect_right(middles, moment.end))
