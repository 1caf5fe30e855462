"""Takes saved as files: asked how and where, written on a worker, told how it ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from coach.errors import Cancelled, CoachError
from coach.gui.bridge import Bridge
from coach.gui.theme import Theme
from coach.gui.widgets.sharing.sheet import ChooseFolder, SharingSheet
from coach.messages import Texts
from coach.practice.export.exports import Exports, Outcome, Saved
from coach.practice.export.formats import FORMATS
from coach.practice.ports import Controls


class Exporting(QObject):
    """Lead the sheet "Save or share"; every call is on the GUI thread. The next time begins with the last choices."""

    def __init__(
        self,
        texts: Texts,
        theme: Theme,
        bridge: Bridge,
        exports: Exports,
        page: QWidget,
        choose_folder: ChooseFolder = QFileDialog.getExistingDirectory,
        open_folder: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__(page)
        self.theme = theme
        self._texts = texts
        self._bridge = bridge
        self._exports = exports
        self._page = page
        self._choose_folder = choose_folder
        self._open_folder = open_folder or _open_folder
        self._folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._key = FORMATS[0].key
        self._files = 0
        self._controls = Controls()
        self.sheet: SharingSheet | None = None

    def ask(self, ids: Sequence[str]) -> None:
        """Ask how and where to save these takes, and do it."""
        if not ids or self.sheet is not None:
            return
        folder = self._folder or str(Path.home())
        self.sheet = SharingSheet(self._texts, self.theme, len(ids), folder, self._key, self._page, self._choose_folder)
        self.sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.sheet.wanted.connect(lambda key, into: self._begin(tuple(ids), key, into))
        self.sheet.stop_wanted.connect(self._stop)
        self.sheet.open_wanted.connect(self._open_folder)
        self.sheet.finished.connect(lambda _: self._gone())
        self.sheet.open()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self.theme = theme
        if self.sheet is not None:
            self.sheet.set_theme(theme)

    def _begin(self, ids: Sequence[str], key: str, folder: str) -> None:
        self._key, self._folder, self._files, self._controls = key, folder, 0, Controls()
        # Whatever pages look up runs as an errand, so long work goes there only while models are fetched.
        self._bridge.start(
            "errand" if self._bridge.busy("download") else "download",
            lambda controls: self._exports.export(ids, key, Path(folder), controls),
            self._controls,
            on_news=self._show_progress,
            on_done=self._done,
            on_failed=self._failed,
        )

    def _stop(self) -> None:
        self._controls.cancel.set()

    def _show_progress(self, saved: Saved) -> None:
        self._files = saved.files
        if self.sheet is not None:
            self.sheet.show_progress(saved)

    def _done(self, outcome: Outcome) -> None:
        if self.sheet is not None:
            self.sheet.show_outcome(outcome)

    def _failed(self, error: BaseException) -> None:
        if self.sheet is None:
            return
        if isinstance(error, Cancelled):
            self.sheet.show_stopped(self._files)
        elif isinstance(error, CoachError):
            self.sheet.show_failed(error)
        else:
            self.sheet.show_unsaved()

    def _gone(self) -> None:
        self._controls.cancel.set()
        self.sheet = None


def _open_folder(folder: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(folder))
