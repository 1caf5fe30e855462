"""A report as one HTML page that needs nothing but itself; styled for paper, it is what is printed (Jinja2).

The templates are in `assets/report`. Whatever a person said or wrote is escaped by the template engine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from coach.adapters.export.clean import clean
from coach.adapters.export.marked import SHAPES, doubt_legend, pieces
from coach.adapters.export.told import amount, heading, recorded
from coach.analysis.content.rambling import clock_text
from coach.analysis.corrections import standings
from coach.analysis.verdicts.findings import Standing
from coach.analysis.verdicts.shares import anchor_shares
from coach.messages import Message, Texts, msg
from coach.model import ANCHORS, Attempt, Measure, Moment, Report, Transcript
from coach.practice import rows
from coach.practice.export.printing import Figure, Printing
from coach.practice.ports import Controls

Medium = Literal["screen", "paper"]

LONG_PAUSE = 1.0
"""Seconds from which a pause is listed, as it carries its length on the timeline."""
FINDINGS = ("rambling", "weak_pattern", "evidence", "key_term", "repeat")
"""Kinds of moments that say something about content; fillers and pauses are listed apart."""
OPENING = re.compile(r"^.*?<svg\b", re.DOTALL)
"""The beginning of an SVG document: a page has no place for what stands before its element."""

Row = Mapping[str, Any]


class Pages:
    """Make pages from the templates of a folder, in the colours of a theme."""

    def __init__(self, resources: Path, texts: Texts) -> None:
        loader = FileSystemLoader(resources / "assets" / "report")
        self._templates = Environment(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            # Of what is plain text; what is markup by now, such as a picture, stays what it is.
            finalize=lambda value: clean(value) if type(value) is str else value,
        )
        self._colours = json.loads((resources / "assets" / "themes" / "light.json").read_text(encoding="utf-8"))
        self._texts = texts

    def page(self, attempt: Attempt, figures: Sequence[Figure], markup: Mapping[str, str], medium: Medium) -> str:
        """Return the report of a take that has one; `markup` is what shows each figure, by its name."""
        review, texts = attempt.review, self._texts
        assert review is not None
        assert review.report is not None
        style = self._templates.get_template(f"{medium}.css").render(colour=self._colours)
        return self._templates.get_template("report.html").render(
            labels=_labels(texts),
            language=texts.language,
            style=Markup(style),  # made of the program's own files
            paper=medium == "paper",
            title=heading(attempt, texts),
            question=attempt.question,
            about=_about(attempt, texts),
            figures={one.name: {"markup": Markup(markup[one.name]), "about": one.about} for one in figures},
            feedback=_feedback(review.report, texts),
            notes=[note.text for note in attempt.notes],
            bookmarks=[(clock_text(mark.at), mark.label) for mark in attempt.bookmarks],
            **_content(attempt, review.transcript, review.report, texts),
        )


class HtmlWriter:
    """Write the report of one take as a page."""

    def __init__(self, pages: Pages, printing: Printing) -> None:
        self._pages = pages
        self._printing = printing

    def __call__(self, takes: Iterable[Attempt], target: Path, controls: Controls) -> Generator[float, None, None]:
        """Write it; raise OSError."""
        for attempt in takes:
            figures = self._printing.figures(attempt)
            markup = {one.name: _element(self._printing.svg(one), one.about) for one in figures}
            target.write_text(self._pages.page(attempt, figures, markup, "screen"), encoding="utf-8")
            yield 1.0


class PdfWriter:
    """Print the report of one take."""

    def __init__(self, pages: Pages, printing: Printing, texts: Texts) -> None:
        self._pages = pages
        self._printing = printing
        self._texts = texts

    def __call__(self, takes: Iterable[Attempt], target: Path, controls: Controls) -> Generator[float, None, None]:
        """Print it; raise OSError."""
        for attempt in takes:
            figures = self._printing.figures(attempt)
            markup = {one.name: f'<img src="figure:{one.name}">' for one in figures}
            page = self._pages.page(attempt, figures, markup, "paper")
            self._printing.print(page, figures, heading(attempt, self._texts), target)
            yield 1.0


def _element(svg: str, about: str) -> str:
    """Return the element of an SVG document, as one picture that a screen reader names."""
    return OPENING.sub(lambda _: f'<svg role="img" aria-label="{escape(about)}"', svg, count=1)


def _labels(texts: Texts) -> dict[str, str]:
    labels: dict[str, Message] = {
        "timeline": msg("out.report.timeline"),
        "anchors": msg("report.anchors"),
        "structure": msg("report.structure"),
        "findings": msg("out.report.findings"),
        "hesitations": msg("out.report.hesitations"),
        "measures": msg("report.measures"),
        "heard": msg("report.heard"),
        "nothing_heard": msg("report.nothing_heard"),
        "notes": msg("out.report.notes"),
        "bookmarks": msg("out.report.bookmarks"),
        "anchor": msg("out.report.column.anchor"),
        "state": msg("out.report.column.state"),
        "at": msg("out.report.column.at"),
        "words": msg("out.report.column.words"),
        "part": msg("out.report.column.part"),
        "kind": msg("out.report.column.kind"),
        "why": msg("out.report.column.why"),
        "measure": msg("report.column.measure"),
        "value": msg("report.column.value"),
        "in_words": msg("report.column.words"),
        "made": msg("out.report.made"),
    }
    return {name: texts(label) for name, label in labels.items()}


def _about(attempt: Attempt, texts: Texts) -> list[str]:
    about = list(recorded(attempt, texts))
    if attempt.question is not None:
        about.append(texts(rows.category_name(attempt.question.category)) + ".")
    if attempt.story is not None and attempt.story.title:
        about.append(texts(msg("out.report.story", title=attempt.story.title)))
    return about


def _feedback(report: Report, texts: Texts) -> list[tuple[str, str]]:
    both = ((msg("report.worked"), report.strength), (msg("report.next"), report.next_step))
    return [(texts(label), texts(words)) for label, words in both if words is not None]


def _content(attempt: Attempt, transcript: Transcript, report: Report, texts: Texts) -> dict[str, Any]:
    anchors, slots = standings(report, attempt.corrections, transcript)
    asked = {
        *(attempt.question.anchors if attempt.question is not None else ()),
        *(one.name for one in attempt.corrections if one.kind == "anchor"),
    }
    anchors = tuple(one for one in anchors if one.finding.state != "missing" or one.finding.name in asked)
    shares = anchor_shares(anchors, report.candidates, transcript.text)
    parts = {name: texts(msg("out.report.part", percent=round(100 * one.part))) for name, one in shares.items()}
    fillers = [one for one in report.moments if one.kind == "filler" or _is_long_pause(one)]
    return {
        "anchors": [_finding(one, place, parts, texts) for place, one in enumerate(anchors)],
        "structure": [_finding(one, place, {}, texts) for place, one in enumerate(slots)],
        "findings": [_moment(one, texts) for one in report.moments if one.kind in FINDINGS],
        "hesitations": [_moment(one, texts) for one in fillers],
        "measures": [_measure(one, texts) for one in report.measures],
        "pieces": list(_pieces(transcript, report, texts)),
        "legend": [*_legend(report, texts), *doubt_legend(transcript, texts)],
    }


def _is_long_pause(moment: Moment) -> bool:
    return moment.kind == "pause" and (moment.end or 0.0) - (moment.start or 0.0) >= LONG_PAUSE


def _finding(one: Standing, place: int, parts: Mapping[str, str], texts: Texts) -> Row:
    finding = one.finding
    sign = finding.name if finding.name in ANCHORS else ANCHORS[place % len(ANCHORS)]
    named = rows.anchor_name(finding.name) if finding.name in ANCHORS else rows.slot_name(finding.name)
    return {
        "sign": sign,
        "shape": SHAPES[sign],
        "name": texts(named),
        "state": texts(rows.found_name(finding.state)),
        "at": clock_text(finding.at) if finding.at is not None else "",
        "quote": finding.quote,
        "part": parts.get(finding.name, ""),
    }


def _moment(moment: Moment, texts: Texts) -> Row:
    return {
        "at": clock_text(moment.start) if moment.start is not None else "",
        "kind": texts(rows.kind_name(moment.kind)),
        "why": texts(moment.why),
        "quote": moment.text if moment.kind != "filler" else "",
    }


def _measure(measure: Measure, texts: Texts) -> Row:
    return {
        "name": texts(rows.measure_name(measure.name)),
        "value": amount(measure, texts),
        "words": texts(measure.words),
    }


def _pieces(transcript: Transcript, report: Report, texts: Texts) -> Iterator[Row]:
    for piece in pieces(transcript, report):
        yield {
            "text": piece.bracketed,
            "filler": piece.filler,
            "anchor": piece.anchor,
            "sign": f"{SHAPES[piece.anchor]} {texts(rows.anchor_name(piece.anchor))}" if piece.begins else "",
        }


def _legend(report: Report, texts: Texts) -> Iterator[str]:
    kinds = {one.kind for one in report.moments}
    if "filler" in kinds:
        yield texts(msg("out.report.legend.filler"))
    if "anchor" in kinds:
        yield texts(msg("out.report.legend.anchor"))
