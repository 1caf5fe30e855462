"""Running text: wrapped, with air between its lines, and never wider than a comfortable column."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from coach.gui.theme import READABLE_COLUMN, Theme

LINE_HEIGHT = {14: 145, 16: 150, 20: 140, 28: 130}
"""Per cent, by type size: small type needs more air than large type."""

_NAMES = {14: "small", 16: "", 20: "heading", 28: "title"}


class Paragraph(QLabel):
    """Show text at one of the type sizes; it can be selected with the mouse, and wraps at 70 characters."""

    def __init__(self, theme: Theme, text: str = "", *, size: int = 16, soft: bool = False, bold: bool = False) -> None:
        super().__init__()
        self._size = size
        self._bold = bold
        self._plain = ""
        self.setProperty("size", _NAMES[size])
        self.setProperty("tone", "soft" if soft else "")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_theme(theme)
        self.say(text)

    @property
    def plain(self) -> str:
        """Return the text without marks."""
        return self._plain

    def say(self, text: str) -> None:
        """Show another text."""
        self._plain = text
        weight = "600" if self._bold else "400"
        body = html.escape(text).replace("\n", "<br>")
        self.setText(f'<p style="line-height:{LINE_HEIGHT[self._size]}%;font-weight:{weight};margin:0">{body}</p>')
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's type size."""
        metrics = QFontMetrics(theme.font(self._size))
        self.setMaximumWidth(metrics.averageCharWidth() * READABLE_COLUMN)
        self.updateGeometry()


def tell(widget: QWidget, name: str, description: str = "") -> None:
    """Give a control the name, and the description, that a screen reader speaks."""
    widget.setAccessibleName(name)
    widget.setAccessibleDescription(description)
