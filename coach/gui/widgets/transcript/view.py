"""The transcript: fillers and anchors marked, every word a place to listen from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from coach.analysis.sureness import is_doubtful
from coach.gui.theme import MARGIN, READABLE_COLUMN, Theme
from coach.gui.widgets.transcript.pieces import Piece, draw_dots, piece_format, pieces
from coach.messages import Message, Texts, msg
from coach.model import Moment, Transcript

LINE_HEIGHT = 150
"""Percent of the type size."""
TALLEST, TALLEST_EVER = 480, 640
"""Pixels, at 100 % text and at any; a longer transcript scrolls in itself."""


class TranscriptView(QTextEdit):
    """Show what was said; a click or Enter on a word plays from there."""

    word_chosen = Signal(int)
    sound_chosen = Signal(float)
    """A mark of a sound that was no word was clicked; where it begins, in seconds."""
    walked = Signal(int)
    """The word that keys or mouse stand on now."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._transcript = Transcript("", ())
        self._moments: tuple[Moment, ...] = ()
        self._names: Mapping[str, str] = {}
        self._spans: dict[int, tuple[int, int]] = {}
        self._sounds: list[tuple[int, int, float]] = []
        self._starts: list[float] = []
        self._doubts: list[int] = []
        self._current: int | None = None
        self._chosen = 0
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setTabChangesFocus(True)
        self.setMouseTracking(True)
        self.setObjectName("transcript")
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.updateGeometry())
        self.setAccessibleName(texts(msg("review.transcript.name")))
        self.setAccessibleDescription(texts(msg("review.transcript.how")))

    def set_transcript(
        self, transcript: Transcript, moments: tuple[Moment, ...] = (), names: Mapping[str, str] | None = None
    ) -> None:
        """Show a transcript with its moments; `names` holds what anchors are called."""
        self._transcript, self._moments, self._names = transcript, moments, names or {}
        self._starts = [word.start for word in transcript.words]
        self._doubts = [number for number, word in enumerate(transcript.words) if is_doubtful(word)]
        self._current = None
        self._chosen = 0
        self.setAccessibleDescription(self._texts(msg("review.transcript.how")))
        self._write()

    def set_moments(self, moments: tuple[Moment, ...]) -> None:
        """Mark other moments in the same words; what is chosen, lit and in sight stays."""
        self._moments = moments
        bar = self.verticalScrollBar()
        at = bar.value()
        self._write()
        if self._spans:
            cursor = self._cursor_over(self._chosen)
            cursor.setPosition(cursor.selectionStart())
            self.setTextCursor(cursor)
        bar.setValue(at)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        self._write()

    @property
    def doubtful(self) -> int:
        """Return how many words are marked as not sure."""
        return len(self._doubts)

    @property
    def chosen(self) -> int:
        """Return the number of the word that the keyboard stands on."""
        return self._chosen

    @property
    def selected(self) -> tuple[int, int] | None:
        """Return the numbers of the first and the last word that are selected with the mouse; None where none are."""
        cursor = self.textCursor()
        if not cursor.hasSelection() or not self._spans:
            return None
        begin, end = cursor.selectionStart(), cursor.selectionEnd()
        inside = [word for word, (first, last) in self._spans.items() if first < end and last > begin]
        return (inside[0], inside[-1]) if inside else None

    @property
    def current(self) -> int | None:
        """Return the number of the word that is being played."""
        return self._current

    def follow(self, seconds: float | None) -> None:
        """Highlight the word at a position of the sound; None takes the highlight away."""
        place = bisect_right(self._starts, seconds) - 1 if seconds is not None else -1
        current = place if place >= 0 else None
        if current == self._current:
            return
        self._current = current
        self._light_up()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return the height of the text, up to what still leaves room for the timeline."""
        whole = round(self.document().size().height()) + 5 * MARGIN
        return QSize(super().sizeHint().width(), min(whole, self._theme.px(TALLEST), TALLEST_EVER))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return the same height: the page scrolls before the text is squeezed."""
        return QSize(self._theme.px(240), self.sizeHint().height())

    def _write(self) -> None:
        theme = self._theme
        self.document().setDocumentMargin(4)
        self.setMaximumWidth(QFontMetrics(theme.font(16)).averageCharWidth() * READABLE_COLUMN + 5 * MARGIN)
        quiet, loud = theme.colour(theme.edge).name(), theme.colour("accent").name()
        self.setStyleSheet(
            f"#transcript {{ border: 1px solid {quiet}; padding: 15px; }}"
            f"#transcript:focus {{ border: 2px solid {loud}; padding: 14px; }}"
        )
        # A style sheet gives the document the widget's font again, so this comes after it.
        self.document().setDefaultFont(theme.font(16))
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()  # one layout at the end instead of one a word
        self._fill(cursor)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._light_up()

    def _fill(self, cursor: QTextCursor) -> None:
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        block = cursor.blockFormat()
        block.setLineHeight(LINE_HEIGHT, 1)
        cursor.setBlockFormat(block)
        self._spans, self._sounds = {}, []
        self._write_words(cursor)

    def _write_words(self, cursor: QTextCursor) -> None:
        if not self._transcript.words:
            cursor.insertText(self._transcript.text, self._format(Piece("", None)))
            return
        for piece in pieces(self._transcript.words, self._moments, self._theme):
            first = cursor.position()
            cursor.insertText(piece.text, self._format(piece))
            if piece.word is not None and not piece.sign:
                self._spans[piece.word] = (first, cursor.position())
            elif piece.at is not None:
                self._sounds.append((first, cursor.position(), piece.at))
            space = "\u00a0" if piece.sign else " "  # a sign stays with its sentence
            cursor.insertText(space, self._format(Piece("", None, filler=piece.runs_on, anchor=piece.anchor_runs_on)))

    def _format(self, piece: Piece) -> QTextCharFormat:
        return piece_format(piece, self._theme, self._names, self._texts)

    def _light_up(self) -> None:
        if self._current is None or self._current not in self._spans:
            self.setExtraSelections([])
            return
        light = QTextEdit.ExtraSelection()
        form = QTextCharFormat()
        form.setBackground(self._theme.colour("accent"))
        form.setForeground(self._theme.colour("on_accent"))
        cursor = self._cursor_over(self._current)
        light.cursor = cursor
        light.format = form
        self.setExtraSelections([light])
        self._show(self._current)

    def _cursor_over(self, word: int) -> QTextCursor:
        first, last = self._spans[word]
        cursor = QTextCursor(self.document())
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _rect_of(self, word: int) -> QRect:
        return self._rect_between(*self._spans[word])

    def _rect_between(self, first: int, last: int) -> QRect:
        cursor = QTextCursor(self.document())
        cursor.setPosition(first)
        start = self.cursorRect(cursor)
        cursor.setPosition(last)
        return start.united(self.cursorRect(cursor))

    def _show(self, word: int) -> None:
        """Scroll so that a word is inside, with some lines around it."""
        rect = self._rect_of(word)
        room = self.viewport().height()
        bar = self.verticalScrollBar()
        if rect.top() < 0 or rect.bottom() > room:
            bar.setValue(bar.value() + rect.top() - room // 3)

    def place_of(self, word: int) -> QPoint:
        """Return the middle of a word, in the viewport."""
        return self._rect_of(word).center()

    def below(self, word: int) -> QPoint:
        """Return the place on the screen right below a word."""
        return self.viewport().mapToGlobal(self._rect_of(word).bottomLeft())

    def word_at(self, place: QPoint) -> int | None:
        """Return the number of the word at a place of the viewport."""
        near = self._word_near(self.cursorForPosition(place).position()) if self._spans else 0
        for word in (near, near + 1):
            if word in self._spans and self._rect_of(word).adjusted(-2, -2, 2, 2).contains(place):
                return word
        return None

    def sound_at(self, place: QPoint) -> float | None:
        """Return where the sound begins whose mark is at a place of the viewport."""
        for first, last, at in self._sounds:
            if self._rect_between(first, last).adjusted(-2, -2, 2, 2).contains(place):
                return at
        return None

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

    def event(self, event: QEvent) -> bool:
        """Claim the keys that this view uses before a page's shortcut takes them."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._target(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Walk from word to word; Enter plays."""
        target = self._target(event)
        if target is None:
            if event.key() == Qt.Key.Key_Space:
                event.ignore()
            else:
                super().keyPressEvent(event)
        elif target == "play":
            if self._spans:
                self.word_chosen.emit(self._chosen)
        elif self._spans:
            self._walk(target)

    def _target(self, event: QKeyEvent) -> str | None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        keys = Qt.Key
        return {
            keys.Key_Left: "left",
            keys.Key_Right: "right",
            keys.Key_Up: "up",
            keys.Key_Down: "down",
            keys.Key_Home: "home",
            keys.Key_End: "end",
            keys.Key_Return: "play",
            keys.Key_Enter: "play",
        }.get(keys(event.key()))

    def _walk(self, way: str) -> None:
        last = max(self._spans)
        if way in ("up", "down"):
            cursor = self._cursor_over(self._chosen)
            cursor.setPosition(cursor.selectionStart())
            moves = QTextCursor.MoveOperation
            cursor.movePosition(moves.Down if way == "down" else moves.Up)
            word = self._word_near(cursor.position())
        else:
            word = {"left": self._chosen - 1, "right": self._chosen + 1, "home": 0, "end": last}[way]
        self._choose(min(max(word, 0), last))

    def _word_near(self, position: int) -> int:
        firsts = [first for first, _ in self._spans.values()]
        return max(bisect_right(firsts, position) - 1, 0)

    def _choose(self, word: int) -> None:
        self._chosen = word
        cursor = self._cursor_over(word)
        cursor.setPosition(cursor.selectionStart())
        self.setTextCursor(cursor)
        self.setAccessibleDescription(self._texts(self._told(word)))
        self._show(word)
        self.viewport().update()
        self.walked.emit(word)

    def _told(self, word: int) -> Message:
        """Say to a screen reader what a word is."""
        said = self._transcript.words[word]
        if is_doubtful(said):
            return msg("review.transcript.word.doubtful", word=said.text)
        return msg("review.transcript.word", word=said.text)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw dots below the words that are not sure, and a frame around the one that the keyboard stands on."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for word in self._doubts_in_sight():
            draw_dots(painter, self._rect_of(word), self._theme)
        if self.hasFocus() and self._chosen in self._spans:
            painter.setPen(QPen(QColor(self._theme.colour("accent")), 2))
            painter.drawRoundedRect(self._rect_of(self._chosen).adjusted(-2, 0, 2, 0), 4, 4)
        painter.end()

    def _doubts_in_sight(self) -> list[int]:
        if not self._doubts or not self._spans:
            return []
        corners = (self.viewport().rect().topLeft(), self.viewport().rect().bottomRight())
        first, last = (self._word_near(self.cursorForPosition(corner).position()) for corner in corners)
        return self._doubts[bisect_left(self._doubts, first) : bisect_right(self._doubts, last)]
