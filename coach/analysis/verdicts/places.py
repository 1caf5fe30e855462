"""Find a verdict's words again: by time in any transcript of the same recording, by the words themselves elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from coach.analysis.sentences import TOKEN, Reading, Sentence, plain_form
from coach.model import Candidate, Correction, Finding

NEAR = 0.25
"""Seconds that may lie between a verdict and its words: two engines seldom differ more about where a word is."""
ALIKE = 0.6
"""Share of the words, in their order, from which two sentences are taken for one that was edited."""
UNBROKEN, FEWEST = 0.6, 3
"""Share of a quote that stands unbroken in a longer sentence, and its fewest words, for it to be taken for the same."""
MARKS_AFTER = re.compile(r"[^\w\s]+(?=\s|$)")
"""The marks that belong to the word before them."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Hold where words stand in a transcript's text (start, one past the end) and in time (None in a typed answer).

    Where the transcript has no words for what was said then, start and end are the same.
    """

    start: int
    end: int
    at: float | None = None
    until: float | None = None

    @property
    def written(self) -> bool:
        """Tell whether the transcript has words for it."""
        return self.start < self.end

    def covers(self, other: Spot) -> bool:
        """Tell whether two stretches are one and the same: they share more than half of the shorter one."""
        shared = min(self.end, other.end) - max(self.start, other.start)
        return shared > 0 and 2 * shared > min(self.end - self.start, other.end - other.start)


def find_spot(reading: Reading, quote: str, start: float | None = None, end: float | None = None) -> Spot | None:
    """Find words that were said from `start` to `end`; None where they are not in this text and have no time."""
    exact = list(_exact(reading, quote))
    if reading.timed and start is not None:
        end = start if end is None else end
        near = [spot for spot in exact if _gap(spot, start, end) <= NEAR]
        nearest = min(near, key=lambda spot: abs((spot.at or 0.0) - start), default=None)
        return nearest or _spoken(reading, start, end)
    if exact:
        return exact[0]
    ranked = [(likeness(quote, reading.quote(unit)), -unit.start, unit) for unit in reading.units]
    best = max(ranked, default=None, key=lambda entry: entry[:2])
    return spot_of(reading, best[2]) if best is not None and best[0] >= ALIKE else None


def spot_of(reading: Reading, unit: Sentence) -> Spot:
    """Return where a sentence stands."""
    return Spot(unit.start, unit.end, *reading.span(unit.start, unit.end))


def spot_of_verdict(reading: Reading, verdict: Correction) -> Spot | None:
    """Find what a verdict speaks of."""
    return find_spot(reading, verdict.quote, verdict.start, verdict.end)


def spot_of_finding(reading: Reading, finding: Finding) -> Spot | None:
    """Find the sentence that a finding rests on; None where it has none."""
    return find_spot(reading, finding.quote, finding.at) if finding.quote else None


def likeness(one: str, other: str) -> float:
    """Return how alike two sentences are (0-1); one that stands nearly whole in a longer one is as good as it."""
    these, those = (TOKEN.findall(text.lower()) for text in (one, other))
    if not these or not those:
        return 0.0
    matcher = SequenceMatcher(None, these, those, autojunk=False)
    unbroken = matcher.find_longest_match().size
    held = unbroken / len(these) if unbroken >= FEWEST else 0.0
    return max(matcher.ratio(), held if held >= UNBROKEN else 0.0)


def sentence_at(reading: Reading, spot: Spot) -> Sentence | None:
    """Return the stretch of an answer at a place, None where it holds no word."""
    tokens = reading.tokens
    inside = [place for place, token in enumerate(tokens) if token.start < spot.end and token.end > spot.start]
    if not inside:
        return None
    plain = plain_form(reading.text[spot.start : spot.end], {})
    return Sentence(inside[0], inside[-1] + 1, spot.start, spot.end, plain)


def rank_sentences(reading: Reading, candidates: Sequence[Candidate], kind: str, name: str) -> tuple[Sentence, ...]:
    """List an answer's sentences: what speaks most for an anchor or slot first, then the others in their order."""
    scores = {(one.start, one.end): one.score for one in candidates if (one.kind, one.name) == (kind, name)}
    return tuple(
        sorted(reading.units, key=lambda unit: (-max(0.0, scores.get((unit.start, unit.end), 0.0)), unit.start))
    )


def _exact(reading: Reading, quote: str) -> Iterator[Spot]:
    words = r"\s+".join(re.escape(word) for word in quote.split())
    if words:
        for found in re.finditer(rf"(?<!\w){words}(?!\w)", reading.text, re.IGNORECASE):
            yield Spot(*found.span(), *reading.span(*found.span()))


def _gap(spot: Spot, start: float, end: float) -> float:
    """Return the seconds between a place and a time, below 0 where they overlap."""
    if spot.at is None or spot.until is None:
        return float("inf")
    return max(spot.at, start) - min(spot.until, end)


def _spoken(reading: Reading, start: float, end: float) -> Spot:
    """Return the words whose middle lies within a time."""
    said = [token for token in reading.tokens if start <= (token.at + token.until) / 2 <= end]
    if not said:
        return Spot(0, 0, start, end)
    marks = MARKS_AFTER.match(reading.text, said[-1].end)
    last = marks.end() if marks is not None else said[-1].end
    return Spot(said[0].start, last, said[0].at, said[-1].until)
