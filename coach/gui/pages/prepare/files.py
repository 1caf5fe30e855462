"""Packs as files: chosen or dropped to come in, one after another, and written where a person wants them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from coach.gui.making.packs import PackChanges
from coach.gui.theme import Theme
from coach.gui.widgets.packs.sheets import ClashSheet
from coach.messages import Texts, msg
from coach.model import Pack
from coach.practice.own_packs import Incoming

SUFFIX = ".toml"


class PackFiles(QObject):
    """Bring packs in and hand them on; each that is there already is asked about."""

    def __init__(self, texts: Texts, theme: Theme, changes: PackChanges, page: QWidget) -> None:
        super().__init__(page)
        self._texts = texts
        self.theme = theme
        self._changes = changes
        self._page = page
        self._coming: list[Path] = []

    def export(self, pack: Pack) -> None:
        """Ask where to, and write a copy of a pack."""
        title, kinds = self._texts(msg("own_packs.export.heading")), self._texts(msg("own_packs.kinds"))
        chosen, _ = QFileDialog.getSaveFileName(self._page, title, f"{pack.id}{SUFFIX}", kinds)
        if chosen:
            path = Path(chosen)
            self._changes.export(pack, path if path.suffix else path.with_suffix(SUFFIX))

    def choose(self) -> None:
        """Ask for files, and bring them in."""
        title, kinds = self._texts(msg("own_packs.bring.heading")), self._texts(msg("own_packs.kinds"))
        chosen, _ = QFileDialog.getOpenFileNames(self._page, title, "", kinds)
        self.bring([Path(each) for each in chosen])

    def bring(self, paths: Sequence[Path]) -> None:
        """Bring packs in, one after another."""
        idle = not self._coming
        self._coming += paths
        if idle:
            self._bring_next()

    def _bring_next(self) -> None:
        if self._coming:
            self._changes.peek(self._coming[0], self._bring_one, self._brought)

    def _bring_one(self, coming: Incoming) -> None:
        path = self._coming[0]
        if coming.there is None:
            self._changes.bring(path, instead=False)
            self._brought()
            return
        sheet = ClashSheet(self._texts, self.theme, coming, self._page)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.decided.connect(lambda how: self._changes.bring(path, instead=how == "replace"))
        sheet.finished.connect(lambda _: self._brought())
        sheet.open()

    def _brought(self) -> None:
        self._coming.pop(0)
        self._bring_next()


def packs_in(data: QMimeData) -> list[Path]:
    """Return the files of packs among what is dragged."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.casefold() == SUFFIX]
