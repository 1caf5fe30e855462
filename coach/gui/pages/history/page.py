"""Every take, found again by what was said; beside the list, what all takes show together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QTabWidget, QVBoxLayout, QWidget

from coach.gui.bridge import Bridge
from coach.gui.pages.history.section import Section
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.empty import EmptyPage
from coach.gui.widgets.takes.take_list import TakeList
from coach.messages import Texts, msg
from coach.practice.history import AttemptRow, History, Wanted

TAKES, TREND = 0, 1


class HistoryPage(QWidget):
    """List the takes, with a tab for each section; every look into the history runs on the errand worker."""

    opened = Signal(str)
    """Open the take with this id."""
    review_wanted = Signal(str)
    """Transcribe and review the take with this id."""
    practice_wanted = Signal()
    """There is no take yet, and the person wants to make one."""
    practise = Signal(object)
    """Practise something that is behind: a category's name, a Story, or None."""

    def __init__(
        self, texts: Texts, theme: Theme, bridge: Bridge, history: History, sections: Sequence[Section] = ()
    ) -> None:
        super().__init__()
        self._texts = texts
        self._bridge = bridge
        self._history = history
        self._asked = 0
        self._undo: tuple[str, bool] | None = None
        self.takes = TakeList(texts, theme)
        self.sections = tuple(sections)
        self.empty = EmptyPage(
            theme,
            texts(msg("history_page.empty.heading")),
            texts(msg("history_page.empty.text")),
            texts(msg("history_page.empty.button")),
        )
        self.tabs = QTabWidget()
        self.setAccessibleName(texts(msg("history_page.page")))
        self._lay_out()
        self._connect()
        self.set_theme(theme)

    def _lay_out(self) -> None:
        self.tabs.setAccessibleName(self._texts(msg("history_page.tabs")))
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.setFocusProxy(self.takes.view)
        self.tabs.addTab(self.takes, self._texts(msg("history_page.tab.takes")))
        for section in self.sections:
            self.tabs.addTab(section, self._texts(section.title))
        filled = QWidget()
        whole = QVBoxLayout(filled)
        whole.setContentsMargins(4 * MARGIN, 2 * MARGIN, 4 * MARGIN, 3 * MARGIN)
        whole.addWidget(self.tabs)
        self._states = QStackedLayout(self)
        self._states.setContentsMargins(0, 0, 0, 0)
        self._states.addWidget(filled)
        self._states.addWidget(self.empty)

    def _connect(self) -> None:
        self.takes.asked.connect(self._ask_takes)
        self.takes.opened.connect(self.opened)
        self.takes.review_wanted.connect(self.review_wanted)
        self.takes.deleted.connect(lambda attempt: self._move(attempt, to_bin=True))
        self.takes.restored.connect(lambda attempt: self._move(attempt, to_bin=False))
        self.takes.undo_bar.undone.connect(self._take_back)
        for section in self.sections:
            section.opened.connect(self.opened)
            section.practice_wanted.connect(self.practise)
        self.tabs.currentChanged.connect(lambda _: self.refresh())
        self.empty.wanted.connect(self.practice_wanted)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence.StandardKey.Find, self, self._go_to_search, context=inside)
        QShortcut(QKeySequence.StandardKey.Undo, self, self._undo_by_key, context=inside)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self.takes.set_theme(theme)
        for section in self.sections:
            section.set_theme(theme)
        self.empty.set_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Look again whenever the page comes up."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Ask the history again for what shows."""
        self._ask_takes()
        if self.tabs.currentIndex() > TAKES:
            self.sections[self.tabs.currentIndex() - 1].refresh()

    def _ask_takes(self) -> None:
        self._asked += 1
        asked = self._asked
        search, binned = self.takes.search.text().strip(), self.takes.bin.isChecked()
        category = str(self.takes.category.currentData())

        def look() -> tuple[Sequence[AttemptRow], bool]:
            rows = self._history.rows(Wanted(search=search, category=category, binned=binned))
            return rows, bool(rows or self._history.rows(Wanted(binned=True), limit=1))

        def show(found: tuple[Sequence[AttemptRow], bool]) -> None:
            if asked == self._asked:
                self._show(*found)

        self._bridge.call("errand", look, on_done=show)

    def _show(self, rows: Sequence[AttemptRow], any_at_all: bool) -> None:
        """Show takes; the page is empty only where the bin is empty too."""
        self.takes.show_rows(rows)
        self._states.setCurrentIndex(0 if any_at_all or self.takes.filtered else 1)

    def _move(self, attempt: str, *, to_bin: bool) -> None:
        """Put a take into the bin or take it out, and offer to undo that."""

        def done(_: object) -> None:
            self._undo = (attempt, to_bin)
            self.takes.undo_bar.offer(msg("history_page.binned") if to_bin else msg("history_page.restored"))
            self.refresh()

        act = self._history.bin if to_bin else self._history.restore
        self._bridge.call("errand", lambda: act(attempt), on_done=done)

    def _take_back(self) -> None:
        if self._undo is None:
            return
        attempt, was_to_bin = self._undo
        self._undo = None
        act = self._history.restore if was_to_bin else self._history.bin
        self._bridge.call("errand", lambda: act(attempt), on_done=lambda _: self.refresh())

    def _undo_by_key(self) -> None:
        if self.takes.undo_bar.isVisible():
            self.takes.undo_bar.undo.click()

    def _go_to_search(self) -> None:
        self.tabs.setCurrentIndex(TAKES)
        self.takes.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
