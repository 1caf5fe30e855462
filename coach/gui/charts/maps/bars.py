"""How a bar that stands for a number of takes is painted, on every page that has one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from coach.gui.theme import Theme

HEIGHT = 14
"""Pixels that a bar is high, whatever the text size."""
ROUND = 4


def paint_bar(painter: QPainter, theme: Theme, track: QRectF, share: float) -> None:
    """Paint a bar over a part (0-1) of its track: a little as soon as it is more than nothing, else it is hollow."""
    painter.setPen(theme.colour(theme.edge if share else "line"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(track, ROUND, ROUND)
    if share > 0:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        length = max(HEIGHT / 2, track.width() * share)
        painter.drawRoundedRect(QRectF(track.left(), track.top(), length, track.height()), ROUND, ROUND)
