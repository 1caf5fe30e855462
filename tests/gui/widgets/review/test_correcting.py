"""Correcting without a page: what is saved, what is said, and what is taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coach.gui.keys import KeyMap
from coach.gui.widgets.judging.done_line import DoneLine
from coach.gui.widgets.review.add_filler import AddFiller
from coach.gui.widgets.review.correcting import Correcting
from coach.gui.widgets.review.verdict_bar import verdict_on
from coach.gui.widgets.transcript.view import TranscriptView
from coach.model import Attempt, Correction, Moment, Report
from tests.fakes.history import FakeHistory
from tests.tools import samples

Job = tuple[Callable[[], object], Callable[[object], None]]


class Desk:
    """A correcting person with everything around them; `hold` lets what is to be saved wait."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.history = FakeHistory(folder)
        self.attempt = samples.reviewed(folder / "take.wav")
        self.history.shelf.attempts[self.attempt.id] = self.attempt
        self.hold = False
        self.waiting: list[Job] = []
        self.whole = QWidget()
        qtbot.addWidget(self.whole)
        self.transcript = TranscriptView(samples.texts(), samples.theme())
        self.add = AddFiller(samples.texts(), samples.theme())
        self.done = DoneLine(samples.texts(), samples.theme())
        for part in (self.transcript, self.add, self.done):
            part.setParent(self.whole)
        self.whole.show()
        self.correcting = Correcting(samples.texts(), self.history, self.save, self.transcript, self.add, self.done)
        self.changes: list[Attempt] = []
        self.correcting.changed.connect(self.changes.append)
        self.show(self.attempt)

    def show(self, attempt: Attempt) -> None:
        review = attempt.review
        if review is not None:
            self.transcript.set_transcript(review.transcript, review.report.moments if review.report else ())
        self.correcting.show_attempt(attempt)

    def save(self, write: Callable[[], object], done: Callable[[object], None]) -> None:
        self.waiting.append((write, done))
        if not self.hold:
            self.go_on()

    def go_on(self) -> None:
        while self.waiting:
            write, done = self.waiting.pop(0)
            done(write())

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> bool:
        return self.correcting.press(QKeyEvent(QEvent.Type.KeyPress, key, modifiers))

    @property
    def report(self) -> Report:
        review = self.history.attempt(self.attempt.id).review
        assert review is not None
        assert review.report is not None
        return review.report

    def fillers(self) -> list[Moment]:
        return [moment for moment in self.report.moments if moment.kind == "filler"]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Desk:
    return Desk(qtbot, tmp_path)


def test_a_verdict_is_saved_said_and_told(desk: Desk) -> None:
    um = desk.fillers()[0]

    desk.correcting.give(verdict_on(um, "dismissed"))

    assert um not in desk.fillers()
    assert [one.corrections[0].verdict for one in desk.changes] == ["dismissed"]
    assert desk.add.line.plain == "Dismissed “um” at 0:01."
    assert not desk.add.undo.isHidden()


def test_steps_are_undone_the_last_one_first(desk: Desk) -> None:
    before = desk.report
    maybe = next(moment for moment in desk.fillers() if moment.certainty == "probable")
    desk.correcting.give(verdict_on(maybe, "confirmed"))
    assert desk.add.line.plain == "Confirmed “um” at 0:21."
    desk.correcting.give(verdict_on(maybe, "dismissed"))
    desk.correcting.give(Correction("new", "filler", "er", "added", 50.0, 50.4))
    assert len(desk.history.attempt(desk.attempt.id).corrections) == 2

    verdicts = []
    for _ in range(3):
        assert desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        verdicts.append([one.verdict for one in desk.history.attempt(desk.attempt.id).corrections])

    assert verdicts == [["dismissed"], ["confirmed"], []]
    assert desk.report == before
    assert desk.add.line.plain == "Taken back."
    assert desk.add.undo.isHidden()
    assert desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)  # nothing left, and nothing happens
    assert len(desk.changes) == 6


def test_taking_back_from_the_list_can_be_undone_too(desk: Desk) -> None:
    verdict = verdict_on(desk.fillers()[0], "dismissed")
    desk.correcting.give(verdict)

    desk.correcting.take_back(verdict)
    assert len(desk.fillers()) == 10
    desk.correcting.undo()

    assert desk.history.attempt(desk.attempt.id).corrections == (verdict,)


def test_an_impatient_undo_happens_once(desk: Desk) -> None:
    desk.correcting.give(Correction("a", "filler", "er", "added", 50.0, 50.4))
    desk.correcting.give(Correction("b", "filler", "er", "added", 60.0, 60.4))
    desk.hold = True

    desk.correcting.undo()
    desk.correcting.undo()
    desk.go_on()

    assert [one.id for one in desk.history.attempt(desk.attempt.id).corrections] == ["a"]


