"""A field that stands where its text stands, for as long as that is written."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""Ways in which the focus goes to come back: a menu, another program."""


class InlineField(QLineEdit):
    """Write one line: Enter and going elsewhere keep what was changed, Escape leaves it as it was."""

    kept = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._before = ""
        self._open = False
        self.hide()

    @property
    def opened(self) -> bool:
        """Tell whether it is being written in."""
        return self._open

    @property
    def focused(self) -> bool:
        """Tell whether it has the focus of its window, which may be behind another one."""
        return self.window().focusWidget() is self

    def open(self, text: str = "") -> None:
        """Begin to write, with what there is."""
        self._before = text
        self._open = True
        self.setText(text)
        self.selectAll()
        self.show()
        self.setFocus()

    def leave(self) -> None:
        """Keep what was changed, and be gone."""
        if self._open:
            self._close(keep=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Keep or leave."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._close(keep=True)
        elif event.key() == Qt.Key.Key_Escape:
            self._close(keep=False)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's own name
        """Keep what was written when the focus goes elsewhere for good."""
        super().focusOutEvent(event)
        if self._open and event.reason() not in PASSING:
            self._close(keep=True)

    def _close(self, *, keep: bool) -> None:
        self._open = False
        text = self.text().strip()
        if keep and text != self._before:
            self.kept.emit(text)
        else:
            self.left.emit()
        self.hide()  # after those who listen had the chance to put the focus where it belongs
