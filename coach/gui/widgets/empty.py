"""A page with nothing on it yet: what will be here, and the one thing that fills it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.paragraph import Paragraph


class EmptyPage(QWidget):
    """Say what will be here and offer one thing."""

    wanted = Signal()

    def __init__(self, theme: Theme, heading: str, text: str, offer: str) -> None:
        super().__init__()
        self.heading = Paragraph(theme, heading, size=28)
        self.text = Paragraph(theme, text)
        self.button = QPushButton(offer)
        self.button.setProperty("kind", "primary")
        self.button.setAccessibleName(offer)
        self.button.clicked.connect(self.wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(8 * MARGIN, 4 * MARGIN, 8 * MARGIN, 4 * MARGIN)
        column.setSpacing(2 * MARGIN)
        column.addStretch(2)
        column.addWidget(self.heading)
        column.addWidget(self.text)
        column.addSpacing(MARGIN)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(3)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self.heading.set_theme(theme)
        self.text.set_theme(theme)
