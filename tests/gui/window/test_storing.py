"""Recordings that come in, and backups, through the whole window."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coach.gui.making.keeping import Choosers
from coach.gui.widgets.data.sheets import DeleteSheet, RestoreSheet
from coach.gui.window import HISTORY, PRACTICE, REVIEW, SETTINGS, Window
from coach.messages import msg
from coach.practice.ports import Controls
from coach.settings import Settings, save_settings
from tests.adapters.backup.desk import Desk
from tests.gui.sample import TEXTS, SampleParts, sample_history
from tests.gui.window.steps import record
from tests.tools import samples

CLICK = Qt.MouseButton.LeftButton


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    folder = tmp_path / "phone"
    folder.mkdir()
    return samples.write_wav(folder / "Thursday.wav", samples.sound_of(samples.tell(samples.SCRIPT).words, 4.0))


def drop(window: QWidget, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPointF(5, 5).toPoint(), copy, data, left, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), copy, data, left, none))


def test_a_file_that_is_dropped_anywhere_becomes_a_take_that_opens(
    qtbot: QtBot, window: Window, parts: SampleParts, sound: Path
) -> None:
    drop(window, sound)
    card = window.storing.card
    qtbot.waitUntil(card.asking.start.isVisible)
    assert window.stack.currentIndex() == HISTORY

    qtbot.mouseClick(card.asking.start, CLICK)

    qtbot.waitUntil(lambda: [row.state for row in parts.history.rows()] == ["reviewed"])
    window.show_page(PRACTICE)
    assert not card.isVisible()
    window.show_page(HISTORY)
    qtbot.waitUntil(lambda: not window.storing.bringings.busy)
    window.storing.bringings._open(1)
    qtbot.waitUntil(lambda: window.stack.currentIndex() == REVIEW)
    assert window.review.heading.plain == "Thursday"


def test_files_are_chosen_by_the_keyboard_and_wait_for_an_answer(
    qtbot: QtBot, window: Window, parts: SampleParts, sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(*_: object) -> Sequence[Path]:
        return [sound]

    monkeypatch.setattr(window.storing.bringings, "_choose_files", choose)
    window.show_page(HISTORY)
    window.history.import_wanted.emit()
    qtbot.waitUntil(window.storing.card.asking.start.isVisible)
    record(qtbot, window)
    window.storing.card.asking.started.emit(None)
    assert parts.history.count() == 1

    window.practice.go_on()

    qtbot.waitUntil(lambda: parts.history.count() == 2 and not window.storing.bringings.busy, timeout=10_000)


def test_a_backup_comes_back_and_everything_is_read_again(
    qtbot: QtBot, window: Window, parts: SampleParts, tmp_path: Path
) -> None:
    sample_history(parts, Controls())
    parts.desk.fill("here")
    other = Desk(tmp_path / "other")
    other.fill("there")
    backup = other.save(tmp_path / "there.zip").path
    window.storing.keepings._choosers = Choosers(lambda *_: None, lambda *_: backup)
    window.review.show_attempt(parts.history.attempt(parts.history.rows()[0].id))
    window.pages.review.reading._drafts = {"gone": "a draft"}
    window.show_page(SETTINGS)
    save_settings(parts.folders.settings_file, Settings(theme="dark", count_up=True))

    panel = window.settings_page.data.kept
    qtbot.mouseClick(panel.restore, CLICK)
    qtbot.waitUntil(lambda: isinstance(window.storing.keepings.sheet, RestoreSheet))
    sheet = window.storing.keepings.sheet
    assert isinstance(sheet, RestoreSheet)
    qtbot.keyClick(sheet.go, Qt.Key.Key_Space)

    qtbot.waitUntil(lambda: window.theme.name == "dark", timeout=10_000)
    assert window.review.attempt is None
    assert window.review.empty.isVisibleTo(window.review)
    assert window.pages.review.reading.drafts == {}
    assert window._settings.count_up
    assert parts.kept[-1].theme == "dark"


def test_nothing_is_deleted_by_leaving_the_question(qtbot: QtBot, window: Window, parts: SampleParts) -> None:
    parts.desk.fill("here")
    before = parts.desk.state()
    window.show_page(SETTINGS)
    qtbot.mouseClick(window.settings_page.data.kept.delete, CLICK)
    qtbot.waitUntil(lambda: isinstance(window.storing.keepings.sheet, DeleteSheet))
    sheet = window.storing.keepings.sheet
    assert isinstance(sheet, DeleteSheet)

    qtbot.keyClick(sheet, Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: window.storing.keepings.sheet is None)
    assert parts.desk.state() == before


def test_nothing_is_swapped_while_an_answer_is_recorded(qtbot: QtBot, window: Window, parts: SampleParts) -> None:
    record(qtbot, window)

    window.storing.keepings.restore()

    assert window.settings_page.data.kept.card.text.plain == TEXTS(msg("keeping.wait"))
    window.practice.go_on()
    qtbot.waitUntil(lambda: window.practice.taking.state == "resting", timeout=10_000)
