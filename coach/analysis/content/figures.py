"""Read the figures of an answer, in digits or in words, so that cues see one sign for each of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from coach.analysis.sentences import Reading, Token

HUGE, LARGE, SMALL, SHARE = "##", "#", "@", "&"
"""What stands for a number from a hundred, one over ten or with a fraction, one up to ten, a share like "a third"."""
SIGNS = frozenset("#@&")
SMALL_UNTIL, HUGE_FROM = 10.0, 100.0
FIRST_YEAR, LAST_YEAR = 1900, 2099

ONES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
TEENS = {"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16}
TEENS |= {"seventeen": 17, "eighteen": 18, "nineteen": 19}
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
SMALL_WORDS = ONES | TEENS | TENS
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
MANY = ("dozens", "hundreds", "thousands", "millions")
BEFORE_SCALE = ("a", "few", "several", "half")
LONGEST_GAP = 3
"""Characters between two words; where there are more, a filler sound was left out."""
STARTS = frozenset((*SMALL_WORDS, *SCALES, *MANY, *BEFORE_SCALE))
PARTS = re.compile(r"(?:half|third|fifth|sixth|seventh|eighth|ninth|tenth|hundredth)s?|quarters?|halves")
DIGITS = re.compile(r"(\d[\d.,]*)(%|[a-z]{1,4})?")
STOP = re.compile(r"[.?!;:…\n]")
MONEY = re.compile(r"[$€£]")
Figure = tuple[str, int]
"""A sign, or none, and how many words it stands for; "one" alone is none, it is seldom a number."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Hold an answer as the cues of evidence see it: pieces, where each begins, and where in the answer's text."""

    text: str
    begins: Sequence[int]
    places: Sequence[tuple[int, int]]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the marked text stands in the answer; a sign stands for all of its words."""
        return self._edge(start)[0], self._edge(end - 1)[1]

    def _edge(self, at: int) -> tuple[int, int]:
        piece = bisect_right(self.begins, at) - 1
        first, last = self.places[piece]
        if self.text[at] in SIGNS:
            return first, last
        return first + at - self.begins[piece], first + at - self.begins[piece] + 1


def mark_figures(reading: Reading, sounds: Collection[str] = ()) -> Marked:
    """Put a sign in the place of each figure; all in lower case, with single spaces and without filler sounds."""
    said = [(token, token.text.lower()) for token in reading.tokens]
    tokens = [token for token, word in said if word not in sounds]
    words = [word.replace("’", "'") for _, word in said if word not in sounds]
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    index = 0
    before = 0
    while index < len(tokens):
        first = tokens[index]
        gap = reading.text[before : first.start]
        if gap != " ":
            gap = _between(gap, first=index == 0)
        if gap:
            pieces.append(gap)
            places.append((first.start - len(gap), first.start))
        sign, count = _figure(reading.text, tokens, words, index) if _may_count(words[index]) else ("", 1)
        last = tokens[index + count - 1]
        if sign or count > 1:
            for piece, start, end in _signs(sign, reading.text[first.start : last.end], first.start, last.end):
                pieces.append(piece)
                places.append((start, end))
        else:
            pieces.append(words[index])
            places.append((first.start, first.end))
        index += count
        before = last.end
    return Marked("".join(pieces), list(accumulate((len(piece) for piece in pieces[:-1]), initial=0)), places)


def _may_count(word: str) -> bool:
    return word in STARTS or word[0].isdigit() or "-" in word


def _between(gap: str, *, first: bool) -> str:
    """Return what stands between two words: a full stop, a comma where no sound was left out, or a space."""
    money = "$" if MONEY.search(gap) else ""
    if first:
        return money
    stop = STOP.search(gap)
    comma = "," if "," in gap and len(gap) <= LONGEST_GAP else ""
    return (stop.group().replace("\n", ".") if stop else comma) + " " + money


def _signs(sign: str, said: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield a sign and the unit written onto it (%, k, ms), or the words themselves where there is no sign."""
    if not sign:
        yield said.lower().replace("’", "'"), start, end
        return
    digits = DIGITS.fullmatch(said.lower())
    unit = (digits.group(2) if digits else None) or ""
    yield sign, start, end - len(unit)
    if unit:
        yield unit, end - len(unit), end


