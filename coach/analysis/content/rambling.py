"""Find where an answer went on too long or too late: only the reasons that need nothing but the clock.

A typed answer counts 140 words a minute. Repeats and restarts are never a reason: people who stutter are at home here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from coach.analysis.content.anchors import Hit
from coach.analysis.delivery.pauses import Pause
from coach.analysis.sentences import Reading, Sentence, Token
from coach.messages import Message, msg
from coach.model import Moment, Question

OVER_AIM = 1.5
LATE_SHARE, LATE_SECONDS = 0.4, 35.0
LONG_SETUP = 0.3
LONG_SENTENCE = 45
LONG_TAIL = 20.0


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


def find_rambling(course: Course, question: Question | None) -> tuple[Moment, ...]:
    """List the reasons, the one that says most first."""
    found = [
        *_over_aim(course, question),
        *_late_decision(course),
        *_long_setup(course),
        *_long_tail(course),
        *_long_sentences(course),
    ]
    return tuple(found)


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
    """Mark a first decision after 40 % of the answer or 35 s; no decision is no late one."""
    hit = course.first("decision")
    if hit is None:
        return []
    at = course.begins(hit.unit)
    if at <= min(LATE_SECONDS, LATE_SHARE * course.seconds):
        return []
    why = msg("analysis.rambling.late_decision", at=clock_text(at))
    return [_moment(course, "late_decision", hit.unit.first, hit.unit.last, why)]


def _long_setup(course: Course) -> list[Moment]:
    """Mark over 30 % of the answer before any anchor at all.

    Telling the problem is no setup: it is the first anchor. Where no clear problem was heard, nobody can say where the
    setup ended.
    """
    problem = any(hit.name == "problem" and hit.is_found for hit in course.anchors)
    hit = min(course.anchors, key=lambda hit: hit.unit.first, default=None)
    if hit is None or not problem or course.begins(hit.unit) <= LONG_SETUP * course.seconds:
        return []
    share = round(100 * course.begins(hit.unit) / course.seconds)
    return [_moment(course, "long_setup", 0, hit.unit.first, msg("analysis.rambling.long_setup", percent=share))]


def _long_tail(course: Course) -> list[Moment]:
    """Mark more than 20 s after the last outcome, where one was clear; a lesson told after it is part of the ending."""
    endings = [hit.unit.last for hit in course.anchors if hit.name in ("outcome", "lesson")]
    tokens = course.reading.tokens
    clear = any(hit.name == "outcome" and hit.is_found for hit in course.anchors)
    if not clear or max(endings) >= len(tokens):
        return []
    tail = course.seconds - course.clock(tokens[max(endings) - 1].until)
    if tail <= LONG_TAIL:
        return []
    why = msg("analysis.rambling.long_tail", seconds=round(tail))
    return [_moment(course, "long_tail", max(endings), len(tokens), why)]


def _long_sentences(course: Course) -> list[Moment]:
    """Mark more than 45 words of one sentence with no pause in them; without the sound, the sentence itself counts."""
    moments = []
    for sentence in course.reading.sentences:
        first = sentence.first
        for cut in [*_pause_cuts(course, sentence), sentence.last]:
            if cut - first > LONG_SENTENCE:
                why = msg("analysis.rambling.long_sentence", n=cut - first)
                moments.append(_moment(course, "long_sentence", first, cut, why))
            first = cut
    return moments


def _pause_cuts(course: Course, sentence: Sentence) -> list[int]:
    """List the tokens of a sentence that follow a pause."""
    tokens = course.reading.tokens
    starts = [pause.start for pause in course.pauses or ()]
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
