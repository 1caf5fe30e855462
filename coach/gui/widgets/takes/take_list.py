"""The list of takes: search and filters on top, actions below; it only tells what a person wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.filters.area import FilterArea
from coach.gui.widgets.filters.panel import FilterPanel
from coach.gui.widgets.filters.wording import ORDER_NAMES, Filter, describe, filters_on, name_filter, without
from coach.gui.widgets.forms.button import named_button
from coach.gui.widgets.paragraph import tell
from coach.gui.widgets.signs.icons import put_icon
from coach.gui.widgets.signs.play_button import plain_line
from coach.gui.widgets.takes.actions import TakeActions, all_starred, why_not_compared
from coach.gui.widgets.takes.delegate import TakeDelegate
from coach.gui.widgets.takes.model import Chosen, TakesModel
from coach.gui.widgets.takes.nothing import NothingHere, WayOut
from coach.gui.widgets.takes.undo_bar import UndoBar
from coach.gui.widgets.takes.view import TakesView
from coach.gui.widgets.takes.working import WorkingLine
from coach.messages import Message, Texts, msg
from coach.practice.history import AttemptRow, Choices, Wanted

DEBOUNCE = 10
"""Milliseconds after a key before the search begins: an answer takes less time than the next key, so that waiting
longer would only make it late; several keys at once, a pasted word, are one wish."""


class TakeList(QWidget):
    """Show takes, and tell what a person wants to see and to do; what is chosen is handed on as a `Chosen`."""

    asked = Signal()
    """The search, a filter, the order or the bin changed."""
    choices_wanted = Signal()
    """The filters were opened: say what there is to choose from."""
    opened = Signal(str)
    review_wanted = Signal(str)
    deleted = Signal(object)
    restored = Signal(object)
    exported = Signal(object)
    compared = Signal(object)
    starred = Signal(object, bool)
    """Star these takes, or take the star away."""
    empty_bin_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self.search = QLineEdit()
        self.search.setPlaceholderText(texts(msg("history_page.search.hint")))
        self.search.setClearButtonEnabled(True)
        self.search.setAcceptDrops(False)  # a file that is dropped here is meant for the page
        tell(self.search, texts(msg("history_page.search")))
        self.bin = named_button(texts(msg("history_page.bin")))
        self.bin.setCheckable(True)
        self.filter = named_button(texts(msg("takes.filter")), "plain")
        self.filter.setCheckable(True)
        self.show_all = named_button(texts(msg("takes.show_all")), "plain")
        self.panel = FilterPanel(texts, theme)
        self.count = plain_line("")
        self.count.setProperty("type", "small")
        self.count.setProperty("tone", "soft")
        self.model = TakesModel(texts)
        self.delegate = TakeDelegate(texts, theme)
        self.view = TakesView(self.model, self.delegate)
        self.nothing = NothingHere(texts, theme)
        self.working = WorkingLine(texts)
        self.undo_bar = UndoBar(texts)
        self.action_row = TakeActions(texts)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE)
        self._lay_out()
        self._connect()
        self._connect_actions()
        self.search.installEventFilter(self)
        self.set_theme(theme)

    def _lay_out(self) -> None:
        top, line = QHBoxLayout(), QHBoxLayout()
        for row, controls in ((top, (self.search, self.bin)), (line, (self.filter, self.count))):
            row.setSpacing(MARGIN)
            for control in controls:
                row.addWidget(control, 1 if control in (self.search, self.count) else 0)
        line.addWidget(self.show_all)
        self._filters = FilterArea(self.panel)
        self._filters.hide()
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 2 * MARGIN, 0, 0)
        whole.setSpacing(MARGIN)
        whole.addLayout(top)
        whole.addLayout(line)
        whole.addWidget(self._filters)
        whole.addWidget(pages, 1)
        whole.addWidget(self.working)
        whole.addWidget(self.undo_bar)
        whole.addWidget(self.action_row)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._timer.start())
        self.search.returnPressed.connect(self._ask_now)
        self._timer.timeout.connect(self.asked)
        self.panel.changed.connect(self.asked)
        self.bin.toggled.connect(lambda _: self.asked.emit())
        self.filter.toggled.connect(self._fold)
        self.show_all.clicked.connect(lambda: self.show_wanted(Wanted(binned=self.bin.isChecked())))
        self.nothing.taken_off.connect(self._take_off)
        self.action_row.add.clicked.connect(self.import_wanted)

    def _connect_actions(self) -> None:
        view, actions = self.view, self.action_row
        view.activated.connect(lambda _: self._open())
        view.chosen.connect(self._offer)
        view.deleted.connect(self._delete)
        view.starred.connect(self._star)
        view.star_clicked.connect(self._star_one)
        view.menu_wanted.connect(actions.menu)
        actions.open.clicked.connect(self._open)
        actions.review.clicked.connect(lambda: self.review_wanted.emit(self.chosen.rows[0].id))
        actions.rename.clicked.connect(view.rename)
        actions.star.clicked.connect(self._star)
        actions.compare.clicked.connect(lambda: self.compared.emit(self.chosen))
        actions.export.clicked.connect(lambda: self.exported.emit(self.chosen))
        actions.delete.clicked.connect(self._delete)
        actions.restore.clicked.connect(lambda: self.restored.emit(self.chosen))
        actions.empty.clicked.connect(self.empty_bin_wanted)

    # What is wanted

    @property
    def wanted(self) -> Wanted:
        """Return which takes a person wants to see, and in which order."""
        return replace(self.panel.wanted, search=self.search.text().strip(), binned=self.bin.isChecked())

    def show_wanted(self, wanted: Wanted) -> None:
        """Set the search, the filters and the bin, and ask for these takes."""
        self.panel.show_wanted(wanted)
        for control in (self.search, self.bin):
            control.blockSignals(True)
        self.search.setText(wanted.search)
        self.bin.setChecked(wanted.binned)
        for control in (self.search, self.bin):
            control.blockSignals(False)
        self._ask_now()

    def set_choices(self, choices: Choices) -> None:
        """Offer what takes can be filtered by."""
        self.panel.set_choices(choices)
        self._show_count()

    # What is shown

    def show_rows(self, rows: Sequence[AttemptRow], total: int | None = None, start: int = 0) -> None:
        """Show takes: those from the one numbered `start` on, of `total`; what was chosen stays, or its neighbour."""
        wanted = self.wanted
        before, place = self.current, self.view.currentIndex().row()
        at = self.view.verticalScrollBar().value()
        searched = bool(wanted.search)
        if self.delegate.searched != searched:
            self.delegate.searched = searched
            self.model.layoutChanged.emit()
        self.model.set_rows(rows, total, start)
        count = self.model.rowCount()
        same = self.model.place_of(before.id) if before is not None else None
        if count and (same is None or same != self.view.currentIndex().row()):
            self.view.choose(same if same is not None else min(max(place, 0), count - 1), scroll=False)
        self.view.verticalScrollBar().setValue(at)
        if not count and self.view.hasFocus():  # it goes out of sight; what was done can be undone by the same hand
            (self.undo_bar.undo if self.undo_bar.isVisible() else self.bin).setFocus(Qt.FocusReason.OtherFocusReason)
        self._pages.setCurrentIndex(0 if count else 1)
        self.view.look_around()
        self._show_count()
        self._offer()

    def show_nothing(self, ways: Sequence[tuple[Filter, int]], in_bin: int) -> None:
        """Say why no take is shown: `ways` are filters without which there are some, with how many."""
        wanted, panel = self.wanted, self.panel
        named = [
            WayOut(which, name_filter(which, wanted, panel.choices, self._texts, panel.today), takes)
            for which, takes in ways
        ]
        text, advice = _reason(wanted, bool(named), in_bin)
        self.nothing.show_reason(text, advice, named)
        QAccessible.updateAccessibility(QAccessibleEvent(self.nothing.text, QAccessible.Event.Alert))

    def go_to_top(self) -> None:
        """Show the first takes, the first of them chosen, and let a screen reader say how many there are."""
        self.view.choose(0)
        self.view.scrollToTop()
        QAccessible.updateAccessibility(QAccessibleEvent(self.count, QAccessible.Event.Alert))

    @property
    def current(self) -> AttemptRow | None:
        """Return the take that has the focus."""
        return self.model.row(self.view.currentIndex().row())

    @property
    def chosen(self) -> Chosen:
        """Return which takes are chosen."""
        return self.model.chosen(self.view.places)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        self.delegate.theme = theme
        soft = theme.colour("soft").name()
        self.search.setStyleSheet(
            f"QLineEdit {{ placeholder-text-color: {soft}; }}"
            "QToolButton { border: none; background: transparent; padding: 0; min-height: 0; }"
        )
        self._fold(self.filter.isChecked())
        for part in (self.panel, self.nothing):
            part.set_theme(theme)
        self.model.layoutChanged.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Go from the search down into the list; clear it with Escape."""
        if watched is self.search and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down:
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                self._ask_now()
                return True
        return super().eventFilter(watched, event)

    def _ask_now(self) -> None:
        self._timer.stop()
        self.asked.emit()

    def _fold(self, opened: bool) -> None:
        put_icon(self.filter, "open" if opened else "folded", self._theme, "accent")
        if opened and self._filters.isHidden():
            self.choices_wanted.emit()
        self._filters.setVisible(opened)
        self._show_count()

    def _take_off(self, which: Filter) -> None:
        self.show_wanted(without(self.wanted, which))

    def _show_count(self) -> None:
        """Say what is on, where the filters are folded, and how many takes there are, or are chosen."""
        wanted, texts, panel = self.wanted, self._texts, self.panel
        order, total = texts(ORDER_NAMES[wanted.order]), self.model.rowCount()
        chosen = self.chosen
        if chosen.count > 1:
            parts = [texts(msg("takes.chosen", chosen=chosen.count, n=total))]
            why = why_not_compared(chosen) if chosen.count == 2 else None
            parts += [texts(why)] if why is not None else []
        else:
            on = "" if self.filter.isChecked() else describe(wanted, panel.choices, texts, panel.today)
            parts = [on] if on else []
            parts.append(texts(msg("takes.count", n=total, order=order[:1].lower() + order[1:])))
        self.count.setText(" · ".join(parts))
        self.show_all.setVisible(bool(filters_on(wanted)))
        tell(self.view, texts(msg("takes.list", order=order)), texts(msg("takes.list.how")))

    # What is done

    def _open(self) -> None:
        if self.current is not None and self.chosen.count <= 1:
            self.opened.emit(self.current.id)

    def _delete(self) -> None:
        chosen = self.chosen
        if chosen.count and not self.bin.isChecked():
            self.deleted.emit(chosen)

    def _star(self) -> None:
        chosen = self.chosen
        if chosen.count and not self.bin.isChecked():
            self.starred.emit(chosen, not all_starred(chosen))

    def _star_one(self, place: int) -> None:
        row = self.model.row(place)
        if row is not None and not self.bin.isChecked():
            self.starred.emit(Chosen((row,)), not row.starred)

    def _offer(self) -> None:
        """Offer only what can be done with the chosen takes."""
        anything = self.model.rowCount() > 0 or self.wanted.filtered
        self.action_row.offer(self.chosen, binned=self.bin.isChecked(), any_at_all=anything)
        self._show_count()


def _reason(wanted: Wanted, ways: bool, in_bin: int) -> tuple[Message, Message]:
    """Say why no take is shown, and what to do."""
    if wanted.filtered:
        advice = msg("takes.nothing.ways") if ways else msg("takes.nothing.none")
        return msg("takes.nothing"), advice
    if wanted.binned:
        return msg("history_page.bin.empty"), msg("takes.bin.what")
    return msg("takes.none"), msg("takes.none.binned", n=in_bin)
