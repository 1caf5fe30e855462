"""Find where an answer turns in circles or leaves the question: phrases that come back, stretches of other things."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from itertools import pairwise

from coach.analysis.lexicons import RamblingWords
from coach.analysis.sentences import Sentence, Token
from coach.model import Question

SHORTEST_PHRASE, LONGEST_PHRASE = 3, 8
LONG_PHRASE = 4
"""Words from which a phrase counts even where each of them is light; "and then we" comes thrice in any story."""
OFTEN = 3
ALIKE = 5
"""Letters at the beginning that make one word of two: prioritise and priority; shorter words must be the same."""
ENDINGS = re.compile(r"(?:'s|s|es|ed|ing|d)$")


def repeated_phrases(tokens: Sequence[Token], words: RamblingWords) -> Iterator[tuple[int, int, int]]:
    """Yield phrases said three times or more, the most frequent and longest first: first and last token, and how often.

    The place is that of the last time. A phrase needs a word that says something; glue and restarts never count.
    """
    said = [token.text.lower().replace("’", "'") for token in tokens]
    counts = Counter(zip(said, said[1:], said[2:], strict=False))
    often = {phrase for phrase, times in counts.items() if times >= OFTEN}
    if not often:
        return
    glued = _glued(said, words)
    taken: set[int] = set()
    found = []
    for places in _places(said, often, glued, words):
        if len(places) < OFTEN or not taken.isdisjoint(places):
            continue
        size = _size(said, places, glued)
        if _says_something(said[places[0] : places[0] + size], words):
            taken.update(place + step for place in places for step in range(size))
            found.append((len(places), size, places[-1]))
    for times, size, place in sorted(found, reverse=True):
        yield place, place + size, times


def _places(
    said: Sequence[str], often: Set[tuple[str, ...]], glued: Set[int], words: RamblingWords
) -> Iterable[list[int]]:
    """List where each of these shortest phrases was said, without what is glue and what follows itself at once."""
    places: dict[tuple[str, ...], list[int]] = {}
    for place in range(len(said) - SHORTEST_PHRASE + 1):
        phrase = tuple(said[place : place + SHORTEST_PHRASE])
        if phrase not in often or not glued.isdisjoint(range(place, place + SHORTEST_PHRASE)):
            continue
        times = places.setdefault(phrase, [])
        between = said[times[-1] + SHORTEST_PHRASE : place] if times else ()
        if not times or any(word not in words.light for word in between):
            times.append(place)
        else:
            times[-1] = place  # said again at once, perhaps with an um: a restart
    return places.values()


def _size(said: Sequence[str], places: Sequence[int], glued: Set[int]) -> int:
    """Return how many words are the same from each of these places on."""
    size = SHORTEST_PHRASE
    nearest = min(after - before for before, after in pairwise(places))
    while size < min(LONGEST_PHRASE, nearest, len(said) - places[-1]):
        if any(said[place + size] != said[places[0] + size] or place + size in glued for place in places):
            break
        size += 1
    return size


def _glued(said: Sequence[str], words: RamblingWords) -> set[int]:
    """Return the words that belong to a piece of glue."""
    first: dict[str, list[tuple[str, ...]]] = {}
    for piece in words.glue:
        first.setdefault(piece[0], []).append(piece)
    return {
        place + step
        for place, word in enumerate(said)
        for piece in first.get(word, ())
        if tuple(said[place : place + len(piece)]) == piece
        for step in range(len(piece))
    }


def _says_something(phrase: Sequence[str], words: RamblingWords) -> bool:
    return len(phrase) >= LONG_PHRASE or any(word not in words.light and not word.isdigit() for word in phrase)


def untied_stretches(
    tokens: Sequence[Token], question: Question, heard: Sequence[Sentence], words: RamblingWords
) -> Iterator[tuple[int, int]]:
    """Yield the stretches (first token, one past the last) in which nothing is tied to the question.

    A word is tied where it shares its beginning with a word of the question, its parts or its key terms, where it is a
    word of the work itself, or where it belongs to something that was `heard`, such as an anchor.
    """
    subjects = _subjects(question, words)
    if not subjects:
        return
    subjects |= {_stem(word) for word in words.field}
    ties = {index for sentence in heard for index in range(sentence.first, sentence.last)}
    ties.update(index for index, token in enumerate(tokens) if _stem(token.text.lower()) in subjects)
    for before, after in pairwise([-1, *sorted(ties), len(tokens)]):
        if after - before > 1:
            yield before + 1, after


def _subjects(question: Question, words: RamblingWords) -> set[str]:
    """Return the stems of what a question is about."""
    asked = " ".join([question.text, *question.parts, *question.key_terms]).lower().replace("’", "'")
    said = re.findall(r"[^\W\d_][\w']+", asked)
    return {_stem(word) for word in said if word not in words.light and word not in words.asking}


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    bare = ENDINGS.sub("", word) if len(word) > ALIKE else word.rstrip("s")
    return bare[:ALIKE]
