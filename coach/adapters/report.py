"""Tell a report to the outside: as the object of `--json`, as lines for a terminal, as a Markdown file."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from coach.analysis.advice import slot_label
from coach.analysis.content.anchors import anchor_label
from coach.analysis.content.rambling import clock_text
from coach.analysis.sentences import place_moments, place_words
from coach.analysis.sureness import is_doubtful
from coach.analysis.trends import measure_label
from coach.errors import FileError
from coach.messages import Message, Texts, msg
from coach.model import Category, Finding, Measure, Moment, Question, Report, Transcript

WIDTH = 78
"""Characters of a line in the terminal."""
SHOWN_RAMBLING = 2
"""Reasons shown at most: two are enough to try something."""
QUOTE = 60
"""Characters of a quote in the terminal."""
DOUBT = "(?)"
"""What stands behind a word that the engine was not sure of."""


def analysis_object(
    file: str,
    seconds: float | None,
    transcript: Transcript,
    report: Report,
    question: Question | None,
    category: Category | None,
    texts: Texts,
) -> dict[str, Any]:
    """Return the object that `coach analyze --json` prints, as `assets/schemas/analysis.json` describes it."""
    asked = None
    if question is not None:
        asked = {"key": question.key, "text": question.text, "category": category or question.category}
    return {
        "file": file,
        "seconds": _round(seconds),
        "engine": {"name": transcript.engine, "model": transcript.model},
        "question": asked,
        "transcript": {
            "text": transcript.text,
            "words": [
                {
                    "text": word.text,
                    "start": _round(word.start),
                    "end": _round(word.end),
                    "probability": _round(word.probability),
                }
                for word in transcript.words
            ],
        },
        "measures": {
            measure.name: {
                "value": measure.value,
                "unit": measure.unit,
                "words": texts(measure.words),
                "certainty": measure.certainty,
            }
            for measure in report.measures
        },
        "moments": [_moment_object(moment, texts) for moment in report.moments],
        "anchors": {finding.name: _finding_object(finding) for finding in report.anchors},
        "structure": [{"name": finding.name, **_finding_object(finding)} for finding in report.structure],
        "key_terms": [{"term": use.term, "state": use.state, "at": _round(use.at)} for use in report.key_terms],
        "feedback": {
            "strength": texts(report.strength) if report.strength else None,
            "next_step": texts(report.next_step) if report.next_step else None,
        },
    }


def _moment_object(moment: Moment, texts: Texts) -> dict[str, Any]:
    return {
        "kind": moment.kind,
        "name": moment.name,
        "start": _round(moment.start),
        "end": _round(moment.end),
        "text": moment.text,
        "certainty": moment.certainty,
        "why": texts(moment.why),
    }


def _finding_object(finding: Finding) -> dict[str, Any]:
    return {"state": finding.state, "at": _round(finding.at), "quote": finding.quote}


def _round(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 3)


def review_lines(question: Question | None, transcript: Transcript, report: Report, texts: Texts) -> list[str]:
    """Return the review as lines for a terminal: what worked and what next come first, numbers last."""
    lines = []
    if question is not None:
        lines += [*_wrapped(question.text, ""), ""]
    if report.strength is not None:
        lines += _labelled(texts("report.worked"), texts(report.strength))
    if report.next_step is not None:
        lines += _labelled(texts("report.next"), texts(report.next_step))
    if not transcript.text.strip():
        return lines
    lines += ["", texts("report.heard"), *_wrapped(_marked(transcript, report), "  ")]
    lines += [line for words in _legend(transcript, texts) for line in _wrapped(words, "  ")]
    lines += ["", texts("report.anchors"), *(_finding_line(finding, texts) for finding in report.anchors)]
    if report.structure:
        lines += ["", texts("report.structure"), *(_finding_line(finding, texts) for finding in report.structure)]
    long_ones = _rambling(report)
    if long_ones:
        lines += ["", texts("report.rambling")]
        lines += [line for moment in long_ones for line in _wrapped(_timed(moment, texts), "  ")]
    lines += ["", texts("report.measures")]
    lines += [line for words in _told(report.measures, texts) for line in _wrapped(words, "  ")]
    return lines


def _labelled(label: str, words: str) -> list[str]:
    return textwrap.wrap(words, WIDTH, initial_indent=f"{label:<13} ", subsequent_indent=" " * 14)


def _wrapped(words: str, indent: str) -> list[str]:
    return textwrap.wrap(words, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def _marked(transcript: Transcript, report: Report) -> str:
    """Put the fillers of a transcript into square brackets, and a mark behind the words that are doubtful."""
    fillers = [moment for moment in report.moments if moment.kind == "filler"]
    spans = [(start, end) for start, end, _ in place_moments(transcript, fillers)]
    marks = [(end, DOUBT) for end in _doubts(transcript) if not any(first < end <= last for first, last in spans)]
    marks += [mark for start, end in spans for mark in ((start, "["), (end, "]"))]
    text = transcript.text
    for at, mark in sorted(marks, reverse=True):
        text = text[:at] + mark + text[at:]
    return text


def _doubts(transcript: Transcript) -> list[int]:
    """Return where the words end that the engine was not sure of; none in a text that a person has gone over."""
    return [] if transcript.edited else [end for _, end, word in place_words(transcript) if is_doubtful(word)]


def _legend(transcript: Transcript, texts: Texts) -> list[str]:
    """Say what the mark of doubt means, where there is one."""
    doubts = len(_doubts(transcript))
    return [texts("report.doubtful", mark=DOUBT, n=doubts)] if doubts else []


def _finding_line(finding: Finding, texts: Texts) -> str:
    label = _finding_label(finding)
    if finding.state == "missing":
        return "  " + texts("report.finding.missing", name=label)
    quote = textwrap.shorten(finding.quote, QUOTE, placeholder=" …")
    if finding.at is None:
        return "  " + _by_state(finding, texts, label, quote)
    at = clock_text(finding.at)
    if finding.state == "weak":
        return "  " + texts("report.finding.weak_at", name=label, at=at, quote=quote)
    return "  " + texts("report.finding.found_at", name=label, at=at, quote=quote)


def _by_state(finding: Finding, texts: Texts, label: Message, quote: str) -> str:
    if finding.state == "weak":
        return texts("report.finding.weak", name=label, quote=quote)
    return texts("report.finding.found", name=label, quote=quote)


def _finding_label(finding: Finding) -> Message:
    anchors = ("problem", "decision", "tradeoff", "outcome", "lesson")
    return anchor_label(finding.name) if finding.name in anchors else slot_label(finding.name)


def _rambling(report: Report) -> list[Moment]:
    return [moment for moment in report.moments if moment.kind == "rambling"][:SHOWN_RAMBLING]


def _timed(moment: Moment, texts: Texts) -> str:
    if moment.start is None:
        return texts(moment.why)
    return texts("report.moment_at", at=clock_text(moment.start), why=moment.why)


def _told(measures: Iterable[Measure], texts: Texts) -> Iterator[str]:
    """Say what was measured in words; where nothing was, say why once."""
    told = [texts(measure.words) for measure in measures if measure.value is not None]
    yield from told or list(dict.fromkeys(texts(measure.words) for measure in measures))[:1]


def write_report(
    path: Path,
    question: Question | None,
    transcript: Transcript,
    report: Report,
    texts: Texts,
    *,
    started_at: datetime | None = None,
    seconds: float | None = None,
) -> Path:
    """Write a readable Markdown report of one answer, whole or not at all; raise FileError where it cannot be."""
    content = "\n".join(_markdown(question, transcript, report, texts, started_at, seconds)) + "\n"
    fresh = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(content, encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        message = msg("report.not_written", file=str(path))
        advice = msg("report.not_written.advice")
        raise FileError(message, path, advice, detail=type(error).__name__) from error
    return path


def _markdown(
    question: Question | None,
    transcript: Transcript,
    report: Report,
    texts: Texts,
    started_at: datetime | None,
    seconds: float | None,
) -> Iterator[str]:
    yield f"# {question.text if question is not None else texts('report.title')}"
    yield ""
    if started_at is not None:
        yield texts("report.taken", when=f"{started_at:%Y-%m-%d %H:%M}")
        yield ""
    if seconds is not None:
        yield texts("report.length", time=clock_text(seconds))
        yield ""
    for label, words in ((texts("report.worked"), report.strength), (texts("report.next"), report.next_step)):
        if words is not None:
            yield f"**{label}** {texts(words)}"
            yield ""
    heard = [_marked(transcript, report) or texts("report.nothing_heard")]
    yield from _section(texts("report.heard"), [*heard, *(f"\n*{words}*" for words in _legend(transcript, texts))])
    yield from _section(texts("report.anchors"), [f"- {_finding_line(one, texts).strip()}" for one in report.anchors])
    if report.structure:
        lines = [f"- {_finding_line(one, texts).strip()}" for one in report.structure]
        yield from _section(texts("report.structure"), lines)
    yield from _section(texts("report.measures"), list(_measure_table(report.measures, texts)))
    moments = [moment for moment in report.moments if moment.kind != "anchor"]
    if moments:
        yield from _section(texts("report.moments"), [f"- {_moment_line(moment, texts)}" for moment in moments])


def _section(title: str, lines: list[str]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield from lines
    yield ""


def _measure_table(measures: Iterable[Measure], texts: Texts) -> Iterator[str]:
    yield f"| {texts('report.column.measure')} | {texts('report.column.value')} | {texts('report.column.words')} |"
    yield "|---|---|---|"
    for measure in measures:
        value = "" if measure.value is None else f"{measure.value:g} {measure.unit}".strip()
        yield f"| {texts(measure_label(measure.name))} | {value} | {texts(measure.words)} |"


def _moment_line(moment: Moment, texts: Texts) -> str:
    quote = textwrap.shorten(moment.text, QUOTE, placeholder=" …")
    return f"{_timed(moment, texts)} “{quote}”" if quote and moment.kind != "filler" else _timed(moment, texts)
