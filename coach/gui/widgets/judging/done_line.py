"""What was done last, beside where it was done, with its way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.paragraph import Paragraph
from coach.messages import Message, Texts, msg


class DoneLine(QWidget):
    """Say what a person's verdict did; nothing shows until there is something to say."""

    undone = Signal()

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self.line = Paragraph(theme, size=14, soft=True)
        self.undo = QPushButton(texts(msg("review.verdict.undo")))
        self.undo.setProperty("kind", "plain")
        self.undo.setAccessibleName(self.undo.text())
        self.undo.clicked.connect(self.undone)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 0, 0, 0)
        row.setSpacing(MARGIN)
        row.addWidget(self.line, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self.line.set_theme(theme)

    def say(self, message: Message | None, *, undo: bool = False) -> None:
        """Say what was done, and whether it can be taken back; None for nothing."""
        said = self._texts(message) if message is not None else ""
        self.line.say(said)
        self.undo.setVisible(undo)
        named = msg("review.verdict.of_untimed", what=self.undo.text(), name=said)
        self.undo.setAccessibleName(self._texts(named) if said else self.undo.text())
        self.setVisible(message is not None)
        if message is not None:
            QAccessible.updateAccessibility(QAccessibleEvent(self.line, QAccessible.Event.Alert))
