"""Small signs drawn for this program: play, pause, stop, back, forward, folded, open."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QAbstractButton

from coach.gui.theme import Theme

Sign = Literal["play", "pause", "stop", "back", "forward", "folded", "open"]


GAP = 4
"""Pixels of air to the right of a sign, so that it does not touch the word beside it."""


def put_icon(button: QAbstractButton, sign: Sign, theme: Theme, token: str = "text", size: int = 16) -> None:
    """Put a sign in front of a button's words."""
    pixels = theme.px(size)
    button.setIcon(icon(sign, theme.colour(token), pixels, theme.colour("line")))
    button.setIconSize(QSize(pixels + GAP, pixels))


def icon(sign: Sign, colour: QColor, size: int, quiet: QColor | None = None) -> QIcon:
    """Draw a sign at a size in pixels; `quiet` is its colour on a control that cannot be used."""
    result = QIcon(_draw(sign, colour, size))
    if quiet is not None:
        result.addPixmap(_draw(sign, quiet, size), QIcon.Mode.Disabled)
    return result


def _draw(sign: Sign, colour: QColor, size: int) -> QPixmap:
    ratio = 2
    pixmap = QPixmap((size + GAP) * ratio, size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / 16, size / 16)
    pen = QPen(colour, 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    if sign in ("play", "stop"):
        painter.setBrush(colour)
    _SIGNS[sign](painter)
    painter.end()
    return pixmap


def _play(painter: QPainter) -> None:
    painter.drawPolygon(QPolygonF([QPointF(4.5, 3), QPointF(13, 8), QPointF(4.5, 13)]))


def _pause(painter: QPainter) -> None:
    painter.setBrush(painter.pen().color())
    for left in (4.0, 9.5):
        painter.drawRoundedRect(QRectF(left, 3, 2.5, 10), 0.5, 0.5)


def _stop(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(4, 4, 8, 8), 1, 1)


def _turn(painter: QPainter, *, forward: bool) -> None:
    """Draw three quarters of a circle with an arrow head at its open end."""
    if forward:
        painter.translate(16, 0)
        painter.scale(-1, 1)
    path = QPainterPath()
    path.arcMoveTo(QRectF(3, 3.5, 10, 10), 110)
    path.arcTo(QRectF(3, 3.5, 10, 10), 110, -290)
    painter.drawPath(path)
    painter.drawPolyline(QPolygonF([QPointF(8.6, 1.2), QPointF(5.9, 3.8), QPointF(8.9, 6.2)]))


def _back(painter: QPainter) -> None:
    _turn(painter, forward=False)


def _forward(painter: QPainter) -> None:
    _turn(painter, forward=True)


def _folded(painter: QPainter) -> None:
    painter.drawPolyline(QPolygonF([QPointF(6, 3.5), QPointF(10.5, 8), QPointF(6, 12.5)]))


def _open(painter: QPainter) -> None:
    painter.drawPolyline(QPolygonF([QPointF(3.5, 6), QPointF(8, 10.5), QPointF(12.5, 6)]))


_SIGNS = {
    "play": _play,
    "pause": _pause,
    "stop": _stop,
    "back": _back,
    "forward": _forward,
    "folded": _folded,
    "open": _open,
}
