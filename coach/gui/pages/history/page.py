"""Every take, found again by what was said; beside the list, what all takes show together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QLabel, QStackedLayout, QTabWidget, QVBoxLayout, QWidget

from coach.gui.bridge import Bridge
from coach.gui.pages.history.changes import Changes
from coach.gui.pages.history.listing import BINNED, Listing, Look
from coach.gui.pages.history.section import Section
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.empty import EmptyPage
from coach.gui.widgets.forms.button import named_button
from coach.gui.widgets.takes.emptying import EmptyBinSheet
from coach.gui.widgets.takes.model import Chosen
from coach.gui.widgets.takes.take_list import TakeList
from coach.messages import Message, Texts, msg
from coach.practice.history import History, Wanted

TAKES = 0
FILLED, EMPTY = 0, 1
CLOSE = 140
"""Percent of the text size from which tabs stand closer."""


class HistoryPage(QWidget):
    """List the takes, with a tab for each section; every look into the history runs on the errand worker."""

    opened = Signal(str)
    """Open the take with this id; `searched` says what it was found by."""
    review_wanted = Signal(str)
    """Transcribe and review the take with this id."""
    practice_wanted = Signal()
    """There is no take yet, and the person wants to make one."""
    practise = Signal(object)
    """Practise something that is behind: a category's name, a Story, or None."""
    export_wanted = Signal(object)
    """Export the takes with these ids (a tuple)."""
    compare_wanted = Signal(object)
    """Lay the two takes with these ids (a tuple) side by side."""
    import_wanted = Signal()
    """Choose recordings to add."""
    files_dropped = Signal(object)
    """Add these files (a tuple of paths), which were dropped on the page."""

    def __init__(
        self, texts: Texts, theme: Theme, bridge: Bridge, history: History, sections: Sequence[Section] = ()
    ) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._bridge = bridge
        self._history = history
        self.sections = tuple(sections)
        self.takes = TakeList(texts, theme)
        self.listing = Listing(bridge, history, self.takes)
        self.changes = Changes(bridge, history)
        self.sheet: EmptyBinSheet | None = None
        self.empty = EmptyPage(
            theme,
            texts(msg("history_page.empty.heading")),
            texts(msg("history_page.empty.text")),
            texts(msg("history_page.empty.button")),
        )
        self.add = named_button(texts(msg("takes.import")), "plain")
        self.drop = QLabel(texts(msg("takes.drop")), self)
        self.drop.setProperty("card", True)
        self.drop.setMargin(2 * MARGIN)
        self.drop.hide()
        self.tabs = QTabWidget()
        self.setAccessibleName(texts(msg("history_page.page")))
        self.setAcceptDrops(True)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._look)
        self._lay_out()
        self._connect()
        self._connect_changes()
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
        column = self.empty.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.indexOf(self.empty.button) + 1, self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._states = QStackedLayout(self)
        self._states.setContentsMargins(0, 0, 0, 0)
        self._states.addWidget(filled)
        self._states.addWidget(self.empty)

    def _connect(self) -> None:
        self.listing.shown.connect(self._show)
        self.takes.opened.connect(self.opened)
        self.takes.review_wanted.connect(self.review_wanted)
        self.takes.import_wanted.connect(self.import_wanted)
        self.takes.compared.connect(lambda chosen: self.compare_wanted.emit(_ids(chosen)))
        self.takes.exported.connect(self._export)
        for section in self.sections:
            section.opened.connect(self.opened)
            section.takes_wanted.connect(self.show_takes)
            section.practice_wanted.connect(self.practise)
        self.tabs.currentChanged.connect(lambda _: self.refresh())
        self.empty.wanted.connect(self.practice_wanted)
        self.add.clicked.connect(self.import_wanted)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence.StandardKey.Find, self, self._go_to_search, context=inside)
        QShortcut(QKeySequence.StandardKey.Undo, self, self._undo_by_key, context=inside)

    def _connect_changes(self) -> None:
        takes, changes = self.takes, self.changes
        takes.deleted.connect(lambda chosen: changes.bin(chosen, takes.wanted))
        takes.restored.connect(lambda chosen: changes.restore(chosen, takes.wanted))
        takes.starred.connect(lambda chosen, starred: changes.star(chosen, takes.wanted, starred))
        takes.model.renamed.connect(self._rename)
        takes.empty_bin_wanted.connect(self._ask_to_empty)
        takes.undo_bar.undone.connect(changes.take_back)
        takes.working.cancelled.connect(changes.end)
        changes.begun.connect(self._begin)
        changes.progressed.connect(takes.working.show_progress)
        changes.done.connect(takes.undo_bar.offer)
        changes.rested.connect(takes.working.end)
        changes.rested.connect(self.refresh)

    @property
    def searched(self) -> str:
        """Return what the take that is opened was found by: the search of the list, "" where a section opens it."""
        return self.listing.searched if self.tabs.currentIndex() == TAKES else ""

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        self.tabs.tabBar().setStyleSheet(_tab_shape(theme))
        self.takes.set_theme(theme)
        self.empty.set_theme(theme)
        for section in self.sections:
            section.set_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Look again whenever the page comes up."""
        super().showEvent(event)
        self.takes.panel.follow_clock()
        self.refresh()

    def refresh(self) -> None:
        """Ask the history again for what shows; wishes that come together are one."""
        self._soon.start()

    def show_takes(self, wanted: Wanted) -> None:
        """Show the takes that something else counted."""
        self.tabs.setCurrentIndex(TAKES)
        self.takes.show_wanted(wanted)
        self.takes.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        self.listing.look()
        if self.tabs.currentIndex() > TAKES:
            self.sections[self.tabs.currentIndex() - 1].refresh()

    def _show(self, found: Look) -> None:
        """Show the list; the page is empty only where no take is kept at all, not even in the bin."""
        filled = found.anything or self.takes.wanted.filtered or self.takes.bin.isChecked()
        self._states.setCurrentIndex(FILLED if filled else EMPTY)

    def _begin(self, what: Message, endable: bool) -> None:
        self.takes.undo_bar.hide()
        self.takes.working.begin(what, endable=endable)

    def _rename(self, attempt_id: str, title: str) -> None:
        place = self.takes.model.place_of(attempt_id)
        row = self.takes.model.row(place) if place is not None else None
        if row is not None:
            self.changes.rename(row, title)

    def _export(self, chosen: Chosen) -> None:
        """Hand on the ids of the chosen takes, those too that are not in the list yet."""
        wanted = self.takes.wanted

        def bring() -> tuple[str, ...]:
            ids = [row.id for row in chosen.rows]
            for start, long in chosen.stretches:
                ids += [row.id for row in self._history.rows(wanted, start=start, limit=long)]
            return tuple(ids)

        if chosen.stretches:
            self._bridge.call("errand", bring, on_done=self.export_wanted.emit)
        else:
            self.export_wanted.emit(_ids(chosen))

    def _ask_to_empty(self) -> None:
        """Ask once, with the number of all takes in the bin, whatever the list shows of them."""

        def ask(takes: int) -> None:
            if takes and self.sheet is None:
                self.sheet = EmptyBinSheet(self._texts, self._theme, takes, self)
                self.sheet.agreed.connect(self.changes.delete_binned)
                self.sheet.finished.connect(self._forget_sheet)
                self.sheet.open()

        self._bridge.call("errand", lambda: self._history.count(BINNED), on_done=ask)

    def _forget_sheet(self) -> None:
        if self.sheet is not None:
            self.sheet.deleteLater()
            self.sheet = None

    def _undo_by_key(self) -> None:
        self.takes.undo_bar.hide()
        self.changes.take_back()

    def _go_to_search(self) -> None:
        self.tabs.setCurrentIndex(TAKES)
        self.takes.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.takes.search.selectAll()

    # Files that are dropped here

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's own name
        """Take files of this computer, and say what letting go of them does."""
        if _files(event):
            event.acceptProposedAction()
            self.drop.adjustSize()
            self.drop.move((self.width() - self.drop.width()) // 2, self.height() - self.drop.height() - 4 * MARGIN)
            self.drop.raise_()
            self.drop.show()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's own name
        """Let it be."""
        self.drop.hide()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's own name
        """Hand the files on."""
        self.drop.hide()
        files = _files(event)
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)


def _tab_shape(theme: Theme) -> str:
    """Set the tabs closer where the text is large, and give the arrows beside too many of them room and no edge."""
    aside = 16 if theme.percent < CLOSE else 6
    return (
        f"QTabBar::tab {{ padding: 0 {aside}px; }} QTabBar::scroller {{ width: 80px; }}"
        "QTabBar QToolButton { background: transparent; border: none; padding: 0; min-height: 32px; min-width: 36px; }"
    )


def _ids(chosen: Chosen) -> tuple[str, ...]:
    return tuple(row.id for row in chosen.rows)


def _files(event: QDropEvent) -> tuple[Path, ...]:
    """Return the files of this computer that are dragged; QDragEnterEvent is a QDropEvent too."""
    return tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
