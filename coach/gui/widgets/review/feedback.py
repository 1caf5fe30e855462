"""What worked and one next step: words before numbers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.paragraph import Paragraph
from coach.messages import Texts, msg
from coach.model import Report


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
        grid = QGridLayout(self)
        grid.setContentsMargins(0, MARGIN, 0, MARGIN)
        grid.setHorizontalSpacing(3 * MARGIN)
        grid.setVerticalSpacing(MARGIN)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._worked, 0, 0, top)
        grid.addWidget(self.strength, 0, 1, top)
        grid.addWidget(self._next, 1, 0, top)
        grid.addWidget(self.next_step, 1, 1, top)
        grid.addWidget(self.button, 0, 2, 2, 1, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight)
        self.set_theme(theme)
        self.set_primary(True)

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
        for label in (self._worked, self._next):
            label.setContentsMargins(0, theme.px(3), 0, 0)
        for part in (self.strength, self.next_step):
            part.set_theme(theme)
