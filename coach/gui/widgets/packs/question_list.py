"""All questions of all packs, the person's own first: searched, or one pack at a time, or what was deleted."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from coach.gui.names import category_name
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.asking.lines import Lines
from coach.gui.widgets.choice import Choice
from coach.gui.widgets.forms.card import ABOUT, show_cards
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.gui.wording import moment_of_day
from coach.messages import Message, Texts, msg
from coach.model import Pack, Question
from coach.practice.own_packs import Binned, Shelf

ROW = Qt.ItemDataRole.UserRole
ALL, MINE, DELETED = "", "*own", "*deleted"
"""Choices that are no pack; an id of a pack never has a star."""

LOWEST = 200
"""Pixels, at the usual text size, that the list keeps where the window is low."""

Row = Question | Binned


class QuestionList(QWidget):
    """Show questions, and tell which one is chosen."""

    opened = Signal()
    """The chosen one, by Enter or by a double click."""
    moved = Signal()
    """Another one is chosen, or another pack."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._shelf = Shelf()
        self.pack = Choice()
        self.search = QLineEdit()
        self.search.setPlaceholderText(texts(msg("own_packs.search")))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self._lines = Lines(theme, self.list)
        show_cards(self.list, self._lines)
        self.list.setMinimumHeight(theme.px(LOWEST))
        self.count = Paragraph(theme, size=14, soft=True)
        tell(self.pack, texts(msg("own_packs.pack")))
        tell(self.search, texts(msg("own_packs.search")))
        tell(self.list, texts(msg("own_packs.list")), texts(msg("own_packs.list.how")))
        filters = QHBoxLayout()
        filters.setSpacing(2 * MARGIN)
        filters.addWidget(self.pack, 1)
        filters.addWidget(self.search, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(MARGIN)
        rows.addLayout(filters)
        rows.addWidget(self.count)
        rows.addWidget(self.list, 1)
        self.pack.currentIndexChanged.connect(lambda _: self._filter())
        self.search.textChanged.connect(lambda _: self._filter())
        self.search.returnPressed.connect(lambda: self.list.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.list.itemActivated.connect(lambda _: self.opened.emit())
        self.list.currentRowChanged.connect(lambda _: self.moved.emit())

    @property
    def current(self) -> Row | None:
        """Return what is chosen."""
        item = self.list.currentItem()
        row: Row | None = item.data(ROW) if item is not None else None
        return row

    @property
    def chosen_pack(self) -> Pack | None:
        """Return the pack that is shown by itself."""
        return next((pack for pack in self._shelf.packs if pack.id == self.pack.currentData()), None)

    @property
    def shows_deleted(self) -> bool:
        """Tell whether the bin is shown."""
        return bool(self.pack.currentData() == DELETED)

    @property
    def filtered(self) -> bool:
        """Tell whether words are looked for."""
        return bool(self.search.text().strip())

    def show_shelf(self, shelf: Shelf, mark: str = "") -> None:
        """Show packs, with the question of this key chosen; without one, what was chosen stays, or its neighbour."""
        self._shelf = shelf
        chosen = self.pack.currentData()
        choices: list[tuple[str, object]] = [(self._texts(msg("own_packs.all")), ALL)]
        choices.append((self._texts(msg("own_packs.mine")), MINE))
        choices += [(pack.title, pack.id) for pack in shelf.sorted]
        if shelf.binned:
            choices.append((self._texts(msg("own_packs.bin", n=len(shelf.binned))), DELETED))
        present = {value for _, value in choices}
        self.pack.blockSignals(True)
        self.pack.fill(choices, chosen if chosen in present else ALL)
        self.pack.blockSignals(False)
        self._fill(mark)

    def choose_pack(self, wanted: str) -> None:
        """Show one pack, all of them or the bin."""
        self.pack.choose(wanted)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._lines.theme = theme
        self.list.setMinimumHeight(theme.px(LOWEST))
        self.count.set_theme(theme)
        self._fill()

    def _filter(self) -> None:
        """Show what is wanted now; what was chosen stays, or the first takes its place."""
        self._fill(place=0)

    def _fill(self, mark: str = "", place: int | None = None) -> None:
        place = self.list.currentRow() if place is None else place
        mark = mark or _name(self.current)
        self.list.blockSignals(True)
        self.list.clear()
        for row, title in self._rows():
            self._add(row, title)
            if _name(row) == mark:
                place = self.list.count() - 1
        if self.list.count():
            self.list.setCurrentRow(min(max(place, 0), self.list.count() - 1))
        self.list.blockSignals(False)
        self.count.say(self._texts(self._found()))
        self.moved.emit()

    def _found(self) -> Message:
        number = self.list.count()
        if not number:
            return msg("own_packs.count.none")
        return msg("own_packs.count.deleted", n=number) if self.shows_deleted else msg("own_packs.count", n=number)

    def _rows(self) -> Iterator[tuple[Row, str]]:
        """Find what is wanted, each with the title of its pack."""
        wanted, words = self.pack.currentData(), self.search.text().casefold().split()
        if wanted == DELETED:
            for binned in self._shelf.binned:
                if _holds(binned.title if binned.question is None else binned.question, words):
                    yield binned, binned.title
            return
        for pack in self._shelf.sorted:
            own = pack.id in self._shelf.own
            if wanted in (ALL, pack.id) or (wanted == MINE and own):
                for question in pack.questions:
                    if _holds(question, words):
                        yield question, pack.title

    def _add(self, row: Row, title: str) -> None:
        if isinstance(row, Question):
            text, about = row.text, [title, category_name(row.category, self._texts)]
            if row.key.partition("/")[0] in self._shelf.own:
                about.insert(0, self._texts(msg("own_packs.yours")))
        else:
            day = moment_of_day(row.binned_at, self._texts)
            whole = self._texts(msg("own_packs.whole", title=row.title))
            text = row.question.text if row.question is not None else whole
            about = [title, self._texts(msg("own_packs.deleted_on", day=day))]
        item = QListWidgetItem(text)
        item.setData(ROW, row)
        item.setData(ABOUT, " · ".join(dict.fromkeys(about)))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text} {'. '.join(about)}")
        self.list.addItem(item)


def _name(row: Row | None) -> str:
    return row.key if isinstance(row, Question) else row.id if row is not None else ""


def _holds(row: Question | str, words: list[str]) -> bool:
    if isinstance(row, Question):
        row = " ".join((row.text, *row.parts, *row.key_terms, *row.roles, *row.follow_ups))
    about = row.casefold()
    return all(word in about for word in words)
