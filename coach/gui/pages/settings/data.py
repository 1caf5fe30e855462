"""Settings: where takes, models and reports are kept, how they are carried away and brought back, and how they go."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLabel

from coach.gui.pages.settings.section import Section, button
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.data.keep_card import AsideCard, KeepCard
from coach.gui.widgets.data.stored_list import StoredList
from coach.gui.widgets.forms.flow import flow
from coach.gui.widgets.paragraph import tell
from coach.gui.widgets.review.fold import Fold
from coach.messages import Texts, msg
from coach.practice.history import Stored
from coach.settings import Settings


class DataSection(Section):
    """Show the data folder and what is in it; another one is used from the next start on.

    What is backed up, restored and deleted is led from outside; the wishes for it leave as signals.
    """

    backup_wanted = Signal()
    restore_wanted = Signal()
    delete_wanted = Signal()
    stored_wanted = Signal()
    """The section is looked at: `show_stored` is wanted, and what was set aside."""

    def __init__(self, texts: Texts, theme: Theme, folder: Path) -> None:
        super().__init__(theme, texts(msg("settings.data")))
        self._texts = texts
        self._folder = folder
        self.path = QLabel(str(folder))
        self.path.setWordWrap(True)
        self.open_folder = button(texts(msg("settings.data.open")))
        self.choose = button(texts(msg("settings.data.choose")))
        self.row(texts(msg("settings.data.folder")), self.path)
        tell(self.path, texts(msg("settings.data.folder")), str(folder))
        self.wide(flow(self.open_folder, self.choose, gap=MARGIN + 4))
        self.note(theme, texts(msg("settings.data.private")))
        self.next_start = self.note(theme)
        self._rows.addSpacing(MARGIN)
        self.backup = button(texts(msg("keeping.backup")))
        self.restore = button(texts(msg("keeping.restore")))
        self.card = KeepCard(texts, theme)
        self.aside = AsideCard(texts, theme)
        self.wide(flow(self.backup, self.restore, gap=MARGIN + 4))
        self.note(theme, texts(msg("keeping.backup.what")))
        self.wide(self.card)
        self.wide(self.aside)
        self.list = StoredList(texts, theme)
        self.fold = Fold(theme, texts(msg("keeping.stored")), lambda: self.list)
        self.wide(self.fold)
        self.delete = button(texts(msg("keeping.delete")))
        self.wide(flow(self.delete))
        self.open_folder.clicked.connect(self._open_folder)
        self.choose.clicked.connect(self._choose)
        self.backup.clicked.connect(self.backup_wanted)
        self.restore.clicked.connect(self.restore_wanted)
        self.delete.clicked.connect(self.delete_wanted)

    def show_settings(self, settings: Settings) -> None:
        """Say which folder will be used from the next start on, where that is another one."""
        chosen = Path(settings.data_folder) if settings.data_folder else None
        other = chosen is not None and chosen != self._folder
        next_start = msg("settings.data.next_start", folder=settings.data_folder)
        self.say(self.next_start, self._texts(next_start) if other else "")

    def open(self) -> None:
        """Ask for what is stored."""
        self.stored_wanted.emit()

    def show_stored(self, stored: Sequence[Stored]) -> None:
        """Show what is stored where."""
        self.list.show_stored(stored)

    def show_working(self, works: bool) -> None:
        """Let only one of backup, restore and deleting happen at a time."""
        for wish in (self.backup, self.restore, self.delete, self.aside.back, self.aside.remove):
            wish.setEnabled(not works)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        super().set_theme(theme)
        for part in (self.card, self.aside, self.list, self.fold):
            part.set_theme(theme)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _choose(self) -> None:
        title = self._texts(msg("settings.data.choose"))
        chosen = QFileDialog.getExistingDirectory(self, title, str(self._folder))
        if chosen:
            self.wanted.emit({"data_folder": chosen})
