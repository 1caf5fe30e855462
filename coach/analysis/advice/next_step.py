"""Choose the one thing to try next: a question that the answer left open, asked as a listener would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coach.analysis.advice.heard import FEWEST_WORDS, Heard, short_quote, slot_label
from coach.analysis.content.anchors import anchor_label
from coach.analysis.content.rambling import Course, clock_text
from coach.analysis.content.weak_patterns import weak_question
from coach.analysis.sentences import SENTENCE_END
from coach.messages import Message, msg
from coach.model import ANCHORS, AnchorName, Moment

EXPECTED: Mapping[str, tuple[AnchorName, ...]] = {
    "recruiter": ("outcome",),
    "technical": ("tradeoff",),
}
"""Which anchors are waited for where no question says so; in the other categories all but the lesson."""
USUALLY_EXPECTED: tuple[AnchorName, ...] = ("problem", "decision", "tradeoff", "outcome")
ASKED_FIRST: Mapping[str, str] = {
    "strategy": "decision problem tradeoff disconfirming_evidence technical_implication outcome",
    "architecture": "decision problem tradeoff requirement options outcome",
    "research": "decision_changed decision problem belief outcome tradeoff",
    "metrics": "primary_kpi guardrails diagnosis decision validation problem outcome tradeoff",
    "roadmap": "decision tradeoff outcome communication problem",
    "behavioural": "decision outcome problem tradeoff",
    "design": "problem decision goal validation tradeoff outcome",
    "competitive": "decision problem tradeoff outcome",
    "technical": "problem decision tradeoff requirement options outcome",
}
"""What is asked for first where it is missing, by category: what its listeners wait for most.

Of the slots only those stand here that were really not there in three of four answers in which none was heard
(`tests/tools/meaning/score_rules.py`, the half that was never read): nobody likes to be asked for what they said. The
anchors ask for most of the others as well.
"""
USUALLY_ASKED_FIRST = "decision outcome problem tradeoff"
NEVER_IN_WHAT_IFS = ("outcome", "lesson")
ASKED_BACK = {
    "everyone_agreed": ("outcome", "decision", "tradeoff"),
    "framework_only": ("decision", "tradeoff"),
    "feature_list": ("decision", "problem", "tradeoff"),
    "method_list": ("decision_changed", "belief", "decision", "problem", "outcome"),
    "vague_critique": ("problem", "goal", "decision"),
    "data_driven_no_number": ("primary_kpi", "guardrails", "diagnosis", "outcome"),
    "context_documentary": ("problem", "decision", "outcome", "tradeoff"),
    "role_invisible": ("decision", "outcome"),
    "false_precision": (),
}
"""Weak patterns, the one that is asked about first being the first, with the missing parts that each stands in for.

To ask about the pattern says more than to ask for the part: it shows what was heard in its place.
"""
WORTH_A_QUESTION = ("decision", "outcome", "tradeoff")
"""Anchors that a listener misses when they were said in passing; a problem is often told without naming it."""
HALF_MINUTE, EARLY = 30.0, 20.0
"""Seconds of which the advice on a late decision speaks, and before which no decision is late."""
SHORT = 45.0
"""Seconds under which nobody is asked for half the time."""
CROWDED = ("over_aim",)
"""What counts before any content where a short answer is the point."""


def check_sound(*, typed: bool) -> Message:
    """Return the next step for a recording in which nobody was heard, or a text without a word."""
    return msg("analysis.next.empty") if typed else msg("analysis.next.no_speech")


def choose_next_step(heard: Heard) -> Message:
    """Choose the one thing to try next.

    Content comes first: what the question asks to begin with, whom it is for, what was not heard or stayed unclear.
    Then what went long, then where fillers gathered.
    """
    words = len(heard.course.reading.tokens)
    if words < FEWEST_WORDS:
        return msg("analysis.next.short", n=words)
    return (
        _brevity_step(heard)
        or _way_in(heard)
        or _clarify_step(heard)
        or _explaining_step(heard)
        or _own_part_step(heard)
        or _missing_step(heard)
        or _weak_step(heard)
        or _unclear_step(heard)
        or _rambling_step(heard)
        or _cluster_step(heard)
        or _last_step(heard)
    )


def _brevity_step(heard: Heard) -> Message | None:
    """Speak of length first where a recruiter asked: these answers are short ones."""
    crowded = heard.category == "recruiter" and any(moment.name in CROWDED for moment in heard.rambling)
    return _rambling_step(heard) if crowded else None


def _way_in(heard: Heard) -> Message | None:
    """Offer a beginning where next to nothing was said: whom it was about is the easiest to tell."""
    if heard.weak or heard.evidence or heard.terms or heard.is_explaining:
        return None
    parts = (one for one in (*heard.anchors, *heard.structure) if one.name != "lesson")
    return msg("analysis.next.way_in") if all(one.state == "missing" for one in parts) else None


def _clarify_step(heard: Heard) -> Message | None:
    wanted = any(finding.name == "clarified" for finding in heard.structure)
    return msg("analysis.next.clarify") if wanted and heard.missing("clarified") else None


def _explaining_step(heard: Heard) -> Message | None:
    """Ask for what makes an explanation plain to the person it is for."""
    question = heard.question
    if question is None or not question.audience:
        return None
    strange = [use.term for use in sorted(heard.terms, key=lambda use: use.at or 0.0) if use.state == "unexplained"]
    if len(strange) > 1:
        return msg("analysis.next.unexplained_some", one=strange[0], other=strange[1], audience=question.audience)
    if strange:
        return msg("analysis.next.unexplained", term=strange[0], audience=question.audience)
    if not heard.is_explaining:
        return None
    if heard.missing("analogy") and heard.missing("example"):
        return msg("analysis.next.analogy", audience=question.audience)
    if heard.missing("why_it_matters"):
        return msg("analysis.next.why_it_matters", audience=question.audience)
    if heard.missing("example"):
        return msg("analysis.next.example", audience=question.audience)
    return msg("analysis.next.one_level_deeper") if heard.missing("one_level_deeper") else None


def _own_part_step(heard: Heard) -> Message | None:
    """Ask for the speaker's own part where the question is about the speaker."""
    hidden = any(moment.name == "role_invisible" for moment in heard.weak)
    if not hidden or heard.category not in ("behavioural", "recruiter"):
        return None
    if heard.handed_down:
        return msg("analysis.next.handed_down", quote=short_quote(heard.handed_down))
    return weak_question("role_invisible")


