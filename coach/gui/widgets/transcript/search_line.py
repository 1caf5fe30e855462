"""The line above a transcript in which a person writes what they look for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.forms.button import named_button
from coach.gui.widgets.forms.flow import flow
from coach.gui.widgets.paragraph import tell
from coach.messages import Message, Texts, msg

FIELD = 200
"""Pixels, at the usual text size, of the field: some words of a sentence."""


class SearchLine(QWidget):
    """Take what is looked for and say where it was found; Enter goes to the next place, with Shift to the last."""

    wanted = Signal(str)
    moved = Signal(int)
    """1 for the next place, -1 for the one before."""
    closed = Signal()

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self.field = _Field()
        self.field.setPlaceholderText(texts(msg("words.search.hint")))
        tell(self.field, texts(msg("words.search.field")), texts(msg("words.search.how")))
        self.found = QLabel()
        self.found.setProperty("tone", "soft")
        self.before = named_button(texts(msg("words.search.before")), "plain")
        self.after = named_button(texts(msg("words.search.after")), "plain")
        self.close_button = named_button(texts(msg("words.search.close")), "plain")
        self.before.setToolTip(texts(msg("words.search.before.key")))
        self.after.setToolTip(texts(msg("words.search.after.key")))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(flow(self.field, self.found, self.before, self.after, self.close_button))
        self.field.textChanged.connect(self.wanted)
        self.field.stepped.connect(self.moved)
        self.after.clicked.connect(lambda: self.moved.emit(1))
        self.before.clicked.connect(lambda: self.moved.emit(-1))
        self.close_button.clicked.connect(self.closed)
        self.set_theme(theme)
        self.hide()

    def open(self) -> None:
        """Show the line, with what was looked for last ready to be written over."""
        self.show()
        level = self.field.sizeHint().height()
        for part in (self.found, self.before, self.after, self.close_button):
            part.setMinimumHeight(level)
        self.field.setFocus()
        self.field.selectAll()

    def say(self, found: Message | None, *, many: bool) -> None:
        """Say how many places there are and which one shows, on the line and to a screen reader."""
        text = self._texts(found) if found is not None else ""
        changed = text != self.found.text()
        self.found.setText(text)
        self.found.setAccessibleName(text)
        self.found.setVisible(bool(text))
        self.before.setEnabled(many)
        self.after.setEnabled(many)
        if text and changed:
            QAccessible.updateAccessibility(QAccessibleEvent(self.found, QAccessible.Event.Alert))

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self.field.setFixedWidth(theme.px(FIELD))
        self.found.setContentsMargins(MARGIN, 0, MARGIN, 0)


class _Field(QLineEdit):
    """Take a text, in which Enter goes to a place."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Go to the next place or, with Shift, to the one before."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)
