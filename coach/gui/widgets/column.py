"""The middle column of a page: as wide as its widest allowed line, with air on both sides."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from coach.gui.theme import MARGIN

SIDE = 6 * MARGIN


def centre(host: QWidget, column: QWidget, above: int = 0) -> None:
    """Lay a column into the middle of its host; `above` pixels stay free over and under it."""
    middle = QHBoxLayout(host)
    middle.setContentsMargins(SIDE, above, SIDE, above)
    middle.addStretch(1)
    middle.addWidget(column, 100)
    middle.addStretch(1)
