"""The seam to what draws the pictures of a report and prints it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from coach.model import Attempt


@dataclass(frozen=True, slots=True)
class Figure:
    """Hold a picture of a report: its name on the page, what it shows in words, its size in pixels, what paints it."""

    name: str
    about: str
    width: int
    height: int
    paint: Callable[[Any], None]


class Printing(Protocol):
    """Draw the pictures of a report, and print reports on paper."""

    def figures(self, attempt: Attempt) -> Sequence[Figure]:
        """Return the pictures that a take has."""
        ...

    def svg(self, figure: Figure) -> str:
        """Return a picture as an SVG document."""
        ...

    def print(self, page: str, figures: Sequence[Figure], title: str, target: Path) -> None:
        """Print a page (HTML, its pictures as `<img src="figure:NAME">`) into a PDF file; raise OSError."""
        ...
