"""Hear a story's cue words in an answer, in whatever form they were said: words first, then meaning.

A person wrote the cues for just this answer, so a sentence that says one speaks for its anchor more than any rule can.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from coach.analysis.content.anchors import FOUND, WEAK, Hit
from coach.analysis.content.meaning import Embed
from coach.analysis.content.spoken_words import SpokenWords, Term, kept_letters, likeness
from coach.analysis.lexicons import CueWords
from coach.analysis.sentences import Reading
from coach.model import AnchorName

ENOUGH = {1: 0.95, 2: 0.85, 3: 0.78, 4: 0.68}
FROM_FIVE = 0.6
"""Share of a cue's words (by weight) that a stretch must hold, by how many there are.

Chosen on 32 of 64 cues (`tests/data/cues`), each with true sentences in other words and with two near misses: 42 of
42 found and 1 of 64 near misses taken; on the other 32 cues 45 of 46 and none of 64. Of 11,000 cues held against
answers of other people 4 were heard.
"""
WHOLE_PART, LEAST_OF_PART = 0.95, 3
"""The same for one part of a cue, between commas: it has to be there whole, with three words that say something."""
FEWEST = 2
"""Words that say something which have to be there, where the cue has them."""
SPLIT = 0.8
"""The same where the words lie in two sentences."""
OTHER_NUMBER = 0.5
"""What is left where a sentence has numbers, but none of the cue's."""
LOOK_BACK = 3
"""Words before the cue's first one in which "not" or "could have" takes it back."""
JOINED, SHORTEST_JOINED = 0.84, 5
"""Share of letters that two words said as one, or one as two, keep ("on boarding", "powerusers"), and their fewest."""
SHORTEST_INITIALS, MOST_INITIALS = 3, 5
"""Letters of the shortest abbreviation said for a cue's words ("we" is none), and of the longest looked for."""
ONE = "1"
"""A number that is said without counting: one of them."""
COMMON = 0.6
"""What the share of common words takes from the likeness in meaning: those are what a near miss is made of.

With it a near miss scores below a paraphrase in 82-87 % of pairs, without it in 48 %.
"""
SURE, CLOSE, CLOSE_BESIDE = 0.42, 0.36, 0.28
"""Likeness in meaning (cosine, less common words) that is clear, that is a hint, and that is clear beside a hint.

Of sentences that say a cue without its words 18 %, 41 % and 73 % reach them (17 %, 33 % and 56 % on the cues that
nothing was chosen on), of near misses none, 1.6 % and 10 %, of 923 answers by other people none, 0.7 % and 3.7 %.
Measured with all-MiniLM-L6-v2.
"""
PARTS = re.compile(r"[,;·/|>→]|\bnot\b|\binstead of\b", re.IGNORECASE)
HYPOTHETICAL = frozenset({"could", "would", "should", "might"})


