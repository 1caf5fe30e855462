"""Give a text that a person put right the times of the words it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import accumulate, pairwise
from typing import NamedTuple

from coach.analysis.compare import plain
from coach.model import Word

LEAST = 0.001
"""Seconds that a word lasts at least: far below anything heard, far above what a float tells apart."""
LETTER = 0.07
"""Seconds that a letter takes in a word put into a pause: at 150 words a minute, a word with its space has six."""

BREATH = 0.25
"""Seconds between two words under which nobody calls it a pause."""


class _Pair(NamedTuple):
    """Say which old word, by number, a new word is."""

    old: int
    new: int


class _Row(NamedTuple):
    """Hold the old words and the time that is there for them and new ones, in seconds."""

    words: Sequence[Word]
    seconds: float

    def begins(self, number: int) -> float:
        """Return when a word begins; behind the last one, when the time is over."""
        return self.words[number].start if number < len(self.words) else self.seconds

    def ends(self, number: int) -> float:
        """Return when a word ends; before the first one, when the time begins."""
        return self.words[number].end if number >= 0 else 0.0

    def room(self, before: _Pair, after: _Pair) -> float:
        """Return the seconds between two words that stay."""
        return self.begins(after.old) - self.ends(before.old)


def realigned(before: Sequence[Word], text: str, seconds: float | None = None) -> tuple[Word, ...]:
    """Return the words of a text, timed by the words it was made from; `seconds` is the length of the recording.

    A word that stays keeps its time and how sure the engine was; case and the signs around it make no difference.
    Changed words share the time of what they replace, by their length, and leave its pauses free. New words take their
    time from the pause beside them; where there is none, from the word before (at the beginning, the one after). What
    a person wrote is sure. Without old words there are no times, and so no words.
    """
    said = text.split()
    if not before or not said:
        return ()
    row = _Row(before, max(seconds or 0.0, before[-1].end))
    pairs = _pairs([plain(word.text) for word in before], [plain(word) for word in said])
    kept = _with_room(pairs, row, len(said))
    known = {pair.new: before[pair.old].probability for pair in pairs}
    words: list[Word] = []
    for one, other in pairwise(kept):
        words += _between(row, one, other, said, known)
        if other.new < len(said):
            words.append(replace(before[other.old], text=said[other.new]))
    return tuple(words)


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[_Pair]:
    """Pair the words that stay: those before and after all changes, and the longest runs between them."""
    shorter = min(len(old), len(new))
    head = next((number for number in range(shorter) if old[number] != new[number]), shorter)
    rest = shorter - head
    tail = next((number for number in range(rest) if old[-1 - number] != new[-1 - number]), rest)
    middle = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    blocks = [(head + first, head + second, size) for first, second, size in middle.get_matching_blocks()]
    runs = [(0, 0, head), *blocks, (len(old) - tail, len(new) - tail, tail)]
    return [_Pair(first + step, second + step) for first, second, size in runs for step in range(size)]


def _with_room(pairs: Sequence[_Pair], row: _Row, news: int) -> list[_Pair]:
    """Let go of words that stay where new ones beside them have no time at all; both ends stand around the rest."""
    kept = [_Pair(-1, -1)]
    for pair in (*pairs, _Pair(len(row.words), news)):
        while len(kept) > 1 and _is_tight(row, kept[-1], pair):
            kept.pop()
        if pair.new == news or not _is_tight(row, kept[-1], pair):
            kept.append(pair)
    return kept


def _is_tight(row: _Row, before: _Pair, after: _Pair) -> bool:
    count = after.new - before.new - 1
    return count > 0 and row.room(before, after) < LEAST * count


def _between(row: _Row, one: _Pair, other: _Pair, said: Sequence[str], known: Mapping[int, float]) -> Iterator[Word]:
    """Yield the new words between two that stay."""
    numbers = range(one.new + 1, other.new)
    texts = [said[number] for number in numbers]
    spans = _spans(row, one, other, texts)
    for number, text, (start, end) in zip(numbers, texts, spans, strict=True):
        yield Word(text, start, end, known.get(number, 1.0))


def _spans(row: _Row, one: _Pair, other: _Pair, texts: Sequence[str]) -> list[tuple[float, float]]:
    """Return the times of the new words between two that stay."""
    if not texts:
        return []
    replaced = [(word.start, word.end) for word in row.words[one.old + 1 : other.old]]
    if len(replaced) == len(texts) and all(end - start >= LEAST for start, end in replaced):
        return replaced
    spoken = _spoken(replaced)
    if sum(end - start for start, end in spoken) >= LEAST * len(texts):
        return _share(spoken, texts)
    first, last = row.ends(one.old), row.begins(other.old)
    natural = max(LETTER * sum(len(text) + 1 for text in texts), LEAST * len(texts))
    if one.old < 0 <= last - natural:
        first = last - natural  # before the first word, not at the beginning of the silence before it
    return _share([(first, max(min(first + natural, last), first + LEAST * len(texts)))], texts)


def _spoken(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Join spans with nothing but a breath between them."""
    joined: list[tuple[float, float]] = []
    for start, end in spans:
        if joined and start - joined[-1][1] < BREATH:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _share(spans: Sequence[tuple[float, float]], texts: Sequence[str]) -> list[tuple[float, float]]:
    """Share spans among words by their length; a word that would lie across a pause gets its larger part."""
    reached = [0.0, *accumulate(end - start for start, end in spans)]
    letters = [0, *accumulate(len(text) for text in texts)]
    marks = [reached[-1] * count / letters[-1] for count in letters]
    shared = []
    for begin, end in pairwise(marks):
        parts = [(max(begin, low), min(end, high), place) for place, (low, high) in enumerate(pairwise(reached))]
        first, last, place = max(parts, key=lambda part: part[1] - part[0])
        shift = spans[place][0] - reached[place]
        shared.append((max(first + shift, spans[place][0]), min(last + shift, spans[place][1])))
    return shared
