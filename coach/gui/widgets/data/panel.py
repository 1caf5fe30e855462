"""Everything that is kept, on one panel: a backup, a restore, what is stored where, and deleting it all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.data.keep_card import AsideCard, KeepCard
from coach.gui.widgets.data.stored_list import StoredList
from coach.gui.widgets.forms.button import named_button
from coach.gui.widgets.forms.flow import flow
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.review.fold import Fold
from coach.messages import Texts, msg
from coach.practice.history import Stored


class KeptPanel(QWidget):
    """Offer what can be done with everything that is kept; each wish leaves as a signal."""

    backup_wanted = Signal()
    restore_wanted = Signal()
    delete_wanted = Signal()
    stored_wanted = Signal()
    """The panel is looked at: `show_stored` is wanted, and what was set aside."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self.backup = named_button(texts(msg("keeping.backup")))
        self.restore = named_button(texts(msg("keeping.restore")))
        self.what = Paragraph(theme, texts(msg("keeping.backup.what")), size=14, soft=True)
        self.card = KeepCard(texts, theme)
        self.aside = AsideCard(texts, theme)
        self.list = StoredList(texts, theme)
        self.fold = Fold(theme, texts(msg("keeping.stored")), lambda: self.list)
        self.delete = named_button(texts(msg("keeping.delete")))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(MARGIN + 4)
        rows.addWidget(flow(self.backup, self.restore, gap=MARGIN + 4))
        for widget in (self.what, self.card, self.aside, self.fold, flow(self.delete)):
            rows.addWidget(widget)
        self.backup.clicked.connect(self.backup_wanted)
        self.restore.clicked.connect(self.restore_wanted)
        self.delete.clicked.connect(self.delete_wanted)

    def show_stored(self, stored: Sequence[Stored]) -> None:
        """Show what is stored where."""
        self.list.show_stored(stored)

    def show_working(self, works: bool) -> None:
        """Let only one of backup, restore and deleting happen at a time."""
        for wish in (self.backup, self.restore, self.delete, self.aside.back, self.aside.remove):
            wish.setEnabled(not works)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        for part in (self.what, self.card, self.aside, self.list, self.fold):
            part.set_theme(theme)
