"""A button with a key on it that takes the next key pressed instead."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton

from coach.gui.keys import key_name
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.paragraph import tell
from coach.messages import Texts, msg

_BESIDE = (
    *(Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr),
    *(Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_ScrollLock),
)
"""Keys that are held with others, and are none alone."""
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class KeyButton(QPushButton):
    """Show a key; pressed, wait for another one. Escape leaves it as it was, and so does going elsewhere."""

    pressed_key = Signal(QKeySequence)
    waits = Signal(bool)
    combined = Signal()
    """A key was pressed together with Ctrl or Alt."""

    def __init__(self, texts: Texts, theme: Theme, doing: str) -> None:
        super().__init__()
        self._texts = texts
        self._doing = doing
        self._key = QKeySequence()
        self._waiting = False
        self.clicked.connect(lambda: self._wait(True))
        self.set_theme(theme)

    @property
    def waiting(self) -> bool:
        """Tell whether the next key pressed is taken."""
        return self._waiting

    def show_key(self, key: QKeySequence) -> None:
        """Show a key."""
        self._key = key
        self._say()

    def set_theme(self, theme: Theme) -> None:
        """Be as wide as what it asks, so that nothing moves while it waits."""
        asked = QFontMetrics(theme.font(16)).horizontalAdvance(self._texts(msg("keys.press")))
        self.setMinimumWidth(asked + 6 * MARGIN)

    def event(self, event: QEvent) -> bool:
        """Take every key while it waits, before shortcuts, and Tab, do."""
        if self._waiting and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                self._take(event)
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's own name
        """Wait no more where something else is done."""
        self._wait(False)
        super().focusOutEvent(event)

    def _take(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _BESIDE or event.isAutoRepeat():
            return
        if key == Qt.Key.Key_Escape:
            self._wait(False)
        elif event.modifiers() & _HELD:
            self.combined.emit()
        else:
            self._wait(False)
            self.pressed_key.emit(QKeySequence(key))

    def _wait(self, waiting: bool) -> None:
        if waiting != self._waiting:
            self._waiting = waiting
            self._say()
            self.waits.emit(waiting)

    def _say(self) -> None:
        name = key_name(self._key, self._texts)
        self.setText(self._texts(msg("keys.press")) if self._waiting else name)
        if self._waiting:
            tell(self, self._texts(msg("keys.press.for", doing=self._doing)))
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        else:
            tell(self, self._texts(msg("keys.of", doing=self._doing, key=name)), self._texts(msg("keys.how")))
