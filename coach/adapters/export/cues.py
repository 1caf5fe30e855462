"""What was said, cut into subtitles: whole phrases, short enough to be read in passing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coach.analysis.sentences import place_words
from coach.model import Transcript

LINE = 42
"""Characters of a line (BBC and Netflix subtitle guidelines)."""
LINES = 2
LONGEST = 7.0
"""Seconds that a subtitle stands at most (Netflix timed text guide)."""
SHORTEST = 1.0
"""Seconds it should stand, where the next one leaves room: shorter ones flash by."""
PHRASE_GAP = 1.0
"""Seconds of pause that end a phrase; from here on a pause counts as long."""
SENTENCE_END = re.compile(r"[.?!…][\"'”’)]*$")
CLAUSE_END = re.compile(r"[,;:–—][\"'”’)]*$")


@dataclass(frozen=True, slots=True)
class Cue:
    """Hold one subtitle: its lines, and its times in milliseconds."""

    start: int
    end: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    text: str
    start: float
    end: float


def cues(transcript: Transcript) -> list[Cue]:
    """Cut a transcript with words into cues: in order, never overlapping, each of at most two lines and 7 seconds."""
    groups = _groups(list(_said(transcript)))
    made: list[Cue] = []
    over = 0
    for place, group in enumerate(groups):
        following = groups[place + 1][0].start if place + 1 < len(groups) else group[-1].end + SHORTEST
        start = max(over, round(group[0].start * 1000))
        wanted = min(max(group[-1].end, group[0].start + SHORTEST), following, group[0].start + LONGEST)
        over = max(start + 1, min(round(wanted * 1000), start + round(LONGEST * 1000)))
        made.append(Cue(start, over, _lines(" ".join(one.text for one in group)) or ()))
    return made


def _said(transcript: Transcript) -> Iterator[_Said]:
    """Give the text piece by piece with its times; words that an edit put in share the time of the one before."""
    placed = place_words(transcript)
    if not placed:
        return
    starts = [0, *(start for start, _, _ in placed[1:]), len(transcript.text)]
    latest = 0.0
    for (first, last), (_, _, word), following in zip(
        pairwise(starts), placed, [*(one.start for _, _, one in placed[1:]), None], strict=True
    ):
        parts = [part for text in transcript.text[first:last].split() for part in _short(text)]
        start = max(latest, word.start)
        end = max(start, word.end if len(parts) == 1 or following is None else following)
        latest = end if len(parts) > 1 else start
        each = (end - start) / max(len(parts), 1)
        for number, part in enumerate(parts):
            yield _Said(part, start + number * each, start + (number + 1) * each)


def _short(text: str) -> list[str]:
    """Cut what is longer than a line, such as an address."""
    return [text[at : at + LINE] for at in range(0, len(text), LINE)]


def _groups(said: Sequence[_Said]) -> list[list[_Said]]:
    groups: list[list[_Said]] = []
    group: list[_Said] = []
    for one in said:
        if group and (SENTENCE_END.search(group[-1].text) or one.start - group[-1].end >= PHRASE_GAP):
            groups.append(group)
            group = []
        group.append(one)
        while not _fits(group):
            cut = _best_cut(group)
            groups.append(group[:cut])
            group = group[cut:]
    return [*groups, group] if group else groups


def _fits(group: Sequence[_Said]) -> bool:
    short = len(group) == 1 or group[-1].end - group[0].start <= LONGEST
    return short and _lines(" ".join(one.text for one in group)) is not None


def _best_cut(group: Sequence[_Said]) -> int:
    """Cut after the last clause in the second half, or else as late as can be."""
    for place in range(len(group) - 1, len(group) // 2, -1):
        if CLAUSE_END.search(group[place - 1].text):
            return place
    return len(group) - 1


def _lines(text: str) -> tuple[str, ...] | None:
    """Put a text on one line, or on two of about the same length; None where it does not fit."""
    if len(text) <= LINE:
        return (text,)
    cuts = [found.start() for found in re.finditer(" ", text)]
    fitting = [cut for cut in cuts if cut <= LINE and len(text) - cut - 1 <= LINE]
    if not fitting:
        return None
    cut = min(fitting, key=lambda at: abs(2 * at - len(text)))
    return text[:cut], text[cut + 1 :]
