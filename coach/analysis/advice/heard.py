"""Hold what advice is chosen from, and how its parts are called and quoted inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coach.analysis.content.anchors import Hit, choose_hit
from coach.analysis.content.rambling import Course
from coach.analysis.content.telling.audience import FIT
from coach.messages import Message, msg
from coach.model import ANCHORS, Finding, Moment, Question, TermUse

FEWEST_WORDS = 20
"""Words an answer needs before anything is measured."""
LONGEST_QUOTE = 14
"""Words of a quote inside a sentence; it is there to find the place again."""
OPENING = re.compile(
    r"(?:(?:um|uh|er|erm|so|and|but|well|yeah|okay|ok|right|now|then|anyway|you know|like|i mean),? )+", re.IGNORECASE
)
"""How people begin to speak; a quote begins after it."""
STRUCTURES = {
    "segment business_reason": "strategy",
    "user_problem requirement": "architecture",
    "belief method": "research",
    "north_star primary_kpi": "metrics",
    "competing_asks criteria": "roadmap",
    "problem action": "behavioural",
    "user goal": "design",
    "segment core_value": "competitive",
}
"""The category by the first two slots of its structure: a stored report knows these, and not what was asked for."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Hold what the advice is chosen from.

    `what_if` says that the answer tells what one would do, and not what happened; `handed_down` is a sentence in which
    somebody else decided, where there is one.
    """

    course: Course
    anchors: Sequence[Finding]
    structure: Sequence[Finding]
    evidence: Sequence[Moment]
    rambling: Sequence[Moment]
    cluster: tuple[float, float] | None
    question: Question | None
    weak: Sequence[Moment] = ()
    terms: Sequence[TermUse] = ()
    what_if: bool = False
    handed_down: str = ""

    def hit(self, name: str) -> Hit | None:
        """Return where an anchor was heard."""
        return choose_hit([hit for hit in self.course.anchors if hit.name == name])

    def finding(self, name: str) -> Finding:
        """Return what was heard of an anchor, or of a slot that is called like none."""
        findings = self.anchors if name in ANCHORS else self.structure
        return next((one for one in findings if one.name == name), Finding(name, "missing"))

    def missing(self, name: str) -> bool:
        """Tell whether an anchor or slot was not heard at all."""
        return self.finding(name).state == "missing"

    def quote(self, hit: Hit) -> str:
        """Return the words of a stretch, short enough for a sentence."""
        return short_quote(self.course.reading.quote(hit.unit))

    @property
    def category(self) -> str:
        """Return the category whose structure was looked for, else the question's."""
        first = " ".join(finding.name for finding in self.structure[:2])
        return STRUCTURES.get(first) or (self.question.category if self.question is not None else "")

    @property
    def slots(self) -> Sequence[str]:
        """Return the slots that were looked for and that the question asks for."""
        wanted = self.question.structure if self.question is not None else None
        names = [one.name for one in self.structure if one.name not in (*FIT, "clarified", *ANCHORS)]
        return names if wanted is None else [name for name in names if name in wanted]

    @property
    def is_explaining(self) -> bool:
        """Tell whether the question asks to say something simply."""
        return any(finding.name in FIT for finding in self.structure)


def short_quote(said: str) -> str:
    """Return the beginning of a sentence as it was said, without the words that only lead into it."""
    opening = OPENING.match(said)
    words = said[opening.end() if opening is not None else 0 :].split()
    if len(words) > LONGEST_QUOTE:
        return " ".join(words[:LONGEST_QUOTE]).rstrip(".,;:!?") + " …"
    return " ".join(words).rstrip(".,;:!")


def slot_label(name: str) -> Message:
    """Return what a slot of a category's structure is called inside a sentence."""
    labels = {
        "segment": msg("analysis.slot.segment"),
        "business_reason": msg("analysis.slot.business_reason"),
        "technical_implication": msg("analysis.slot.technical_implication"),
        "disconfirming_evidence": msg("analysis.slot.disconfirming_evidence"),
        "user_problem": msg("analysis.slot.user_problem"),
        "requirement": msg("analysis.slot.requirement"),
        "options": msg("analysis.slot.options"),
        "consequences": msg("analysis.slot.consequences"),
        "belief": msg("analysis.slot.belief"),
        "method": msg("analysis.slot.method"),
        "surprise": msg("analysis.slot.surprise"),
        "decision_changed": msg("analysis.slot.decision_changed"),
        "north_star": msg("analysis.slot.north_star"),
        "primary_kpi": msg("analysis.slot.primary_kpi"),
        "guardrails": msg("analysis.slot.guardrails"),
        "diagnosis": msg("analysis.slot.diagnosis"),
        "validation": msg("analysis.slot.validation"),
        "competing_asks": msg("analysis.slot.competing_asks"),
        "criteria": msg("analysis.slot.criteria"),
        "cost": msg("analysis.slot.cost"),
        "communication": msg("analysis.slot.communication"),
        "aftermath": msg("analysis.slot.aftermath"),
        "problem": msg("analysis.anchor.problem"),
        "action": msg("analysis.slot.action"),
        "result": msg("analysis.slot.result"),
        "lesson": msg("analysis.anchor.lesson"),
        "user": msg("analysis.slot.user"),
        "goal": msg("analysis.slot.goal"),
        "friction": msg("analysis.slot.friction"),
        "first_change": msg("analysis.slot.first_change"),
        "core_value": msg("analysis.slot.core_value"),
        "strength_or_weakness": msg("analysis.slot.strength_or_weakness"),
        "implication": msg("analysis.slot.implication"),
        "clarified": msg("analysis.slot.clarified"),
        "analogy": msg("analysis.slot.analogy"),
        "example": msg("analysis.slot.example"),
        "one_level_deeper": msg("analysis.slot.one_level_deeper"),
        "why_it_matters": msg("analysis.slot.why_it_matters"),
    }
    return labels[name]
