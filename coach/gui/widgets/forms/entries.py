"""A short list of texts, one on each line, in a box that grows with them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit

from coach.gui.theme import MARGIN, Theme

MOST_LINES = 12
"""Lines beyond which the box scrolls instead of growing."""


class TextBox(QPlainTextEdit):
    """Write some lines; Tab goes on to the next control, and the box is as tall as its text."""

    def __init__(self, theme: Theme, lines: int = 2) -> None:
        super().__init__()
        self._fewest = lines
        self._theme = theme
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._grow())
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take another text size."""
        self._theme = theme
        self._grow()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Fit the height to the new width."""
        super().resizeEvent(event)
        self._grow()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Be as narrow as the page asks."""
        return QSize(10 * MARGIN, self.minimumHeight())

    def _grow(self) -> None:
        # A plain text document counts its height in lines.
        lines = round(self.document().documentLayout().documentSize().height())
        shown = max(self._fewest, min(lines, MOST_LINES))
        self.setFixedHeight(shown * QFontMetrics(self._theme.font(16)).lineSpacing() + 2 * MARGIN + 2)


class EntryBox(TextBox):
    """Write entries, one on each line; empty lines are none."""

    def entries(self) -> tuple[str, ...]:
        """Return what is written, each entry once."""
        found = (" ".join(line.split()) for line in self.toPlainText().splitlines())
        return tuple(dict.fromkeys(line for line in found if line))

    def fill(self, entries: Sequence[str]) -> None:
        """Show entries; where they are there already, the text and the place in it stay."""
        if self.entries() != tuple(entries):
            self.setPlainText("\n".join(entries))
