"""The words of a transcript on the screen: marked, lit where the sound is, and known by their places."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit

from coach.analysis.sureness import is_doubtful
from coach.gui.theme import MARGIN, READABLE_COLUMN, Theme
from coach.gui.widgets.transcript.pieces import Piece, draw_box, draw_dots, piece_format, pieces
from coach.messages import Texts
from coach.model import Moment, Transcript

LINE_HEIGHT = 150
"""Percent of the type size."""
TALLEST, TALLEST_EVER = 480, 640
"""Pixels, at 100 % text and at any; a longer transcript scrolls in itself."""


def frame(text: QTextEdit, theme: Theme) -> None:
    """Give running text its edge, its type and its width."""
    text.document().setDocumentMargin(4)
    text.setMaximumWidth(QFontMetrics(theme.font(16)).averageCharWidth() * READABLE_COLUMN + 5 * MARGIN)
    quiet, loud = theme.colour(theme.edge).name(), theme.colour("accent").name()
    text.setObjectName("transcript")
    text.setStyleSheet(
        f"#transcript {{ border: 1px solid {quiet}; padding: 15px; }}"
        f"#transcript:focus {{ border: 2px solid {loud}; padding: 14px; }}"
    )
    # A style sheet gives the document the widget's font again, so this comes after it.
    text.document().setDefaultFont(theme.font(16))


def spaced(block: QTextBlockFormat) -> QTextBlockFormat:
    """Give lines their air."""
    block.setLineHeight(LINE_HEIGHT, 1)
    return block


def height_of(text: QTextEdit, theme: Theme) -> int:
    """Return the height of the text, up to what still leaves room for the timeline."""
    whole = round(text.document().size().height()) + 5 * MARGIN
    return min(whole, theme.px(TALLEST), TALLEST_EVER)


class WordText(QTextEdit):
    """Lay out a transcript and know where each of its words stands; a typed answer's words are those between spaces."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._transcript = Transcript("", ())
        self._moments: tuple[Moment, ...] = ()
        self._names: Mapping[str, str] = {}
        self._spans: dict[int, tuple[int, int]] = {}
        """Where the words stand in the document, by number: first, one past the last."""
        self._sounds: list[tuple[int, int, float]] = []
        self._starts: list[float] = []
        self._doubts: list[int] = []
        self._current: int | None = None
        self._hits: Sequence[range] = ()
        self._hit: int | None = None
        self._scrolling = True
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.updateGeometry())

    @property
    def transcript(self) -> Transcript:
        """Return what shows."""
        return self._transcript

    def set_transcript(
        self, transcript: Transcript, moments: tuple[Moment, ...] = (), names: Mapping[str, str] | None = None
    ) -> None:
        """Show a transcript with its moments; `names` holds what anchors are called."""
        self._transcript, self._moments, self._names = transcript, moments, names or {}
        self._starts = [word.start for word in transcript.words]
        self._doubts = [number for number, word in enumerate(transcript.words) if is_doubtful(word)]
        self._current = None
        self._hits, self._hit = (), None
        self._write()

    def set_moments(self, moments: tuple[Moment, ...]) -> None:
        """Mark other moments in the same words; what is lit and in sight stays."""
        self._moments = moments
        bar = self.verticalScrollBar()
        at = bar.value()
        self._write()
        bar.setValue(at)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        self._write()

    @property
    def said(self) -> list[str]:
        """Return the words as they are written."""
        return [word.text for word in self._transcript.words] or self._transcript.text.split()

    @property
    def doubtful(self) -> int:
        """Return how many words are marked as not sure."""
        return len(self._doubts)

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

    def keep_in_sight(self, wanted: bool) -> None:
        """Let the text scroll with the word that is played, or stay where it is."""
        self._scrolling = wanted
        if wanted and self._current in self._spans:
            self._show(self._current)

    def show_hits(self, hits: Sequence[range], current: int | None = None) -> None:
        """Mark the places that were found, as numbers of words, and the one among them that a person is at."""
        self._hits, self._hit = hits, current
        if current is not None:
            self._show(hits[current].start)
        self.viewport().update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return the height of the text, up to what still leaves room for the timeline."""
        return QSize(super().sizeHint().width(), height_of(self, self._theme))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return the same height: the page scrolls before the text is squeezed."""
        return QSize(self._theme.px(240), self.sizeHint().height())

    def _write(self) -> None:
        frame(self, self._theme)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()  # one layout at the end instead of one a word
        self._fill(cursor)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._light_up()

    def _fill(self, cursor: QTextCursor) -> None:
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        cursor.setBlockFormat(spaced(cursor.blockFormat()))
        self._spans, self._sounds = {}, []
        self._write_words(cursor)

    def _write_words(self, cursor: QTextCursor) -> None:
        if not self._transcript.words:
            cursor.insertText(self._transcript.text, self._format(Piece("", None)))
            found = re.finditer(r"\S+", self._transcript.text)
            self._spans = {number: one.span() for number, one in enumerate(found)}
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
        cursor = self._cursor_over(self._current, self._current)
        light.cursor = cursor
        light.format = form
        self.setExtraSelections([light])
        if self._scrolling:
            self._show(self._current)

    def _cursor_over(self, first: int, last: int) -> QTextCursor:
        """Return a cursor that has these words selected."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._spans[first][0])
        cursor.setPosition(self._spans[last][1], QTextCursor.MoveMode.KeepAnchor)
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
        """Return the number of the spoken word at a place of the viewport."""
        near = self._word_near(self.cursorForPosition(place).position())
        for word in (near, near + 1):
            if word < len(self._starts) and self._rect_of(word).adjusted(-2, -2, 2, 2).contains(place):
                return word
        return None

    def sound_at(self, place: QPoint) -> float | None:
        """Return where the sound begins whose mark is at a place of the viewport."""
        for first, last, at in self._sounds:
            if self._rect_between(first, last).adjusted(-2, -2, 2, 2).contains(place):
                return at
        return None

    def _word_near(self, position: int) -> int:
        firsts = [first for first, _ in self._spans.values()]
        return max(bisect_right(firsts, position) - 1, 0)

    def _in_sight(self) -> range:
        corners = (self.viewport().rect().topLeft(), self.viewport().rect().bottomRight())
        first, last = (self._word_near(self.cursorForPosition(corner).position()) for corner in corners)
        return range(first, min(last + 1, len(self._spans)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw a box around what was found, and dots below the words that are not sure."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in self._hits_in_sight():
            for box in self._boxes(self._hits[number]):
                draw_box(painter, box, self._theme, at=number == self._hit)
        for word in self._doubts_in_sight():
            draw_dots(painter, self._rect_of(word), self._theme)
        painter.end()

    def _hits_in_sight(self) -> range:
        if not self._hits:
            return range(0)
        sight = self._in_sight()
        first = bisect_left(self._hits, sight.start, key=lambda hit: hit.stop - 1)
        return range(first, bisect_left(self._hits, sight.stop, key=lambda hit: hit.start))

    def _boxes(self, hit: range) -> Iterator[QRect]:
        """Yield a rectangle a line around the words of a place that was found."""
        box = QRect()
        for word in hit:
            rect = self._rect_of(word)
            if not box.isNull() and rect.top() != box.top():
                yield box
                box = QRect()
            box = box.united(rect)
        yield box

    def _doubts_in_sight(self) -> list[int]:
        if not self._doubts:
            return []
        sight = self._in_sight()
        return self._doubts[bisect_left(self._doubts, sight.start) : bisect_left(self._doubts, sight.stop)]
