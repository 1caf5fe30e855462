"""How much of an answer went to each anchor, and in what order they came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coach.analysis.content.anchors import WEAK
from coach.analysis.sentences import TOKEN
from coach.analysis.verdicts.findings import Standing
from coach.analysis.verdicts.places import Spot
from coach.messages import Message, msg
from coach.model import Candidate


@dataclass(frozen=True, slots=True)
class Share:
    """Hold the place of an anchor among those heard (from 1), and its part of the answer's words (0-1)."""

    order: int
    part: float

    @property
    def words(self) -> Message:
        """Say it."""
        order = {
            1: msg("analysis.share.first"),
            2: msg("analysis.share.second"),
            3: msg("analysis.share.third"),
            4: msg("analysis.share.fourth"),
        }.get(self.order, msg("analysis.share.fifth"))
        return msg("analysis.share", order=order, percent=round(100 * self.part))


def anchor_shares(standings: Sequence[Standing], candidates: Sequence[Candidate], text: str) -> Mapping[str, Share]:
    """Tell the share of each anchor that was heard; words that speak for several are shared between them.

    Empty for a report that did not keep the stretches it was made from, or without words.
    """
    total = len(TOKEN.findall(text))
    spans = {one.finding.name: spans_of(one, candidates) for one in standings if one.finding.state != "missing"}
    heard = {name: sorted(found) for name, found in spans.items() if found}
    if not total:
        return {}
    words: dict[str, float] = dict.fromkeys(heard, 0.0)
    for token in TOKEN.finditer(text):
        here = [name for name, found in heard.items() if any(start <= token.start() < end for start, end in found)]
        for name in here:
            words[name] += 1 / len(here)
    first = {one.finding.name: _first(one, heard) for one in standings if one.finding.name in heard}
    order = sorted(heard, key=lambda name: first[name])
    return {name: Share(order.index(name) + 1, words[name] / total) for name in heard}


def spans_of(standing: Standing, candidates: Sequence[Candidate]) -> list[tuple[int, int]]:
    """Return the stretches of text that speak for an anchor: the person's own choice, or those of analysis."""
    if standing.by is not None and standing.spot is not None:
        return [(standing.spot.start, standing.spot.end)]
    return [
        (one.start, one.end)
        for one in candidates
        if (one.kind, one.name) == ("anchor", standing.finding.name)
        and one.score >= WEAK
        and not any(refused.covers(Spot(one.start, one.end)) for refused in standing.turned_down)
    ]


def _first(standing: Standing, heard: Mapping[str, Sequence[tuple[int, int]]]) -> int:
    """Return where in the text the sentence stands that an anchor is quoted with."""
    return standing.spot.start if standing.spot is not None else heard[standing.finding.name][0][0]
