"""The single keys of the pages, by what they do; a person may choose others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

Action = Literal[
    "play",
    "back",
    "forward",
    "slower",
    "faster",
    "loop",
    "previous",
    "next",
    "follow",
    "bookmark",
    "note",
    "edit",
    "filler",
    "no_filler",
]
"""What a key does on the Review page."""
ACTIONS: tuple[Action, ...] = get_args(Action)
USUAL: Mapping[Action, str] = {
    "play": "Space",
    "back": "Left",
    "forward": "Right",
    "slower": "[",
    "faster": "]",
    "loop": "L",
    "previous": ",",
    "next": ".",
    "follow": "O",
    "bookmark": "B",
    "note": "T",
    "edit": "E",
    "filler": "F",
    "no_filler": "Del",
}


@dataclass(frozen=True, slots=True)
class KeyMap:
    """Hold which key does what: `own` are a person's choices, by action, over the usual ones."""

    own: Mapping[str, str] = field(default_factory=dict)

    def key(self, action: Action) -> QKeySequence:
        """Return the key of an action."""
        return QKeySequence(self.own.get(action, USUAL[action]))

    def action(self, event: QKeyEvent) -> Action | None:
        """Return what a pressed key does; None where it does nothing here."""
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if held != Qt.KeyboardModifier.NoModifier:
            return None
        pressed = QKeySequence(event.key())
        return next((action for action in ACTIONS if self.key(action) == pressed), None)
