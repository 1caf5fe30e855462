"""How takes come into the list: those in sight first, the others when they are scrolled to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from coach.gui.bridge import Bridge
from coach.gui.widgets.filters.wording import Filter, filters_on, without
from coach.gui.widgets.takes.model import PAGE
from coach.gui.widgets.takes.take_list import TakeList
from coach.practice.history import EVERYTHING, AttemptRow, Choices, History, Wanted

BINNED = Wanted(binned=True)


@dataclass(frozen=True, slots=True)
class Look:
    """Hold what a look into the history found: takes from the one numbered `start` on, of `total`.

    Where there are none, `ways` are the filters without which there are some, and `kept` and `in_bin` count all takes
    in the list and in the bin.
    """

    rows: Sequence[AttemptRow]
    total: int
    start: int = 0
    ways: tuple[tuple[Filter, int], ...] = ()
    kept: int = 0
    in_bin: int = 0

    @property
    def anything(self) -> bool:
        """Tell whether any take is kept at all."""
        return bool(self.total or self.kept or self.in_bin)


class Listing(QObject):
    """Ask the history for what the list shows; the newest wish counts, and one page is on its way at a time."""

    shown = Signal(object)
    """The list shows what this `Look` found."""

    def __init__(self, bridge: Bridge, history: History, takes: TakeList) -> None:
        super().__init__()
        self._bridge = bridge
        self._history = history
        self._takes = takes
        self._asked = 0
        self._bringing = False
        self._named = False
        self.searched = ""
        """What the takes that are shown were searched for."""
        self._shown: Wanted | None = None
        takes.asked.connect(self.look)
        takes.choices_wanted.connect(self._ask_choices)
        takes.view.moved.connect(self._bring)

    def look(self) -> None:
        """Look again for what is wanted: from the top where that is something else, else at what is in sight."""
        self._asked += 1
        asked, wanted = self._asked, self._takes.wanted
        first, last = self._takes.view.in_sight if wanted == self._shown else (0, 0)

        def show(found: Look) -> None:
            if asked == self._asked:
                self._show(wanted, found)

        self._bridge.call("errand", lambda: look(self._history, wanted, first, last), on_done=show)

    def _show(self, wanted: Wanted, found: Look) -> None:
        other = wanted != self._shown
        self._shown, self.searched = wanted, wanted.search
        self._takes.show_rows(found.rows, found.total, found.start)
        if not found.total:
            self._takes.show_nothing(found.ways, found.in_bin)
        elif other:
            self._takes.go_to_top()
        if wanted.question or wanted.story or self._takes.filter.isChecked():
            self._ask_choices()
        self.shown.emit(found)

    def _ask_choices(self) -> None:
        def show(choices: Choices) -> None:
            self._takes.set_choices(choices)

        self._bridge.call("errand", self._history.choices, on_done=show)

    def _bring(self) -> None:
        """Bring a page that is in sight and not here; when it has come, the next."""
        wanted, asked = self._shown, self._asked
        missing = self._takes.model.missing(*self._takes.view.in_sight)
        if self._bringing or wanted is None or not missing:
            return
        self._bringing = True
        page = missing[0]

        def put(rows: Sequence[AttemptRow]) -> None:
            self._bringing = False
            if asked == self._asked:
                self._takes.model.put(page, rows)
            self._takes.view.look_around()

        def rest(error: BaseException) -> None:
            self._bringing = False
            self._bridge.troubled.emit(error)

        work: Callable[[], object] = lambda: self._history.rows(wanted, start=page * PAGE, limit=PAGE)  # noqa: E731
        self._bridge.call("errand", work, on_done=put, on_failed=rest)


def look(history: History, wanted: Wanted, first: int, last: int) -> Look:
    """Find the pages of takes from one place to another, and how many there are in all; raise HistoryError."""
    start = first // PAGE * PAGE
    limit = (last // PAGE + 1) * PAGE - start
    rows = history.rows(wanted, start=start, limit=limit)
    total = start + len(rows) if 0 < len(rows) < limit else history.count(wanted)
    if total and not rows:  # the list has become shorter than what was in sight
        start = (total - 1) // PAGE * PAGE
        rows = history.rows(wanted, start=start, limit=PAGE)
    if total:
        return Look(rows, total, start)
    ways = ((which, history.count(without(wanted, which))) for which in filters_on(wanted))
    helping = tuple(way for way in ways if way[1])
    return Look((), 0, 0, helping, history.count(EVERYTHING), history.count(BINNED))
