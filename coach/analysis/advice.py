"""Choose one strength and one next step: what was heard, never what somebody is; a question rather than a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coach.analysis.content.anchors import Hit, anchor_label, choose_hit
from coach.analysis.content.rambling import Course, clock_text
from coach.analysis.content.weak_patterns import weak_question
from coach.messages import Message, msg
from coach.model import Finding, Moment, Question

EARLY_DECISION = 20.0
FEWEST_WORDS = 20
"""Words an answer needs before anything is measured."""
EXPECTED = ("problem", "decision", "tradeoff", "outcome")
ASKED_FIRST = ("decision", "outcome", "problem", "tradeoff", "lesson")
"""Which missing anchor is asked for first: what listeners wait for most."""
ASKED_BACK = (
    "role_invisible",
    "everyone_agreed",
    "framework_only",
    "feature_list",
    "method_list",
    "vague_critique",
    "data_driven_no_number",
    "context_documentary",
    "false_precision",
)
"""Which weak pattern is asked about first: one's own part, then what the choice rests on, then how it was told."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Hold what the advice is chosen from."""

    course: Course
    anchors: Sequence[Finding]
    structure: Sequence[Finding]
    evidence: Sequence[Moment]
    rambling: Sequence[Moment]
    cluster: tuple[float, float] | None
    question: Question | None
    weak: Sequence[Moment] = ()

    def hit(self, name: str) -> Hit | None:
        """Return where an anchor was heard."""
        return choose_hit([hit for hit in self.course.anchors if hit.name == name])

    def missing(self, name: str) -> bool:
        """Tell whether an anchor was not heard at all."""
        return all(finding.state == "missing" for finding in self.anchors if finding.name == name)


def check_sound(*, typed: bool) -> Message:
    """Return the next step for a recording in which nobody was heard, or a text without a word."""
    return msg("analysis.next.empty") if typed else msg("analysis.next.no_speech")


def choose_strength(heard: Heard) -> Message | None:
    """Choose the one thing that worked; None where an answer is too short to say."""
    reading = heard.course.reading
    if len(reading.tokens) < FEWEST_WORDS:
        return None
    decision, outcome, tradeoff = heard.hit("decision"), heard.hit("outcome"), heard.hit("tradeoff")
    if outcome is not None and outcome.is_found and _holds_evidence(outcome, heard.evidence):
        return msg("analysis.strength.outcome_evidence")
    if tradeoff is not None and tradeoff.is_found:
        return msg("analysis.strength.tradeoff")
    if decision is not None and decision.is_found and heard.course.begins(decision.unit) <= EARLY_DECISION:
        if reading.timed:
            return msg("analysis.strength.decision_early", seconds=_round_up(heard.course.begins(decision.unit)))
        return msg("analysis.strength.decision_early_typed")
    for name in ("lesson", "outcome", "decision", "problem"):
        hit = heard.hit(name)
        if hit is not None and hit.is_found:
            return _plain_strength(name)
    if heard.evidence:
        return msg("analysis.strength.evidence")
    slot = next((finding for finding in heard.structure if finding.state == "found"), None)
    if slot is not None:
        return msg("analysis.strength.slot", name=slot_label(slot.name))
    return msg("analysis.strength.said") if reading.timed else msg("analysis.strength.written")


def _holds_evidence(hit: Hit, evidence: Sequence[Moment]) -> bool:
    return any(moment.text.lower() in hit.unit.plain for moment in evidence)


def _round_up(seconds: float) -> int:
    return max(5, 5 * -(-int(seconds) // 5))


def _plain_strength(name: str) -> Message:
    strengths = {
        "lesson": msg("analysis.strength.lesson"),
        "outcome": msg("analysis.strength.outcome"),
        "decision": msg("analysis.strength.decision"),
        "problem": msg("analysis.strength.problem"),
    }
    return strengths[name]


def choose_next_step(heard: Heard) -> Message:
    """Choose the one thing to try next: what was not heard or stayed weak, what went long, where fillers gathered."""
    words = len(heard.course.reading.tokens)
    if words < FEWEST_WORDS:
        return msg("analysis.next.short", n=words)
    step = _missing_step(heard) or _weak_step(heard) or _rambling_step(heard) or _cluster_step(heard)
    if step is not None:
        return step
    if heard.missing("lesson"):
        return msg("analysis.next.lesson")
    return msg("analysis.next.again")


def _missing_step(heard: Heard) -> Message | None:
    """Ask for the anchor, or the slot of the question's structure, that was not heard."""
    question = heard.question
    if question is not None and not question.anchors and question.structure:
        slot = next((slot for slot in heard.structure if slot.state == "missing"), None)
        return msg("analysis.next.slot", name=slot_label(slot.name)) if slot else None
    expected = question.anchors if question is not None and question.anchors else EXPECTED
    missing = next((name for name in ASKED_FIRST if name in expected and heard.missing(name)), None)
    return _ask_for(missing) if missing else None


def _ask_for(name: str) -> Message:
    questions = {
        "problem": msg("analysis.next.problem"),
        "decision": msg("analysis.next.decision"),
        "tradeoff": msg("analysis.next.tradeoff"),
        "outcome": msg("analysis.next.outcome"),
        "lesson": msg("analysis.next.lesson"),
    }
    return questions[name]


def _weak_step(heard: Heard) -> Message | None:
    """Ask what a listener would ask back about."""
    names = {moment.name for moment in heard.weak}
    return next((weak_question(name) for name in ASKED_BACK if name in names), None)


def _rambling_step(heard: Heard) -> Message | None:
    if not heard.rambling:
        return None
    first = heard.rambling[0]
    course = heard.course
    at = first.start if first.start is not None else 0.0
    steps = {
        "over_aim": msg("analysis.next.over_aim", seconds=clock_text(course.seconds)),
        "late_decision": msg("analysis.next.late_decision", at=clock_text(_decision_at(course))),
        "long_setup": msg("analysis.next.long_setup"),
        "long_tail": msg("analysis.next.long_tail"),
        "long_sentence": msg("analysis.next.long_sentence", at=clock_text(at)),
        "repeated_phrase": msg("analysis.next.repeated_phrase", phrase=first.text),
        "off_question": msg("analysis.next.off_question"),
    }
    if not course.reading.timed and first.name == "long_sentence":
        return msg("analysis.next.long_sentence_typed")
    return steps[first.name]


def _decision_at(course: Course) -> float:
    hit = course.first("decision")
    return course.begins(hit.unit) if hit is not None else 0.0


def _cluster_step(heard: Heard) -> Message | None:
    """Point at the anchor around which fillers gathered."""
    if heard.cluster is None:
        return None
    start, end = heard.cluster
    near = min(
        heard.course.anchors,
        key=lambda hit: abs(heard.course.reading.tokens[hit.unit.first].at - start),
        default=None,
    )
    if near is None:
        return msg("analysis.next.cluster_plain", start=clock_text(start), end=clock_text(end))
    return msg("analysis.next.cluster", name=anchor_label(near.name), start=clock_text(start), end=clock_text(end))


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
    }
    return labels[name]
