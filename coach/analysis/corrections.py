"""Play a person's verdicts over a report: what they dismissed goes, what they confirmed or added is heard.

The report itself stays as analysis made it, so that taking a verdict back gives exactly that report again. A verdict
finds its moment by kind, name and time, also in the report on another transcript, whose times differ a little.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from coach.analysis.advice import Heard, choose_next_step, choose_strength
from coach.analysis.content.anchors import FOUND, WEAK, Hit
from coach.analysis.content.rambling import Course
from coach.analysis.delivery.counts import count_fillers, count_repeats
from coach.analysis.delivery.fillers import find_cluster
from coach.analysis.delivery.hesitations import SOUNDS
from coach.analysis.delivery.pauses import Pause
from coach.analysis.sentences import Reading, Sentence, plain_form, read_answer
from coach.messages import msg
from coach.model import Correction, Finding, Measure, Moment, Question, Report, Transcript

NEAR = 0.25
"""Seconds that may lie between a verdict and its moment: two engines seldom differ more about where a sound is."""
RESTS_ON = {"late_decision": "decision", "long_setup": "problem", "long_tail": "outcome"}
"""Reasons for rambling that say nothing any more once this anchor was dismissed."""
REASONS = ("over_aim", "late_decision", "long_setup", "long_tail", "long_sentence")
"""Reasons for rambling, the one that says most first."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold a moment that shows, whether analysis found it, and the verdict that made it what it is."""

    moment: Moment
    found: bool = True
    by: Correction | None = None


def corrected(
    report: Report, corrections: Sequence[Correction], transcript: Transcript, question: Question | None = None
) -> Report:
    """Return the report with the verdicts played over it: moments, what counts them, and the advice that rests on them.

    Without a verdict that finds its moment it is the report itself.
    """
    shown = _play(report.moments, corrections, transcript.text)
    moments = tuple(one.moment for one in shown)
    if moments == report.moments:
        return report
    reading = read_answer(transcript, {})
    played = replace(
        report,
        moments=moments,
        measures=_count_anew(report, moments, len(reading.tokens)),
        anchors=tuple(_find_anew(finding, report.moments, moments) for finding in report.anchors),
    )
    return _advise_anew(report, played, reading, question)


def settle(corrections: Sequence[Correction], new: Correction, report: Report) -> tuple[Correction, ...]:
    """Return the verdicts that hold once a new one is given on what the (untouched) report and the others show.

    A second verdict on the same thing replaces the first; dismissing what the person added only takes that back.
    """
    same, only_added = _meant(corrections, new, report)
    kept = tuple(one for one in corrections if one.id not in (same.id if same is not None else None, new.id))
    return kept if only_added and new.verdict == "dismissed" else (*kept, new)


def behind(moments: Sequence[Moment], corrections: Sequence[Correction]) -> Mapping[int, Correction]:
    """Find, for the moments of a corrected report by their place, the verdict that confirmed or added them."""
    affirmed = [one for one in corrections if one.verdict != "dismissed"]
    return {place: affirmed[number] for number, place in _pair(moments, affirmed).items()}


def _meant(corrections: Sequence[Correction], new: Correction, report: Report) -> tuple[Correction | None, bool]:
    """Return the verdict on the same thing as a new one, and whether that thing was only added by the person."""
    for old in corrections:
        if old.verdict == "dismissed" and _is_alike(old, new) and (gap := _gap(old, new)) is not None and gap <= 0:
            return old, False
    shown = _play(report.moments, corrections, "")
    place = _pair([one.moment for one in shown], [new]).get(0)
    if place is None:
        return None, False
    return shown[place].by, not shown[place].found


def _play(moments: Sequence[Moment], corrections: Sequence[Correction], text: str) -> list[Shown]:
    """Return the moments that show: those of the report that are not dismissed, and those that were added, in order."""
    pairs = _pair(moments, corrections)
    verdicts = {place: corrections[number] for number, place in pairs.items()}
    shown = []
    dismissed: list[Moment] = []
    for place, moment in enumerate(moments):
        verdict = verdicts.get(place)
        if verdict is None:
            shown.append(Shown(moment))
        elif verdict.verdict == "dismissed":
            dismissed.append(moment)
        else:
            shown.append(Shown(_confirmed(moment), by=verdict))
    shown = [one for one in shown if not _is_groundless(one.moment, dismissed)]
    for number, verdict in enumerate(corrections):
        if number not in pairs and verdict.verdict != "dismissed":
            added = Shown(_added(verdict, text), found=False, by=verdict)
            # Moments lie in the order of time; those without one stay where they are.
            before = [place for place, one in enumerate(shown) if _at(one.moment) <= _at(added.moment)]
            shown.insert(before[-1] + 1 if before else 0, added)
    return shown


