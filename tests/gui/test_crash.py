"""The door of a bug: one report at a time, to be copied, without a word of what a person said."""

import logging

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coach.gui.crash import CrashDialog, CrashDoor
from coach.gui.theme import Theme
from coach.messages import msg
from tests.gui.inspect import cut, nameless
from tests.gui.sample import TEXTS

CLICK = Qt.MouseButton.LeftButton


@pytest.fixture
def around(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def door(caplog: pytest.LogCaptureFixture) -> CrashDoor:
    caplog.set_level(logging.CRITICAL, "coach.gui.crash")
    return CrashDoor(TEXTS)


def opened(door: CrashDoor) -> CrashDialog:
    assert door.dialog is not None
    return door.dialog


def test_the_report_names_the_bug_and_nothing_that_was_said(door: CrashDoor, theme: Theme, around: QWidget) -> None:
    door.open(ZeroDivisionError("what a person said"), theme, around)
    report = opened(door).report.toPlainText()
    assert "ZeroDivisionError" in report
    assert "said" not in report
    assert opened(door).report.isReadOnly()
    assert nameless(opened(door)) == []
    assert cut(opened(door)) == []
    opened(door).reject()


def test_the_report_is_copied_on_a_click(qtbot: QtBot, door: CrashDoor, theme: Theme, around: QWidget) -> None:
    door.open(ValueError(), theme, around)
    dialog = opened(door)
    qtbot.mouseClick(dialog.copy, CLICK)
    assert QApplication.clipboard().text() == dialog.report.toPlainText()
    assert dialog.copy.text() == TEXTS(msg("window.crash.copied"))
    dialog.reject()


def test_bugs_do_not_pile_up(qtbot: QtBot, door: CrashDoor, theme: Theme, around: QWidget) -> None:
    door.open(ZeroDivisionError(), theme, around)
    door.open(ValueError(), theme, around)
    assert "ZeroDivisionError" in opened(door).report.toPlainText()
    qtbot.keyClick(opened(door), Qt.Key.Key_Escape)
    assert door.dialog is None
    door.open(ValueError(), theme, around)
    assert "ValueError" in opened(door).report.toPlainText()
    opened(door).reject()


def test_every_bug_is_logged(door: CrashDoor, theme: Theme, around: QWidget, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR, "coach.gui.crash")
    door.open(ZeroDivisionError(), theme, around)
    door.open(ValueError("what a person said"), theme, around)
    logged = [record.getMessage() for record in caplog.records]
    assert ["ZeroDivisionError" in logged[0], "ValueError" in logged[1]] == [True, True]
    assert "said" not in " ".join(logged)
    caplog.clear()
    opened(door).reject()
