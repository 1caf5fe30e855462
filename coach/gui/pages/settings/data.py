"""Settings: where takes, models and reports are kept, how they are carried away and brought back, and how they go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLabel

from coach.gui.pages.settings.section import Section, button
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.data.panel import KeptPanel
from coach.gui.widgets.forms.flow import flow
from coach.gui.widgets.paragraph import tell
from coach.messages import Texts, msg
from coach.settings import Settings


class DataSection(Section):
    """Show the data folder, another one being used from the next start on; `kept` is led from outside."""

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
        self.kept = KeptPanel(texts, theme)
        self.wide(self.kept)
        self.open_folder.clicked.connect(self._open_folder)
        self.choose.clicked.connect(self._choose)

    def show_settings(self, settings: Settings) -> None:
        """Say which folder will be used from the next start on, where that is another one."""
        chosen = Path(settings.data_folder) if settings.data_folder else None
        other = chosen is not None and chosen != self._folder
        next_start = msg("settings.data.next_start", folder=settings.data_folder)
        self.say(self.next_start, self._texts(next_start) if other else "")

    def open(self) -> None:
        """Ask for what is stored."""
        self.kept.stored_wanted.emit()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        super().set_theme(theme)
        self.kept.set_theme(theme)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _choose(self) -> None:
        title = self._texts(msg("settings.data.choose"))
        chosen = QFileDialog.getExistingDirectory(self, title, str(self._folder))
        if chosen:
            self.wanted.emit({"data_folder": chosen})
