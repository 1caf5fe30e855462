"""Find evidence: numbers with units, before and after, a measure with a direction, a source; and key terms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coach.analysis.lexicons import CueSet
from coach.analysis.sentences import Reading
from coach.messages import Message, msg
from coach.model import Moment, TermUse


def find_evidence(reading: Reading, kinds: Sequence[CueSet]) -> tuple[Moment, ...]:
    """List the evidence of an answer in order; the kinds come strongest first and do not overlap."""
    text = reading.text.replace("’", "'").replace("\n", " ")
    taken: list[tuple[int, int]] = []
    moments = []
    for kind in kinds:
        for cue in kind.cues:
            for found in cue.pattern.finditer(text):
                start, end = found.span()
                if start == end or any(start < other_end and end > other for other, other_end in taken):
                    continue
                taken.append((start, end))
                at, until = reading.span(start, end)
                quote = reading.text[start:end]
                moments.append((start, Moment("evidence", kind.name, at, until, quote, "heard", _why(kind.name))))
    return tuple(moment for _, moment in sorted(moments, key=lambda entry: entry[0]))


def _why(name: str) -> Message:
    whys = {
        "before_after": msg("analysis.evidence.before_after"),
        "number": msg("analysis.evidence.number"),
        "direction": msg("analysis.evidence.direction"),
        "source": msg("analysis.evidence.source"),
    }
    return whys.get(name, msg("analysis.evidence.number"))


def find_terms(reading: Reading, terms: Sequence[str]) -> tuple[tuple[TermUse, Moment], ...]:
    """List the question's key terms that were said, with the moment of first use, in order of the terms."""
    uses = []
    for term in terms:
        found = _term_pattern(term).search(reading.text)
        if found is not None:
            at, until = reading.span(found.start(), found.end())
            why = msg("analysis.term.why", term=term)
            moment = Moment("key_term", term, at, until, found.group(), "heard", why)
            uses.append((TermUse(term, "used", at), moment))
    return tuple(uses)


def _term_pattern(term: str) -> re.Pattern[str]:
    """Match a term in any case, with spaces or hyphens between its words, and in the plural."""
    words = [re.escape(word) for word in re.split(r"[\s\-]+", term.strip()) if word]
    if not words:
        return re.compile(r"(?!)")
    joined = r"[\s-]+".join(words)
    return re.compile(rf"(?<!\w){joined}(?:e?s)?(?!\w)", re.IGNORECASE)
