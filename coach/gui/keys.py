"""The single keys of the pages as a person chose them, and what they and their doings are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from coach.messages import Message, Texts, msg
from coach.practice.keys.actions import PAGES, USUAL, Action, Page, page_of

__all__ = ["DOINGS", "PAGE_NAMES", "Action", "KeyMap", "Page", "key_name"]

DOINGS: Mapping[Action, Message] = {
    "go": msg("keys.go"),
    "pause": msg("keys.pause"),
    "hear": msg("keys.hear"),
    "choose": msg("keys.choose"),
    "write": msg("keys.write"),
    "play": msg("keys.play"),
    "back": msg("keys.back"),
    "forward": msg("keys.forward"),
    "slower": msg("keys.slower"),
    "faster": msg("keys.faster"),
    "loop": msg("keys.loop"),
    "previous": msg("keys.previous"),
    "next": msg("keys.next"),
    "follow": msg("keys.follow"),
    "bookmark": msg("keys.bookmark"),
    "note": msg("keys.note"),
    "edit": msg("keys.edit"),
    "filler": msg("keys.filler"),
    "no_filler": msg("keys.no_filler"),
}
PAGE_NAMES: Mapping[Page, Message] = {"practice": msg("window.page.practice"), "review": msg("window.page.review")}
_NAMES: Mapping[str, Message] = {
    "Space": msg("keys.name.space"),
    "Left": msg("keys.name.left"),
    "Right": msg("keys.name.right"),
    "Up": msg("keys.name.up"),
    "Down": msg("keys.name.down"),
    "PgUp": msg("keys.name.page_up"),
    "PgDown": msg("keys.name.page_down"),
    "Ins": msg("keys.name.insert"),
    "Del": msg("keys.name.delete"),
    ",": msg("keys.name.comma"),
    ".": msg("keys.name.full_stop"),
}
"""Keys whose own name is too short to be understood, or to be seen."""


@dataclass(frozen=True, slots=True)
class KeyMap:
    """Hold which key does what: `own` are a person's choices, by action, over the usual ones."""

    own: Mapping[str, str] = field(default_factory=dict)

    def key(self, action: Action) -> QKeySequence:
        """Return the key of an action."""
        return QKeySequence(self.own.get(action, USUAL[action]))

    def action(self, event: QKeyEvent, page: Page = "review") -> Action | None:
        """Return what a pressed key does on a page; None where it does nothing there.

        Shift is held for a sign above another; with a letter or a named key it means something else.
        """
        pressed = QKeySequence(event.key())
        sign = len(pressed.toString()) == 1 and not pressed.toString().isalpha()
        beside = Qt.KeyboardModifier.ShiftModifier if sign else Qt.KeyboardModifier.NoModifier
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | beside):
            return None
        return next((action for action in PAGES[page] if self.key(action) == pressed), None)

    def clash(self, action: Action, key: QKeySequence) -> Action | None:
        """Return what else a key does on the action's page; None where it is free."""
        others = (other for other in PAGES[page_of(action)] if other != action)
        return next((other for other in others if self.key(other) == key), None)

    def chosen(self, action: Action, key: QKeySequence) -> Mapping[str, str]:
        """Return a person's choices with another key for an action; the usual one is no choice."""
        others = {name: own for name, own in self.own.items() if name != action}
        return others if key == QKeySequence(USUAL[action]) else {**others, action: key.toString()}


def key_name(key: QKeySequence, texts: Texts) -> str:
    """Return what stands on a key."""
    name = key.toString()
    known = _NAMES.get(name)
    return texts(known) if known is not None else name
