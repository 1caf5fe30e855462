"""Lay two takes of one question or story beside each other: what is heard now and was not, and the other way round.

Content first: anchors and steps, then evidence, then what the program had asked to try. Neither take is called better;
delivery is told as two numbers beside each other and never changes what is said about content.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from coach.analysis.trends import NOTABLE
from coach.messages import Message, msg
from coach.model import ANCHORS, Finding, Measure, Moment, Report

ChangeKind = Literal["anchor", "structure", "evidence", "weak_pattern", "rambling"]
Way = Literal["gained", "lost", "kept"]
"""Heard in the later take only (or more clearly), in the earlier one only, in both."""

_RANK: Mapping[str, int] = {"missing": 0, "weak": 1, "found": 2}
_FOUND: tuple[ChangeKind, ...] = ("anchor", "structure", "evidence")
"""Kinds that are good to have; of the others, having one less is a gain."""


@dataclass(frozen=True, slots=True)
class Place:
    """Hold where something was said in one take (seconds; None in a typed answer) and its words."""

    start: float | None
    end: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """Hold one thing that two takes have in common or not, with its place in each that has it.

    `clearer` says that both takes touch on it, and that one of them says it more clearly.
    """

    kind: ChangeKind
    name: str
    way: Way
    before: Place | None
    after: Place | None
    clearer: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """Hold one measure of both takes, and whether they differ by more than a tenth."""

    name: str
    unit: str
    before: float
    after: float
    differs: bool


@dataclass(frozen=True, slots=True)
class TwoTakes:
    """Hold everything that two takes show beside each other, content first."""

    changes: tuple[Change, ...]
    measures: tuple[Beside, ...]

    def of(self, way: Way) -> tuple[Change, ...]:
        """Return the changes of one way, in order."""
        return tuple(change for change in self.changes if change.way == way)


def lay_beside(before: Report, after: Report) -> TwoTakes:
    """Compare the reports of two takes, the earlier one first."""
    changes = [
        *_findings("anchor", before.anchors, after.anchors, before, after),
        *_findings("structure", _steps(before), _steps(after), before, after),
        *_moments("evidence", before, after),
        *_moments("weak_pattern", before, after),
        *_moments("rambling", before, after),
    ]
    return TwoTakes(tuple(changes), tuple(_measures(before.measures, after.measures)))


def describe(takes: TwoTakes, name_of: Callable[[Change], Message]) -> Message:
    """Say in one sentence what was gained and what was not heard this time; `name_of` names a change."""
    gained, lost = takes.of("gained"), takes.of("lost")
    if not gained and not lost:
        return msg("analysis.two_takes.same")
    if not lost:
        return msg("analysis.two_takes.gained", gained=_listed(gained, name_of))
    if not gained:
        return msg("analysis.two_takes.lost", lost=_listed(lost, name_of))
    return msg("analysis.two_takes.both", gained=_listed(gained, name_of), lost=_listed(lost, name_of))


def _listed(changes: Sequence[Change], name_of: Callable[[Change], Message]) -> Message:
    """Put names in a row, three at most."""
    names = [name_of(change) for change in changes]
    if len(names) == 1:
        return names[0]
    if len(names) == 2:
        return msg("analysis.two_takes.two", one=names[0], other=names[1])
    if len(names) == 3:
        return msg("analysis.two_takes.three", one=names[0], other=names[1], last=names[2])
    return msg("analysis.two_takes.more", one=names[0], other=names[1], n=len(names) - 2)


def _steps(report: Report) -> tuple[Finding, ...]:
    """Return the steps of the structure that are no anchors: those are told once."""
    return tuple(step for step in report.structure if step.name not in ANCHORS)


def _findings(
    kind: ChangeKind, before: Sequence[Finding], after: Sequence[Finding], first: Report, second: Report
) -> list[Change]:
    """Compare what both takes were asked for; an anchor that only one question wants is nobody's gain."""
    later = {finding.name: finding for finding in after}
    changes = []
    for ours in before:
        theirs = later.get(ours.name)
        if theirs is None or _RANK[ours.state] == _RANK[theirs.state] == 0:
            continue
        rise = _RANK[theirs.state] - _RANK[ours.state]
        way: Way = "gained" if rise > 0 else "lost" if rise < 0 else "kept"
        clearer = way != "kept" and "missing" not in (ours.state, theirs.state)
        changes.append(Change(kind, ours.name, way, _said(ours, first), _said(theirs, second), clearer))
    return changes


def _said(finding: Finding, report: Report) -> Place | None:
    """Return where a finding was said; its moment, where there is one, knows the end too."""
    if finding.state == "missing":
        return None
    for moment in report.moments:
        if moment.name == finding.name and moment.kind == "anchor" and moment.text == finding.quote:
            return Place(moment.start, moment.end, moment.text)
    return Place(finding.at, None, finding.quote)


def _moments(kind: ChangeKind, before: Report, after: Report) -> list[Change]:
    """Compare what was heard at least once, by name, in the order of its first place."""
    ours, theirs = _firsts(kind, before), _firsts(kind, after)
    changes = []
    for name in dict.fromkeys([*ours, *theirs]):
        one, other = ours.get(name), theirs.get(name)
        changes.append(Change(kind, name, _way(kind, one is not None, other is not None), one, other))
    return changes


def _way(kind: ChangeKind, before: bool, after: bool) -> Way:
    if before and after:
        return "kept"
    return "gained" if after == (kind in _FOUND) else "lost"


def _firsts(kind: ChangeKind, report: Report) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for moment in sorted((one for one in report.moments if one.kind == kind), key=_when):
        places.setdefault(moment.name, Place(moment.start, moment.end, moment.text))
    return places


def _when(moment: Moment) -> float:
    return moment.start if moment.start is not None else 0.0


def _measures(before: Sequence[Measure], after: Sequence[Measure]) -> list[Beside]:
    later = {measure.name: measure for measure in after}
    beside = []
    for ours in before:
        theirs = later.get(ours.name)
        if ours.value is None or theirs is None or theirs.value is None:
            continue
        differs = abs(theirs.value - ours.value) > NOTABLE * max(abs(ours.value), abs(theirs.value))
        beside.append(Beside(ours.name, ours.unit, ours.value, theirs.value, differs))
    return beside
