"""Choose the advice again from a report under a person's verdicts, and let go of reasons that hold no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coach.analysis.advice import Heard, choose_next_step, choose_strength
from coach.analysis.content.anchors import FOUND, WEAK, Hit
from coach.analysis.content.rambling import REASONS, Course, anchored_reasons
from coach.analysis.delivery.fillers import find_cluster
from coach.analysis.delivery.pauses import Pause
from coach.analysis.sentences import Reading
from coach.analysis.verdicts.findings import Standing, hits_of, hits_under
from coach.analysis.verdicts.places import find_spot, sentence_at
from coach.model import ANCHORS, Moment, Question, Report

RESTS_ON = {"late_decision": "decision", "long_setup": "problem", "long_tail": "outcome"}
"""Reasons for rambling that say nothing any more without this anchor."""


@dataclass(frozen=True, slots=True)
class Case:
    """Hold a report with what it was made from: the answer, its question, and what was heard of the anchors."""

    report: Report
    reading: Reading
    question: Question | None
    hits: Sequence[Hit]

    @property
    def course(self) -> Course:
        """Return how the answer went."""
        pauses = [
            Pause(moment.start, moment.end)
            for moment in _of(self.report.moments, "pause")
            if moment.start is not None and moment.end is not None
        ]
        return Course(self.reading, pauses, tuple(self.hits))

    @property
    def heard(self) -> Heard:
        """Return what the advice is chosen from."""
        moments, text = self.report.moments, self.reading.text
        telling = {one.name: text[one.start : one.end] for one in self.report.candidates if one.kind == "telling"}
        rambling = [moment for moment in _of(moments, "rambling") if moment.name in REASONS]
        return Heard(
            self.course,
            self.report.anchors,
            self.report.structure,
            _of(moments, "evidence"),
            sorted(rambling, key=lambda moment: REASONS.index(moment.name)),
            find_cluster(self.reading, _of(moments, "filler")),
            self.question,
            _of(moments, "weak_pattern"),
            self.report.key_terms,
            "what_if" in telling,
            telling.get("handed_down", ""),
        )


def case_as_made(report: Report, reading: Reading, question: Question | None) -> Case:
    """Return the case that analysis judged."""
    hits = [hit for name in ANCHORS for hit in hits_of("anchor", name, report, reading)]
    return Case(report, reading, question, hits if report.candidates else list(_marked(report, reading)))


def case_under(case: Case, played: Report, standings: Sequence[Standing]) -> Case:
    """Return the case under the verdicts; a reason for rambling that they leave no ground is gone from its report."""
    hits = []
    for standing in standings:
        hits += hits_under(standing, [hit for hit in case.hits if hit.name == standing.made.name], case.reading)
    judged = Case(played, case.reading, case.question, hits)
    moments = _rambling_under(case, judged)
    return replace(judged, report=replace(played, moments=moments))


def _rambling_under(before: Case, after: Case) -> tuple[Moment, ...]:
    """Look at the reasons that rest on anchors again; a verdict never brings a new one."""
    moments = after.report.moments
    if before.hits == after.hits or not any(moment.name in RESTS_ON for moment in _of(moments, "rambling")):
        return moments
    were, are = ({one.name: one for one in anchored_reasons(case.course)} for case in (before, after))
    missing = {finding.name for finding in after.report.anchors if finding.state == "missing"}
    kept = []
    for moment in moments:
        if moment.kind != "rambling" or moment.name not in RESTS_ON:
            kept.append(moment)
        elif moment.name in were:
            again = are.get(moment.name)
            kept += [] if again is None else [moment if again == were[moment.name] else again]
        elif RESTS_ON[moment.name] not in missing:
            kept.append(moment)
    return tuple(sorted(kept, key=lambda one: one.start or 0.0)) if before.reading.timed else tuple(kept)


def advise_anew(before: Case, after: Case) -> Report:
    """Choose the advice again; where the choice is the same before and after, what analysis said stands.

    An older report does not hold all that analysis chose from; so both choices are made from what it holds.
    """
    was, now, made = before.heard, after.heard, before.report
    strength, step = choose_strength(now), choose_next_step(now)
    return replace(
        after.report,
        strength=made.strength if strength == choose_strength(was) else strength,
        next_step=made.next_step if step == choose_next_step(was) else step,
    )


def _of(moments: Sequence[Moment], kind: str) -> list[Moment]:
    return [moment for moment in moments if moment.kind == kind]


def _marked(report: Report, reading: Reading) -> Iterator[Hit]:
    """Read the anchors back off their moments, in a report that kept no candidates."""
    for moment in _of(report.moments, "anchor"):
        spot = find_spot(reading, moment.text, moment.start, moment.end)
        unit = sentence_at(reading, spot) if spot is not None else None
        if unit is not None:
            yield Hit(moment.name, unit, FOUND if moment.certainty == "heard" else WEAK)
