"""What comes in from files, and what is kept, brought back or deleted as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coach.gui.bridge import Bridge
from coach.gui.making.bringing import Bringings, Drops
from coach.gui.making.keeping import Keepings
from coach.gui.parts import Parts
from coach.gui.theme import Theme
from coach.gui.widgets.bringing.card import BringCard
from coach.gui.window.pages import HISTORY, Pages
from coach.settings import Settings, load_settings


class Storing(QObject):
    """Lead recordings in, and backups out and in; `card` shows what is under way over the history."""

    chosen = Signal(object)
    """The Settings as they are after a restore."""
    told = Signal(object, object)
    """Something ended out of sight: a Message, and an advice or None."""
    opened = Signal(str)
    """Open the take with this id."""

    def __init__(
        self,
        parts: Parts,
        bridge: Bridge,
        theme: Theme,
        pages: Pages,
        window: QWidget,
        show_page: Callable[[int], None],
    ) -> None:
        super().__init__(window)
        self._parts, self._bridge, self._pages, self._show_page = parts, bridge, pages, show_page
        self.card = BringCard(parts.texts, theme)
        self.bringings = Bringings(parts.texts, bridge, parts.bringing, lambda: pages.asked, self.card)
        self.keepings = Keepings(
            parts.texts, theme, bridge, lambda: parts.keeping, pages.settings.data.kept, self._may_swap
        )
        self._connect(Drops(window))

    def _connect(self, drops: Drops) -> None:
        history, bringings = self._pages.history, self.bringings
        for dropped in (drops.dropped, history.files_dropped):
            dropped.connect(self._bring)
        history.import_wanted.connect(bringings.choose)
        self._pages.practice.busy_changed.connect(bringings.hold)
        bringings.changed.connect(history.refresh)
        bringings.opened.connect(self.opened)
        for told in (bringings.told, self.keepings.told):
            told.connect(self.told)
        self.keepings.restored.connect(self._restored)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self.card.set_theme(theme)
        self.keepings.theme = theme

    def show_on(self, page: int) -> None:
        """Show what is under way where takes are listed."""
        self.card.show_here(page == HISTORY)

    def _bring(self, paths: Sequence[Path]) -> None:
        self._show_page(HISTORY)
        self.bringings.bring(paths)

    def _may_swap(self) -> bool:
        """Tell whether nobody records or transcribes just now."""
        return not (self._pages.practice.taking.live or self._bridge.busy("review") or self.bringings.busy)

    def _restored(self) -> None:
        """Read everything again: choices, questions, stories, takes and drafts may be others."""
        pages = self._pages
        settings: Settings = load_settings(self._parts.folders.settings_file)[0]
        pages.settings.show_settings(settings)
        self.chosen.emit(settings)
        pages.questions.changes.refresh()
        pages.stories.refresh()
        pages.review.show_nothing()
        pages.review.reading.forget_drafts()
        pages.editing.read_again()
        pages.history.refresh()
        pages.practice.offer_another()
