"""How a person's own marks are painted over a timeline: a stretch that plays in a loop or is chosen, bookmarks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from coach.gui.charts.lanes import Lane
from coach.gui.charts.plot import Scale, Span
from coach.gui.theme import Theme
from coach.model import Bookmark

FOOT = 6.0
"""Pixels of the feet of a bracket, at 100 % text."""
FLAG = (11.0, 9.0)
"""Pixels across and down of a flag, at 100 % text."""
TINT = 40
"""How much of the accent's colour (0-255) lies over a stretch: what is below stays readable."""


def paint_span(
    painter: QPainter, scale: Scale, span: Span, top: float, bottom: float, theme: Theme, *, looped: bool
) -> None:
    """Paint a stretch as a band: between brackets where it plays in a loop, dashed edges where it is only chosen."""
    left, right = (min(max(scale.px(at), scale.box.left()), scale.box.right()) for at in span)
    if span[1] < scale.first or span[0] > scale.last:
        return
    tint = theme.colour("accent")
    tint.setAlpha(TINT)
    painter.fillRect(QRectF(left, top, right - left, bottom - top), tint)
    pen = QPen(theme.colour("accent"), 2.0)
    if not looped:
        pen.setDashPattern([2.0, 2.0])
    painter.setPen(pen)
    foot = theme.px(round(FOOT))
    for at, inwards in ((span[0], foot), (span[1], -foot)):
        if not scale.first <= at <= scale.last:
            continue
        x = scale.px(at)
        painter.drawLine(QLineF(x, top, x, bottom))
        if looped:
            painter.drawLine(QLineF(x, top, x + inwards, top))
            painter.drawLine(QLineF(x, bottom, x + inwards, bottom))


def paint_flags(painter: QPainter, scale: Scale, lane: Lane, bookmarks: Sequence[Bookmark], theme: Theme) -> None:
    """Paint bookmarks as flags on a pole, with a notch in the cloth."""
    wide, tall = (theme.px(round(side)) for side in FLAG)
    for bookmark in bookmarks:
        if not scale.first <= bookmark.at <= scale.last:
            continue
        x, top = scale.px(bookmark.at), lane.top
        corners = ((0, 0), (wide, 0), (wide * 0.68, tall / 2), (wide, tall), (0, tall))
        painter.setPen(QPen(theme.colour("surface"), 3.0))
        painter.drawLine(QLineF(x, top, x, lane.bottom))
        painter.setPen(QPen(theme.colour("text"), 1.5))
        painter.drawLine(QLineF(x, top, x, lane.bottom))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("text"))
        painter.drawPolygon(QPolygonF([QPointF(x + across, top + down) for across, down in corners]))