def _figure(text: str, tokens: Sequence[Token], words: Sequence[str], index: int) -> Figure:
    """Read the figure that begins at a token; an empty sign where none does, or a year."""
    part = _part(words, index)
    if part:
        return SHARE, part
    value, count = _number(text, tokens, words, index)
    if value == 0 or (value == 1 and count == 1):
        return "", max(count, 1)
    if value >= HUGE_FROM:
        return HUGE, count
    return (SMALL if value == int(value) and value <= SMALL_UNTIL else LARGE), count


def _part(words: Sequence[str], index: int) -> int:
    """Return how many words say a share: "half", "a third", "two quarters of"; a quarter alone is a time."""
    said = words[index : index + 3]
    if said[0] == "half":
        return 0 if any(word in SCALES for word in said[1:]) else 1
    if len(said) > 1 and (said[0] == "a" or said[0] in ONES) and PARTS.fullmatch(said[1]):
        return 0 if said[1].startswith("quarter") and said[2:] != ["of"] else 2
    return 0


def _number(text: str, tokens: Sequence[Token], words: Sequence[str], index: int) -> tuple[float, int]:
    """Return a number's value and how many words say it; the value is 0 where there is none, or a year."""
    digits = DIGITS.fullmatch(words[index])
    if digits:
        return _in_digits(digits, words, index)
    if words[index] in MANY:
        return 100.0, 1
    end = index
    total, part = 0.0, 0.0
    year = False
    while end < len(words) and (end == index or _joined(text, tokens[end - 1], tokens[end])):
        word, before = words[end], words[end - 1] if end > index else ""
        small = _small(word)
        if word in SCALES:
            part = max(part, 1.0) * SCALES[word]
            total, part = (total + part, 0.0) if SCALES[word] >= 1000 else (total, part)
        elif small and (not before or before in SCALES or before == "and" or (before in TENS and small < 10)):
            part += small
        elif end == index + 1 and small >= 10 and part in (19, 20):
            year = True
        elif not _goes_on(words, index, end):
            break
        end += 1
    year = year or (end - index > 2 and 2000 < total + part <= LAST_YEAR)
    return 0.0 if year else total + part, end - index


def _goes_on(words: Sequence[str], index: int, end: int) -> bool:
    """Tell whether a small word belongs to a number: "a few" or "half a" before hundred, "and" between its parts."""
    after = [*words[end + 1 : end + 3], "", ""]
    if words[end] == "and":
        return end > index and words[end - 1] in SCALES and (bool(_small(after[0])) or after[0] in SCALES)
    follows = after[0] in SCALES or (after[0] in BEFORE_SCALE and after[1] in SCALES)
    return end - index < 2 and words[end] in BEFORE_SCALE and follows


def _in_digits(digits: re.Match[str], words: Sequence[str], index: int) -> tuple[float, int]:
    written = digits.group(1).rstrip(".,")
    value = float(written.replace(",", "")) if written.count(".") < 2 else 0.0
    after = words[index + 1] if index + 1 < len(words) else ""
    if digits.group(2) in ("st", "nd", "rd", "th") or (not value and written.strip("0.,")):
        return 0.0, 1
    if digits.group(2) in ("k", "m", "bn", "mn"):
        return max(value, 1.0) * 1000, 1
    if after in SCALES:
        return value * SCALES[after], 2
    if "," not in written and digits.group(2) is None and FIRST_YEAR <= value <= LAST_YEAR and value != 2000:
        return 0.0, 1
    return value, 1


def _small(word: str) -> int:
    """Return the value of a number under a hundred; 0 for anything else."""
    tens, _, ones = word.partition("-")
    return TENS.get(tens, 0) + ONES[ones] if tens in TENS and ones in ONES else SMALL_WORDS.get(word, 0)


def _joined(text: str, before: Token, after: Token) -> bool:
    return not text[before.end : after.start].strip(" -")
