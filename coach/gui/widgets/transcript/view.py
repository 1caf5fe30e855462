"""The transcript: every word a place to listen from, by mouse and by keys."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QTextCursor

from coach.analysis.sureness import is_doubtful
from coach.gui.theme import Theme
from coach.gui.widgets.transcript.stretches import sentence_of
from coach.gui.widgets.transcript.text import WordText
from coach.messages import Message, Texts, msg
from coach.model import Moment, Transcript

_KEYS = Qt.Key
_WAYS: Mapping[Qt.Key, str] = {
    _KEYS.Key_Left: "left",
    _KEYS.Key_Right: "right",
    _KEYS.Key_Up: "up",
    _KEYS.Key_Down: "down",
    _KEYS.Key_Home: "home",
    _KEYS.Key_End: "end",
    _KEYS.Key_Return: "play",
    _KEYS.Key_Enter: "play",
}


class TranscriptView(WordText):
    """Show what was said; a click or Enter on a word plays from there, a double click selects its sentence."""

    word_chosen = Signal(int)
    sound_chosen = Signal(float)
    """A mark of a sound that was no word was clicked; where it begins, in seconds."""
    walked = Signal(int)
    """The word that keys or mouse stand on now."""
    scrolled = Signal()
    """A person moved the text by hand."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__(texts, theme)
        self._chosen = 0
        self._anchor: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setTabChangesFocus(True)
        self.setMouseTracking(True)
        self.setAccessibleName(texts(msg("review.transcript.name")))
        self.setAccessibleDescription(texts(msg("review.transcript.how")))
        self.verticalScrollBar().actionTriggered.connect(lambda _: self.scrolled.emit())

    def set_transcript(
        self, transcript: Transcript, moments: tuple[Moment, ...] = (), names: Mapping[str, str] | None = None
    ) -> None:
        """Show a transcript with its moments; `names` holds what anchors are called."""
        self._chosen, self._anchor = 0, None
        self.setAccessibleDescription(self._texts(msg("review.transcript.how")))
        super().set_transcript(transcript, moments, names)

    def set_moments(self, moments: tuple[Moment, ...]) -> None:
        """Mark other moments in the same words; what is chosen, lit and in sight stays."""
        bar = self.verticalScrollBar()
        at = bar.value()
        super().set_moments(moments)
        if self._starts:
            self._stand_before(self._chosen)
        bar.setValue(at)

    @property
    def chosen(self) -> int:
        """Return the number of the word that the keyboard stands on."""
        return self._chosen

    @property
    def selected(self) -> tuple[int, int] | None:
        """Return the numbers of the first and the last word that are selected; None where none are."""
        cursor = self.textCursor()
        if not cursor.hasSelection() or not self._starts:
            return None
        begin, end = cursor.selectionStart(), cursor.selectionEnd()
        inside = [word for word, (first, last) in self._spans.items() if first < end and last > begin]
        return (inside[0], inside[-1]) if inside else None

    def stand_on(self, word: int) -> None:
        """Let the keyboard stand on a word; in a typed answer, show it."""
        if self._starts:
            self._choose(word)
        else:
            self._show(word)

    def select_sentence(self, word: int) -> None:
        """Select the sentence that a word belongs to."""
        sentence = sentence_of(self._transcript, word)
        self._chosen, self._anchor = sentence.start, sentence.start
        self.setTextCursor(self._cursor_over(sentence.start, sentence.stop - 1))
        self.walked.emit(sentence.start)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Play from a clicked word; a selection stays a selection."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            place = event.position().toPoint()
            word, sound = self.word_at(place), self.sound_at(place)
            if word is not None:
                self._choose(word)
                self.word_chosen.emit(word)
            elif sound is not None:
                self.sound_chosen.emit(sound)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Select the sentence of the word."""
        word = self.word_at(event.position().toPoint())
        if word is None or event.button() is not Qt.MouseButton.LeftButton:
            super().mouseDoubleClickEvent(event)
        else:
            self.select_sentence(word)

    def event(self, event: QEvent) -> bool:
        """Claim the keys that this view uses before a page's shortcut takes them."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._target(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Walk from word to word, with Shift select them; Enter plays, with Shift it selects the sentence."""
        target = self._target(event)
        if target is None:
            if event.key() == Qt.Key.Key_Space:
                event.ignore()
            else:
                super().keyPressEvent(event)
        elif self._starts:
            self._do(target, select=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def _target(self, event: QKeyEvent) -> str | None:
        beside = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        return None if event.modifiers() & ~beside else _WAYS.get(Qt.Key(event.key()))

    def _do(self, target: str, *, select: bool) -> None:
        if target != "play":
            self.scrolled.emit()
            self._walk(target, select=select)
        elif select:
            self.select_sentence(self._chosen)
        else:
            self.word_chosen.emit(self._chosen)

    def _walk(self, way: str, *, select: bool) -> None:
        last = len(self._starts) - 1
        if way in ("up", "down"):
            cursor = self._cursor_over(self._chosen, self._chosen)
            cursor.setPosition(cursor.selectionStart())
            moves = QTextCursor.MoveOperation
            cursor.movePosition(moves.Down if way == "down" else moves.Up)
            word = self._word_near(cursor.position())
        else:
            word = {"left": self._chosen - 1, "right": self._chosen + 1, "home": 0, "end": last}[way]
        anchor = self._anchor if self._anchor is not None and self.selected is not None else self._chosen
        self._choose(min(max(word, 0), last))
        if select:
            self._anchor = anchor
            self.setTextCursor(self._cursor_over(*sorted((anchor, self._chosen))))

    def _choose(self, word: int) -> None:
        self._chosen, self._anchor = word, None
        self._stand_before(word)
        self.setAccessibleDescription(self._texts(self._told(word)))
        self._show(word)
        self.viewport().update()
        self.walked.emit(word)

    def _stand_before(self, word: int) -> None:
        cursor = self._cursor_over(word, word)
        cursor.setPosition(cursor.selectionStart())
        self.setTextCursor(cursor)

    def _told(self, word: int) -> Message:
        """Say to a screen reader what a word is."""
        said = self._transcript.words[word]
        if is_doubtful(said):
            return msg("review.transcript.word.doubtful", word=said.text)
        return msg("review.transcript.word", word=said.text)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw a frame around the word that the keyboard stands on."""
        super().paintEvent(event)
        if self.hasFocus() and self._chosen < len(self._starts):
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._theme.colour("accent")), 2))
            painter.drawRoundedRect(self._rect_of(self._chosen).adjusted(-2, 0, 2, 0), 4, 4)
            painter.end()
