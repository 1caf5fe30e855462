"""Play a person's verdicts over a report: what they dismissed goes, what they confirmed or added is heard.

The report itself stays as analysis made it, so that taking a verdict back gives exactly that report again. A verdict
finds its moment by kind, name and time, also in the report on another transcript, whose times differ a little; in a
text without times by the words. What was said of the content has its own rules in `verdicts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from coach.analysis.delivery.counts import count_fillers, count_repeats
from coach.analysis.delivery.hesitations import SOUNDS
from coach.analysis.sentences import Reading, read_answer
from coach.analysis.verdicts.advising import advise_anew, case_as_made, case_under
from coach.analysis.verdicts.findings import Standing, anchor_mark, stand
from coach.analysis.verdicts.places import ALIKE, NEAR, likeness, spot_of_verdict
from coach.analysis.verdicts.terms import judge_term_moments, judge_terms
from coach.messages import msg
from coach.model import Correction, Measure, Moment, MomentKind, Question, Report, Transcript

ONCE = ("anchor", "structure", "key_term")
"""Kinds of which a report says one thing a name, so that a person's word on a name outweighs it."""
QUOTED = (*ONCE, "weak_pattern", "evidence", "rambling")
"""Kinds whose verdicts are on words: in a text without times they are found by these."""
OF_THE_WHOLE = ("role_invisible", "over_aim")
"""Findings that are about the whole answer, whatever words stand for them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold a moment that shows, whether analysis found it, and the verdict that made it what it is."""

    moment: Moment
    found: bool = True
    by: Correction | None = None


def corrected(
    report: Report, corrections: Sequence[Correction], transcript: Transcript, question: Question | None = None
) -> Report:
    """Return the report with the verdicts played over it: what was heard, what counts it, and the advice on it.

    Without a verdict that finds its place it is the report itself.
    """
    if not corrections:
        return report
    reading = read_answer(transcript, {})
    standings = [stand("anchor", finding, corrections, report, reading) for finding in report.anchors]
    slots = [stand("structure", finding, corrections, report, reading) for finding in report.structure]
    moments = tuple(one.moment for one in _play(report.moments, corrections, reading))
    moments = _mark_anew(moments, standings, reading)
    kept, used = judge_term_moments(moments, corrections, reading)
    played = replace(
        report,
        moments=_insert(kept, used, reading),
        anchors=tuple(one.finding for one in standings),
        structure=tuple(one.finding for one in slots),
        key_terms=judge_terms(report, corrections, reading),
    )
    if played == report:
        return report
    before = case_as_made(report, reading, question)
    after = case_under(before, played, standings)
    counted = _count_anew(report, after.report.moments, len(reading.tokens))
    return replace(advise_anew(before, after), measures=counted)


def standings(
    report: Report, corrections: Sequence[Correction], transcript: Transcript
) -> tuple[tuple[Standing, ...], tuple[Standing, ...]]:
    """Return how anchors and slots stand; of a report that was corrected already it tells the same."""
    reading = read_answer(transcript, {})
    anchors = tuple(stand("anchor", finding, corrections, report, reading) for finding in report.anchors)
    return anchors, tuple(stand("structure", finding, corrections, report, reading) for finding in report.structure)


def kept_apart(corrections: Sequence[Correction], transcript: Transcript) -> tuple[Correction, ...]:
    """Return the verdicts on words that this text does not have: they are kept for texts that do."""
    reading = read_answer(transcript, {})
    worded = [one for one in corrections if one.kind in QUOTED and one.quote and one.name not in OF_THE_WHOLE]
    spots = [(one, spot_of_verdict(reading, one)) for one in worded]
    return tuple(one for one, spot in spots if spot is None or not spot.written)


def settle(corrections: Sequence[Correction], new: Correction, report: Report) -> tuple[Correction, ...]:
    """Return the verdicts that hold once a new one is given on what the (untouched) report and the others show.

    A second verdict on the same thing replaces the first; dismissing what the person added only takes that back.
    """
    if new.kind in ONCE:
        return _settle_once(corrections, new, report)
    same, only_added = _meant(corrections, new, report)
    kept = tuple(one for one in corrections if one.id not in (same.id if same is not None else None, new.id))
    return kept if only_added and new.verdict == "dismissed" else (*kept, new)


