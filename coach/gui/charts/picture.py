"""Pictures of what a painter draws, without a window: SVG for documents, PNG for everything else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

CSS_DPI = 96
"""Dots per inch at which one unit of a picture is one pixel of a page (CSS Values and Units 3, absolute lengths)."""
SHARP = 2
"""Pixels of a PNG across each pixel that was painted, so that it stays sharp on paper and on dense screens."""

Paint = Callable[[QPainter], None]
"""Draw with a painter whose box begins at 0, 0."""


def picture_svg(paint: Paint, width: int, height: int, title: str = "", about: str = "") -> bytes:
    """Return what a function paints as an SVG document of so many pixels; nothing lies behind it.

    `title` and `about` are what a screen reader says of the picture. Text stays text.
    """
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(made)
    generator.setResolution(CSS_DPI)
    generator.setSize(QSize(width, height))
    generator.setViewBox(QRect(0, 0, width, height))
    generator.setTitle(title)
    generator.setDescription(about)
    _paint(generator, paint)
    return bytes(made.data().data())


def picture_png(paint: Paint, width: int, height: int, times: int = SHARP) -> bytes:
    """Return what a function paints as a PNG, `times` as many pixels across; nothing lies behind it."""
    image = QImage(width * times, height * times, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(times)
    image.fill(Qt.GlobalColor.transparent)
    _paint(image, paint)
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(made, "PNG")  # type: ignore[call-overload]  # the stubs want text where Qt wants bytes
    return bytes(made.data().data())


def _paint(paper: QSvgGenerator | QImage, paint: Paint) -> None:
    painter = QPainter(paper)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter)
    finally:
        # A painter that is still at work when its paper goes away ends the process.
        painter.end()
