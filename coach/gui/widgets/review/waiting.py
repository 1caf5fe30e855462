"""A take that has no review yet: the offer to make one, how far it is, or why it could not be made."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout

from coach.errors import CoachError
from coach.gui.names import clock
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.hearing.backlog import Remaining, left_words
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.messages import Texts, msg
from coach.model import AttemptState


class Waiting(QFrame):
    """Offer to transcribe and review a take, and show how that goes."""

    wanted = Signal()
    cancelled = Signal()

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self.setProperty("card", True)
        self.text = Paragraph(theme)
        self.button = QPushButton(texts(msg("review.now")))
        self.button.setProperty("kind", "primary")
        self.button.setAccessibleName(texts(msg("review.now")))
        self.button.clicked.connect(self._begin)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(texts(msg("review.progress.name")))
        self.cancel = QPushButton(texts(msg("practice.cancel")))
        tell(self.cancel, texts(msg("practice.cancel.name")))
        self.cancel.clicked.connect(self.cancelled.emit)
        self._remaining = Remaining()
        self._making = False
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * MARGIN, 2 * MARGIN, 3 * MARGIN, 2 * MARGIN)
        column.setSpacing(MARGIN)
        column.addWidget(self.text)
        column.addWidget(self.bar)
        buttons = QHBoxLayout()
        buttons.addWidget(self.button)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.hide()

    def show_state(self, state: AttemptState, *, offer: bool) -> None:
        """Show the offer that fits the state of a take, or nothing."""
        words = {
            "recording": msg("review.waiting.recording"),
            "recorded": msg("review.waiting.recorded"),
            "recovered": msg("review.waiting.recovered"),
            "transcribed": msg("review.waiting.transcribed"),
            "reviewed": msg("review.waiting.recorded"),
        }
        self.text.say(self._texts(words[state]))
        self._making = False
        self.bar.hide()
        self.cancel.hide()
        self.button.setVisible(state != "recording")
        self.button.setEnabled(True)
        self.setVisible(offer)

    def show_progress(self, done: float, seconds: float) -> None:
        """Show how much of the sound (seconds) has been transcribed, and about how long the rest takes."""
        if not self._making:
            self._making = True
            self._remaining.begin(done)
        share = min(max(done / seconds, 0.0), 1.0) if seconds > 0 else 0.0
        left = left_words(self._remaining.left(done, seconds))
        said = msg("review.progress", done=clock(done), length=clock(seconds))
        if left is not None:
            said = msg("review.progress.left", done=clock(done), length=clock(seconds), left=left)
        self.text.say(self._texts(said))
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(share * 1000))
        self.bar.show()
        self.button.hide()
        self.cancel.show()
        self.show()

    def show_failed(self, error: CoachError) -> None:
        """Say what happened and what to do, and offer to try once more."""
        words = [self._texts(error.message)] + ([self._texts(error.advice)] if error.advice is not None else [])
        self.text.say(" ".join(words))
        self._making = False
        self.bar.hide()
        self.cancel.hide()
        self.button.setEnabled(True)
        self.button.show()
        self.show()

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self.text.set_theme(theme)

    def _begin(self) -> None:
        self.button.setEnabled(False)
        self.text.say(self._texts(msg("review.progress.start")))
        self.wanted.emit()
