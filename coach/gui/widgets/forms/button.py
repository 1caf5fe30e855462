"""Buttons that a screen reader calls what stands on them."""

from __future__ import annotations

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QPushButton

from coach.gui.widgets.paragraph import tell
from coach.messages import Message, Texts


def named_button(text: str, kind: str = "") -> QPushButton:
    """Make a button with its name; `kind` is how it looks."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    tell(made, text)
    return made


def wish_button(texts: Texts, wanted: SignalInstance, wish: str, name: Message, kind: str = "") -> QPushButton:
    """Make a button that tells a wish when it is pressed."""
    made = named_button(texts(name), kind)
    made.clicked.connect(lambda: wanted.emit(wish))
    return made