def _settle_once(corrections: Sequence[Correction], new: Correction, report: Report) -> tuple[Correction, ...]:
    """Let one word hold for a name; only refusals of other sentences stand beside it."""
    mine = [one for one in corrections if _is_alike(new, one)]
    same = [one for one in mine if new.kind == "key_term" or _is_same(one, new)]
    affirmed = [one for one in mine if one.verdict != "dismissed"]
    replaced = same if new.verdict == "dismissed" else [*same, *affirmed]
    gone = {one.id for one in replaced} | {new.id}
    kept = tuple(one for one in corrections if one.id not in gone)
    taken_back = new.verdict == "dismissed" and any(one.verdict == "added" for one in same)
    return kept if taken_back and not _is_made(new, report) else (*kept, new)


def _is_same(one: Correction, other: Correction) -> bool:
    """Tell whether two verdicts are on the same sentence."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return likeness(one.quote, other.quote) >= ALIKE
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared > min(one.end - one.start, other.end - other.start)


def _is_made(verdict: Correction, report: Report) -> bool:
    """Tell whether analysis means by itself what a verdict is on."""
    if verdict.kind == "key_term":
        return any(use.term == verdict.name for use in report.key_terms)
    findings = [one for one in (*report.anchors, *report.structure) if one.name == verdict.name and one.quote]
    return any(
        likeness(one.quote, verdict.quote) >= ALIKE
        if verdict.start is None or verdict.end is None or one.at is None
        else verdict.start - NEAR <= one.at <= verdict.end + NEAR
        for one in findings
    )


def behind(moments: Sequence[Moment], corrections: Sequence[Correction]) -> Mapping[int, Correction]:
    """Find, for the moments of a corrected report by their place, the verdict that confirmed or added them."""
    affirmed = [one for one in corrections if one.verdict != "dismissed" and one.kind not in ONCE]
    return {place: affirmed[number] for number, place in _pair(moments, affirmed).items()}


def _meant(corrections: Sequence[Correction], new: Correction, report: Report) -> tuple[Correction | None, bool]:
    """Return the verdict on the same thing as a new one, and whether that thing was only added by the person."""
    for old in corrections:
        if old.verdict == "dismissed" and _is_alike(old, new) and (gap := _gap(old, new)) is not None and gap <= 0:
            return old, False
    shown = _play(report.moments, corrections, read_answer(Transcript("", ()), {}))
    place = _pair([one.moment for one in shown], [new]).get(0)
    if place is None:
        return None, False
    return shown[place].by, not shown[place].found


def _play(moments: Sequence[Moment], corrections: Sequence[Correction], reading: Reading) -> list[Shown]:
    """Return the moments that show: those of the report that are not dismissed, and those that were added, in order."""
    verdicts = [one for one in corrections if one.kind not in ONCE]
    pairs = _pair(moments, verdicts)
    on = {place: verdicts[number] for number, place in pairs.items()}
    shown = []
    for place, moment in enumerate(moments):
        verdict = on.get(place)
        if verdict is None:
            shown.append(Shown(moment))
        elif verdict.verdict != "dismissed":
            shown.append(Shown(_confirmed(moment), by=verdict))
    for number, verdict in enumerate(verdicts):
        if number not in pairs and verdict.verdict != "dismissed":
            added = Shown(_added(verdict, reading), found=False, by=verdict)
            # Moments lie in the order of time; those without one stay where they are.
            before = [place for place, one in enumerate(shown) if _at(one.moment) <= _at(added.moment)]
            shown.insert(before[-1] + 1 if before else 0, added)
    return shown


def _at(moment: Moment) -> float:
    return moment.start or 0.0


def _confirmed(moment: Moment) -> Moment:
    if moment.certainty == "heard":
        return moment
    return replace(moment, certainty="heard", why=msg("analysis.correction.confirmed"))


def _added(verdict: Correction, reading: Reading) -> Moment:
    quote = verdict.quote if verdict.quote in reading.text else ""
    if verdict.kind in QUOTED and not quote:
        spot = spot_of_verdict(reading, verdict)
        quote = reading.text[spot.start : spot.end] if spot is not None else ""
    why = msg("analysis.correction.added")
    return Moment(cast(MomentKind, verdict.kind), verdict.name, verdict.start, verdict.end, quote, "heard", why)


def _mark_anew(moments: Sequence[Moment], standings: Iterable[Standing], reading: Reading) -> tuple[Moment, ...]:
    """Let the anchors' moments say what their findings say now; nothing moves where nothing changed."""
    kept, coming = list(moments), []
    for standing in standings:
        name = standing.finding.name
        made = next((one for one in kept if (one.kind, one.name) == ("anchor", name)), None)
        now = anchor_mark(standing, made, reading)
        if now == made:
            continue
        if made is not None and now is not None and made.start == now.start:
            kept[kept.index(made)] = now
            continue
        kept = [one for one in kept if one is not made]
        coming += [now] if now is not None else []
    return _insert(kept, coming, reading)


