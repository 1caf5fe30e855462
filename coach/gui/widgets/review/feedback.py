"""What worked and one next step: words before numbers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.paragraph import Paragraph
from coach.messages import Texts, msg
from coach.model import Report

BESIDE = 600
"""Pixels, at the usual text size, that names, sentences and the button need side by side."""


class Feedback(QWidget):
    """Show one strength, one next step, and the button to try again."""

    try_again = Signal()

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._worked = QLabel(texts(msg("review.worked")))
        self._next = QLabel(texts(msg("review.next")))
        for label in (self._worked, self._next):
            label.setProperty("tone", "soft")
        self.strength = Paragraph(theme, size=20)
        self.next_step = Paragraph(theme, size=20)
        self.button = QPushButton(texts(msg("review.try_again")))
        self.button.setAccessibleName(texts(msg("review.try_again")))
        self.button.clicked.connect(self.try_again)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, MARGIN, 0, MARGIN)
        self._grid.setHorizontalSpacing(3 * MARGIN)
        self._grid.setVerticalSpacing(MARGIN)
        self._grid.setColumnStretch(1, 1)
        self.set_theme(theme)
        self.set_primary(True)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Put one thing below the other where there is no room for three side by side."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < self._theme.px(BESIDE)
        top, left = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(self._worked, 0, 0, top)
        self._grid.addWidget(self._next, 2, 0, top)
        if narrow:
            self._grid.addWidget(self.strength, 1, 0, 1, 3, top)
            self._grid.addWidget(self.next_step, 3, 0, 1, 3, top)
            self._grid.addWidget(self.button, 4, 0, 1, 3, left)
        else:
            self._grid.addWidget(self.strength, 0, 1, top)
            self._grid.addWidget(self.next_step, 2, 1, top)
            self._grid.addWidget(self.button, 0, 2, 3, 1, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight)

    def show_report(self, report: Report | None) -> None:
        """Show what a report says; a line with nothing to say is left out."""
        strength = report.strength if report is not None else None
        next_step = report.next_step if report is not None else None
        self.strength.say(self._texts(strength) if strength is not None else "")
        self.next_step.say(self._texts(next_step) if next_step is not None else "")
        self._worked.setVisible(strength is not None)
        self._next.setVisible(next_step is not None)

    def set_primary(self, wanted: bool) -> None:
        """Make the button the page's main one, or leave that to another."""
        self.button.setProperty("kind", "primary" if wanted else "")
        self.button.style().unpolish(self.button)
        self.button.style().polish(self.button)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        for label in (self._worked, self._next):
            label.setContentsMargins(0, theme.px(3), 0, 0)
        for part in (self.strength, self.next_step):
            part.set_theme(theme)
        self._arrange()