@dataclass(frozen=True, slots=True)
class Said:
    """Hold the words of a stretch of the answer, and where to look words up in it.

    `stems` and `initials` lead to the place of the first such word. `longer` words and `pairs`, two neighbours written
    as one, are there by their first letter, with their places.
    """

    terms: tuple[Term, ...]
    stems: Mapping[str, int]
    initials: Mapping[str, int]
    longer: Mapping[str, Sequence[tuple[str, int]]]
    pairs: Mapping[str, Sequence[tuple[str, int]]]
    has_number: bool

    @staticmethod
    def of(terms: Sequence[Term]) -> Said:
        """Look a stretch through once."""
        stems: dict[str, int] = {}
        initials: dict[str, int] = {}
        for at, term in enumerate(terms):
            stems.setdefault(term.stem, at)
            for letters, _ in _initials(terms, at):
                initials.setdefault(letters, at)
        longer = _by_letter(term.text for term in terms)
        pairs = _by_letter(one.text + other.text for one, other in pairwise(terms))
        has_number = any(term.is_number and term.stem != ONE for term in terms)
        return Said(tuple(terms), stems, initials, longer, pairs, has_number)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Hold a cue: its words that say something, and its parts.

    `initials` are those of words beside each other, with the place of the first and the one after the last.
    """

    terms: tuple[Term, ...]
    initials: Mapping[str, tuple[int, int]]
    parts: tuple[Wanted, ...] = ()

    @staticmethod
    def of(spoken: SpokenWords, cue: str) -> Wanted:
        """Read a cue; a part, between commas, needs words enough to be told from others."""
        every = spoken.terms(cue)
        light_before = [sum(term.is_light for term in every[:place]) for place in range(len(every) + 1)]
        initials = {
            letters: (start - light_before[start], end - light_before[end])
            for start in range(len(every))
            for letters, end in _initials(every, start)
            if len(letters) >= SHORTEST_INITIALS
        }
        pieces = [piece for piece in PARTS.split(cue) if piece.strip()]
        parts = [Wanted.of(spoken, piece) for piece in pieces] if len(pieces) > 1 else []
        return Wanted(
            tuple(term for term in every if not term.is_light),
            initials,
            tuple(part for part in parts if part.telling >= LEAST_OF_PART),
        )

    @property
    def telling(self) -> int:
        """Count the words that count whole."""
        return sum(term.weight == 1.0 for term in self.terms)


def find_cues(
    reading: Reading,
    cues: Mapping[str, str],
    words: CueWords,
    hits: Mapping[AnchorName, Sequence[Hit]],
    embed: Embed | None = None,
) -> dict[AnchorName, tuple[Hit, ...]]:
    """Add to the hits of each anchor where its cue was said: clear in its words, else as close in meaning.

    `hits` are what was heard for the anchors without the cues, at most one for a stretch of the answer.
    """
    spoken = SpokenWords(words)
    units = [Said.of(spoken.terms(unit.plain)) for unit in reading.units]
    wanted = {name: Wanted.of(spoken, cue) for name in hits if (cue := cues.get(name, "").strip())}
    places = {name: [(place, FOUND) for place in said_in(one, units)] for name, one in wanted.items()}
    unsaid = [name for name in wanted if not places[name]]
    for name, near in _meanings(reading, {name: cues[name] for name in unsaid}, embed).items():
        hinted = {place for place, unit in enumerate(reading.units) if any(hit.unit == unit for hit in hits[name])}
        places[name] = _close(wanted[name], units, near, hinted)
    told = {
        name: [Hit(name, reading.units[place], score, cues[name].strip()) for place, score in places.get(name, ())]
        for name in hits
    }
    return {name: _merged(others, told[name]) for name, others in hits.items()}


def said_in(wanted: Wanted, units: Sequence[Said]) -> list[int]:
    """List the places of the stretches that say a cue; else of the better one of two that say it together."""
    places = [place for place, said in enumerate(units) if is_said(wanted, said)]
    if places or wanted.telling < LEAST_OF_PART:
        return places
    shares = [share_said(wanted, said) for said in units]
    for place, (one, other) in enumerate(pairwise(units)):
        if min(shares[place : place + 2]) > 0 and share_said(wanted, Said.of((*one.terms, *other.terms))) >= SPLIT:
            return [place if shares[place] >= shares[place + 1] else place + 1]
    return []


def is_said(wanted: Wanted, said: Said) -> bool:
    """Tell whether a stretch says a cue, or a whole part of it."""
    if share_said(wanted, said) >= ENOUGH.get(len(wanted.terms), FROM_FIVE):
        return True
    return any(share_said(part, said) >= WHOLE_PART for part in wanted.parts)


def share_said(wanted: Wanted, said: Said) -> float:
    """Return the share of a cue's words, by weight, that a stretch says; 0 where it says that it was not so."""
    heard = match_words(wanted, said)
    matched = [(term, at) for term, (alike, at) in zip(wanted.terms, heard, strict=True) if alike > 0]
    telling = sum(term.weight == 1.0 for term, _ in matched)
    if not matched or telling < min(FEWEST, wanted.telling):
        return 0.0
    against = any(term.is_against for term in wanted.terms)
    if _taken_back(said.terms, min(at for _, at in matched), against):
        return 0.0
    share = _share(wanted, heard)
    numbers = [term for term in wanted.terms if term.is_number]
    if numbers and said.has_number and not any(term.is_number for term, _ in matched):
        share *= OTHER_NUMBER
    return share


def _share(wanted: Wanted, heard: Sequence[tuple[float, int]]) -> float:
    total = sum(term.weight for term in wanted.terms)
    return sum(term.weight * alike for term, (alike, _) in zip(wanted.terms, heard, strict=True)) / (total or 1.0)


