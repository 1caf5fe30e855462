"""Save a chart as a picture: its sentence on top, what is drawn below it, as PNG or SVG."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QFileDialog, QGraphicsItem, QWidget

from coach.gui.charts.picture import picture_png, picture_svg
from coach.gui.charts.plot import Layer, Plot
from coach.gui.theme import Theme

MARGIN = 24
"""Pixels around what is in a picture."""
WIDTH = 560
"""Pixels that a picture is wide at least."""
SUFFIXES = (".png", ".svg")

ChooseFile = Callable[[QWidget, str, str, str], Path | None]
"""Ask for a file to save into: handed a parent, a title, a name to begin with and the kinds of files."""


class Drawn(Protocol):
    """Draw a chart without what shows pointer and focus."""

    def picture_size(self) -> QSizeF:
        """Return how large the chart is, in pixels."""
        ...

    def draw(self, painter: QPainter) -> None:
        """Draw it from 0, 0 on."""
        ...


def ask_for_file(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Ask in the platform's own dialog; None where nothing was chosen."""
    chosen, kind = QFileDialog.getSaveFileName(parent, title, name, kinds)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() in SUFFIXES else path.with_name(path.name + _suffix_of(kind))


def _suffix_of(kind: str) -> str:
    return next((suffix for suffix in SUFFIXES if suffix in kind), SUFFIXES[0])


def file_name(name: str) -> str:
    """Return a file name made of the letters and digits of a chart's name."""
    return f"{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-') or 'chart'}{SUFFIXES[0]}"


def save_picture(path: Path, chart: QWidget, theme: Theme, name: str, sentence: str) -> None:
    """Write a chart with its sentence into a file, SVG where its name says so and PNG otherwise; raise OSError."""
    size = chart.size().toSizeF() if isinstance(chart, Plot) else _drawn(chart).picture_size()
    width = max(size.width(), WIDTH) + 2 * MARGIN
    font = theme.font(16)
    words = int(Qt.TextFlag.TextWordWrap)
    room = QRectF(MARGIN, MARGIN, width - 2 * MARGIN, 10_000)
    top = QFontMetricsF(font).boundingRect(room, words, sentence).height() + 2 * MARGIN

    def paint(painter: QPainter) -> None:
        painter.fillRect(QRectF(0, 0, width, top + size.height() + MARGIN), theme.colour("surface"))
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        painter.drawText(room, words, sentence)
        painter.translate(MARGIN, top)
        if isinstance(chart, Plot):
            draw_plot(chart, painter)
        else:
            _drawn(chart).draw(painter)

    whole = (round(width), round(top + size.height() + MARGIN))
    svg = path.suffix.lower() == ".svg"
    path.write_bytes(picture_svg(paint, *whole, name, sentence) if svg else picture_png(paint, *whole))


def _drawn(chart: object) -> Drawn:
    return chart  # type: ignore[return-value]  # a card holds a plot or something that draws itself


def draw_plot(plot: Plot, painter: QPainter) -> None:
    """Draw a plot with its axis; lines stay lines, and what shows pointer and focus is left out."""
    layers = [item for item in plot.scene().items() if isinstance(item, Layer)]
    modes = [(layer, layer.cacheMode()) for layer in layers]
    for layer, mode in modes:
        # A cached layer would come into the picture as pixels; one that is not cached shows pointer and focus.
        layer.setVisible(mode != QGraphicsItem.CacheMode.NoCache)
        layer.setCacheMode(QGraphicsItem.CacheMode.NoCache)
    box = QRectF(plot.rect())
    plot.scene().render(painter, box, box)
    for layer, mode in modes:
        layer.setCacheMode(mode)
        layer.setVisible(True)
