"""A review as lines for a terminal: what worked and what next come first, numbers last."""

from __future__ import annotations

import textwrap

from coach.adapters.export.marked import doubt_legend, pieces
from coach.adapters.export.told import finding_line, measured, timed
from coach.messages import Texts, msg
from coach.model import Moment, Question, Report, Transcript

WIDTH = 78
"""Characters of a line in the terminal."""
SHOWN_RAMBLING = 2
"""Reasons shown at most: two are enough to try something."""


def review_lines(question: Question | None, transcript: Transcript, report: Report, texts: Texts) -> list[str]:
    """Return the review as lines for a terminal."""
    lines = []
    if question is not None:
        lines += [*_wrapped(question.text, ""), ""]
    if report.strength is not None:
        lines += _labelled(texts(msg("report.worked")), texts(report.strength))
    if report.next_step is not None:
        lines += _labelled(texts(msg("report.next")), texts(report.next_step))
    if not transcript.text.strip():
        return lines
    marked = "".join(piece.bracketed for piece in pieces(transcript, report))
    lines += ["", texts(msg("report.heard")), *_wrapped(marked, "  ")]
    lines += [line for words in doubt_legend(transcript, texts) for line in _wrapped(words, "  ")]
    lines += ["", texts(msg("report.anchors")), *("  " + finding_line(one, texts) for one in report.anchors)]
    if report.structure:
        lines += ["", texts(msg("report.structure")), *("  " + finding_line(one, texts) for one in report.structure)]
    long_ones = _rambling(report)
    if long_ones:
        lines += ["", texts(msg("report.rambling"))]
        lines += [line for moment in long_ones for line in _wrapped(timed(moment, texts), "  ")]
    lines += ["", texts(msg("report.measures"))]
    lines += [line for words in measured(report.measures, texts) for line in _wrapped(words, "  ")]
    return lines


def _labelled(label: str, words: str) -> list[str]:
    return textwrap.wrap(words, WIDTH, initial_indent=f"{label:<13} ", subsequent_indent=" " * 14)


def _wrapped(words: str, indent: str) -> list[str]:
    return textwrap.wrap(words, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def _rambling(report: Report) -> list[Moment]:
    return [moment for moment in report.moments if moment.kind == "rambling"][:SHOWN_RAMBLING]
