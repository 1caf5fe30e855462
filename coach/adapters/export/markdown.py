"""A report as Markdown; what a person said or wrote is never read as marks."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator, Sequence
from pathlib import Path

from coach.adapters.export.clean import clean
from coach.adapters.export.marked import SHAPES, Piece, doubt_legend, pieces
from coach.adapters.export.told import amount, finding_line, heading, recorded, shorten, timed
from coach.analysis.content.rambling import clock_text
from coach.analysis.trends import measure_label
from coach.messages import Texts, msg
from coach.model import Attempt, Measure, Moment, Report, Transcript
from coach.practice import rows
from coach.practice.ports import Controls

MARKS = re.compile(r"([\\`*_\[\]<>|~&])")
"""What Markdown, and the HTML inside it, would read as a mark anywhere in a line."""
STARTS = re.compile(r"^(\s*)([#+\-=]|\d+[.)](?=\s|$))", re.MULTILINE)
"""What would make a line a heading, a list or a rule."""


class MarkdownWriter:
    """Write the report of one take."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def __call__(self, takes: Iterable[Attempt], target: Path, controls: Controls) -> Generator[float, None, None]:
        """Write it; raise OSError."""
        for attempt in takes:
            target.write_text(as_markdown(attempt, self._texts), encoding="utf-8")
            yield 1.0


def as_markdown(attempt: Attempt, texts: Texts) -> str:
    """Return the report of a take that has one."""
    review = attempt.review
    assert review is not None
    assert review.report is not None
    return clean("\n".join(_lines(attempt, review.transcript, review.report, texts)) + "\n")


def escape(text: str) -> str:
    """Return a text that Markdown shows as it is written."""
    return STARTS.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", MARKS.sub(r"\\\1", text))


def _lines(attempt: Attempt, transcript: Transcript, report: Report, texts: Texts) -> Iterator[str]:
    yield f"# {_one_line(heading(attempt, texts))}"
    yield ""
    if attempt.title and attempt.question is not None:
        yield from (_one_line(attempt.question.text), "")
    for sentence in recorded(attempt, texts):
        yield from (sentence, "")
    for label, words in ((msg("report.worked"), report.strength), (msg("report.next"), report.next_step)):
        if words is not None:
            yield from (f"**{texts(label)}** {escape(texts(words))}", "")
    yield from _section(texts(msg("report.heard")), _heard(transcript, report, texts))
    anchors = [f"- {SHAPES[one.name]} {escape(finding_line(one, texts))}" for one in report.anchors]
    yield from _section(texts(msg("report.anchors")), anchors)
    structure = [f"- {escape(finding_line(one, texts))}" for one in report.structure]
    yield from _section(texts(msg("report.structure")), structure)
    yield from _section(texts(msg("report.measures")), list(_measure_table(report.measures, texts)))
    moments = [f"- {_moment_line(moment, texts)}" for moment in report.moments if moment.kind != "anchor"]
    yield from _section(texts(msg("report.moments")), moments)
    notes = [f"- {_one_line(note.text)}" for note in attempt.notes]
    yield from _section(texts(msg("out.report.notes")), notes)
    marks = [f"- {clock_text(mark.at)}  {_one_line(mark.label)}".rstrip() for mark in attempt.bookmarks]
    yield from _section(texts(msg("out.report.bookmarks")), marks)


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from (f"## {title}", "", *lines, "")


def _heard(transcript: Transcript, report: Report, texts: Texts) -> list[str]:
    marked = "".join(_marked(piece, texts) for piece in pieces(transcript, report))
    legend = [f"\n*{escape(words)}*" for words in doubt_legend(transcript, texts)]
    return [marked.strip() or texts(msg("report.nothing_heard")), *legend]


def _marked(piece: Piece, texts: Texts) -> str:
    sign = f"**{SHAPES[piece.anchor]} {texts(rows.anchor_name(piece.anchor))}** " if piece.begins else ""
    return sign + piece.around(escape(piece.text))


def _one_line(text: str) -> str:
    return escape(" ".join(text.split()))


def _measure_table(measures: Iterable[Measure], texts: Texts) -> Iterator[str]:
    columns = (msg("report.column.measure"), msg("report.column.value"), msg("report.column.words"))
    yield f"| {' | '.join(texts(column) for column in columns)} |"
    yield "|---|---|---|"
    for measure in measures:
        yield f"| {texts(measure_label(measure.name))} | {amount(measure, texts)} | {escape(texts(measure.words))} |"


def _moment_line(moment: Moment, texts: Texts) -> str:
    quote = shorten(moment.text)
    said = f"{timed(moment, texts)} “{quote}”" if quote and moment.kind != "filler" else timed(moment, texts)
    return escape(said)
