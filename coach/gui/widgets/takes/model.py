"""The list of takes as Qt asks for it: it knows how many there are, and holds only those near what is in sight."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from coach.gui.names import category_name
from coach.gui.wording import length, moment_of_day, state_name
from coach.messages import Texts, msg
from coach.practice.history import AttemptRow

Index = QModelIndex | QPersistentModelIndex
ROW = int(Qt.ItemDataRole.UserRole)
"""The role under which the whole AttemptRow is handed out; None for one that has not come yet."""
REVIEWABLE = ("recorded", "recovered", "transcribed")
"""States of a take that has its sound and no review yet."""
PAGE = 50
"""Takes that are brought at once: a window shows ten, and fifty with their moments are read in 10 to 20 ms."""
KEPT = 16
"""Pages that are held; those that came first go first. A take with its text and moments is about 20 kB."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Hold which takes are chosen: those that are here, and (start, length) of the stretches that are not."""

    rows: tuple[AttemptRow, ...] = ()
    stretches: tuple[tuple[int, int], ...] = ()

    @property
    def count(self) -> int:
        """Return how many takes these are."""
        return len(self.rows) + sum(long for _, long in self.stretches)


class TakesModel(QAbstractListModel):
    """Hold takes in the order of the list, page by page."""

    renamed = Signal(str, str)
    """A person typed another title for the take with this id."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._count = 0
        self._pages: dict[int, Sequence[AttemptRow]] = {}

    @property
    def rows(self) -> Sequence[AttemptRow]:
        """Return the takes that are here, in the order of the list."""
        return [row for _, row in self._here()]

    def set_rows(self, rows: Sequence[AttemptRow], total: int | None = None, start: int = 0) -> None:
        """Show other takes: those from the one numbered `start` on, the first of a page, of `total` in all.

        Where the number stays the same, so do the places: what is chosen stays chosen.
        """
        count = max(start + len(rows), 0 if total is None else total)
        pages = {(start + at) // PAGE: rows[at : at + PAGE] for at in range(0, len(rows), PAGE)}
        if count == self._count:
            self._pages = pages
            self._tell_changed(0, count)
            return
        self.beginResetModel()
        self._count, self._pages = count, pages
        self.endResetModel()

    def put(self, page: int, rows: Sequence[AttemptRow]) -> None:
        """Take a page that has come, and let go of the one that came first where there are too many."""
        self._pages[page] = rows
        while len(self._pages) > KEPT:
            del self._pages[next(iter(self._pages))]
        self._tell_changed(page * PAGE, len(rows))

    def missing(self, first: int, last: int) -> Sequence[int]:
        """Return the pages that are needed to show the takes from one place to another and are not here."""
        last = min(last, self._count - 1)
        return [page for page in range(max(first, 0) // PAGE, last // PAGE + 1) if page not in self._pages]

    def row(self, place: int) -> AttemptRow | None:
        """Return a take, if it has come."""
        page = self._pages.get(place // PAGE, ())
        return page[place % PAGE] if place >= 0 and place % PAGE < len(page) else None

    def chosen(self, places: Iterable[range]) -> Chosen:
        """Return which takes stand at these places; one that is being recorded is left alone."""
        rows: list[AttemptRow] = []
        stretches: list[tuple[int, int]] = []
        for stretch in places:
            for start, stop in _by_page(stretch):
                if start // PAGE not in self._pages:
                    stretches.append((start, stop - start))
                    continue
                here = (self.row(place) for place in range(start, stop))
                rows += [row for row in here if row is not None and row.state != "recording"]
        return Chosen(tuple(rows), tuple(stretches))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own name
        """Return the number of takes."""
        return 0 if parent.isValid() else self._count

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let a take be renamed in its place."""
        own = super().flags(index)
        return own | Qt.ItemFlag.ItemIsEditable if index.isValid() else own

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the take, or what is read aloud of it."""
        if not index.isValid():
            return None
        row = self.row(index.row())
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._texts(msg("takes.coming")) if row is None else spoken(row, self._texts)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 - Qt's own
        """Tell that a take wants another title; it changes once the history has kept it."""
        row = self.row(index.row())
        if row is None or role != Qt.ItemDataRole.EditRole:
            return False
        title = " ".join(str(value).split())
        title = "" if title == row.question else title
        if title != row.title:
            self.renamed.emit(row.id, title)
        return True

    def place_of(self, attempt_id: str) -> int | None:
        """Return the place of a take that is here."""
        return next((place for place, row in self._here() if row.id == attempt_id), None)

    def _here(self) -> Iterator[tuple[int, AttemptRow]]:
        for page in sorted(self._pages):
            yield from enumerate(self._pages[page], page * PAGE)

    def _tell_changed(self, start: int, count: int) -> None:
        if count:
            self.dataChanged.emit(self.index(start), self.index(min(start + count, self._count) - 1))


def _by_page(places: range) -> Iterator[tuple[int, int]]:
    """Cut a stretch where pages begin."""
    start = places.start
    while start < places.stop:
        stop = min((start // PAGE + 1) * PAGE, places.stop)
        yield start, stop
        start = stop


def headline(row: AttemptRow, texts: Texts) -> str:
    """Return what a take is called: its own title, or its question."""
    return row.title or row.question or texts(msg("history_page.no_question"))


def about(row: AttemptRow, texts: Texts) -> str:
    """Return when, how long, which category and story, in one line; how far only where that is not all the way."""
    parts = [moment_of_day(row.started_at, texts)]
    if row.seconds > 0:
        parts.append(length(row.seconds, texts))
    if row.state != "reviewed":
        parts.append(state_name(row.state, texts))
    if row.category:
        parts.append(category_name(row.category, texts))
    if row.story:
        parts.append(texts(msg("takes.with_story", title=row.story)))
    if row.title and row.question:
        parts.append(row.question)
    return " · ".join(parts)


def spoken(row: AttemptRow, texts: Texts) -> str:
    """Return what a screen reader says of a take."""
    parts = [headline(row, texts), about(row, texts)]
    if row.starred:
        parts.insert(1, texts(msg("takes.is_starred")))
    if row.excerpt:
        parts.append(row.excerpt)
    return ". ".join(parts)
