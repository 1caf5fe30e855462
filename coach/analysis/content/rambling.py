"""Find where an answer went on too long, came to the point late, turned in circles or left the question.

A typed answer counts 140 words a minute. Repeats and restarts are never a reason: people who stutter are at home here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from coach.analysis.content.anchors import Hit
from coach.analysis.content.straying import repeated_phrases, untied_stretches
from coach.analysis.delivery.pauses import Pause
from coach.analysis.lexicons import RamblingWords
from coach.analysis.sentences import Reading, Sentence, Token
from coach.messages import Message, msg
from coach.model import Moment, Question

OVER_AIM = 1.5
LATE_SHARE, LATE_SECONDS = 0.4, 35.0
LONG_SETUP = 0.3
LONG_SENTENCE = 45
LONG_TAIL = 20.0
TOLD_AFTER = ("decision", "tradeoff", "lesson")
OFF_QUESTION = 30.0
MOST = 2
"""Reasons that are told: more than two would be a list of faults."""
REASONS = (
    "late_decision",
    "long_tail",
    "off_question",
    "over_aim",
    "long_setup",
    "repeated_phrase",
    "long_sentence",
)
"""The one that says most first: what to move or leave out, before what only follows from it.

A late decision and a long set-up are two sides of one thing, so the set-up comes behind what else there is.
"""


@dataclass(frozen=True, slots=True)
class Course:
    """Hold what the reasons look at: the answer, its pauses (None where unknown), and its anchors in order."""

    reading: Reading
    pauses: Sequence[Pause] | None
    anchors: Sequence[Hit]

    def clock(self, at: float) -> float:
        """Return the seconds of the answer up to a time, without think time."""
        thinking = (pause for pause in self.pauses or () if pause.name == "long_think")
        passed = sum(max(0.0, min(pause.end, at) - pause.start) for pause in thinking)
        return max(0.0, at - self.reading.begins - passed)

    @property
    def seconds(self) -> float:
        """Return how long the answer took, without think time."""
        return self.clock(self.reading.ends)

    def begins(self, unit: Sentence) -> float:
        """Return when a stretch begins on the answer's clock."""
        return self.clock(self.reading.tokens[unit.first].at)

    def first(self, *names: str) -> Hit | None:
        """Return the first clear stretch of one of these anchors, or the first weak one."""
        hits = [hit for hit in self.anchors if hit.name in names]
        return min(hits, key=lambda hit: hit.unit.first, default=None)

    def is_clear(self, name: str) -> bool:
        """Tell whether an anchor was clearly heard anywhere."""
        return any(hit.name == name and hit.is_found for hit in self.anchors)


def find_rambling(course: Course, question: Question | None, words: RamblingWords) -> tuple[Moment, ...]:
    """List the two reasons that say most, one moment each."""
    return list_reasons(course, question, words)[:MOST]


def list_reasons(course: Course, question: Question | None, words: RamblingWords) -> tuple[Moment, ...]:
    """List every reason, one moment each, the one that says most first."""
    found = [
        *_over_aim(course, question),
        *_late_decision(course),
        *_long_setup(course),
        *_long_tail(course),
        *_long_sentence(course),
        *_repeated_phrase(course, words),
        *_off_question(course, question, words),
    ]
    return tuple(sorted(found, key=lambda moment: REASONS.index(moment.name)))


def anchored_reasons(course: Course) -> tuple[Moment, ...]:
    """List the reasons that rest on anchors alone, one moment each."""
    return (*_late_decision(course), *_long_setup(course), *_long_tail(course))


def _moment(course: Course, name: str, first: int, last: int, why: Message) -> Moment:
    tokens = course.reading.tokens
    start, end = tokens[first].start, tokens[last - 1].end
    at, until = course.reading.span(start, end)
    return Moment("rambling", name, at, until, course.reading.text[start:end], "heard", why)


def _over_aim(course: Course, question: Question | None) -> list[Moment]:
    """Mark an answer over the aim by half; played from where the aim was passed."""
    if question is None or course.seconds <= OVER_AIM * question.aim_seconds:
        return []
    tokens = course.reading.tokens
    first = next(i for i, token in enumerate(tokens) if course.clock(token.until) > question.aim_seconds)
    why = msg("analysis.rambling.over_aim", seconds=clock_text(course.seconds), aim=clock_text(question.aim_seconds))
    return [_moment(course, "over_aim", first, len(tokens), why)]


