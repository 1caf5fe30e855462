"""Read a transcript as words with their places in the text and in time, and as sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from coach.model import Moment, Transcript, Word

WORDS_A_MINUTE = 140.0
"""The clock of a typed answer."""
LONGEST_UNIT = 40
"""Words after which a sentence without an end is read in parts; recognisers leave full stops out."""
SHORTEST_PART = 12

TOKEN = re.compile(r"[^\W_]+(?:['’\-][^\W_]+|(?<=\d)[.,](?=\d)[^\W_]+)*%?")
SENTENCE_END = re.compile(r"(?:[.?!…]+[\"'”’)]*(?=\s|$))|\n+")
ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|vs|mr|mrs|ms|dr|approx|etc|no)|\b[a-z])\.$", re.IGNORECASE)
PART_START = re.compile(r"^(?:and|but|so|because|then|which|anyway|where)$", re.IGNORECASE)
ASIDE = re.compile(r"\b(?:you know|i mean|i guess|i think|sort of|kind of|let's say|i suppose|honestly)\b,?")
MARKS = " \t\n.,;:?!…-–—\"'’“”()[]"
REPEATED = re.compile(r"\b(\w+(?:'\w+)?(?: \w+(?:'\w+)?)?)(?:[, ]+\1\b)+")
COMMAS = re.compile(r"\s*,(?:\s*,)+")
SPACES = re.compile(r"\s+")


class Token(NamedTuple):
    """Hold one word: its text, its place in the transcript's text, and its time (by the clock where typed).

    An answer has hundreds of words, and this is made three times as fast as a frozen dataclass.
    """

    text: str
    start: int
    end: int
    at: float
    until: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """Hold a stretch of tokens (first, one past the last), its place in the text, and its plain form for cues.

    Plain means lower case, without filler sounds, asides and repeated words, with single spaces.
    """

    first: int
    last: int
    start: int
    end: int
    plain: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold a transcript as tokens, sentences, and units (sentences, very long ones in parts).

    `timed` tells whether the times were heard; a typed answer is clocked at 140 words a minute.
    """

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    units: tuple[Sentence, ...]
    timed: bool

    def quote(self, sentence: Sentence) -> str:
        """Return the words of a sentence as they stand in the transcript."""
        return self.text[sentence.start : sentence.end]

    def span(self, start: int, end: int) -> tuple[float, float] | tuple[None, None]:
        """Return the times of a stretch of text; None and None where the answer is typed."""
        if not self.timed:
            return None, None
        first = bisect_right(self.tokens, start, key=lambda token: token.end)
        last = bisect_left(self.tokens, end, key=lambda token: token.start)
        return (self.tokens[first].at, self.tokens[last - 1].until) if first < last else (None, None)

    @property
    def begins(self) -> float:
        """Return when the first word starts."""
        return self.tokens[0].at if self.tokens else 0.0

    @property
    def ends(self) -> float:
        """Return when the last word ends."""
        return self.tokens[-1].until if self.tokens else 0.0


def read_answer(transcript: Transcript, sounds: Mapping[str, str]) -> Reading:
    """Read a transcript; `sounds` are the filler sounds that say nothing."""
    text = transcript.text
    timed = bool(transcript.words)
    tokens = tuple(_timed_tokens(transcript) if timed else _clocked_tokens(text))
    sentences = tuple(_sentences(text, tokens, sounds))
    units = tuple(part for sentence in sentences for part in _parts(text, tokens, sentence, sounds))
    return Reading(text, tokens, sentences, units, timed)


def place_moments(transcript: Transcript, moments: Sequence[Moment]) -> tuple[tuple[int, int, Moment], ...]:
    """Find where moments stand in the transcript's text, as (start, end, moment) in order.

    A moment that nothing was written for has no place. Without times, only words that cannot be mistaken for another
    of their kind are placed.
    """
    places = []
    if transcript.words:
        starts = {token.at: token.start for token in reversed(tuple(_timed_tokens(transcript)))}
        for moment in moments:
            at = starts.get(moment.start) if moment.start is not None else None
            if at is not None and moment.text and transcript.text.startswith(moment.text, at):
                places.append((at, at + len(moment.text), moment))
    else:
        for text in dict.fromkeys(moment.text for moment in moments if moment.text):
            alike = [moment for moment in moments if moment.text == text]
            found = [hit.span() for hit in re.finditer(rf"(?<!\w){re.escape(text)}(?!\w)", transcript.text)]
            if len(found) == len(alike):
                places += [(start, end, moment) for (start, end), moment in zip(found, alike, strict=True)]
    return tuple(sorted(places, key=lambda place: place[:2]))


