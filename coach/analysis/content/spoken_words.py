"""Read words so that what was written and what was said come to the same: numbers, spelled letters, stems, slips."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from jellyfish import damerau_levenshtein_distance, metaphone
from snowballstemmer import stemmer
from text_to_num import alpha2digit

from coach.analysis.lexicons import CueWords

ALIKE = 0.78
"""Share of its letters that a word must keep to be taken for another one that was misheard or mistyped.

From 0.70 to 0.86 nothing changed on the pairs of cue and sentence that the tests hold; short words need all letters.
"""
SOUNDS_ALIKE = 0.5
"""The same where both sound alike (Metaphone): "cash" for "cache". It found 2 more of 17 slips, and nothing wrong."""
SHORTEST, LONGEST_SHORT = 4, 5
"""Letters under which nothing is taken for a slip, and over which nothing for a word cut off."""
SLIP, SHORT_FOR = 0.8, 0.9
"""How alike two words are that only sound alike, and an abbreviation and its word."""
SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9}
VOWELS = frozenset("aeiou")
CACHED = 4096

THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
SCALED = re.compile(r"\b(\d+(?:\.\d+)?)(?: ?(k|mn|bn)|(m|b))\b")
MARKS = re.compile(r"[^\w.' ]|(?<!\d)\.|\.(?!\d)|_")
TIMES = re.compile(r"\b(\d+(?:\.\d+)?) (1000|1000000|1000000000)\b")
YEAR = re.compile(r"\b(19|20) (\d\d)\b")
UNIT = re.compile(r"\b(\d+(?:\.\d+)?)([a-z]+)\b")
SPELLED = re.compile(r"\b(?:[a-z] )+[a-z]\b")
LETTERED = re.compile(r"\b([b-hj-z]) (\d+)\b")
QUARTERS = re.compile(r"\b(?:quarter ([1-4])|([1-4])(?:st|nd|rd|th) quarter)\b")
NUMBER = re.compile(r"[a-z]?\d[\d.]*(?:st|nd|rd|th)?")
LAST_QUARTER = re.compile(r"\blast quarter\b")

AGAINST = "not"
"""The stem of all words that take back what follows."""

_stem: Callable[[str], str] = lru_cache(CACHED)(stemmer("english").stemWord)


@dataclass(frozen=True, slots=True)
class Term:
    """Hold one word as it compares with others: its letters, its stem, and how much it says (0-1).

    `is_light` marks a word that says nothing by itself, `is_number` one that is only like the same number, and
    `is_against` one that takes back what follows.
    """

    text: str
    stem: str
    is_light: bool = False
    is_number: bool = False
    is_against: bool = False
    weight: float = 1.0


class SpokenWords:
    """Read words with the lists of one language."""

    def __init__(self, words: CueWords) -> None:
        self._light = words.light
        self._against = words.against
        # The longest first, so that "half an hour" is not read as "half a" and "n hour".
        self._amounts = [
            (re.compile(rf"\b{re.escape(said)}\b"), number)
            for number, ways in words.amounts.items()
            for said in sorted(ways, key=len, reverse=True)
        ]
        self._same = {form: base for base, forms in {**words.same, **words.short}.items() for form in forms}
        self._same |= {_stem(form): base for form, base in self._same.items()}
        self._small = frozenset(_stem(word) for word in words.small)

    def terms(self, text: str) -> tuple[Term, ...]:
        """Read a text as words that can be compared."""
        return tuple(self._term(word) for word in self.spell(text).split())

    def spell(self, text: str) -> str:
        """Write a text in one way: numbers as digits, spelled letters as one word, small letters, no marks."""
        plain = text.lower().replace("’", "'").replace("per cent", "percent").replace("%", " percent ")
        plain = THOUSANDS.sub("", plain)
        for short in (form for form in self._same if "/" in form):
            plain = plain.replace(short, self._same[short])
        plain = " ".join(SCALED.sub(_scaled, MARKS.sub(" ", plain)).split())
        plain = plain.replace("can't", "can not").replace("n't", " not").replace("'s", "").replace("'", " ")
        plain = LAST_QUARTER.sub("q4", plain)
        for said, number in self._amounts:
            plain = said.sub(number, plain)
        plain = alpha2digit(plain, "en", 0)
        plain = TIMES.sub(lambda found: _number(float(found[1]) * int(found[2])), plain)
        plain = UNIT.sub(_parted, YEAR.sub(r"\1\2", plain))
        plain = SPELLED.sub(_joined, plain)
        plain = LETTERED.sub(r"\1\2", plain)
        return QUARTERS.sub(lambda found: f"q{found[1] or found[2]}", plain)

    def _term(self, word: str) -> Term:
        if NUMBER.fullmatch(word):
            return Term(word, _number(float(word)) if word.replace(".", "", 1).isdigit() else word, is_number=True)
        if word in self._against:
            return Term(word, AGAINST, is_against=True)
        stem = _stem(word)
        stem = _stem(self._same.get(word) or self._same.get(stem) or stem)
        return Term(word, stem, is_light=word in self._light, weight=0.5 if stem in self._small else 1.0)


def likeness(one: Term, other: Term) -> float:
    """Tell how surely two words are the same word (0-1): by stem, as an abbreviation, or as a slip of the ear."""
    if one.stem == other.stem:
        return 1.0
    if one.is_number or other.is_number or one.is_against or other.is_against:
        return 0.0
    return _likeness(one.text, one.stem, other.text, other.stem)


@lru_cache(16 * CACHED)
def _likeness(text: str, stem: str, other: str, other_stem: str) -> float:
    if is_short_for(text, other) or is_short_for(other, text):
        return SHORT_FOR
    if min(len(text), len(other)) < SHORTEST or abs(len(stem) - len(other_stem)) > 3:
        return 0.0
    share = max(kept_letters(text, other), kept_letters(stem, other_stem))
    if share >= ALIKE:
        return share
    return SLIP if share >= SOUNDS_ALIKE and _sound(stem) == _sound(other_stem) else 0.0


_sound: Callable[[str], str] = lru_cache(CACHED)(metaphone)


def kept_letters(one: str, other: str) -> float:
    """Return the share of letters that need no change to make one word the other."""
    longest = max(len(one), len(other))
    return 1.0 - damerau_levenshtein_distance(one, other) / longest if longest else 1.0


def is_short_for(short: str, word: str) -> bool:
    """Tell whether a word is another one cut off (eng, engineering) or without its vowels (mgmt, management)."""
    if len(short) < 3 or len(word) < len(short) + 2 or short[0] != word[0]:
        return False
    if word.startswith(short):
        return len(short) <= LONGEST_SHORT and len(word) >= len(short) + 3
    bare = short[:-1] if short.endswith("s") and len(short) > 3 else short
    letters = iter(word)
    return not VOWELS & set(bare) and all(letter in letters for letter in bare)


def _number(value: float) -> str:
    return f"{value:.12g}"


def _scaled(found: re.Match[str]) -> str:
    return _number(float(found[1]) * SCALES[found[2] or found[3]])


def _parted(found: re.Match[str]) -> str:
    """Part a number from its unit; an ordinal stays whole."""
    return found[0] if found[2] in ("st", "nd", "rd", "th") else f"{found[1]} {found[2]}"


def _joined(found: re.Match[str]) -> str:
    """Make one word of letters said one by one; "a" and "I" beside each other are two words."""
    return found[0] if set(found[0]) <= {"a", "i", " "} else found[0].replace(" ", "")
