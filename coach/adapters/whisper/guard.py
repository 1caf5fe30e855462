"""Find speech that a run with a hint has lost, and put it back from a run without one.

A hint makes Whisper write fillers down, and now and then drop a whole sentence: the text then goes on as if nothing
had been said, and a word beside the gap is stretched over it. So a word counts only for as long as somebody may take
to say it; where speech is left over, the same window is heard again plainly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from coach.model import Word

Span = tuple[float, float]

SYLLABLE_SECONDS = 0.33
"""Most seconds for a syllable inside a word. Talkers of American English average 4.7-5.2 syllables a second (Jacewicz
and others 2009); three a second is slower than nearly everybody."""
WORD_SECONDS = 0.2
"""Seconds on top for a word that is drawn out at the end of a phrase, and for word times that are a little off."""
FILLER_SECONDS = 1.0
"""Most seconds for a drawn out "um"."""
LOST_SECONDS = 0.8
"""Speech in one stretch that no word covers and that counts as lost. Measured on eleven half minutes of real speech
with words timed by hand: the whole text left no such stretch. With 3 to 12 words cut out, and a neighbour stretched
over the gap, it was found for 97 % of the losses of 2 s or more, and for 63 % of those between 1 and 2 s."""
BRIDGE_SECONDS = 0.5
"""Silence that does not end such a stretch: it is what ends a phrase."""
KEPT_SHARE = 0.5
"""Share of a word's plausible time that must be left of it where a filler beside it is put back."""

FILLERS = frozenset({"um", "umm", "uh", "uhm", "erm", "er", "ah", "hmm", "hm", "mm"})
"""What the hint is for; all other words are ordinary."""

_VOWELS = re.compile(r"[aeiouy]+")


def is_filler(word: Word) -> bool:
    """Tell whether a word is one of the sounds that the hint asks for."""
    return re.sub(r"[^a-z]", "", word.text.lower()) in FILLERS


def plausible_seconds(word: Word) -> float:
    """Return the most seconds that somebody may take to say a word."""
    if is_filler(word):
        return FILLER_SECONDS
    spoken_by_letters = len(re.findall(r"[A-Z]", word.text)) if word.text.isupper() else 0
    digits = len(re.findall(r"\d", word.text))
    syllables = max(len(_VOWELS.findall(word.text.lower())), spoken_by_letters) + 2 * digits
    return WORD_SECONDS + SYLLABLE_SECONDS * max(1, syllables)


def lost_spans(words: Iterable[Word], voice: Sequence[Span]) -> list[Span]:
    """Return where speech is, by the sound, and no word; `voice` are rising spans, in the time of the words."""
    covered = [(word.start, min(word.end, word.start + plausible_seconds(word))) for word in words]
    lost: list[list[Span]] = []
    for piece in _without(voice, covered):
        if lost and piece[0] - lost[-1][-1][1] <= BRIDGE_SECONDS and not _any_in(covered, lost[-1][-1][1], piece[0]):
            lost[-1].append(piece)
        else:
            lost.append([piece])
    return [
        (pieces[0][0], pieces[-1][1]) for pieces in lost if sum(end - start for start, end in pieces) >= LOST_SECONDS
    ]


def mended(hinted: Sequence[Word], plain: Sequence[Word], lost: Sequence[Span]) -> list[Word]:
    """Return the plain words, with the hinted run's fillers between them, where the plain run found what was lost.

    Otherwise return the hinted words: the sound there was no speech, or the plain run has lost even more.
    """
    found = [word for word in plain if not is_filler(word) and _any_in(lost, word.start, word.end)]
    before = [word for word in hinted if not is_filler(word) and _any_in(lost, word.start, word.end)]
    if len(found) <= len(before) or _ordinary(plain) <= _ordinary(hinted):
        return list(hinted)
    words = list(plain)
    for filler in filter(is_filler, hinted):
        words = _with_filler(words, filler)
    return words


def _ordinary(words: Iterable[Word]) -> int:
    return sum(not is_filler(word) for word in words)


def _with_filler(words: list[Word], filler: Word) -> list[Word]:
    """Put a filler among words, unless one of them needs its time; a stretched one gives way."""
    result = []
    for word in words:
        if word.end <= filler.start or filler.end <= word.start:
            result.append(word)
            continue
        before, after = filler.start - word.start, word.end - filler.end
        if max(before, after) < KEPT_SHARE * min(plausible_seconds(word), word.end - word.start):
            return words
        start, end = (word.start, filler.start) if before >= after else (filler.end, word.end)
        result.append(Word(word.text, start, end, word.probability))
    return sorted([*result, filler], key=lambda word: word.start)


def _any_in(spans: Iterable[Span], start: float, end: float) -> bool:
    return any(first < end and last > start for first, last in spans)


def _without(voice: Sequence[Span], covered: Sequence[Span]) -> list[Span]:
    """Return what of rising spans lies outside others."""
    left = list(voice)
    for first, last in covered:
        left = [
            piece
            for start, end in left
            for piece in ((start, min(end, first)), (max(start, last), end))
            if piece[1] > piece[0]
        ]
    return left
