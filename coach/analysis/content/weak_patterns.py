"""Find what a listener would ask back about: a framework without its criteria, "everyone agreed" as the ending, ...

Each is a question to the speaker, never a fault. What it means is in the cues of `assets/lexicons/weak_patterns.json`;
here is what has to be absent: what, said nearby, would answer the question already.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coach.analysis.beginnings import search_in
from coach.analysis.content.anchors import Hit
from coach.analysis.content.listing import Listing, find_lists
from coach.analysis.lexicons import Cue, CueSet
from coach.analysis.sentences import Reading
from coach.messages import Message, msg
from coach.model import Certainty, Moment

CLEAR = 2.0
"""Weight of a cue that is heard clearly; a lighter one is only probable."""
NEAR = 2
"""Sentences before and after in which something may answer the question."""
ENDING = 0.4
"""Share of the answer after which something said is its ending, where nothing decided or reached follows."""
FEWEST_ITEMS, CLEAR_ITEMS = 4, 5
FEWEST_METHODS = 3
FEWEST_KNOWN, KNOWN_SHARE = 2, 0.4
BEGINNING = 0.7
"""Share of the answer in which history keeps a listener from the point; later it is an aside."""
HISTORY_SIGNS, HISTORY_WORDS = 3, 30
"""Signs of history, and words of the sentences that hold them, before a listener waits for the point."""
SHARE = re.compile(r"%|per ?cent|points?|times")
"""Without one of these in its sentence nothing is claimed so exactly."""
COUNTED = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety|hundreds?|thousands?|half|halved|doubled|fewer|less|more than|third|quarter)\b"
)
WHOLE = ("decision", "tradeoff", "outcome")
"""Where all of these were heard, an empty word beside them leaves nothing to ask back about."""
SEPARATOR = "\n"
MARK = "~"


@dataclass(frozen=True, slots=True)
class Sign:
    """Hold a cue that was found: in which sentence, where in the joined text, and how clearly."""

    unit: int
    start: int
    end: int
    weight: float


class Said:
    """Hold an answer's sentences in their plain form as one text, with the anchors heard in them."""

    def __init__(self, reading: Reading, hits: Sequence[Hit]) -> None:
        self.reading = reading
        self.plain = [unit.plain for unit in reading.units]
        self.text = SEPARATOR.join(self.plain)
        self._searched = search_in(tuple(self.plain))
        self._starts = [0]
        for plain in self.plain[:-1]:
            self._starts.append(self._starts[-1] + len(plain) + len(SEPARATOR))
        firsts = [unit.first for unit in reading.units]
        self._anchors = [(hit.name, bisect_right(firsts, hit.unit.first) - 1) for hit in hits if hit.is_found]

    def unit_at(self, place: int) -> int:
        """Return the number of the sentence that a place of the joined text lies in."""
        return bisect_right(self._starts, place) - 1

    def signs(self, cues: Sequence[Cue], holding: re.Pattern[str] | None = None) -> Iterator[Sign]:
        """Find every place where one of the cues matches, in the sentences `holding` something where that is given."""
        looked_in = [holding is None or holding.search(plain) is not None for plain in self.plain]
        for cue in cues if any(looked_in) else ():
            for unit in self._searched.possible(cue.needs):
                if not looked_in[unit]:
                    continue
                start = self._starts[unit]
                for found in cue.pattern.finditer(self.text, start, start + len(self.plain[unit])):
                    yield Sign(unit, found.start(), found.end(), cue.weight)

    def around(self, sign: Sign, before: int, after: int) -> str:
        """Return the sentences around a sign, the sign itself taken out."""
        first = self._starts[max(0, sign.unit - before)]
        last = min(len(self.plain) - 1, self.unit_at(max(sign.start, sign.end - 1)) + after)
        end = self._starts[last] + len(self.plain[last])
        return f"{self.text[first : sign.start]}{MARK}{self.text[sign.end : end]}"

    def heard(self, *names: str, first: int = 0, last: int | None = None) -> bool:
        """Tell whether one of these anchors was clearly heard in the sentences from `first` to before `last`."""
        end = len(self.plain) if last is None else last
        return any(name in names and first <= unit < end for name, unit in self._anchors)

    def where(self, name: str, first: int) -> set[int]:
        """Return the sentences, from one on, in which an anchor was clearly heard."""
        return {unit for anchor, unit in self._anchors if anchor == name and unit >= first}

    def begins(self, unit: int) -> float:
        """Return the share of the answer that lies before a sentence."""
        return self.reading.units[unit].first / max(1, len(self.reading.tokens))

    def ends(self, unit: int) -> float:
        """Return the share of the answer up to the end of a sentence."""
        return self.reading.units[unit].last / max(1, len(self.reading.tokens))


