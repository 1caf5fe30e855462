"""The marks of a coverage map: how much of a shape is filled says how far something has come, without colour too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from coach.gui.theme import Theme, anchor_path

State = Literal["filled", "half", "hollow", "dash", "next"]
LINE = 1.5
"""Pixels of an outline."""
DASH = 0.5
"""Length of a dash, as a share of the shape in whose place it stands."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Hold what stands in one cell: a shape filled up to `share` (0-1), half, hollow, or a dash; and its count.

    `about` says the same in words. In a legend, `next` stands for the ring around the cell that is worth trying next.
    """

    state: State
    about: str
    count: str = ""
    share: float = 1.0


def paint_mark(painter: QPainter, theme: Theme, box: QRectF, mark: Mark, anchor: str = "") -> None:
    """Paint a mark into a box: in an anchor's own shape and colour, else as a rounded tile in the accent."""
    colour = theme.anchor_colour(anchor) if anchor else theme.colour("accent")
    if mark.state == "dash":
        half = box.width() * DASH / 2
        painter.setPen(QPen(theme.colour("line"), 2))
        middle = box.center()
        painter.drawLine(QLineF(middle.x() - half, middle.y(), middle.x() + half, middle.y()))
        return
    if mark.state == "next":
        paint_next(painter, theme, box.adjusted(1, 1, -1, -1))
        return
    path = anchor_path(anchor, box) if anchor else _tile(box)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    inside = path.boundingRect()
    if mark.state == "filled":
        inside.setTop(inside.bottom() - inside.height() * mark.share)
        painter.drawPath(path & _rectangle(inside) if mark.share < 1 else path)
    elif mark.state == "half":
        inside.setRight(inside.center().x())
        painter.drawPath(path & _rectangle(inside))
    painter.setPen(QPen(colour, LINE))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def paint_next(painter: QPainter, theme: Theme, box: QRectF) -> None:
    """Paint the dashed ring around what would be worth trying next."""
    pen = QPen(theme.colour("text"), LINE)
    pen.setDashPattern([3, 2.5])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 6, 6)


def _tile(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(box.adjusted(1, 1, -1, -1), box.width() * 0.3, box.width() * 0.3)
    return path


def _rectangle(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRect(box)
    return path
