"""Play verdicts over anchors and slots: a person's word on a sentence outweighs what analysis makes of it.

What a person chose or confirmed is found there. A sentence that they turned down is none; then the next best one that
analysis had in mind counts, or nothing does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coach.analysis.content.anchors import FOUND, WEAK, Hit, anchor_moment, choose_hit, to_finding
from coach.analysis.sentences import Reading
from coach.analysis.verdicts.places import Spot, sentence_at, spot_of, spot_of_finding, spot_of_verdict
from coach.messages import Message, msg
from coach.model import ANCHORS, Correction, Finding, JudgedKind, Moment, Report


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold what stands of an anchor or a slot under the verdicts: where, by whose word, and what it is not.

    `spot` is where it stands, None where it was not heard. `by` is the verdict that says so, None where analysis does;
    `hit` is the next best stretch that counts because the first one was turned down.
    """

    made: Finding
    finding: Finding
    spot: Spot | None = None
    by: Correction | None = None
    hit: Hit | None = None
    refused: tuple[Correction, ...] = ()
    turned_down: tuple[Spot, ...] = ()


def judged_kind(name: str) -> JudgedKind:
    """Return the kind of a verdict on an anchor or a slot; a slot that is an anchor is judged as that."""
    return "anchor" if name in ANCHORS else "structure"


def stand(part: str, made: Finding, verdicts: Sequence[Correction], report: Report, reading: Reading) -> Standing:
    """Return what stands of a finding as analysis made it; `part` is anchor or structure, the verdicts the take's."""
    about = (judged_kind(made.name), made.name)
    mine = [(one, spot_of_verdict(reading, one)) for one in verdicts if (one.kind, one.name) == about]
    said = [(one, spot) for one, spot in mine if one.verdict != "dismissed" and spot is not None]
    refusals = [(one, spot) for one, spot in mine if one.verdict == "dismissed" and spot is not None and spot.written]
    standing = Standing(
        made,
        made,
        spot_of_finding(reading, made),
        refused=tuple(one for one, _ in refusals),
        turned_down=tuple(spot for _, spot in refusals),
    )
    if said:
        return _affirmed(standing, *said[-1], reading)
    if standing.spot is None or not _is_refused(standing, standing.spot):
        return standing
    hits = [hit for hit in hits_of(part, made.name, report, reading) if not _is_refused(standing, _spot(hit))]
    hit = choose_hit(hits)
    spot = spot_of(reading, hit.unit) if hit is not None else None
    return replace(standing, finding=to_finding(reading, made.name, hits), spot=spot, hit=hit)


def _affirmed(standing: Standing, verdict: Correction, spot: Spot, reading: Reading) -> Standing:
    """Let it be where a person says; where analysis means the same sentence, its own words for it stay."""
    if standing.spot is not None and spot.covers(standing.spot):
        return replace(standing, finding=replace(standing.made, state="found"), by=verdict)
    quote = reading.text[spot.start : spot.end]
    return replace(standing, finding=Finding(standing.made.name, "found", spot.at, quote), spot=spot, by=verdict)


def _is_refused(standing: Standing, spot: Spot) -> bool:
    return any(one.covers(spot) for one in standing.turned_down)


def _spot(hit: Hit) -> Spot:
    return Spot(hit.unit.start, hit.unit.end)


def hits_of(part: str, name: str, report: Report, reading: Reading) -> Iterator[Hit]:
    """List the stretches that analysis chose an anchor or a slot from, in order."""
    for one in report.candidates:
        if (one.kind, one.name) == (part, name) and one.score >= WEAK:
            unit = sentence_at(reading, Spot(one.start, one.end))
            if unit is not None:
                yield Hit(name, unit, one.score, one.cue)


def hits_under(standing: Standing, hits: Sequence[Hit], reading: Reading) -> list[Hit]:
    """Return what is left of an anchor's stretches under the verdicts."""
    if standing.by is None:
        return [hit for hit in hits if not _is_refused(standing, _spot(hit))]
    unit = sentence_at(reading, standing.spot) if standing.spot is not None else None
    return [Hit(standing.made.name, unit, FOUND)] if unit is not None else []


def anchor_mark(standing: Standing, made: Moment | None, reading: Reading) -> Moment | None:
    """Return the moment that marks an anchor as it stands; `made` is the one that analysis made of it."""
    finding, spot = standing.finding, standing.spot
    if standing.by is None:
        return made if finding == standing.made else anchor_moment(reading, [standing.hit] if standing.hit else [])
    if made is not None and finding.quote == standing.made.quote and finding.at == standing.made.at:
        return made if made.certainty == "heard" else replace(made, certainty="heard", why=words_of(standing.by))
    span = (spot.at, spot.until) if spot is not None else (None, None)
    return Moment("anchor", finding.name, *span, finding.quote, "heard", words_of(standing.by))


def words_of(verdict: Correction) -> Message:
    """Say by whose word a finding stands."""
    confirmed = verdict.verdict == "confirmed"
    return msg("analysis.correction.confirmed") if confirmed else msg("analysis.correction.added")
