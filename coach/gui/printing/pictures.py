"""The pictures of a report: an answer over its time, and how much of it went to each anchor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from coach.analysis.corrections import standings
from coach.analysis.verdicts.shares import Share, anchor_shares
from coach.gui.charts.envelope import Envelope
from coach.gui.charts.plot import Scale
from coach.gui.charts.stack import LaneStack, TimelineValues, summary, time_step, values_of
from coach.gui.names import clock
from coach.gui.theme import Theme, anchor_path
from coach.messages import Message, Texts, msg
from coach.model import ANCHORS, Attempt
from coach.practice import rows
from coach.practice.export.printing import Figure

WIDE = 900
"""Pixels that a picture is wide: as a page's column."""
RIGHT = 8
AXIS = 28
ROW = 32
"""Pixels of a row of the picture of shares."""


def timeline(attempt: Attempt, sound: Envelope | None, texts: Texts, theme: Theme) -> Figure | None:
    """Return the lanes of a take as the Review page draws them; None for an answer without sound or words in time."""
    values = values_of(attempt, _names(texts), with_sound=False)
    if values.seconds <= 0:
        return None
    drawn = _Timeline(replace(values, sound=sound), texts, theme)
    return Figure("timeline", texts(summary(values, texts)), WIDE, drawn.height, drawn.paint)


def shares(attempt: Attempt, texts: Texts, theme: Theme) -> Figure | None:
    """Return how much of the words went to each anchor; None where none was heard, or it was not kept."""
    review = attempt.review
    if review is None or review.report is None:
        return None
    placed, _ = standings(review.report, attempt.corrections, review.transcript)
    found = anchor_shares(placed, review.report.candidates, review.transcript.text)
    if not found:
        return None
    ordered = [(name, found[name]) for name in ANCHORS if name in found]
    told = ", ".join(
        texts(msg("out.report.share", name=rows.anchor_name(name), part=_part(one))) for name, one in ordered
    )

    def paint(painter: QPainter) -> None:
        _paint_shares(painter, ordered, texts, theme)

    return Figure("shares", texts(msg("out.report.shares", told=told)), WIDE, ROW * len(ordered) + 8, paint)


def _names(texts: Texts) -> Mapping[str, str]:
    return {name: texts(rows.anchor_name(name)) for name in ANCHORS}


class _Timeline:
    """Paint the lanes of an answer over an axis of time."""

    def __init__(self, values: TimelineValues, texts: Texts, theme: Theme) -> None:
        self._values, self._texts, self._theme = values, texts, theme
        names = ["sound"] if values.sound is not None else []
        names += ["anchors", "fillers", "pauses"]
        if values.pace is not None:
            names.append("pace")
        self._stack = LaneStack(names, values, texts, theme)
        self.height = round(self._stack.bottom) + AXIS
        left = self._stack.gutter
        self._scale = Scale(0.0, values.seconds, QRectF(left, 0, WIDE - left - RIGHT, self.height - AXIS))

    def paint(self, painter: QPainter) -> None:
        """Paint it all."""
        self._stack.paint_names(painter, self._scale)
        self._stack.paint(painter, self._scale, self._values)
        self._paint_axis(painter)

    def _paint_axis(self, painter: QPainter) -> None:
        theme, scale = self._theme, self._scale
        metrics = QFontMetricsF(theme.font(14))
        step = time_step(scale, theme)
        painter.setFont(theme.font(14))
        line = scale.box.bottom()
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(QLineF(scale.box.left(), line, scale.box.right(), line))
        for mark in range(0, int(scale.last) + 1, step):
            x, said = scale.px(float(mark)), clock(mark)
            wide = metrics.horizontalAdvance(said)
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QLineF(x, line, x, line + 4))
            painter.setPen(theme.colour("soft"))
            painter.drawText(QPointF(min(x - wide / 2, WIDE - wide), line + 6 + metrics.ascent()), said)


def _part(share: Share) -> Message:
    return msg("out.report.part", percent=round(100 * share.part))


def _paint_shares(painter: QPainter, found: Sequence[tuple[str, Share]], texts: Texts, theme: Theme) -> None:
    metrics = QFontMetricsF(theme.font(14))
    names = _names(texts)
    said = {name: texts(_part(share)) for name, share in found}
    left = max(metrics.horizontalAdvance(names[name]) for name in said) + 40
    room = WIDE - left - max(metrics.horizontalAdvance(words) for words in said.values()) - 24
    most = max(share.part for _, share in found)
    painter.setFont(theme.font(14))
    for place, (name, share) in enumerate(found):
        middle = 4 + ROW * (place + 0.5)
        base = middle + metrics.capHeight() / 2
        colour = theme.anchor_colour(name)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPath(anchor_path(name, QRectF(4, middle - 7, 14, 14)))
        wide = max(room * share.part / most, 2.0)
        painter.drawRoundedRect(QRectF(left, middle - 6, wide, 12), 3, 3)
        painter.setPen(theme.colour("text"))
        painter.drawText(QPointF(28, base), names[name])
        painter.setPen(theme.colour("soft"))
        painter.drawText(QPointF(left + wide + 12, base), said[name])
