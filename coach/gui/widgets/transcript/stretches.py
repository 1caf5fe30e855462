"""Stretches of words: where something that is looked for stands, and the sentence around a word."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from coach.analysis.compare import plain
from coach.analysis.sentences import read_answer
from coach.model import Transcript

_PART = re.compile(r"[^\W_]+")


def find_hits(words: Sequence[str], wanted: str) -> tuple[range, ...]:
    """Return the numbers of the words at each place where something is said; the last of its words may be a beginning.

    Case and punctuation make no difference: "trade off" is found in "Trade-off," and the other way round.
    """
    needle = "".join(f" {part}" for word in wanted.split() for part in _parts(word))
    if not needle:
        return ()
    said, begins, owners = "", [], []
    for number, word in enumerate(words):
        for part in _parts(word):
            begins.append(len(said))
            owners.append(number)
            said += f" {part}"
    hits = []
    place = said.find(needle)
    while place >= 0:
        after = place + len(needle)
        first, last = (owners[bisect_right(begins, at) - 1] for at in (place, after - 1))
        hits.append(range(first, last + 1))
        place = said.find(needle, after)
    return tuple(hits)


def _parts(word: str) -> list[str]:
    return _PART.findall(plain(word).replace("'", ""))


def sentence_of(transcript: Transcript, number: int) -> range:
    """Return the numbers of the words of the sentence that a word belongs to, or of its part of a very long one."""
    begins = [part.start for part in read_answer(transcript, {}).units]
    cursor, sentences = 0, []
    for word in transcript.words:
        at = transcript.text.find(word.text, cursor)
        cursor = max(at, cursor) + len(word.text) if at >= 0 else cursor
        sentences.append(bisect_right(begins, max(cursor - 1, 0)))
    own = sentences[number]
    return range(sentences.index(own), len(sentences) - sentences[::-1].index(own))
