from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coach.errors import HistoryError
from coach.gui.bridge import Bridge
from coach.gui.pages.history.listing import Listing, Look, look
from coach.gui.widgets.takes.model import PAGE
from coach.gui.widgets.takes.take_list import TakeList
from coach.messages import msg
from coach.practice.history import EVERYTHING, AttemptRow, Choices, Wanted
from tests.fakes.history import FakeHistory
from tests.tools import samples

MANY = 1_000


class LongHistory(FakeHistory):
    """A history of many takes that are made up when they are asked for; it notes what it was asked."""

    def __init__(self, folder: Path, takes: int = MANY) -> None:
        super().__init__(folder)
        self.takes = takes
        self.asked: list[tuple[int, int | None]] = []
        self.fails = False
        self._sample = samples.rows(1)[0]

    def rows(
        self,
        wanted: Wanted = EVERYTHING,
        *,
        start: int = 0,
        limit: int | None = None,
    ) -> Sequence[AttemptRow]:
        self.asked.append((start, limit))
        if self.fails:
            raise HistoryError(msg("any"))
        end = min(self.takes, self.takes if limit is None else start + limit)
        return [replace(self._sample, id=f"take-{number}") for number in range(start, end)]

    def count(self, wanted: Wanted = EVERYTHING) -> int:
        return self.takes

    def choices(self) -> Choices:
        return Choices((("core/1", "Is it real?"),))


@pytest.fixture
def history(tmp_path: Path) -> LongHistory:
    return LongHistory(tmp_path)


@pytest.fixture
def takes(qtbot: QtBot) -> TakeList:
    made = TakeList(samples.texts(), samples.theme())
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


@pytest.fixture
def listing(bridge: Bridge, history: LongHistory, takes: TakeList) -> Iterator[Listing]:
    made = Listing(bridge, history, takes)
    yield made
    made.deleteLater()


def test_only_what_is_in_sight_is_brought(
    qtbot: QtBot, listing: Listing, history: LongHistory, takes: TakeList
) -> None:
    with qtbot.waitSignal(listing.shown):
        listing.look()

    assert takes.model.rowCount() == MANY
    assert len(takes.model.rows) == PAGE
    assert takes.current is not None
    qtbot.wait(60)
    assert history.asked == [(0, PAGE)]

    bar = takes.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    qtbot.waitUntil(lambda: takes.model.row(MANY // 2) is not None)
    qtbot.waitUntil(lambda: not takes.model.missing(*takes.view.in_sight))
    assert all(limit == PAGE for _, limit in history.asked)
    assert len(history.asked) <= 3


def test_scrolling_fast_asks_only_for_where_it_comes_to_rest(
    qtbot: QtBot, listing: Listing, history: LongHistory, takes: TakeList
) -> None:
    with qtbot.waitSignal(listing.shown):
        listing.look()
    bar = takes.view.verticalScrollBar()

    for step in range(1, 101):
        bar.setValue(bar.maximum() * step // 100)

    qtbot.waitUntil(lambda: takes.model.row(MANY - 1) is not None)
    assert len(history.asked) <= 4


def test_the_same_again_looks_at_what_is_in_sight(
    qtbot: QtBot, listing: Listing, history: LongHistory, takes: TakeList
) -> None:
    with qtbot.waitSignal(listing.shown):
        listing.look()
    bar = takes.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: takes.model.row(MANY - 1) is not None)
    before = bar.value()

    with qtbot.waitSignal(listing.shown):
        listing.look()
    assert history.asked[-1][0] == MANY - PAGE
    assert bar.value() == before
    assert takes.model.row(MANY - 1) is not None

    history.takes = 70
    with qtbot.waitSignal(listing.shown):
        listing.look()
    assert takes.model.rowCount() == 70
    qtbot.waitUntil(lambda: not takes.model.missing(*takes.view.in_sight))


def test_something_else_is_shown_from_the_top(
    qtbot: QtBot, listing: Listing, history: LongHistory, takes: TakeList
) -> None:
    with qtbot.waitSignal(listing.shown):
        listing.look()
    takes.view.verticalScrollBar().setValue(3_000)

    takes.show_wanted(Wanted(search="cohort", question="core/1"))

    qtbot.waitUntil(lambda: listing.searched == "cohort")
    assert takes.view.verticalScrollBar().value() == 0
    assert takes.view.currentIndex().row() == 0
    qtbot.waitUntil(lambda: "Is it real?" in takes.count.text())


def test_opened_filters_get_their_choices(qtbot: QtBot, listing: Listing, takes: TakeList) -> None:
    takes.filter.click()

    qtbot.waitUntil(lambda: takes.panel.question.count() == 2)


def test_a_page_that_fails_is_told_and_not_asked_for_again_and_again(
    qtbot: QtBot, listing: Listing, history: LongHistory, takes: TakeList, bridge: Bridge
) -> None:
    with qtbot.waitSignal(listing.shown):
        listing.look()
    history.fails = True
    asked = len(history.asked)

    with qtbot.waitSignal(bridge.troubled):
        takes.view.verticalScrollBar().setValue(takes.view.verticalScrollBar().maximum())
    qtbot.wait(80)
    assert len(history.asked) == asked + 1

    history.fails = False
    takes.view.look_around()
    qtbot.waitUntil(lambda: takes.model.row(MANY - 1) is not None)


def test_where_nothing_is_found_each_filter_is_tried(tmp_path: Path) -> None:
    history = FakeHistory(tmp_path)
    for attempt in samples.attempts(4, tmp_path):
        history.shelf.attempts[attempt.id] = attempt
    history.bin("take-3")

    found = look(history, Wanted(category="metrics", engine="none", starred=True), 0, 0)

    assert found == Look((), 0, 0, (), 3, 1)
    assert found.anything
    found = look(history, Wanted(category="metrics", starred=True), 0, 0)
    assert found.ways == (("starred", 1),)
    assert not look(FakeHistory(tmp_path), Wanted(), 0, 0).anything


def test_a_full_page_is_counted(tmp_path: Path) -> None:
    history = LongHistory(tmp_path, takes=PAGE)
    assert look(history, Wanted(), 0, 3).total == PAGE

    history.takes = PAGE + 20
    found = look(history, Wanted(), PAGE + 3, PAGE + 9)
    assert (found.start, found.total, len(found.rows)) == (PAGE, PAGE + 20, 20)

    history.takes = 7
    found = look(history, Wanted(), 5 * PAGE, 5 * PAGE)
    assert (found.start, found.total, len(found.rows)) == (0, 7, 7)
