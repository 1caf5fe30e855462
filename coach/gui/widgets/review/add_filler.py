"""Add a filler at a place of the take: a button with the sounds to choose from, and what was done with its undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from coach.analysis.sentences import MARKS
from coach.gui.names import clock
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.paragraph import Paragraph
from coach.messages import Message, Texts, msg
from coach.model import Correction, Word

SOUNDS = ("um", "uh", "er", "erm", "ah", "hmm", "mm")
"""What a filler that is a sound can be called, the most usual first."""
HALF = 0.2
"""Seconds that a sound takes to both sides of where the sound stands; an um is about 0.4 s long."""
LEAST = 0.1
"""Seconds that are at least between the words for a sound, whatever the recogniser says of their ends."""
MOST_WORDS = 3
"""Words that a filler may have ("you know what")."""


@dataclass(frozen=True, slots=True)
class Place:
    """Hold where a filler may be added: where the sound stands, or the words that were chosen, with the one before."""

    at: float
    words: tuple[Word, ...] = ()
    before: Word | None = None

    @property
    def said(self) -> str:
        """Return the chosen words without the marks around them."""
        return " ".join(word.text for word in self.words).strip(MARKS)

    def sound(self, name: str) -> Correction:
        """Return the verdict that a sound is here: in front of the chosen words, or where the sound stands."""
        start, end = max(self.at - HALF, 0.0), self.at + HALF
        if self.words:
            end = self.words[0].start
            free = self.before.end if self.before is not None else 0.0
            start = max(end - 2 * HALF, min(free, end - LEAST), 0.0)
        return Correction(uuid4().hex, "filler", name, "added", start, max(end, start + LEAST))

    def mark(self) -> Correction:
        """Return the verdict that the chosen words are a filler."""
        span = (self.words[0].start, self.words[-1].end)
        return Correction(uuid4().hex, "filler", self.said.lower(), "added", *span, self.said)


class AddFiller(QWidget):
    """Offer to add a filler; what was done last stands beside it and can be taken back."""

    wanted = Signal()
    """A person wants to add one: `offer` asks which."""
    chosen = Signal(object)
    """The verdict, as a Correction."""
    undone = Signal()

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self.button = QPushButton(texts(msg("review.add.button")))
        self.button.setAccessibleDescription(texts(msg("review.add.how")))
        self.button.setToolTip(texts(msg("review.add.how")))
        self.button.clicked.connect(self.wanted)
        self.line = Paragraph(theme, size=14, soft=True)
        self.undo = QPushButton(texts(msg("review.verdict.undo")))
        self.undo.setProperty("kind", "plain")
        self.undo.clicked.connect(self.undone)
        self.undo.hide()
        self.menu = QMenu(self)
        self.menu.setAccessibleName(texts(msg("review.add.button")))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MARGIN)
        row.addWidget(self.button)
        row.addWidget(self.line, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.undo)
        row.addStretch(1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self.line.set_theme(theme)
        self.line.setContentsMargins(0, theme.px(5), 0, 0)  # a line of running text has its air below it

    def allow(self, wanted: bool) -> None:
        """Let fillers be added, or not: without a report there is nothing to add to."""
        self.setVisible(wanted)

    def offer(self, place: Place, near: QPoint | None = None) -> None:
        """Ask which filler is at a place; `near` is where on the screen to ask, if not below the button."""
        self.menu.clear()
        at = clock(place.words[0].start if place.words else place.at)
        title = msg("review.add.before", at=at, word=place.said) if place.said else msg("review.add.at", at=at)
        head = self.menu.addAction(self._texts(title))
        head.setEnabled(False)
        self.menu.addSeparator()
        if place.said and len(place.words) <= MOST_WORDS:
            mark = self.menu.addAction(self._texts(msg("review.add.mark", words=place.said)))
            mark.triggered.connect(lambda: self.chosen.emit(place.mark()))
        for name in SOUNDS:
            action = self.menu.addAction(name)
            action.triggered.connect(lambda _=False, name=name: self.chosen.emit(place.sound(name)))
        self.menu.popup(near or self.button.mapToGlobal(QPoint(0, self.button.height())))
        self.menu.setActiveAction(next(one for one in self.menu.actions() if one.text() == SOUNDS[0]))

    @property
    def names(self) -> Sequence[str]:
        """Return what can be chosen now."""
        return [one.text() for one in self.menu.actions() if one.isEnabled() and not one.isSeparator()]

    def say(self, message: Message | None, *, undo: bool = False) -> None:
        """Say what was done, and whether it can be taken back; None for nothing."""
        self.line.say(self._texts(message) if message is not None else "")
        if self.undo.hasFocus() and not undo and self.isVisible():
            self.button.setFocus()
        self.undo.setVisible(undo)
        if message is not None:
            QAccessible.updateAccessibility(QAccessibleEvent(self.line, QAccessible.Event.Alert))