def test_f_adds_where_the_sound_stands(qtbot: QtBot, desk: Desk) -> None:
    desk.correcting.stand_at(40.0)

    assert desk.press(Qt.Key.Key_F)
    qtbot.keyClick(desk.add.menu, Qt.Key.Key_Return)

    assert any((moment.name, moment.start) == ("um", 39.8) for moment in desk.fillers())
    assert desk.add.line.plain == "Added “um” at 0:39."


def test_f_adds_before_the_word_that_was_walked_to(qtbot: QtBot, desk: Desk) -> None:
    desk.correcting.stand_at(40.0)
    qtbot.keyClick(desk.transcript, Qt.Key.Key_Right)
    qtbot.keyClick(desk.transcript, Qt.Key.Key_Right)
    day = desk.attempt.review.transcript.words[2] if desk.attempt.review else None
    assert day is not None

    desk.press(Qt.Key.Key_F)
    assert desk.add.menu.actions()[0].text() == "At 0:01, before “day”"
    qtbot.keyClick(desk.add.menu, Qt.Key.Key_Up)
    qtbot.keyClick(desk.add.menu, Qt.Key.Key_Return)

    added = next(moment for moment in desk.fillers() if moment.name == "day")
    assert (added.start, added.end, added.text) == (day.start, day.end, "day")


def test_f_adds_before_selected_words(qtbot: QtBot, desk: Desk) -> None:
    desk.transcript.setTextCursor(desk.transcript.document().find("nine points"))

    desk.press(Qt.Key.Key_F)

    assert desk.add.names[0] == "“nine points” itself is a filler"
    desk.add.menu.close()


def test_delete_dismisses_the_filler_that_is_here(qtbot: QtBot, desk: Desk) -> None:
    maybe = next(moment for moment in desk.fillers() if moment.certainty == "probable")
    desk.correcting.stand_at(21.9)
    assert desk.press(Qt.Key.Key_Delete)
    assert maybe not in desk.fillers()

    qtbot.keyClick(desk.transcript, Qt.Key.Key_Right)  # on the first "um"
    desk.press(Qt.Key.Key_Delete)
    assert desk.fillers()[0].name == "uh"

    desk.correcting.stand_at(40.0)
    desk.press(Qt.Key.Key_Delete)
    assert desk.add.line.plain == "There is no filler here."
    assert len(desk.fillers()) == 8


def test_a_filler_without_a_place_is_never_here(desk: Desk) -> None:
    review = desk.attempt.review
    assert review is not None
    assert review.report is not None
    untimed = tuple(replace(moment, start=None, end=None) for moment in review.report.moments)
    desk.show(replace(desk.attempt, reviews=(replace(review, report=replace(review.report, moments=untimed)),)))

    desk.press(Qt.Key.Key_Delete)

    assert desk.add.line.plain == "There is no filler here."


def test_a_verdict_without_a_time_is_said_without(desk: Desk) -> None:
    desk.correcting.give(Correction("fix", "filler", "like", "dismissed", quote="like"))

    assert desk.add.line.plain == "Dismissed “like”."


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_G, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier),
    ],
)
def test_other_keys_are_left_alone(desk: Desk, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    assert not desk.press(key, modifiers)


def test_a_person_s_own_keys_replace_the_usual_ones(desk: Desk) -> None:
    desk.correcting.set_keys(KeyMap({"filler": "G", "no_filler": "X"}))

    assert not desk.press(Qt.Key.Key_F)
    assert not desk.press(Qt.Key.Key_Delete)
    assert desk.press(Qt.Key.Key_X)
    assert desk.add.button.toolTip().endswith("with the key G.")
    assert desk.add.line.plain == "There is no filler here."


def test_without_a_report_there_is_nothing_to_correct(desk: Desk) -> None:
    desk.correcting.show_attempt(samples.unreviewed())

    assert desk.add.isHidden()
    assert not desk.press(Qt.Key.Key_F)


def test_nothing_is_done_before_a_take_shows(qtbot: QtBot, desk: Desk) -> None:
    other = Correcting(samples.texts(), desk.history, desk.save, desk.transcript, desk.add, desk.done)

    other.give(verdict_on(desk.fillers()[0], "dismissed"))
    other.take_back(verdict_on(desk.fillers()[0], "dismissed"))
    other.undo()

    assert not other.press(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F, Qt.KeyboardModifier.NoModifier))
    assert len(desk.fillers()) == 10
    other.ask()
    assert desk.add.menu.actions()[0].text() == "A filler at 0:00"
    desk.add.menu.close()


def test_what_is_saved_late_does_not_come_up_over_another_take(desk: Desk) -> None:
    desk.hold = True
    desk.correcting.give(verdict_on(desk.fillers()[0], "dismissed"))
    other = replace(samples.reviewed(number=2), id="other")
    desk.show(other)

    desk.go_on()

    assert desk.changes == []
    assert desk.add.line.plain == ""
    assert len(desk.fillers()) == 9  # saved all the same
