from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme, resized
from coach.gui.widgets.data.sheets import DeleteSheet, KeepSheet, RestoreSheet, WorkSheet, step_words
from coach.gui.widgets.data.stored_list import NAMES
from coach.messages import msg
from coach.practice.history import Stored
from coach.practice.keeping.backup import Contents, Step
from tests.gui.sample import TEXTS
from tests.tools import samples

CLICK = Qt.MouseButton.LeftButton
STORED = [Stored(kind, Path("/data") / kind, 3, 4_000_000) for kind in NAMES]  # type: ignore[arg-type]
CONTENTS = Contents(datetime(2026, 3, 9, 12, tzinfo=UTC), "1.0", 6, 9, 7, 5_000_000)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def shown(qtbot: QtBot, sheet: KeepSheet) -> None:
    sheet.open()
    qtbot.waitUntil(sheet.isVisible)


@pytest.mark.parametrize("percent", [100, 200])
def test_all_of_it_can_be_reached_in_a_small_window(qtbot: QtBot, theme: Theme, window: QWidget, percent: int) -> None:
    sheet = DeleteSheet(TEXTS, resized(theme, percent), STORED, window)
    shown(qtbot, sheet)
    qtbot.waitUntil(sheet.isActiveWindow)

    assert sheet.height() <= window.height()
    assert sheet.width() <= window.width()
    for button in (sheet.leave, sheet.backup, sheet.go):
        assert button.height() >= 32
        place = button.mapTo(sheet, button.rect().bottomRight())
        assert sheet.rect().contains(place)
    sheet.sure.setFocus()
    viewport = sheet.sentences.viewport()
    qtbot.waitUntil(lambda: viewport.rect().contains(sheet.sure.mapTo(viewport, sheet.sure.rect().center())))
    sheet.done(0)


def test_an_empty_program_has_nothing_to_delete(qtbot: QtBot, theme: Theme, window: QWidget) -> None:
    sheet = DeleteSheet(TEXTS, theme, [Stored(one.kind, one.path, 0, 0) for one in STORED], window)
    shown(qtbot, sheet)

    assert sheet.list.plain == "There is nothing here yet."
    assert not sheet.models.isVisible()
    sheet.done(0)


def test_the_clear_yes_can_be_taken_back(qtbot: QtBot, theme: Theme, window: QWidget) -> None:
    sheet = DeleteSheet(TEXTS, theme, STORED, window)
    shown(qtbot, sheet)
    said: list[object] = []
    sheet.confirmed.connect(said.append)
    qtbot.keyClick(sheet.sure, Qt.Key.Key_Space)
    qtbot.keyClick(sheet.sure, Qt.Key.Key_Space)
    qtbot.mouseClick(sheet.go, CLICK)
    assert said == []
    qtbot.keyClick(sheet.sure, Qt.Key.Key_Space)
    qtbot.keyClick(sheet.models, Qt.Key.Key_Space)
    qtbot.mouseClick(sheet.go, CLICK)

    assert said == [frozenset({"models"})]


def test_a_restore_says_what_comes(qtbot: QtBot, window: QWidget) -> None:
    sheet = RestoreSheet(TEXTS, samples.theme(), CONTENTS, window)
    shown(qtbot, sheet)

    assert "7 recordings (5 MB)" in sheet.what.plain
    assert "Mon 9 Mar 2026" in sheet.what.plain
    with qtbot.waitSignal(sheet.rejected):
        qtbot.mouseClick(sheet.leave, CLICK)


def test_work_stays_until_it_has_stopped(qtbot: QtBot, window: QWidget) -> None:
    sheet = WorkSheet(TEXTS, samples.theme(), msg("keeping.restore.works"), window, stoppable=True)
    shown(qtbot, sheet)
    assert sheet.bar.maximum() == 0
    sheet.show_step(Step("unpacking", 1, 4))
    assert sheet.bar.value() == 250
    with qtbot.waitSignal(sheet.stop_wanted):
        qtbot.mouseClick(sheet.stop, CLICK)

    assert sheet.isVisible()
    assert not sheet.stop.isEnabled()
    sheet.accept()


def test_each_stage_has_its_words() -> None:
    stages = get_args(Step.__annotations__["stage"]) or ("writing", "checking", "unpacking", "deleting")

    assert {TEXTS(step_words(Step(stage, 1, 2))) for stage in stages} == {
        "Writing 50 %",
        "Checking 50 %",
        "Deleting 50 %",
    }
