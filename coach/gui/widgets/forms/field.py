"""A field of a form: its name, its control, and one calm line for what it is or what is still missing."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.paragraph import Paragraph, tell


class Field(QWidget):
    """Hold a control below its name; what is wrong with it stands where the hint was."""

    def __init__(self, theme: Theme, name: str, control: QWidget, hint: str = "") -> None:
        super().__init__()
        self.control = control
        self._name = name
        self._hint = hint
        self.label = QLabel(name)
        self.label.setBuddy(control)
        self.label.setWordWrap(True)
        self.note = Paragraph(theme, hint, size=14, soft=True)
        self.mistake = Paragraph(theme, size=14, bold=True)
        tell(control, name, hint)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(MARGIN // 2)
        rows.addWidget(self.label)
        rows.addWidget(control)
        rows.addWidget(self.note)
        rows.addWidget(self.mistake)
        self.show_mistake("")

    def show_mistake(self, text: str) -> None:
        """Say what is wrong, beside the control and to a screen reader; nothing clears it."""
        changed = text != self.mistake.plain
        self.mistake.say(text)
        self.note.setVisible(bool(self._hint) and not text)
        tell(self.control, self._name, text or self._hint)
        if text and changed:
            QAccessible.updateAccessibility(QAccessibleEvent(self.mistake, QAccessible.Event.Alert))

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self.note.set_theme(theme)
        self.mistake.set_theme(theme)
