"""A calm bar for what happened and what to do: it waits, steals no focus and goes away when it is read."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coach.errors import CoachError
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.paragraph import Paragraph
from coach.messages import Message, Texts, msg


class NoticeBar(QFrame):
    """Show one notice at a time: the newest, unless it was asked to line up."""

    dismissed = Signal()

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._waiting: list[tuple[Message, Message | None]] = []
        self.setObjectName("notice")
        self.message = Paragraph(theme, bold=True, wide=True)
        self.advice = Paragraph(theme, wide=True)
        self.close_button = QPushButton(texts(msg("window.notice.close")))
        self.close_button.setProperty("kind", "plain")
        self.close_button.setAccessibleName(texts(msg("window.notice.close")))
        self.close_button.clicked.connect(self.dismiss)
        words = QVBoxLayout()
        words.setSpacing(MARGIN // 2)
        words.addWidget(self.message)
        words.addWidget(self.advice)
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * MARGIN, MARGIN, 2 * MARGIN, MARGIN)
        row.setSpacing(2 * MARGIN)
        row.addLayout(words, 1)
        row.addWidget(self.close_button)
        self.set_theme(theme)
        self.hide()

    def show_error(self, error: CoachError) -> None:
        """Say what happened and what to do."""
        self.say(error.message, error.advice)

    def say(self, message: Message, advice: Message | None = None) -> None:
        """Show a message, with advice where there is some, and let a screen reader speak it."""
        self.message.say(self._texts(message))
        self.advice.say(self._texts(advice) if advice is not None else "")
        self.setAccessibleName(f"{self.message.plain} {self.advice.plain}".strip())
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def line_up(self, message: Message, advice: Message | None = None) -> None:
        """Show a message as soon as those before it have been read."""
        if self.isHidden():
            self.say(message, advice)
        else:
            self._waiting.append((message, advice))

    def dismiss(self) -> None:
        """Put the notice away; one that waits takes its place."""
        self.hide()
        if self._waiting:
            self.say(*self._waiting.pop(0))
        self.dismissed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        raised, line = theme.colour("raised").name(), theme.colour("accent").name()
        self.setStyleSheet(f"#notice {{ background: {raised}; border: none; border-left: 4px solid {line}; }}")
        self.message.set_theme(theme)
        self.advice.set_theme(theme)
