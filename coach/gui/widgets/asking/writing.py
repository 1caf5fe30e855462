"""An answer typed in place of a spoken one: the question, a box, and about how long it would take to say."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from coach.analysis.sentences import TOKEN, WORDS_A_MINUTE
from coach.gui.names import clock
from coach.gui.theme import COLUMN, MARGIN, Theme
from coach.gui.widgets.column import centre
from coach.gui.widgets.forms.button import named_button
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.messages import Texts, msg
from coach.model import Question


class Writing(QWidget):
    """Take a typed answer; what is written stays with its question until it is looked at."""

    written = Signal(str)
    left = Signal()

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._question: Question | None = None
        self._drafts: dict[str, tuple[Question, str]] = {}
        self.question = Paragraph(theme, size=20)
        self.parts = Paragraph(theme, soft=True)
        self.box = _Box()
        self.box.setTabChangesFocus(True)
        self.box.setPlaceholderText(texts(msg("practice.write.hint")))
        tell(self.box, texts(msg("practice.write.box")))
        self.length = Paragraph(theme, size=14, soft=True)
        self.back = named_button(texts(msg("practice.write.back")))
        self.done = named_button(texts(msg("practice.write.done")), "primary")
        self._column = QWidget()
        self._lay_out()
        self.set_theme(theme)
        self.box.textChanged.connect(self._count)
        self.box.finished.connect(self._finish)
        self.done.clicked.connect(self._finish)
        self.back.clicked.connect(self.left.emit)
        self._count()

    def _lay_out(self) -> None:
        actions = QHBoxLayout()
        actions.setSpacing(2 * MARGIN)
        actions.addWidget(self.length)
        actions.addStretch(1)
        actions.addWidget(self.back)
        actions.addWidget(self.done)
        rows = QVBoxLayout(self._column)
        rows.setContentsMargins(0, 4 * MARGIN, 0, 3 * MARGIN)
        rows.setSpacing(2 * MARGIN)
        rows.addWidget(self.question)
        rows.addWidget(self.parts)
        rows.addWidget(self.box, 1)
        rows.addLayout(actions)
        centre(self, self._column)

    def open(self, question: Question) -> None:
        """Show a question with what was written on it before."""
        self._question = question
        self.question.say(question.text)
        self.parts.say(" · ".join(question.parts))
        self.parts.setVisible(bool(question.parts))
        self.box.setPlainText(self._drafts.get(question.key, (question, ""))[1])
        self.box.moveCursor(self.box.textCursor().MoveOperation.End)
        self.box.setFocus()

    @property
    def unfinished(self) -> bool:
        """Tell whether something is written that was not looked at."""
        return bool(self.box.toPlainText().strip())

    @property
    def drafts(self) -> Sequence[tuple[Question, str]]:
        """Return everything that is written and was not looked at, with its question."""
        return [(question, text.strip()) for question, text in self._drafts.values() if text.strip()]

    def forget(self) -> None:
        """Let go of what is written on this question: it is in the history now."""
        self.box.clear()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._column.setMaximumWidth(theme.px(COLUMN))
        self.box.setFont(theme.font(16))
        for line in (self.question, self.parts, self.length):
            line.set_theme(theme)

    def _count(self) -> None:
        text = self.box.toPlainText()
        if self._question is not None:
            self._drafts[self._question.key] = self._question, text
        words = sum(1 for _ in TOKEN.finditer(text))
        self.done.setEnabled(words > 0)
        seconds = clock(60 * words / WORDS_A_MINUTE)
        self.length.say(self._texts(msg("practice.write.length", n=words, time=seconds)) if words else "")

    def _finish(self) -> None:
        if self.unfinished:
            self.written.emit(self.box.toPlainText().strip())


class _Box(QPlainTextEdit):
    """Take text, in which Enter begins a line and Ctrl+Enter ends the answer."""

    finished = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """End the answer on Ctrl+Enter, and leave Escape to the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