def _insert(moments: Sequence[Moment], coming: Iterable[Moment], reading: Reading) -> tuple[Moment, ...]:
    """Put moments where their time is; in a typed answer behind the last one of their kind, or at the beginning."""
    placed = list(moments)
    for one in coming:
        before = [
            place
            for place, other in enumerate(placed)
            if (_at(other) <= _at(one) if reading.timed else other.kind == one.kind)
        ]
        placed.insert(before[-1] + 1 if before else 0, one)
    return tuple(placed)


def _pair(moments: Sequence[Moment], corrections: Sequence[Correction]) -> dict[int, int]:
    """Give verdicts, by number, the place of the moment each speaks of; the nearest first, and none twice."""
    near = [
        (gap, number, place)
        for number, correction in enumerate(corrections)
        for place, moment in enumerate(moments)
        if _is_alike(correction, moment) and (gap := _gap(correction, moment)) is not None and gap <= NEAR
    ]
    pairs: dict[int, int] = {}
    taken = set()
    for _, number, place in sorted(near):
        if number not in pairs and place not in taken:
            pairs[number] = place
            taken.add(place)
    return pairs


def _is_alike(correction: Correction, other: Moment | Correction) -> bool:
    if correction.kind != other.kind:
        return False
    # Which name a hesitation sound gets differs from engine to engine, so they are all one.
    sounds = correction.kind == "filler" and correction.name in SOUNDS and other.name in SOUNDS
    return sounds or correction.name == other.name


def _gap(correction: Correction, other: Moment | Correction) -> float | None:
    """Return the seconds between two things, below 0 where they overlap; None where they have nothing in common.

    Where either has no time, the same words are the same thing, and so are nearly the same ones of a sentence.
    """
    if correction.name in OF_THE_WHOLE:
        return 0.0
    if correction.start is None or correction.end is None or other.start is None or other.end is None:
        quote = other.quote if isinstance(other, Correction) else other.text
        if quote and quote.casefold() == correction.quote.casefold():
            return 0.0
        alike = likeness(correction.quote, quote) if correction.kind in QUOTED else 0.0
        return NEAR * (1 - alike) if alike >= ALIKE else None
    return max(correction.start, other.start) - min(correction.end, other.end)


def _count_anew(report: Report, moments: Sequence[Moment], words: int) -> tuple[Measure, ...]:
    """Count what the verdicts changed; what analysis did not tell stays untold."""
    values = {measure.name: measure.value for measure in report.measures}
    counted: list[Measure] = []
    if _of(moments, "filler") != _of(report.moments, "filler") and words:
        counted += count_fillers(moments, words, looked=values.get("fillers_probable") is not None)
    if _of(moments, "repeat") != _of(report.moments, "repeat"):
        counted.append(count_repeats(moments))
    anew = {measure.name: measure for measure in counted if values.get(measure.name) is not None}
    return tuple(anew.get(measure.name, measure) for measure in report.measures)


def _of(moments: Sequence[Moment], kind: str) -> list[Moment]:
    return [moment for moment in moments if moment.kind == kind]