def place_words(transcript: Transcript) -> tuple[tuple[int, int, Word], ...]:
    """Find where recognised words stand in the transcript's text, as (start, end, word), without the marks around them.

    Words that an edit took out have no place.
    """
    placed = []
    cursor = 0
    for word in transcript.words:
        said = word.text.strip(MARKS)
        at = transcript.text.find(said, cursor) if said else -1
        if at >= 0:
            cursor = at + len(said)
            placed.append((at, cursor, word))
    return tuple(placed)


def _clocked_tokens(text: str) -> Iterator[Token]:
    each = 60.0 / WORDS_A_MINUTE
    for number, found in enumerate(TOKEN.finditer(text)):
        yield Token(found.group(), found.start(), found.end(), number * each, (number + 1) * each)


def _timed_tokens(transcript: Transcript) -> Iterator[Token]:
    """Give each token the time of the recognised word it lies in; words that an edit took out are passed over."""
    text, words = transcript.text, transcript.words
    placed = place_words(transcript)
    latest: float = words[0].start
    for found in TOKEN.finditer(text):
        index = bisect_right(placed, found.start(), key=lambda each: each[0]) - 1
        place, over, word = placed[index] if index >= 0 else (found.start(), found.start() + 1, words[0])
        size = over - place
        share = min(1.0, max(0.0, (found.start() - place) / size))
        share_end = min(1.0, max(share, (found.end() - place) / size))
        length = max(0.0, word.end - word.start)
        at = max(latest, word.start + share * length)
        until = max(at, word.start + share_end * length)
        latest = at
        yield Token(found.group(), found.start(), found.end(), at, until)


def _sentences(text: str, tokens: tuple[Token, ...], sounds: Mapping[str, str]) -> Iterator[Sentence]:
    starts = [token.start for token in tokens]
    begin = 0
    cuts = [found.end() for found in SENTENCE_END.finditer(text) if not ABBREVIATION.search(text[: found.end()][-12:])]
    for cut in [*cuts, len(text)]:
        first, last = bisect_right(starts, begin - 1), bisect_right(starts, cut - 1)
        begin = cut
        if first < last:
            end = tokens[last - 1].end
            while end < cut and not text[end].isspace():
                end += 1
            yield _sentence(text, tokens, first, last, end, sounds)


def _parts(text: str, tokens: tuple[Token, ...], sentence: Sentence, sounds: Mapping[str, str]) -> Iterator[Sentence]:
    if sentence.last - sentence.first <= LONGEST_UNIT:
        yield sentence
        return
    cuts = [sentence.first]
    for index in range(sentence.first + SHORTEST_PART, sentence.last - SHORTEST_PART // 2):
        if index - cuts[-1] >= SHORTEST_PART and PART_START.match(tokens[index].text):
            cuts.append(index)
    cuts.append(sentence.last)
    for first, last in pairwise(cuts):
        end = sentence.end if last == sentence.last else tokens[last - 1].end
        yield _sentence(text, tokens, first, last, end, sounds)


def _sentence(
    text: str, tokens: tuple[Token, ...], first: int, last: int, end: int, sounds: Mapping[str, str]
) -> Sentence:
    start = tokens[first].start
    return Sentence(first, last, start, end, plain_form(text[start:end], sounds))


def plain_form(quote: str, sounds: Mapping[str, str]) -> str:
    """Return a sentence as cues see it: lower case, one kind of apostrophe, no filler sounds, asides or repeats."""
    plain = quote.lower().replace("’", "'")
    plain = TOKEN.sub(lambda found: "" if found.group() in sounds else found.group(), plain)
    plain = SPACES.sub(" ", ASIDE.sub("", COMMAS.sub(",", SPACES.sub(" ", plain))))
    plain = REPEATED.sub(r"\1", plain)
    return COMMAS.sub(",", SPACES.sub(" ", plain).replace(" ,", ",")).strip(" ,")
