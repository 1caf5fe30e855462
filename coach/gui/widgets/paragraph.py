"""Running text: wrapped, with air between its lines, and never wider than a comfortable column."""

from __future__ import annotations

import html

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from coach.gui.theme import MARGIN, READABLE_COLUMN, Theme

LINE_HEIGHT = {14: 145, 16: 150, 20: 140, 28: 130}
"""Per cent, by type size: small type needs more air than large type."""

_NAMES = {14: "small", 16: "", 20: "heading", 28: "title"}


class Paragraph(QLabel):
    """Show text at one of the type sizes; it can be selected, and wraps at 70 characters unless it is `wide`."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        size: int = 16,
        soft: bool = False,
        bold: bool = False,
        wide: bool = False,
    ) -> None:
        super().__init__()
        self._size = size
        self._bold = bold
        self._wide = wide
        self._plain = ""
        self.setProperty("type", _NAMES[size])
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
        if text and self.parentWidget() is None:
            # Shown now, it would be a window of its own until a layout takes it; so it only is no longer hidden.
            self.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
        else:
            self.setVisible(bool(text))

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's type size."""
        self._metrics = QFontMetrics(theme.font(self._size, bold=self._bold))
        if not self._wide:
            self.setMaximumWidth(self._metrics.averageCharWidth() * READABLE_COLUMN)
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's own name
        """Return the height at the width that the text will really get: a layout asks for widths beyond the most."""
        return super().heightForWidth(min(width, self.maximumWidth()))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Ask for the width that the text takes on one line, as far as the column goes; Qt's own guess is a square."""
        widest = max(self._metrics.horizontalAdvance(line) for line in (self._plain or " ").split("\n"))
        width = min(widest + MARGIN, self.maximumWidth())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Stay as wide as the longest word."""
        words = (self._plain or " ").split() or [" "]
        return QSize(max(self._metrics.horizontalAdvance(word) for word in words) + MARGIN, self._metrics.height())


def tell(widget: QWidget, name: str, description: str = "") -> None:
    """Give a control the name, and the description, that a screen reader speaks."""
    widget.setAccessibleName(name)
    widget.setAccessibleDescription(description)
