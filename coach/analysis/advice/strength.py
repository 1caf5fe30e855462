"""Choose the one thing that worked."""

from __future__ import annotations

from collections.abc import Sequence

from coach.analysis.advice.heard import FEWEST_WORDS, Heard, short_quote, slot_label
from coach.analysis.content.anchors import Hit
from coach.messages import Message, msg
from coach.model import ANCHORS, Finding, Moment

EARLY_DECISION = 20.0
TOLD_FIRST = {"strategy": "disconfirming_evidence", "metrics": "guardrails"}
"""What few answers hold and listeners of a category wait for."""
TRUSTED = (
    "user_problem",
    "consequences",
    "action",
    "result",
    "problem",
    "lesson",
    "belief",
    "communication",
    "cost",
    "competing_asks",
    "first_change",
    "goal",
    "guardrails",
    "primary_kpi",
    "disconfirming_evidence",
    "clarified",
    "analogy",
    "example",
    "one_level_deeper",
    "why_it_matters",
)
"""Slots that were really there in three of four answers in which one was heard; praise for nothing helps nobody."""


def choose_strength(heard: Heard) -> Message | None:
    """Choose the one thing that worked; None where an answer is too short to say."""
    if len(heard.course.reading.tokens) < FEWEST_WORDS:
        return None
    return (
        _explained(heard)
        or _clarified(heard)
        or _of_the_category(heard)
        or _of_the_anchors(heard)
        or _of_anything(heard)
        or (msg("analysis.strength.said") if heard.course.reading.timed else msg("analysis.strength.written"))
    )


def _explained(heard: Heard) -> Message | None:
    """Tell what makes an explanation plain: a picture, an example, a term that was said with what it is."""
    if not heard.is_explaining:
        return None
    analogy, example = heard.finding("analogy"), heard.finding("example")
    if analogy.state == "found":
        return _quoting(msg("analysis.strength.analogy"), short_quote(analogy.quote))
    if example.state == "found":
        return _quoting(msg("analysis.strength.example"), short_quote(example.quote))
    term = next((use.term for use in heard.terms if use.state == "explained"), None)
    return msg("analysis.strength.explained", term=term) if term is not None else None


def _clarified(heard: Heard) -> Message | None:
    finding = heard.finding("clarified")
    if finding.state != "found":
        return None
    return _quoting(msg("analysis.strength.clarified"), short_quote(finding.quote))


def _of_the_category(heard: Heard) -> Message | None:
    finding = heard.finding(TOLD_FIRST.get(heard.category, ""))
    return _slot(finding) if finding.state == "found" else None


def _slot(finding: Finding) -> Message:
    return _quoting(msg("analysis.strength.slot", name=slot_label(finding.name)), short_quote(finding.quote))


def _quoting(what: Message, quote: str) -> Message:
    """Add where it was heard."""
    return msg("analysis.strength.quoted", what=what, quote=quote) if quote else what


def _of_the_anchors(heard: Heard) -> Message | None:
    clear = {name: hit for name in ANCHORS if (hit := heard.hit(name)) is not None and _is_clear(hit, heard)}
    if "outcome" in clear and "problem" in clear and clear["outcome"].unit == clear["problem"].unit:
        del clear["outcome"]  # what was wrong is no ending
    if "outcome" in clear and _holds_evidence(clear["outcome"], heard.evidence):
        return _quoting(msg("analysis.strength.outcome_evidence"), heard.quote(clear["outcome"]))
    if "tradeoff" in clear:
        return _quoting(msg("analysis.strength.tradeoff"), heard.quote(clear["tradeoff"]))
    if "decision" in clear and heard.course.begins(clear["decision"].unit) <= EARLY_DECISION:
        early = msg("analysis.strength.decision_early_typed")
        if heard.course.reading.timed:
            early = msg(
                "analysis.strength.decision_early", seconds=_round_up(heard.course.begins(clear["decision"].unit))
            )
        return _quoting(early, heard.quote(clear["decision"]))
    for name in ("lesson", "outcome", "decision", "problem"):
        if name in clear:
            return _quoting(_plain_strength(name), heard.quote(clear[name]))
    return None


def _is_clear(hit: Hit, heard: Heard) -> bool:
    """Tell whether an anchor is good to praise: clear, the speaker's own, nothing one would ask about."""
    if not hit.is_found or (hit.name == "decision" and any(moment.name == "role_invisible" for moment in heard.weak)):
        return False
    said = heard.course.reading.quote(hit.unit)
    return not any(said in moment.text or moment.text in said for moment in heard.weak)


def _of_anything(heard: Heard) -> Message | None:
    if heard.evidence:
        return _quoting(msg("analysis.strength.evidence"), short_quote(heard.evidence[0].text))
    asked_about = [moment.text for moment in heard.weak]
    slots = (one for one in heard.structure if one.name in TRUSTED and one.state == "found")
    return next((_slot(finding) for finding in slots if finding.quote not in asked_about), None)


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
