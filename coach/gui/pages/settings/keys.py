"""Settings: every single key of the program, and another one where a person wants it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeySequence
from PySide6.QtWidgets import QPushButton

from coach.gui.keys import DOINGS, PAGE_NAMES, KeyMap, key_name
from coach.gui.pages.settings.section import Section, button
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.forms.flow import flow
from coach.gui.widgets.keys.key_button import KeyButton
from coach.gui.widgets.paragraph import Paragraph
from coach.messages import Message, Texts, msg
from coach.practice.keys.actions import PAGES, USUAL, Action, Page, is_key, is_reserved, page_of
from coach.settings import Settings

HOW: Mapping[Page, Message] = {
    "practice": msg("settings.keys.how.practice"),
    "review": msg("settings.keys.how.review"),
}
DOING = 320
"""Pixels, at the usual text size, for what a key does."""


class KeysSection(Section):
    """Choose keys; each row takes the next key pressed, and a key that is taken already is said."""

    label = DOING

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__(theme, texts(msg("settings.keys")))
        self._texts = texts
        self._keys = KeyMap()
        self.buttons: dict[Action, KeyButton] = {}
        self.resets: dict[Action, QPushButton] = {}
        self.says: dict[Page, Paragraph] = {}
        for page in PAGES:
            self._add_page(page, theme)
        self.reset = button(texts(msg("settings.keys.reset")))
        self.reset.clicked.connect(lambda: self.wanted.emit({"keys": {}}))
        self._rows.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_page(self, page: Page, theme: Theme) -> None:
        name = self._texts(msg("settings.keys.page", page=self._texts(PAGE_NAMES[page])))
        heading = Paragraph(theme, name, bold=True)
        self._paragraphs.append(heading)
        self._rows.addSpacing(MARGIN)
        self._rows.addWidget(heading)
        self.says[page] = Paragraph(theme, self._texts(HOW[page]), size=14, soft=True)
        self._paragraphs.append(self.says[page])
        self._rows.addWidget(self.says[page])
        for action in PAGES[page]:
            self._add_row(action)

    def _add_row(self, action: Action) -> None:
        doing = self._texts(DOINGS[action])
        key = self.buttons[action] = KeyButton(self._texts, self._theme, doing)
        back = self.resets[action] = button("", "plain")
        back.clicked.connect(lambda: self._choose(action, QKeySequence(USUAL[action])))
        self.row(doing, flow(key, back))
        key.pressed_key.connect(partial(self._choose, action))
        key.waits.connect(lambda waits: self._say(action, msg("keys.waits") if waits else None))
        key.combined.connect(lambda: self._say(action, msg("keys.combined")))

    def show_settings(self, settings: Settings) -> None:
        """Show the person's keys."""
        self._keys = KeyMap(settings.keys)
        for action, key in self.buttons.items():
            key.show_key(self._keys.key(action))
            usual = key_name(QKeySequence(USUAL[action]), self._texts)
            back = self.resets[action]
            back.setText(self._texts(msg("settings.keys.back", key=usual)))
            back.setMinimumHeight(key.sizeHint().height())  # level with the key beside it
            named = msg("settings.keys.back.of", key=usual, doing=self._texts(DOINGS[action]))
            back.setAccessibleName(self._texts(named))
            self._hide(back, self._keys.key(action) == QKeySequence(USUAL[action]))
        self.reset.setEnabled(bool(settings.keys))

    def _hide(self, back: QPushButton, hidden: bool) -> None:
        """Take a button away; the focus stays in its row."""
        if hidden and back.hasFocus():
            action = next(action for action, other in self.resets.items() if other is back)
            self.buttons[action].setFocus()
        back.setVisible(not hidden)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        super().set_theme(theme)
        for key in self.buttons.values():
            key.set_theme(theme)

    def _choose(self, action: Action, key: QKeySequence) -> None:
        """Take a key for an action, or say why not."""
        refused = self._refused(action, key)
        self._say(action, refused)
        if refused is None:
            chosen: Mapping[str, str] = self._keys.chosen(action, key)
            if chosen != self._keys.own:
                self.wanted.emit({"keys": dict(chosen)})

    def _refused(self, action: Action, key: QKeySequence) -> Message | None:
        name = key_name(key, self._texts)
        if is_reserved(action, key.toString()):
            return msg("settings.keys.reserved", key=name)
        if not is_key(key.toString()):
            return msg("settings.keys.none")
        other = self._keys.clash(action, key)
        if other is not None:
            return msg("settings.keys.taken", key=name, doing=self._texts(DOINGS[other]))
        return None

    def _say(self, action: Action, message: Message | None) -> None:
        """Say something above the keys of a page, and to a screen reader."""
        page = page_of(action)
        line = self.says[page]
        line.say(self._texts(message if message is not None else HOW[page]))
        if message is not None:
            QAccessible.updateAccessibility(QAccessibleEvent(line, QAccessible.Event.Alert))