def find_weak_patterns(
    reading: Reading, patterns: Mapping[str, CueSet], hits: Sequence[Hit], category: str | None = None
) -> tuple[Moment, ...]:
    """List the weak patterns of an answer, each at most once and with the sentence that it rests on.

    `hits` are the anchors heard. Explaining how something works (category technical) needs no part of one's own.
    """
    said = Said(reading, hits)
    finder = _Finder(said, patterns)
    lists = finder.lists()
    found = {
        "role_invisible": None if category == "technical" else finder.role_invisible(),
        "context_documentary": finder.documentary(),
        "false_precision": finder.false_precision(),
    }
    if not all(said.heard(name) for name in WHOLE):
        found |= {
            "method_list": finder.method_list(lists),
            "feature_list": finder.feature_list(lists),
            "framework_only": finder.framework_only(lists),
            "data_driven_no_number": finder.data_driven(),
            "everyone_agreed": finder.everyone_agreed(),
            "vague_critique": finder.vague_critique(),
        }
    return tuple(_moment(reading, name, sign) for name, sign in found.items() if sign is not None)


class _Finder:
    """Look for each pattern: its cue, and that nothing nearby answers it."""

    def __init__(self, said: Said, patterns: Mapping[str, CueSet]) -> None:
        self._said = said
        self._patterns = patterns

    def framework_only(self, lists: Mapping[str, Listing | None]) -> Sign | None:
        """Find a framework named with nothing said of what was weighed; one among methods is a list of methods."""
        methods = lists["method_list"]
        for sign in self._own("framework_only"):
            listed = methods is not None and methods.start <= sign.start < methods.end
            if not listed and not self._answered("framework_only", sign, NEAR, NEAR):
                return sign
        return None

    def data_driven(self) -> Sign | None:
        """Find data called upon with no number or measure near it."""
        signs = self._own("data_driven_no_number")
        return next((one for one in signs if not self._answered("data_driven_no_number", one, 1, NEAR)), None)

    def everyone_agreed(self) -> Sign | None:
        """Find agreement as the ending: nothing decided or paid is told after it, and nothing counted came of it."""
        for sign in self._own("everyone_agreed"):
            ends = self._said.ends(sign.unit) >= ENDING
            if ends and not self._goes_on(sign.unit + 1, 0) and not self._answered("everyone_agreed", sign, 0, 0):
                return sign
        return None

    def _goes_on(self, first: int, reached: int) -> bool:
        """Tell whether an answer goes on to something paid, or reached and counted; a mood alone is an ending."""
        chosen = self._said.where("decision", first) | self._said.where("tradeoff", first)
        counted = chosen | self._said.where("outcome", reached)
        return len(chosen) > 1 or any(COUNTED.search(self._said.plain[unit]) for unit in counted)

    def vague_critique(self) -> Sign | None:
        """Find a word of taste for a product with nothing near it that somebody did, saw or could not do."""
        signs = list(self._own("vague_critique"))
        vague = {sign.unit for sign in signs}
        for sign in signs:
            near = {sign.unit - 1, sign.unit + 1} - vague
            seen = any(self._said.heard("problem", "outcome", first=unit, last=unit + 1) for unit in near)
            if not seen and not self._answered("vague_critique", sign, 1, 1):
                return sign
        return None

    def false_precision(self) -> Sign | None:
        """Find an exact figure for something that nobody measures so."""
        for sign in self._own("false_precision", SHARE):
            counted = _any(self._patterns["false_precision"].against, self._said.text[sign.start : sign.end])
            if not counted and not self._answered("false_precision", sign, 0, 1):
                return sign
        return None

    def role_invisible(self) -> Sign | None:
        """Find no "I" at all where a group's doing is told; how often somebody says "we" never counts."""
        group = self._patterns["role_invisible"]
        own = [cue for cue in group.cues if cue.weight >= CLEAR]
        text = self._said.reading.text.lower().replace("’", "'")
        if any(cue.pattern.search(text) for cue in own):
            return None
        others = sorted(self._said.signs([cue for cue in group.cues if cue.weight < CLEAR]), key=lambda one: one.start)
        return Sign(others[0].unit, others[0].start, others[0].end, CLEAR) if others else None

    def documentary(self) -> Sign | None:
        """Find a good deal of history told before anything that somebody needed."""
        history = self._patterns["context_documentary"]
        signs = sorted(self._said.signs(history.cues), key=lambda one: one.start)
        signs = [one for one in signs if self._said.begins(one.unit) <= BEGINNING]
        if len(signs) < HISTORY_SIGNS or self._said.heard("problem", last=signs[0].unit):
            return None
        units = sorted({one.unit for one in signs})
        words = sum(self._said.reading.units[unit].last - self._said.reading.units[unit].first for unit in units)
        if words < HISTORY_WORDS:
            return None
        densest = max(units, key=lambda unit: sum(one.unit == unit for one in signs))
        best = next(one for one in signs if one.unit == densest)
        return Sign(best.unit, best.start, best.end, CLEAR if len(signs) > HISTORY_SIGNS else CLEAR / 2)

    def lists(self) -> dict[str, Listing | None]:
        """Return the longest list of methods and of features; what counts more of one sort is a list of that sort."""
        longest: dict[str, Listing | None] = {}
        for name in ("method_list", "feature_list"):
            fewest = FEWEST_METHODS if name == "method_list" else FEWEST_ITEMS
            found = find_lists(self._said.text, self._patterns[name].cues, fewest)
            longest[name] = max(
                (one for one in found if _is_long(one, fewest)), key=lambda one: one.known, default=None
            )
        methods, features = longest["method_list"], longest["feature_list"]
        if methods is not None and features is not None and methods.overlaps(features):
            longest["feature_list" if methods.known >= features.known else "method_list"] = None
        return longest

    def method_list(self, lists: Mapping[str, Listing | None]) -> Sign | None:
        """Find methods one after the other with nothing that came out of them."""
        return self._listed("method_list", lists)

    def feature_list(self, lists: Mapping[str, Listing | None]) -> Sign | None:
        """Find features one after the other with no reason for them."""
        return self._listed("feature_list", lists)

    def _listed(self, name: str, lists: Mapping[str, Listing | None]) -> Sign | None:
        listing = lists[name]
        if listing is None:
            return None
        weight = CLEAR if listing.items >= CLEAR_ITEMS else CLEAR / 2
        sign = Sign(self._said.unit_at(listing.start), listing.start, listing.end, weight)
        after = self._said.unit_at(max(listing.start, listing.end - 1)) + 1
        if self._goes_on(after, after) or self._answered(name, sign, 0, 1) or self._is_distanced(sign):
            return None
        return sign

    def _own(self, name: str, holding: re.Pattern[str] | None = None) -> Iterator[Sign]:
        """Find the signs of a pattern that the speaker stands behind, the clearest first."""
        cues = self._patterns[name]
        hidden = [sign.start for sign in self._said.signs(cues.lookalikes, holding)]
        signs = sorted(self._said.signs(cues.cues, holding), key=lambda one: (-one.weight, one.start))
        return (one for one in signs if one.start not in hidden and not self._is_distanced(one))

    def _is_distanced(self, sign: Sign) -> bool:
        """Tell whether it is said of others, denied, or criticised by the speaker."""
        return _any(self._patterns["distanced"].cues, self._said.around(sign, 0, 1))

    def _answered(self, name: str, sign: Sign, before: int, after: int) -> bool:
        return _any(self._patterns[name].against, self._said.around(sign, before, after))


