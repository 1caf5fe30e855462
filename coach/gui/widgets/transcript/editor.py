"""A transcript's text to be written again: nothing is lost until it is saved or given up."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QVBoxLayout, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.forms.button import named_button
from coach.gui.widgets.forms.flow import flow
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.gui.widgets.transcript.text import frame, height_of, spaced
from coach.messages import Message, Texts, msg

LOWEST = 160
"""Pixels, at the usual text size, that the box is tall at least."""
SAVING = (QKeySequence("Ctrl+S"), QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter"))


class TextEditor(QWidget):
    """Take a text with undo and redo; Ctrl+S or Ctrl+Enter saves, Escape leaves and keeps what was written."""

    saved = Signal(str)
    left = Signal()
    given_up = Signal()

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._original = ""
        self.box = _Box(theme)
        tell(self.box, texts(msg("words.editor.box")), texts(msg("words.editor.how")))
        self.line = Paragraph(theme, size=14, soft=True)
        self.save = named_button(texts(msg("words.editor.save")))
        self.undo = named_button(texts(msg("words.editor.undo")), "plain")
        self.redo = named_button(texts(msg("words.editor.redo")), "plain")
        self.leave = named_button(texts(msg("words.editor.leave")), "plain")
        self.give_up = named_button(texts(msg("words.editor.give_up")), "plain")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(MARGIN)
        rows.addWidget(self.box)
        rows.addWidget(self.line)
        rows.addWidget(flow(self.save, self.undo, self.redo, self.leave, self.give_up))
        self._connect()
        self.set_theme(theme)
        self.hide()

    def _connect(self) -> None:
        self.save.clicked.connect(self._save)
        self.undo.clicked.connect(self.box.undo)
        self.redo.clicked.connect(self.box.redo)
        self.leave.clicked.connect(self.left)
        self.give_up.clicked.connect(self.given_up)
        self.box.saved.connect(self._save)
        self.box.left.connect(self.left)
        self.box.undoAvailable.connect(self.undo.setEnabled)
        self.box.redoAvailable.connect(self.redo.setEnabled)
        self.box.textChanged.connect(self._changed)

    @property
    def text(self) -> str:
        """Return what is written now."""
        return self.box.toPlainText()

    @property
    def changed(self) -> bool:
        """Tell whether something else is written than what stood there first."""
        return self.text.split() != self._original.split()

    def open(self, original: str, draft: str = "", place: int = 0) -> None:
        """Show a text, or what was written instead; undo leads back to the first. The cursor is at a place of it."""
        self._original = original
        self.box.fill(original)
        cursor = self.box.textCursor()
        if draft:
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(draft)
        else:
            cursor.setPosition(min(place, len(original)))
        self.box.setTextCursor(cursor)
        self.set_busy(False)
        self._changed()
        self.undo.setEnabled(self.box.document().isUndoAvailable())
        self.redo.setEnabled(False)
        self.show()
        for button in (self.undo, self.redo, self.leave, self.give_up):
            button.setMinimumHeight(self.save.sizeHint().height())  # level with it
        self.box.setFocus()

    def say(self, *messages: Message | None) -> None:
        """Say something below the text; nothing for how it is saved."""
        words = [self._texts(message) for message in messages if message is not None]
        self.line.say(" ".join(words) or self._texts(msg("words.editor.how")))

    def set_busy(self, busy: bool) -> None:
        """Let nothing be written while the text is being saved."""
        self.box.setReadOnly(busy)
        for button in (self.save, self.leave, self.give_up):
            button.setEnabled(not busy)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self.box.set_theme(theme)
        self.line.set_theme(theme)

    def _changed(self) -> None:
        self.say()
        self.give_up.setEnabled(self.changed)

    def _save(self) -> None:
        if not self.box.isReadOnly():
            self.saved.emit(self.text)


class _Box(QTextEdit):
    """Take the text as it is read, and leave what is no writing to the editor."""

    saved = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.updateGeometry())

    def fill(self, text: str) -> None:
        """Show a text that nothing leads back from."""
        self.document().setUndoRedoEnabled(False)
        self.setPlainText(text)
        self.set_theme(self._theme)
        self.document().setUndoRedoEnabled(True)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        frame(self, theme)
        if not self.document().isUndoAvailable():  # it would be one more thing to undo
            cursor = QTextCursor(self.document())
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.setBlockFormat(spaced(cursor.blockFormat()))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return the height of the text, as where it is read."""
        return QSize(super().sizeHint().width(), max(height_of(self, self._theme), self._theme.px(LOWEST)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return the same height: the page scrolls before the text is squeezed."""
        return QSize(self._theme.px(240), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Save, or leave."""
        if QKeySequence(event.keyCombination()) in SAVING:
            self.saved.emit()
        elif event.matches(QKeySequence.StandardKey.Cancel):
            self.left.emit()
        else:
            super().keyPressEvent(event)