def _at(moment: Moment) -> float:
    return moment.start or 0.0


def _is_groundless(moment: Moment, dismissed: Sequence[Moment]) -> bool:
    return moment.kind == "rambling" and RESTS_ON.get(moment.name) in {one.name for one in _of(dismissed, "anchor")}


def _confirmed(moment: Moment) -> Moment:
    if moment.certainty == "heard":
        return moment
    return replace(moment, certainty="heard", why=msg("analysis.correction.confirmed"))


def _added(verdict: Correction, text: str) -> Moment:
    quote = verdict.quote if verdict.quote in text else ""
    why = msg("analysis.correction.added")
    return Moment(verdict.kind, verdict.name, verdict.start, verdict.end, quote, "heard", why)


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

    Where either has no time, the same words are the same thing.
    """
    if correction.start is None or correction.end is None or other.start is None or other.end is None:
        quote = other.quote if isinstance(other, Correction) else other.text
        return 0.0 if quote and quote.casefold() == correction.quote.casefold() else None
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


def _of(moments: Sequence[Moment], *kinds: str) -> list[Moment]:
    return [moment for moment in moments if moment.kind in kinds]


def _find_anew(finding: Finding, before: Sequence[Moment], after: Sequence[Moment]) -> Finding:
    """Let a finding say what its moment says now; nothing changes where the moment did not."""
    was, now = (
        next((one for one in _of(moments, "anchor") if one.name == finding.name), None) for moments in (before, after)
    )
    if was == now:
        return finding
    if now is None:
        return Finding(finding.name, "missing")
    return Finding(finding.name, "found" if now.certainty == "heard" else "weak", now.start, now.text)


def _advise_anew(report: Report, played: Report, reading: Reading, question: Question | None) -> Report:
    """Choose the advice again where the verdicts changed what it is chosen from.

    A report does not hold all that analysis chose from; so the choice is made from what it holds, before and after,
    and what analysis said stands where both are the same.
    """
    before, after = (_heard(one, reading, question) for one in (report, played))
    strength, step = choose_strength(after), choose_next_step(after)
    return replace(
        played,
        strength=report.strength if strength == choose_strength(before) else strength,
        next_step=report.next_step if step == choose_next_step(before) else step,
    )


def _heard(report: Report, reading: Reading, question: Question | None) -> Heard:
    pauses = [
        Pause(moment.start, moment.end)
        for moment in _of(report.moments, "pause")
        if moment.start is not None and moment.end is not None
    ]
    rambling = [moment for moment in _of(report.moments, "rambling") if moment.name in REASONS]
    return Heard(
        Course(reading, pauses, tuple(_hits(report, reading))),
        report.anchors,
        report.structure,
        _of(report.moments, "evidence"),
        sorted(rambling, key=lambda moment: REASONS.index(moment.name)),
        find_cluster(reading, _of(report.moments, "filler")),
        question,
    )


def _hits(report: Report, reading: Reading) -> Iterator[Hit]:
    """Read the anchors back off their moments."""
    for moment in _of(report.moments, "anchor"):
        unit = _unit(moment, reading)
        if unit is not None:
            yield Hit(moment.name, unit, FOUND if moment.certainty == "heard" else WEAK)


def _unit(moment: Moment, reading: Reading) -> Sentence | None:
    tokens = reading.tokens
    if moment.start is not None and moment.end is not None:
        first = bisect_left(tokens, moment.start, key=lambda token: token.at)
        last = bisect_left(tokens, moment.end, key=lambda token: token.at)
    else:
        begin = reading.text.find(moment.text)
        if begin < 0:
            return None
        first = bisect_left(tokens, begin, key=lambda token: token.start)
        last = bisect_left(tokens, begin + len(moment.text), key=lambda token: token.start)
    if first >= last:
        return None
    start, end = tokens[first].start, tokens[last - 1].end
    return Sentence(first, last, start, end, plain_form(reading.text[start:end], {}))
