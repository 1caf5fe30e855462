"""What a report says in words, the same in every kind of text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from coach.analysis.advice import slot_label
from coach.analysis.content.anchors import anchor_label
from coach.analysis.content.rambling import clock_text
from coach.messages import Message, Texts, msg
from coach.model import ANCHORS, Attempt, Finding, Measure, Moment
from coach.practice.rows import UNIT_NAMES

QUOTE = 60
"""Characters of a quote on one line."""


def heading(attempt: Attempt, texts: Texts) -> str:
    """Return what a report is called: the take's own name, its question, or neither."""
    asked = attempt.question.text if attempt.question is not None else ""
    return attempt.title or asked or texts(msg("report.title"))


def finding_line(finding: Finding, texts: Texts) -> str:
    """Say in one line whether an anchor or a slot was heard, when and in which words."""
    label = finding_label(finding)
    if finding.state == "missing":
        return texts(msg("report.finding.missing", name=label))
    quote = shorten(finding.quote)
    weak = finding.state == "weak"
    if finding.at is None:
        said = msg("report.finding.weak", name=label, quote=quote)
        return texts(said if weak else msg("report.finding.found", name=label, quote=quote))
    at = clock_text(finding.at)
    said = msg("report.finding.weak_at", name=label, at=at, quote=quote)
    return texts(said if weak else msg("report.finding.found_at", name=label, at=at, quote=quote))


def finding_label(finding: Finding) -> Message:
    """Name an anchor or a slot as it stands inside a sentence."""
    return anchor_label(finding.name) if finding.name in ANCHORS else slot_label(finding.name)


def timed(moment: Moment, texts: Texts) -> str:
    """Say what was heard, and when."""
    if moment.start is None:
        return texts(moment.why)
    return texts(msg("report.moment_at", at=clock_text(moment.start), why=moment.why))


def amount(measure: Measure, texts: Texts) -> str:
    """Write a value with its unit; nothing where there is none."""
    if measure.value is None:
        return ""
    number, unit = f"{measure.value:g}", UNIT_NAMES.get(measure.unit)
    return texts(msg("names.unit.with", number=number, unit=unit)) if unit is not None else number


def measured(measures: Iterable[Measure], texts: Texts) -> Iterator[str]:
    """Say what was measured in words; where nothing was, say why once."""
    told = [texts(measure.words) for measure in measures if measure.value is not None]
    yield from told or list(dict.fromkeys(texts(measure.words) for measure in measures))[:1]


def shorten(text: str) -> str:
    """Cut a quote to one line."""
    return textwrap.shorten(text, QUOTE, placeholder=" …")


def recorded(attempt: Attempt, texts: Texts) -> Iterator[str]:
    """Say when an answer was given and how long it is."""
    yield texts(msg("report.taken", when=f"{attempt.started_at.astimezone():%Y-%m-%d %H:%M}"))
    if attempt.recording is not None and attempt.recording.seconds:
        yield texts(msg("report.length", time=clock_text(attempt.recording.seconds)))
