"""Find evidence: numbers with units, before and after, a measure with a direction, a source."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from coach.analysis.beginnings import beginnings, can_match
from coach.analysis.content.figures import SIGNS, mark_figures
from coach.analysis.lexicons import Cue, CueSet
from coach.analysis.sentences import Reading
from coach.messages import Message, msg
from coach.model import Moment

SENTENCE = re.compile(r"[^.?!;…]+")
SIGN = re.compile(f"[{''.join(sorted(SIGNS))}]")
Span = tuple[int, int]


def find_evidence(
    reading: Reading, kinds: Sequence[CueSet], sounds: Collection[str] = (), besides: Collection[str] = ()
) -> tuple[Moment, ...]:
    """List the evidence of an answer in order; the kinds come strongest first and do not overlap.

    `sounds` are the filler sounds that say nothing. `besides` are stretches of the answer whose figures do not count:
    nobody could have measured them.
    """
    marked = mark_figures(reading, sounds)
    figures = _with_figures(marked.text)
    taken = [marked.place(*span) for kind in kinds for span in _matches(kind.lookalikes, marked.text, figures)]
    taken += [(at, at + len(quote)) for quote in besides for at in [reading.text.find(quote)] if at >= 0]
    moments = []
    for kind in kinds:
        where = figures if _needs_figures(kind) else [(0, len(marked.text))]
        for start, end in (marked.place(*span) for span in _matches(kind.cues, marked.text, where)):
            if any(start < other_end and end > other for other, other_end in taken):
                continue
            taken.append((start, end))
            begin, until = reading.span(start, end)
            quote = reading.text[start:end]
            moments.append((start, Moment("evidence", kind.name, begin, until, quote, "heard", _why(kind.name))))
    return tuple(moment for _, moment in sorted(moments, key=lambda entry: entry[0]))


def _matches(cues: Sequence[Cue], text: str, spans: Sequence[Span]) -> Iterator[Span]:
    said = [(start, end, beginnings(text[start:end])) for start, end in spans]
    for cue in cues:
        for start, end, words in said:
            if can_match(cue.needs, words):
                yield from (found.span() for found in cue.pattern.finditer(text, start, end))


def _needs_figures(kind: CueSet) -> bool:
    """Tell whether nothing of a kind can be said without a figure."""
    return all(SIGN.search(cue.pattern.pattern) for cue in kind.cues)


def _with_figures(text: str) -> list[Span]:
    """List the sentences that hold a figure: most hold none, and need no looking."""
    return [found.span() for found in SENTENCE.finditer(text) if SIGN.search(text, *found.span())]


def _why(name: str) -> Message:
    whys = {
        "before_after": msg("analysis.evidence.before_after"),
        "number": msg("analysis.evidence.number"),
        "direction": msg("analysis.evidence.direction"),
        "source": msg("analysis.evidence.source"),
    }
    return whys.get(name, msg("analysis.evidence.number"))
