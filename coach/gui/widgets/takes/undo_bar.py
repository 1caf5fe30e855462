"""A line that says what was done and offers to undo it; it stays until it is used or put away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from coach.gui.theme import MARGIN
from coach.messages import Message, Texts, msg


class UndoBar(QFrame):
    """Offer to take back the last step."""

    undone = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.setProperty("card", True)
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.undo = QPushButton(texts(msg("history_page.undo")))
        self.undo.setProperty("kind", "plain")
        self.undo.setAccessibleName(texts(msg("history_page.undo")))
        self.undo.clicked.connect(self._undo)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * MARGIN, MARGIN // 2, MARGIN, MARGIN // 2)
        row.addWidget(self.text, 1)
        row.addWidget(self.undo)
        self.hide()

    def offer(self, message: Message, undoable: bool = True) -> None:
        """Say what was done."""
        self.text.setText(self._texts(message))
        self.undo.setVisible(undoable)
        self.setAccessibleName(self.text.text())
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _undo(self) -> None:
        self.hide()
        self.undone.emit()