def expected_parts(heard: Heard) -> Sequence[str]:
    """List the anchors and slots that this answer is expected to hold, in the order in which they are asked for."""
    question, category = heard.question, heard.category
    if heard.is_explaining:
        return ()
    anchors: Sequence[str] = EXPECTED.get(category, USUALLY_EXPECTED)
    if question is not None and (question.anchors or question.structure):
        anchors = question.anchors
    wanted = {*anchors, *heard.slots}
    order = ASKED_FIRST.get(category, USUALLY_ASKED_FIRST).split()
    parts = [name for name in order if name in wanted]
    parts += [name for name in ANCHORS if name in anchors and name not in order]
    return [name for name in parts if not (heard.what_if and name in NEVER_IN_WHAT_IFS)]


def _missing_step(heard: Heard) -> Message | None:
    """Ask for the first part that was not heard, or for what was heard in its place."""
    missing = [name for name in expected_parts(heard) if heard.missing(name)]
    if not missing:
        return None
    if missing[0] == "decision" and heard.handed_down:
        return msg("analysis.next.handed_down", quote=short_quote(heard.handed_down))
    weak = {moment.name for moment in heard.weak}
    instead = next((name for name, parts in ASKED_BACK.items() if name in weak and missing[0] in parts), None)
    if instead is not None:
        return weak_question(instead)
    return _ask_for(missing[0], heard)


def _ask_for(name: str, heard: Heard) -> Message:
    questions = {
        "problem": msg("analysis.next.problem"),
        "decision": msg("analysis.next.decision_if") if heard.what_if else msg("analysis.next.decision"),
        "tradeoff": msg("analysis.next.tradeoff_if") if heard.what_if else msg("analysis.next.tradeoff"),
        "outcome": msg("analysis.next.outcome"),
        "lesson": msg("analysis.next.lesson_missing"),
    }
    return questions.get(name) or msg("analysis.next.slot", name=slot_label(name))


def _weak_step(heard: Heard) -> Message | None:
    """Ask what a listener would ask back about."""
    names = {moment.name for moment in heard.weak}
    return next((weak_question(name) for name in ASKED_BACK if name in names), None)


def _unclear_step(heard: Heard) -> Message | None:
    """Point at a part that was said in passing."""
    for name in expected_parts(heard):
        hit = heard.hit(name) if name in WORTH_A_QUESTION else None
        if hit is not None and heard.finding(name).state == "weak":
            return msg("analysis.next.unclear", name=anchor_label(name), quote=heard.quote(hit))
    return None


def _rambling_step(heard: Heard) -> Message | None:
    first = next((reason for reason in heard.rambling if _is_worth_a_word(reason, heard.course)), None)
    if first is None:
        return None
    course = heard.course
    at = first.start if first.start is not None else 0.0
    decided = _decision_at(course)
    late = msg("analysis.next.late_decision", at=clock_text(decided))
    if decided < HALF_MINUTE:
        late = msg("analysis.next.late_decision_short", at=clock_text(decided))
    steps = {
        "over_aim": msg("analysis.next.over_aim", seconds=clock_text(course.seconds)),
        "late_decision": late,
        "long_setup": msg("analysis.next.long_setup"),
        "long_tail": msg("analysis.next.long_tail"),
        "long_sentence": msg("analysis.next.long_sentence", at=clock_text(at)),
        "repeated_phrase": msg("analysis.next.repeated_phrase", phrase=first.text),
        "off_question": msg("analysis.next.off_question"),
    }
    if not course.reading.timed and first.name == "long_sentence":
        return msg("analysis.next.long_sentence_typed")
    return steps[first.name]


def _is_worth_a_word(reason: Moment, course: Course) -> bool:
    """Tell whether a reason is worth the one next step.

    In a short answer no decision is late. Where a recogniser wrote no full stop at all, a long sentence is its doing.
    """
    if reason.name == "long_sentence" and course.reading.timed:
        return SENTENCE_END.search(course.reading.text) is not None
    return reason.name != "late_decision" or _decision_at(course) >= EARLY


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


def _last_step(heard: Heard) -> Message:
    """Offer something more where nothing is missing."""
    if heard.is_explaining:
        return msg("analysis.next.simpler")
    if heard.what_if:
        return msg("analysis.next.what_if")
    if heard.missing("lesson") and heard.category not in ("recruiter", "technical"):
        return msg("analysis.next.lesson")
    if heard.course.seconds < SHORT:
        return msg("analysis.next.follow_up")
    return msg("analysis.next.again")