def match_words(wanted: Wanted, said: Said) -> list[tuple[float, int]]:
    """Find each word of a cue in a stretch: as it is, misheard, cut short, joined or by initials.

    Return how surely each was said (0-1), and at which word.
    """
    heard = [_match(term, said) for term in wanted.terms]
    spans = [(span, said.stems[letters]) for letters, span in wanted.initials.items() if letters in said.stems]
    for start, (one, other) in enumerate(pairwise(wanted.terms)):
        pair = one.text + other.text
        spans += [((start, start + 2), at) for word, at in said.longer.get(pair[0], ()) if _is_joined(pair, word)]
    for (start, end), at in spans:
        heard[start:end] = [max(word, (1.0, at)) for word in heard[start:end]]
    return heard


def _match(term: Term, said: Said) -> tuple[float, int]:
    at = said.stems.get(term.stem)
    if at is None and not term.is_number:
        at = said.initials.get(term.text)
    if at is not None:
        return 1.0, at
    if term.is_number or term.is_against:
        return 0.0, -1
    alike = [(likeness(term, other), at) for at, other in enumerate(said.terms) if not other.is_light]
    pairs = said.pairs.get(term.text[0], ()) if len(term.text) >= SHORTEST_JOINED else ()
    alike += [(kept_letters(term.text, pair), at) for pair, at in pairs if _is_joined(pair, term.text)]
    return max(alike, default=(0.0, -1))


def _is_joined(pair: str, word: str) -> bool:
    """Tell whether two words, written as one, are another word that begins with the same letter."""
    return len(word) >= SHORTEST_JOINED and abs(len(pair) - len(word)) <= 2 and kept_letters(pair, word) >= JOINED


def _by_letter(words: Iterable[str]) -> Mapping[str, Sequence[tuple[str, int]]]:
    """Sort words that are long enough to be two joined ones by their first letter, each with its place."""
    sorted_words: dict[str, list[tuple[str, int]]] = {}
    for at, word in enumerate(words):
        if len(word) >= SHORTEST_JOINED:
            sorted_words.setdefault(word[0], []).append((word, at))
    return sorted_words


def _initials(terms: Sequence[Term], start: int) -> Iterator[tuple[str, int]]:
    """Give what words from a place on begin with, two to five letters, and where they end.

    Light words may be left out inside: ROI is the return on investment.
    """
    every = telling = ""
    for end, term in enumerate(terms[start : start + MOST_INITIALS + 2], start + 1):
        if len(term.text) < 2 or (not every and term.is_light):
            return
        every += term.text[0]
        if term.is_light:
            continue
        telling += term.text[0]
        for letters in {every, telling}:
            if 2 <= len(letters) <= MOST_INITIALS:
                yield letters, end


def _taken_back(terms: Sequence[Term], first: int, against: bool) -> bool:
    """Tell whether a stretch says that something was not so, or only might have been, where the cue does not."""
    before = terms[max(0, first - LOOK_BACK) : first]
    if any(one.text in HYPOTHETICAL and other.text == "have" for one, other in pairwise(before)):
        return True
    return not against and any(term.is_against for term in before)


def _meanings(
    reading: Reading, cues: Mapping[AnchorName, str], embed: Embed | None
) -> dict[AnchorName, NDArray[np.float32]]:
    """Return, for each cue, the cosine of its vector with that of every unit; nothing where there is no telling."""
    if embed is None or not reading.units or not cues:
        return {}
    vectors = embed([*cues.values(), *(unit.plain for unit in reading.units)])
    return dict(zip(cues, vectors[: len(cues)] @ vectors[len(cues) :].T, strict=True))


def _close(
    wanted: Wanted, units: Sequence[Said], near: NDArray[np.float32], hinted: Collection[int]
) -> list[tuple[int, float]]:
    """Take the stretch nearest in meaning: clear where it is very near or something else speaks for the anchor too."""
    common = [_share(wanted, match_words(wanted, said)) for said in units]
    scores = near - COMMON * np.array(common)
    place = int(np.argmax(scores))
    if scores[place] >= (CLOSE_BESIDE if place in hinted else SURE):
        return [(place, FOUND)]
    return [(place, WEAK)] if scores[place] >= CLOSE else []


def _merged(others: Sequence[Hit], said: Sequence[Hit]) -> tuple[Hit, ...]:
    """Put hits together, one for each stretch, in order; a cue makes what is there stronger, never weaker."""
    merged = {hit.unit.first: hit for hit in others}
    for hit in said:
        there = merged.get(hit.unit.first)
        merged[hit.unit.first] = hit if there is None else replace(hit, score=max(hit.score, there.score))
    return tuple(merged[first] for first in sorted(merged))
