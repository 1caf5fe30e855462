"""How the lanes of a timeline are painted: waveform, anchors, fillers, pauses, pace. Pixels only, no widgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from coach.analysis.delivery.pace_curve import PaceCurve
from coach.gui.charts.envelope import Envelope
from coach.gui.charts.plot import Scale
from coach.gui.theme import Theme, anchor_path
from coach.model import Moment, Pausing

BAR, GAP = 2.0, 1.0
"""Pixels of a bar of the waveform and of the space beside it."""
HEIGHTS = {"sound": 64, "anchors": 44, "fillers": 32, "pauses": 40, "pace": 44}
"""Pixels of each lane at 100 % text, from top to bottom."""
TOP = 8
PACE_POINT = 4.0
"""Pixels between two points of the pace curve; nearer ones cost time and show nothing."""
RING = 7
"""Pixels across the ring on a probable filler, at 100 % text and where the lane has room."""
MARKED = 1.0
"""Seconds from which a pause carries its length; shorter ones are drawn small."""


@dataclass(frozen=True, slots=True)
class Lane:
    """Name a lane and where it lies, in pixels from the top."""

    name: str
    top: float
    height: float

    @property
    def middle(self) -> float:
        """Return half-way up."""
        return self.top + self.height / 2

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return self.top + self.height


def lay_out(theme: Theme, names: Sequence[str]) -> tuple[Lane, ...]:
    """Stack lanes from the top."""
    lanes, top = [], float(TOP)
    for name in names:
        height = float(theme.px(HEIGHTS[name]))
        lanes.append(Lane(name, top, height))
        top += height
    return tuple(lanes)


def paint_sound(painter: QPainter, scale: Scale, lane: Lane, sound: Envelope, seconds: float, colour: QColor) -> None:
    """Paint a waveform as bars, to its end and no further; a quiet recording is drawn as tall as a loud one."""
    left = (seconds - scale.first) / scale.per_px
    if sound.columns == 0 or left <= 0:
        return
    count = max(int(min(scale.box.width(), left) // (BAR + GAP)), 1)
    edges = scale.first + np.arange(count + 1) * (BAR + GAP) * scale.per_px
    low, high = sound.bars(edges / seconds * sound.columns)
    half = lane.height / 2 - 4
    up = np.clip(high / sound.loudest, 0.02, 1.0) * half
    down = np.clip(-low / sound.loudest, 0.02, 1.0) * half
    across = round(scale.box.left()) + np.arange(count) * (BAR + GAP)
    middle = lane.middle
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRects(
        [
            QRectF(x, middle - top, BAR, top + bottom)
            for x, top, bottom in zip(across.tolist(), up.tolist(), down.tolist(), strict=True)
        ]
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def paint_pausings(painter: QPainter, scale: Scale, lane: Lane, pausings: Sequence[Pausing], theme: Theme) -> None:
    """Paint where the person paused the recording: two short strokes on the waveform."""
    for pausing in pausings:
        x = scale.px(pausing.at)
        if not scale.first <= pausing.at <= scale.last:
            continue
        painter.fillRect(QRectF(x - 4, lane.top + 4, 8, lane.height - 8), theme.colour("surface"))
        painter.setPen(QPen(theme.colour("pause"), 2))
        for side in (-2.5, 2.5):
            painter.drawLine(QLineF(x + side, lane.middle - 8, x + side, lane.middle + 8))


def paint_anchors(
    painter: QPainter, scale: Scale, lane: Lane, moments: Sequence[Moment], theme: Theme, names: Mapping[str, str]
) -> None:
    """Paint anchors: shape, name where there is room, and a bar as long as the words; hollow = probably."""
    font = theme.font(14)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    size = float(theme.px(14))
    text_middle = lane.top + lane.height * 0.38
    bar = lane.bottom - 8
    shown = [moment for moment in moments if moment.start is not None and moment.end is not None]
    for place, moment in enumerate(shown):
        assert moment.start is not None
        assert moment.end is not None
        left, right = scale.px(moment.start), scale.px(moment.end)
        if right < scale.box.left() or left > scale.box.right():
            continue
        left = max(left, scale.box.left())  # where it began before what is in sight, its name still shows
        colour = theme.anchor_colour(moment.name)
        sure = moment.certainty == "heard"
        path = anchor_path(moment.name, QRectF(left, text_middle - size / 2, size, size))
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(colour if sure else Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.setPen(QPen(colour, 4 if sure else 2, Qt.PenStyle.SolidLine if sure else Qt.PenStyle.DotLine))
        painter.drawLine(QLineF(left + 2, bar, max(right - 2, left + 6), bar))
        room = scale.box.right()
        if place + 1 < len(shown) and shown[place + 1].start is not None:
            room = scale.px(shown[place + 1].start or 0.0)
        name = names.get(moment.name, moment.name)
        start = left + size + 6
        if start + metrics.horizontalAdvance(name) + 8 <= room:
            painter.setPen(theme.colour("text"))
            painter.drawText(QPointF(start, text_middle + metrics.capHeight() / 2), name)


def paint_fillers(painter: QPainter, scale: Scale, lane: Lane, moments: Sequence[Moment], theme: Theme) -> None:
    """Paint fillers as ticks; probable ones are dashed, with a ring on top."""
    tall = lane.height * 0.5
    top, bottom = lane.middle - tall / 2, lane.middle + tall / 2
    ring = min(tall / 5, theme.px(RING) / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for moment in moments:
        if moment.start is None or not scale.first <= moment.start <= scale.last:
            continue
        pen = QPen(theme.colour("filler"), 2.0)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        x = scale.px(moment.start)
        if moment.certainty == "heard":
            painter.setPen(pen)
            painter.drawLine(QLineF(x, top, x, bottom))
            continue
        painter.setPen(QPen(theme.colour("filler"), 1.5))
        painter.drawEllipse(QPointF(x, top + ring), ring, ring)
        pen.setDashPattern([1.25, 1.25])
        painter.setPen(pen)
        painter.drawLine(QLineF(x, top + 2 * ring + 1.5, x, bottom))


def paint_pauses(
    painter: QPainter, scale: Scale, lane: Lane, moments: Sequence[Moment], theme: Theme, labels: Sequence[str]
) -> None:
    """Paint pauses as brackets open to the top, with their length where it is a second or more and there is room."""
    font = theme.font(14)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    taken = -1e9
    base = lane.top + lane.height * 0.36
    for moment, label in zip(moments, labels, strict=True):
        if moment.start is None or moment.end is None:
            continue
        left, right = scale.px(moment.start), scale.px(moment.end)
        if right < scale.box.left() or left > scale.box.right():
            continue
        marked = moment.end - moment.start >= MARKED
        arm = lane.height * (0.2 if marked else 0.1)
        painter.setPen(QPen(theme.colour("pause"), 2.0 if marked else 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        corners = ((left, base - arm), (left, base), (right, base), (right, base - arm))
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in corners]))
        wide = metrics.horizontalAdvance(label)
        start = min(max((left + right - wide) / 2, scale.box.left()), scale.box.right() - wide)
        if marked and start > taken + 6:
            painter.setPen(theme.colour("soft"))
            painter.drawText(QPointF(start, base + 4 + metrics.ascent()), label)
            taken = start + wide


def paint_pace(
    painter: QPainter, scale: Scale, lane: Lane, pace: PaceCurve, comfortable: tuple[float, float], theme: Theme
) -> None:
    """Paint the pace as a curve over the comfortable range; where nothing can be told there is a gap."""
    told = pace.rates[~np.isnan(pace.rates)]
    if len(told) == 0:
        return
    low = min(comfortable[0] - 20, float(told.min()))
    high = max(comfortable[1] + 20, float(told.max()))

    def up(rate: float) -> float:
        return lane.bottom - 4 - (rate - low) / (high - low) * (lane.height - 8)

    band = QRectF(
        QPointF(scale.box.left(), up(comfortable[1])),
        QPointF(min(scale.px(float(pace.times[-1])), scale.box.right()), up(comfortable[0])),
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("raised"))
    painter.drawRect(band)
    painter.setPen(QPen(theme.colour("line"), 1.0, Qt.PenStyle.DotLine))
    for edge in (band.top(), band.bottom()):
        painter.drawLine(QLineF(band.left(), edge, band.right(), edge))
    pen = QPen(theme.colour("accent"), 2.0)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    run: list[QPointF] = []
    step = float(pace.times[1] - pace.times[0]) if len(pace.times) > 1 else 1.0
    skip = max(int(PACE_POINT * scale.per_px / step), 1)
    for at, rate in zip(pace.times[::skip].tolist(), pace.rates[::skip].tolist(), strict=True):
        if rate != rate:  # NaN: nothing can be told here
            painter.drawPolyline(QPolygonF(run))
            run = []
        else:
            run.append(QPointF(scale.px(at), up(rate)))
    painter.drawPolyline(QPolygonF(run))


def paint_strip(painter: QPainter, rect: QRectF, moments: Sequence[Moment], seconds: float, theme: Theme) -> None:
    """Paint one take small: a line as long as the answer, anchors above it, fillers below, long pauses as gaps."""
    if seconds <= 0:
        return
    scale = Scale(0.0, seconds, rect)
    ground = QPen(theme.colour("line"), 2.0)
    painter.setPen(ground)
    line = rect.top() + rect.height() * 0.62
    at = 0.0
    for moment in moments:
        if moment.kind == "pause" and moment.start is not None and moment.end is not None:
            if moment.end - moment.start < MARKED:
                continue
            painter.drawLine(QLineF(scale.px(at), line, scale.px(moment.start), line))
            at = moment.end
    painter.drawLine(QLineF(scale.px(at), line, scale.px(seconds), line))
    paint_fillers(
        painter,
        scale,
        Lane("fillers", line + 2, rect.bottom() - line - 2),
        [moment for moment in moments if moment.kind == "filler"],
        theme,
    )
    size = rect.height() * 0.42
    for moment in moments:
        if moment.kind == "anchor" and moment.start is not None:
            colour = theme.anchor_colour(moment.name)
            painter.setPen(QPen(colour, 1.2))
            painter.setBrush(colour if moment.certainty == "heard" else Qt.BrushStyle.NoBrush)
            left = min(scale.px(moment.start), rect.right() - size)
            painter.drawPath(anchor_path(moment.name, QRectF(left, line - 4 - size, size, size)))