def _late_decision(course: Course) -> list[Moment]:
    """Mark a first decision after 40 % of the answer or 35 s; no decision is no late one.

    A weak hint of an earlier one is enough to say nothing, and a weak one alone is not called late.
    """
    hit = course.first("decision")
    if hit is None or not course.is_clear("decision"):
        return []
    at = course.begins(hit.unit)
    if at <= min(LATE_SECONDS, LATE_SHARE * course.seconds):
        return []
    why = msg("analysis.rambling.late_decision", at=clock_text(at))
    return [_moment(course, "late_decision", hit.unit.first, hit.unit.last, why)]


def _long_setup(course: Course) -> list[Moment]:
    """Mark over 30 % of the answer before the problem or the decision, whichever came first.

    Where no clear problem was heard, nobody can say where the setup ended.
    """
    hit = course.first("problem", "decision")
    if hit is None or not course.is_clear("problem") or course.begins(hit.unit) <= LONG_SETUP * course.seconds:
        return []
    share = round(100 * course.begins(hit.unit) / course.seconds)
    return [_moment(course, "long_setup", 0, hit.unit.first, msg("analysis.rambling.long_setup", percent=share))]


def _long_tail(course: Course) -> list[Moment]:
    """Mark more than 20 s of other things after the last outcome, where one was clear.

    A decision, what it cost and what was learned are no tail: some people tell the outcome first.
    """
    tokens = course.reading.tokens
    if not course.is_clear("outcome"):
        return []
    first = max(hit.unit.last for hit in course.anchors if hit.name == "outcome")
    told = {
        index
        for hit in course.anchors
        if hit.name in TOLD_AFTER and hit.is_found and hit.unit.last > first
        for index in range(hit.unit.first, hit.unit.last)
    }
    rest = [index for index in range(first, len(tokens)) if index not in told]
    tail = sum(course.clock(_next_at(course, index)) - course.clock(tokens[index].at) for index in rest)
    if tail <= LONG_TAIL:
        return []
    return [_moment(course, "long_tail", rest[0], len(tokens), msg("analysis.rambling.long_tail", seconds=round(tail)))]


def _next_at(course: Course, index: int) -> float:
    """Return when the word after one begins, or the end of the answer."""
    tokens = course.reading.tokens
    return tokens[index + 1].at if index + 1 < len(tokens) else course.reading.ends


def _long_sentence(course: Course) -> list[Moment]:
    """Mark the longest stretch of over 45 words of one sentence with no pause; without sound the sentence itself."""
    longest = (0, 0)
    for sentence in course.reading.sentences:
        first = sentence.first
        for cut in [*_pause_cuts(course, sentence), sentence.last]:
            longest = max(longest, (first, cut), key=lambda span: span[1] - span[0])
            first = cut
    first, last = longest
    if last - first <= LONG_SENTENCE:
        return []
    return [_moment(course, "long_sentence", first, last, msg("analysis.rambling.long_sentence", n=last - first))]


def _repeated_phrase(course: Course, words: RamblingWords) -> list[Moment]:
    """Mark the last time of the phrase that came back most often."""
    reading = course.reading
    for first, last, times in repeated_phrases(reading.tokens, words):
        phrase = reading.text[reading.tokens[first].start : reading.tokens[last - 1].end]
        why = msg("analysis.rambling.repeated_phrase", phrase=phrase, n=times)
        return [_moment(course, "repeated_phrase", first, last, why)]
    return []


def _off_question(course: Course, question: Question | None, words: RamblingWords) -> list[Moment]:
    """Mark the longest of the stretches over 30 s without a word tied to the question; none where nobody asked."""
    if question is None:
        return []
    tokens = course.reading.tokens
    tied = [hit.unit for hit in course.anchors]
    longest, span = OFF_QUESTION, (0, 0)
    for first, last in untied_stretches(tokens, question, tied, words):
        seconds = course.clock(tokens[last - 1].until) - course.clock(tokens[first].at)
        if seconds > longest:
            longest, span = seconds, (first, last)
    if not span[1]:
        return []
    why = msg("analysis.rambling.off_question", seconds=round(longest))
    return [_moment(course, "off_question", *span, why)]


def _pause_cuts(course: Course, sentence: Sentence) -> list[int]:
    """List the tokens of a sentence that follow a pause."""
    tokens = course.reading.tokens
    starts = [pause.start for pause in course.pauses or ()]
    if not starts:
        return []
    return [
        index
        for index in range(sentence.first + 1, sentence.last)
        if bisect_left(starts, _middle(tokens, index - 1)) < bisect_left(starts, _middle(tokens, index))
    ]


def _middle(tokens: Sequence[Token], index: int) -> float:
    token = tokens[index]
    return (token.at + token.until) / 2


def clock_text(seconds: float) -> str:
    """Write a time as minutes and seconds, as in 1:05."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"
