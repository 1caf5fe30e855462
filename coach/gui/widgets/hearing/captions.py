"""The last words heard, in two calm lines: words are only added, and a line that is full never changes again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from coach.gui.theme import COLUMN, MARGIN, READABLE_COLUMN, Theme
from coach.gui.widgets.column import centre
from coach.gui.widgets.paragraph import LINE_HEIGHT, tell
from coach.messages import Texts, msg
from coach.model import Word

LARGE, BODY, ENOUGH = 20, 16, 125
"""Type sizes, and the text size in percent from which running text is as large as captions need to be: what is asked
has to stay on the page too."""
LINES = 2
KEPT = 80
"""Words that are laid out anew when the width or the text size changes: more than the lines can hold."""
PADDING = 2 * MARGIN


class Captions(QWidget):
    """Show the end of what has been heard; the room for it is always the same."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self.card = _Card(texts, theme)
        self._column = QWidget()
        rows = QVBoxLayout(self._column)
        rows.setContentsMargins(0, 0, 0, 2 * MARGIN)
        rows.addWidget(self.card)
        centre(self, self._column)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)

    @property
    def lines(self) -> list[str]:
        """Return the lines that can be read."""
        return self.card.lines[-LINES:]

    def show_words(self, words: Sequence[Word]) -> None:
        """Add the words that are new among all those heard so far."""
        self.card.add(words)

    def clear(self) -> None:
        """Forget what was heard."""
        self.card.clear()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._column.setMaximumWidth(theme.px(COLUMN))
        self.card.set_theme(theme)


class _Card(QFrame):
    """Lay the words out and draw them; a screen reader finds the lines when asked, and is told of none of them."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._metrics = QFontMetrics(theme.font(_size(theme)))
        self._empty = texts(msg("practice.captions.empty"))
        self._taken = 0
        self._words: list[str] = []
        self.lines: list[str] = []
        self.setProperty("card", True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        tell(self, texts(msg("practice.captions")), self._empty)

    def add(self, words: Sequence[Word]) -> None:
        """Take the words after those that are known; words that an engine takes back stay as they were shown."""
        fresh = [word.text for word in words[self._taken :]]
        if not fresh:
            return
        self._taken = len(words)
        self._words = [*self._words, *fresh][-KEPT:]
        for word in fresh[-KEPT:]:
            self._append(word)
        self.lines = self.lines[-LINES:]
        self.setAccessibleDescription(" ".join(self.lines))
        self.update()

    def clear(self) -> None:
        """Forget all words."""
        self._taken = 0
        self._words, self.lines = [], []
        self.setAccessibleDescription(self._empty)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours and type size."""
        self._theme = theme
        self._metrics = QFontMetrics(theme.font(_size(theme)))
        self.updateGeometry()
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Break the lines anew at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return room for the lines, whether there are words or not."""
        return QSize(self._theme.px(COLUMN), round(LINES * self._line()) + 2 * PADDING)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return the same height: words that come move nothing."""
        return QSize(self._theme.px(240), self.sizeHint().height())

    def _line(self) -> float:
        size = _size(self._theme)
        return self._theme.px(size) * LINE_HEIGHT[size] / 100

    def _room(self) -> int:
        most = self._metrics.averageCharWidth() * READABLE_COLUMN
        return max(1, min(self.width() - 2 * PADDING, most))

    def _lay_out(self) -> None:
        self.lines = []
        for word in self._words:
            self._append(word)
        self.lines = self.lines[-LINES:]
        self.update()

    def _append(self, word: str) -> None:
        longer = f"{self.lines[-1]} {word}" if self.lines else word
        if self.lines and self._metrics.horizontalAdvance(longer) <= self._room():
            self.lines[-1] = longer
        else:
            self.lines.append(word)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """Draw the lines from above; before the first word, say what will be here."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(self._theme.font(_size(self._theme)))
        painter.setPen(self._theme.colour("text" if self.lines else "soft"))
        for number, line in enumerate(self.lines or [self._empty]):
            room = QRectF(PADDING, PADDING + number * self._line(), self.width() - 2 * PADDING, self._line())
            shown = self._metrics.elidedText(line, Qt.TextElideMode.ElideRight, round(room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


def _size(theme: Theme) -> int:
    return LARGE if theme.percent < ENOUGH else BODY
