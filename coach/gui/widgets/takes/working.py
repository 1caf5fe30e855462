"""A line that says how far a long change of many takes has come, and lets a person end it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout

from coach.gui.theme import MARGIN
from coach.gui.widgets.forms.button import named_button
from coach.gui.widgets.paragraph import tell
from coach.messages import Message, Texts, msg

PATIENCE = 1000
"""Milliseconds that something may take before its progress is shown (the house rule: over one second)."""


class WorkingLine(QFrame):
    """Show progress once something takes longer than a second."""

    cancelled = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.setProperty("card", True)
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        tell(self.bar, texts(msg("takes.working")))
        self.cancel = named_button(texts(msg("takes.working.end")), "plain")
        self.cancel.clicked.connect(self.cancelled)
        words = QVBoxLayout()
        words.setSpacing(MARGIN // 2)
        words.addWidget(self.text)
        words.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * MARGIN, MARGIN, MARGIN, MARGIN)
        row.addLayout(words, 1)
        row.addWidget(self.cancel)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE)
        self._timer.timeout.connect(self.show)
        self.hide()

    def begin(self, what: Message, *, endable: bool) -> None:
        """Say what is done, once it takes long; what cannot be ended half-way offers no button."""
        self.text.setText(self._texts(what))
        tell(self.bar, self.text.text())
        self.cancel.setVisible(endable)
        self.bar.hide()
        self._timer.start()

    def show_progress(self, done: int, of: int) -> None:
        """Say how many takes are done."""
        self.bar.setRange(0, max(of, 1))
        self.bar.setValue(done)
        self.bar.show()

    def end(self) -> None:
        """Come to rest."""
        self._timer.stop()
        self.hide()
