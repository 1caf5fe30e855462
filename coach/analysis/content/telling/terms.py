"""Find key terms and jargon: used, explained, or said without a word on what they are.

A term is explained where a definition, a picture, an example or what it is short for stands with it, anywhere in the
answer. It is called unexplained only where the question asks to say it to somebody outside the trade.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from coach.analysis.beginnings import beginnings, can_match
from coach.analysis.content.telling.audience import Listener
from coach.analysis.lexicons import CueSet, Jargon, JargonWords
from coach.analysis.sentences import Reading, Sentence
from coach.messages import msg
from coach.model import Moment, TermState, TermUse

PLACE = "~"
"""What stands for a term in the cues."""
ENDINGS = (
    ("isation", r"i[sz](?:ation|e|ed|es|ing)"),
    ("ing", r"(?:e|es|s|ed|ing|er|ers)?"),
    ("ies", r"(?:y|ies)"),
    ("y", r"(?:y|ies|ied|ying)"),
    ("e", r"(?:e|es|ed|ing)"),
)
"""How the last word of a term goes on, by how it ends."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Hold a term to look for: its forms, what it is short for, and whether the listener may not know it."""

    term: str
    forms: re.Pattern[str]
    long: re.Pattern[str] | None
    strange: bool
    asked: bool


def find_terms(
    reading: Reading,
    key_terms: Sequence[str],
    jargon: JargonWords,
    telling: Mapping[str, CueSet],
    listener: Listener | None = None,
) -> tuple[tuple[TermUse, Moment], ...]:
    """List the question's key terms that were said, in their order, then the jargon that stayed unexplained.

    The moment of a term that stayed unexplained holds its whole sentence.
    """
    # Looked for in the whole answer first: of a hundred terms few are said.
    whole = "\n".join(unit.plain for unit in reading.units)
    wanted = [one for one in _wanted(key_terms, jargon, listener) if _find(one, whole)]
    said = [(one, [unit for unit in reading.units if _find(one, unit.plain)]) for one in wanted]
    heard = [(one, units) for one, units in said if units]
    uses = []
    for one, units in heard:
        explained = _is_explained(one, units, [other for other, _ in heard], reading, telling)
        state: TermState = "explained" if explained else "unexplained" if one.strange else "used"
        if one.asked or state == "unexplained":
            uses.append(_use(one, units[0], state, reading))
    return tuple(uses)


def _wanted(key_terms: Sequence[str], jargon: JargonWords, listener: Listener | None) -> Iterator[Wanted]:
    """List what to look for: the key terms, and for somebody outside the trade all jargon that is none of them."""
    known = {one.term.casefold(): one for one in jargon.terms}
    outside = listener in ("business", "outsider")
    taken: set[str] = set()
    for term in key_terms:
        same = known.get(term.casefold())
        entry = same or _form_of(term.casefold(), jargon)
        easy = term.casefold() in jargon.everyday
        if entry is not None:
            taken.add(entry.term)
            easy = easy or (entry.is_business and listener == "business")
        forms = same.cue.pattern if same is not None else _forms(term)
        long = entry.long if entry is not None else _spelled_out(term)
        yield Wanted(term, forms, long, outside and not easy, asked=True)
    if outside:
        for one in jargon.terms:
            if one.term not in taken and not (one.is_business and listener == "business"):
                yield Wanted(one.term, one.cue.pattern, one.long, strange=True, asked=False)


def _form_of(term: str, jargon: JargonWords) -> Jargon | None:
    """Return the term of the trade that a folded key term is a form of."""
    words = beginnings(term)
    likely = (one for one in jargon.terms if can_match(one.cue.needs, words))
    return next((one for one in likely if one.cue.pattern.fullmatch(term)), None)


@lru_cache(512)
def _forms(term: str) -> re.Pattern[str]:
    """Match a term in any case and form, with spaces, hyphens or nothing between its words."""
    words = [re.escape(word) for word in re.split(r"[\s\-]+", term.casefold().strip()) if word]
    if not words:
        return re.compile(r"(?!)")
    last = words[-1]
    for ending, forms in ENDINGS:
        if last.endswith(ending) and len(last) > len(ending) + 2:
            last = last.removesuffix(ending) + forms
            break
    else:
        last += r"(?:e?s|ed|ing)?"
    joined = r"[\s-]?".join([*words[:-1], last])
    return re.compile(rf"(?<!\w){joined}(?!\w)")


@lru_cache(512)
def _spelled_out(term: str) -> re.Pattern[str] | None:
    """Match the words whose first letters an abbreviation is."""
    if not term.isupper() or not term.isalpha() or len(term) < 3:
        return None
    words = r"[\s-](?:of |and |the )?".join(rf"{letter}\w+" for letter in term.casefold())
    return re.compile(rf"(?<!\w){words}(?!\w)")


def _is_explained(
    one: Wanted, units: Sequence[Sentence], others: Sequence[Wanted], reading: Reading, telling: Mapping[str, CueSet]
) -> bool:
    short = any(one.forms.search(unit.plain) for unit in units)
    if short and one.long is not None and any(one.long.search(unit.plain) for unit in units):
        return True
    after = {unit.first: following for unit, following in zip(reading.units, reading.units[1:], strict=False)}
    for unit in units:
        plain = one.forms.sub(PLACE, unit.plain)
        for other in others:
            plain = plain if other is one else other.forms.sub(PLACE + PLACE, plain)
        if any(cue.pattern.search(plain) for cue in telling["gloss"].cues):
            return True
        following = after.get(unit.first)
        if following is not None and any(cue.pattern.search(following.plain) for cue in telling["gloss_after"].cues):
            return True
    return False


def _find(one: Wanted, plain: str) -> re.Match[str] | None:
    return one.forms.search(plain) or (one.long.search(plain) if one.long is not None else None)


def _use(one: Wanted, unit: Sentence, state: TermState, reading: Reading) -> tuple[TermUse, Moment]:
    quote = reading.quote(unit)
    found = _find(one, quote.lower())
    start, end = found.span() if found is not None and state != "unexplained" else (0, len(quote))
    word, _ = reading.span(unit.start + found.start(), unit.start + found.end()) if found else (None, None)
    at, until = reading.span(unit.start + start, unit.start + end)
    whys = {
        "used": msg("analysis.term.why", term=one.term),
        "explained": msg("analysis.term.explained", term=one.term),
        "unexplained": msg("analysis.term.unexplained", term=one.term),
    }
    first = word if word is not None else at
    return TermUse(one.term, state, first), Moment(
        "key_term", one.term, at, until, quote[start:end], "heard", whys[state]
    )