def _is_long(listing: Listing, fewest: int) -> bool:
    """Tell whether a list has enough items, and enough of them of its sort; a short one needs each surely so."""
    if listing.items < FEWEST_ITEMS:
        return fewest <= listing.items == listing.sure
    known = max(FEWEST_KNOWN, KNOWN_SHARE * listing.items)
    return listing.known >= known and (listing.sure > 1 or (listing.sure == 1 and listing.known > FEWEST_KNOWN))


def _any(cues: Sequence[Cue], plain: str) -> bool:
    return any(cue.pattern.search(plain) for cue in cues)


def _moment(reading: Reading, name: str, sign: Sign) -> Moment:
    unit = reading.units[sign.unit]
    at, until = reading.span(unit.start, unit.end)
    certainty: Certainty = "heard" if sign.weight >= CLEAR else "probable"
    return Moment("weak_pattern", name, at, until, reading.quote(unit), certainty, weak_question(name))


def weak_question(name: str) -> Message:
    """Return what a listener would ask back."""
    questions = {
        "framework_only": msg("analysis.weak.framework_only"),
        "data_driven_no_number": msg("analysis.weak.data_driven_no_number"),
        "role_invisible": msg("analysis.weak.role_invisible"),
        "everyone_agreed": msg("analysis.weak.everyone_agreed"),
        "method_list": msg("analysis.weak.method_list"),
        "feature_list": msg("analysis.weak.feature_list"),
        "vague_critique": msg("analysis.weak.vague_critique"),
        "context_documentary": msg("analysis.weak.context_documentary"),
        "false_precision": msg("analysis.weak.false_precision"),
    }
    return questions[name]
