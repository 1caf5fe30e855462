"""What advice is chosen from, made by hand: which anchor is in which sentence of a text that says nothing."""

from __future__ import annotations

from collections.abc import Sequence

from coach.analysis.advice import Heard
from coach.analysis.content.anchors import Hit, to_finding
from coach.analysis.content.rambling import Course
from coach.analysis.sentences import read_answer
from coach.messages import msg
from coach.model import ANCHORS, Finding, Moment, Question, TermUse, Transcript
from tests.tools.sounds.speech import spoken

TEXT = "One two three four five six seven eight nine 22 percent. " * 5
SENTENCE = "One two three four five six seven eight nine 22 percent."
ALL = {"problem": 0, "decision": 1, "tradeoff": 2, "outcome": 3, "lesson": 4}
EVIDENCE = Moment("evidence", "number", None, None, "22 percent", "heard", msg("analysis.evidence.number"))


def heard(
    anchors: dict[str, int],
    transcript: Transcript | None = None,
    *,
    structure: tuple[Finding, ...] = (),
    evidence: tuple[Moment, ...] = (),
    rambling: str = "",
    cluster: tuple[float, float] | None = None,
    question: Question | None = None,
    score: float = 2.0,
    weak: Sequence[str] = (),
    terms: tuple[TermUse, ...] = (),
    what_if: bool = False,
    handed_down: str = "",
) -> Heard:
    reading = read_answer(transcript or spoken(TEXT), {})
    hits = [Hit(name, reading.sentences[number], score) for name, number in anchors.items()]
    findings = [to_finding(reading, name, [hit for hit in hits if hit.name == name]) for name in ANCHORS]
    at = None if not reading.timed else 4.5
    reasons = [moment("rambling", rambling, "One", at)] if rambling else []
    patterns = [moment("weak_pattern", name, "Elsewhere.", at) for name in weak]
    course = Course(reading, (), hits)
    return Heard(
        course, findings, structure, evidence, reasons, cluster, question, patterns, terms, what_if, handed_down
    )


def moment(kind: str, name: str, text: str, at: float | None = None) -> Moment:
    return Moment(kind, name, at, at, text, "heard", msg("analysis.next.again"))  # type: ignore[arg-type]
