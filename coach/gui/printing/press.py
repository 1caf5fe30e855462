"""What a report needs of Qt: pictures as SVG, pages as PDF; on any thread, with a screen or without."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtGui import QGuiApplication

from coach.errors import FileError
from coach.gui.charts.envelope import Envelope, envelope
from coach.gui.charts.picture import picture_svg
from coach.gui.printing import pictures
from coach.gui.printing.paper import print_page
from coach.gui.theme import Theme, load_theme
from coach.messages import Texts
from coach.model import Attempt
from coach.practice.export.printing import Figure

ReadSound = Callable[[Path], tuple[np.ndarray[Any, Any], int]]
BARS = 300
"""Columns of a waveform in a picture: as many bars as stand beside each other in it."""


class Press:
    """Draw the pictures of a report, and print reports on paper; `read_sound` gives the samples of a recording."""

    def __init__(self, texts: Texts, resources: Path, read_sound: ReadSound) -> None:
        self._texts = texts
        self._resources = resources
        self._read_sound = read_sound
        self._theme: Theme | None = None

    def figures(self, attempt: Attempt) -> Sequence[Figure]:
        """Return the pictures that a take has."""
        theme = self._theme = self._theme or load_theme(self._resources / "assets" / "themes", "light")
        drawn = (
            pictures.timeline(attempt, self._sound(attempt), self._texts, theme),
            pictures.shares(attempt, self._texts, theme),
        )
        return [one for one in drawn if one is not None]

    def svg(self, figure: Figure) -> str:
        """Return a picture as an SVG document; what it shows is its description."""
        return picture_svg(figure.paint, figure.width, figure.height, about=figure.about).decode()

    def print(self, page: str, figures: Sequence[Figure], title: str, target: Path) -> None:
        """Print a page into a PDF file; raise OSError."""
        print_page(page, figures, title, target, self._texts)

    def _sound(self, attempt: Attempt) -> Envelope | None:
        recording = attempt.recording
        if recording is None or not recording.path.is_file():
            return None
        try:
            samples, _ = self._read_sound(recording.path)
        except FileError:  # the rest of the report is worth having without its waveform
            return None
        return envelope(samples, 4 * BARS)


def ready_without_screen() -> QGuiApplication:
    """Return Qt ready to paint where no window is open; on Linux it then needs no display."""
    app = QGuiApplication.instance()
    if isinstance(app, QGuiApplication):
        return app
    elsewhere = [] if sys.platform in ("win32", "darwin") else ["-platform", "offscreen"]
    return QGuiApplication(["coach", *elsewhere])
