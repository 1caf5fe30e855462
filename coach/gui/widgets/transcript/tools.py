"""What can be done with a transcript, in one quiet row above it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from coach.gui.keys import KeyMap, key_name
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.forms.button import named_button
from coach.gui.widgets.forms.flow import flow
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.messages import Texts, msg


class TextTools(QWidget):
    """Offer to search, to follow the sound and to edit; say what waits."""

    find_wanted = Signal()
    follow_wanted = Signal(bool)
    edit_wanted = Signal()

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self.search = named_button(texts(msg("words.find")), "plain")
        self.follow = QCheckBox(texts(msg("words.follow")))
        tell(self.follow, self.follow.text())
        self.edit = named_button(texts(msg("words.edit")), "plain")
        self.note = Paragraph(theme, size=14, soft=True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(MARGIN // 2)
        rows.addWidget(flow(self.search, self.edit, self.follow, gap=2 * MARGIN))
        rows.addWidget(self.note)
        self.search.clicked.connect(self.find_wanted)
        self.follow.clicked.connect(self.follow_wanted)
        self.edit.clicked.connect(self.edit_wanted)
        self.set_keys(KeyMap())

    def set_keys(self, keys: KeyMap) -> None:
        """Say the person's keys."""
        follow, edit = (key_name(key, self._texts) for key in (keys.key("follow"), keys.key("edit")))
        self.search.setToolTip(self._texts(msg("words.find.key")))
        self.follow.setToolTip(self._texts(msg("words.key", key=follow)))
        self.edit.setToolTip(self._texts(msg("words.key", key=edit)))

    def show_following(self, on: bool, *, waits: bool = False) -> None:
        """Show whether the words follow the sound; `waits` where the person scrolled away meanwhile."""
        self.follow.setChecked(on and not waits)
        self.note.say(self._texts(msg("words.follow.waits")) if waits else "")

    def show_draft(self, kept: bool) -> None:
        """Say whether an edited text waits to be saved."""
        named = msg("words.edit.go_on") if kept else msg("words.edit")
        self.edit.setText(self._texts(named))
        tell(self.edit, self.edit.text(), self._texts(msg("words.edit.waits")) if kept else "")

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self.note.set_theme(theme)
        for control in (self.search, self.edit, self.follow):
            control.setMinimumHeight(max(32, theme.px(32)))
