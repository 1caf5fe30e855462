import threading
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coach.errors import HistoryError
from coach.gui.bridge import Bridge
from coach.gui.pages.history.changes import BATCH, STEPS, Changes
from coach.gui.widgets.takes.model import Chosen
from coach.messages import Message, msg
from coach.practice.history import AttemptRow, Wanted
from tests.fakes.history import FakeHistory
from tests.tools import samples

TAKES = 6


class SlowHistory(FakeHistory):
    """A history whose bin waits until it is let go, and counts its batches."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.go = threading.Event()
        self.go.set()
        self.asleep = threading.Event()
        self.batches: list[int] = []
        self.error_after: int | None = None

    def bin(self, *attempt_ids: str) -> None:
        self.asleep.set()
        assert self.go.wait(5)
        if self.error_after is not None and len(self.batches) >= self.error_after:
            raise HistoryError(msg("any"))
        self.batches.append(len(attempt_ids))
        super().bin(*attempt_ids)


@pytest.fixture
def history(tmp_path: Path) -> SlowHistory:
    made = SlowHistory(tmp_path)
    for attempt in samples.attempts(TAKES, tmp_path):
        made.shelf.attempts[attempt.id] = attempt
    return made


@pytest.fixture
def changes(bridge: Bridge, history: SlowHistory) -> Changes:
    return Changes(bridge, history)


@pytest.fixture
def said(changes: Changes) -> list[tuple[Message, bool]]:
    """Note what was done, and whether it can be taken back."""
    made: list[tuple[Message, bool]] = []
    changes.done.connect(lambda message, undoable: made.append((message, undoable)))
    return made


def rows(history: SlowHistory, *numbers: int) -> Chosen:
    found: dict[str, AttemptRow] = {row.id: row for row in history.rows()}
    return Chosen(tuple(found[f"take-{number}"] for number in numbers))


def test_many_are_binned_and_come_back_in_one_step(
    qtbot: QtBot, changes: Changes, history: SlowHistory, said: list[tuple[Message, bool]]
) -> None:
    with qtbot.waitSignals([changes.begun, changes.rested]):
        changes.bin(rows(history, 1, 3), Wanted())
    assert said == [(msg("takes.binned", n=2), True)]
    assert history.count(Wanted(binned=True)) == 2

    with qtbot.waitSignal(changes.rested):
        changes.take_back()
    assert history.count(Wanted(binned=True)) == 0
    with qtbot.assertNotEmitted(changes.begun):
        changes.take_back()


def test_takes_that_are_not_in_the_list_yet_are_found_first(
    qtbot: QtBot, changes: Changes, history: SlowHistory
) -> None:
    chosen = Chosen(rows(history, 0).rows, ((2, 2), (5, 1)))

    with qtbot.waitSignal(changes.rested):
        changes.bin(chosen, Wanted())

    assert [row.id for row in history.rows(Wanted(binned=True))] == ["take-0", "take-2", "take-3", "take-5"]
    with qtbot.waitSignal(changes.rested):
        changes.restore(Chosen((), ((0, 4),)), Wanted(binned=True))
    assert history.count() == TAKES
    with qtbot.waitSignal(changes.rested):
        changes.take_back()
    assert history.count() == TAKES - 4


def test_a_take_that_is_being_recorded_stays(qtbot: QtBot, changes: Changes, history: SlowHistory) -> None:
    history.begin(None)

    with qtbot.waitSignal(changes.rested), qtbot.assertNotEmitted(changes.done):
        changes.bin(Chosen((), ((0, 1),)), Wanted())

    assert history.count() == TAKES + 1


def test_stars_change_only_where_they_are_not_yet(qtbot: QtBot, changes: Changes, history: SlowHistory) -> None:
    history.star(True, "take-2")

    with qtbot.waitSignal(changes.rested):
        changes.star(rows(history, 1, 2), Wanted(), True)
    assert history.count(Wanted(starred=True)) == 2
    with qtbot.waitSignal(changes.rested):
        changes.take_back()
    assert [row.id for row in history.rows(Wanted(starred=True))] == ["take-2"]

    with qtbot.waitSignal(changes.done) as done:
        changes.star(rows(history, 2), Wanted(), False)
    assert done.args[0].key == "takes.unstarred"
    qtbot.waitUntil(lambda: not changes.busy)


def test_a_title_is_given_and_taken_back(qtbot: QtBot, changes: Changes, history: SlowHistory) -> None:
    (row,) = rows(history, 4).rows
    with qtbot.waitSignal(changes.rested):
        changes.rename(row, "Mine")
    assert history.attempt("take-4").title == "Mine"
    with qtbot.waitSignal(changes.rested):
        changes.take_back()
    assert history.attempt("take-4").title == ""

    history.rename("take-4", "Mine")
    with qtbot.waitSignal(changes.done) as done:
        changes.rename(rows(history, 4).rows[0], "")
    assert done.args[0].key == "takes.renamed.back"
    qtbot.waitUntil(lambda: not changes.busy)


def test_steps_are_taken_back_one_after_another(qtbot: QtBot, changes: Changes, history: SlowHistory) -> None:
    for number in range(STEPS + 2):
        with qtbot.waitSignal(changes.rested):
            changes.rename(rows(history, 0).rows[0], f"Title {number}")

    titles = []
    for _ in range(STEPS):
        with qtbot.waitSignal(changes.rested):
            changes.take_back()
        titles.append(history.attempt("take-0").title)

    assert titles == [f"Title {number}" for number in reversed(range(1, STEPS + 1))]
    with qtbot.assertNotEmitted(changes.begun):
        changes.take_back()


def test_a_long_change_is_made_in_batches_and_can_be_ended(
    qtbot: QtBot, changes: Changes, history: SlowHistory, said: list[tuple[Message, bool]]
) -> None:
    (template,) = samples.attempts(1)
    for number in range(3 * BATCH):
        history.shelf.attempts[f"more-{number}"] = replace(template, id=f"more-{number}")
    history.go.clear()
    progress: list[tuple[int, int]] = []
    changes.progressed.connect(lambda done, of: progress.append((done, of)))

    changes.bin(Chosen((), ((0, 3 * BATCH),)), Wanted())
    assert changes.busy
    with qtbot.assertNotEmitted(changes.begun):
        changes.star(rows(history, 1), Wanted(), True)
        changes.take_back()
        changes.delete_binned()
    qtbot.waitUntil(lambda: history.asleep.is_set())
    changes.end()
    with qtbot.waitSignal(changes.rested):
        history.go.set()

    assert history.batches == [BATCH]
    assert progress == [(BATCH, 3 * BATCH)]
    assert said == [(msg("takes.binned", n=BATCH), True)]
    with qtbot.waitSignal(changes.rested):
        changes.take_back()
    assert history.count(Wanted(binned=True)) == 0


def test_a_change_that_is_ended_before_it_begins_does_nothing(
    qtbot: QtBot, changes: Changes, history: SlowHistory, bridge: Bridge
) -> None:
    hold = threading.Event()
    bridge.call("errand", lambda: hold.wait(5))

    changes.bin(Chosen((), ((0, TAKES),)), Wanted())
    changes.end()
    with qtbot.waitSignal(changes.rested), qtbot.assertNotEmitted(changes.done):
        hold.set()

    assert history.batches == []


def test_a_change_that_fails_is_told_and_comes_to_rest(
    qtbot: QtBot, changes: Changes, history: SlowHistory, bridge: Bridge
) -> None:
    history.error_after = 0

    with qtbot.waitSignals([bridge.troubled, changes.rested]), qtbot.assertNotEmitted(changes.done):
        changes.bin(rows(history, 1), Wanted())

    assert not changes.busy


def test_the_bin_is_emptied_for_good(
    qtbot: QtBot, changes: Changes, history: SlowHistory, said: list[tuple[Message, bool]]
) -> None:
    with qtbot.waitSignal(changes.rested):
        changes.bin(rows(history, 1, 2), Wanted())

    with qtbot.waitSignal(changes.begun) as begun:
        changes.delete_binned()
    qtbot.waitUntil(lambda: not changes.busy)

    assert begun.args[1] is False
    assert said[1:] == [(msg("takes.deleted", n=2), False)]
    assert history.count(Wanted(binned=True)) == 0
    with qtbot.assertNotEmitted(changes.begun):
        changes.take_back()
