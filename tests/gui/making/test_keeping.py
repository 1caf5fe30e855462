"""Backup, restore and deleting everything from the Settings, by keys and by clicks, on real files."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coach.errors import Cancelled, CoachError, HistoryError
from coach.gui.bridge import Bridge
from coach.gui.making.keeping import Choosers, Keepings, choose_source, choose_target
from coach.gui.widgets.data.panel import KeptPanel
from coach.gui.widgets.data.sheets import DeleteSheet, RestoreSheet, WorkSheet
from coach.gui.widgets.data.stored_list import breakable
from coach.messages import Message, msg
from coach.practice.history import Stored
from coach.practice.keeping.backup import Coming, Contents, Extra, Saved, SetAside, Step
from coach.practice.ports import Controls
from tests.adapters.backup.desk import Desk
from tests.gui.sample import TEXTS
from tests.tools import samples

CLICK = Qt.MouseButton.LeftButton


class Slow:
    """Keep for real, but begin only when `gate` opens; `bug` breaks the next look."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.gate = threading.Event()
        self.gate.set()
        self.bug: Exception | None = None

    def _wait(self, stage: Any, controls: Controls) -> Generator[Step, None, None]:
        yield Step(stage, 2, 5)
        while not self.gate.wait(0.005):
            if controls.cancel.is_set():
                raise Cancelled

    def stored(self) -> Sequence[Stored]:
        return self.desk.keeping.stored()

    def set_aside(self) -> SetAside | None:
        return self.desk.keeping.set_aside()

    def remove_set_aside(self) -> None:
        self.desk.keeping.remove_set_aside()

    def look(self, source: Path) -> Contents:
        if self.bug is not None:
            raise self.bug
        return self.desk.keeping.look(source)

    def save(self, target: Path, controls: Controls, *, replace: bool = False) -> Generator[Step, None, Saved]:
        yield from self._wait("writing", controls)
        return (yield from self.desk.keeping.save(target, controls, replace=replace))

    def unpack(self, source: Path, controls: Controls) -> Generator[Step, None, Coming]:
        yield from self._wait("unpacking", controls)
        return (yield from self.desk.keeping.unpack(source, controls))

    def take_over(self, coming: Coming) -> SetAside:
        return self.desk.keeping.take_over(coming)

    def drop(self, coming: Coming) -> None:
        self.desk.keeping.drop(coming)

    def bring_back(self) -> SetAside:
        return self.desk.keeping.bring_back()

    def delete_everything(self, controls: Controls, also: Collection[Extra] = ()) -> Generator[Step, None, int]:
        yield from self._wait("deleting", controls)
        return (yield from self.desk.keeping.delete_everything(controls, also))


class Stage:
    def __init__(self, qtbot: QtBot, bridge: Bridge, desk: Desk) -> None:
        self.qtbot, self.desk, self.bridge = qtbot, desk, bridge
        self.keeping = Slow(desk)
        self.page = QWidget()
        self.panel = KeptPanel(TEXTS, samples.theme())
        QVBoxLayout(self.page).addWidget(self.panel)
        qtbot.addWidget(self.page)
        self.page.resize(1000, 900)
        with qtbot.waitActive(self.page):
            self.page.show()
        self.chosen: Path | None = None
        self.asked: list[tuple[str, ...]] = []
        self.free = True
        self.lead = Keepings(
            TEXTS,
            samples.theme(),
            bridge,
            lambda: self.keeping,
            self.panel,
            lambda: self.free,
            Choosers(self._choose, self._choose),
        )
        self.restored = 0
        self.told: list[Message] = []
        self.lead.restored.connect(self._count)
        self.lead.told.connect(lambda message, _: self.told.append(message))
        self.panel.stored_wanted.emit()
        self.rest()

    def _choose(self, _: QWidget, *words: str) -> Path | None:
        self.asked.append(words)
        return self.chosen

    def _count(self) -> None:
        self.restored += 1

    def click(self, widget: QWidget) -> None:
        assert widget.isVisible()
        self.qtbot.mouseClick(widget, CLICK)

    def rest(self) -> None:
        for worker in ("errand", "download", "errand"):
            self.qtbot.waitUntil(lambda worker=worker: not self.bridge.busy(worker))  # type: ignore[misc]
            self.qtbot.wait(5)

    @property
    def text(self) -> str:
        return self.panel.card.text.plain

    def sheet(self, kind: type[Any]) -> Any:
        self.qtbot.waitUntil(lambda: isinstance(self.lead.sheet, kind))
        assert self.lead.sheet is not None
        self.qtbot.waitUntil(self.lead.sheet.isVisible)
        return self.lead.sheet

    def until(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: words in self.text)
        self.rest()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path / "home")
    made.fill("here")
    return made


@pytest.fixture
def stage(qtbot: QtBot, bridge: Bridge, desk: Desk) -> Iterator[Stage]:
    made = Stage(qtbot, bridge, desk)
    yield made
    made.keeping.gate.set()
    made.rest()


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    other = Desk(tmp_path / "other")
    other.fill("there")
    return other.save(tmp_path / "there.zip").path


def test_the_page_says_what_is_stored_where(stage: Stage) -> None:
    stage.click(stage.panel.fold.button)

    head, about = stage.panel.list.lines["recordings"]
    assert head.plain == "Recordings: 2 files, 36 kB"
    assert breakable(stage.desk.places.data / "recordings") in about.plain
    assert str(stage.desk.places.data / "recordings") in about.accessibleName()
    assert "removes it" in about.plain
    assert "stays" in stage.panel.list.lines["log"][1].plain
    assert "tick" in stage.panel.list.lines["models"][1].plain


def test_a_backup_is_written_and_says_where(stage: Stage, tmp_path: Path) -> None:
    stage.chosen = tmp_path / "mine"
    stage.keeping.gate.clear()
    stage.click(stage.panel.backup)
    stage.qtbot.waitUntil(lambda: stage.text == "Writing 40 %")
    assert not stage.panel.restore.isEnabled()
    assert not stage.panel.delete.isEnabled()
    assert QApplication.focusWidget() is stage.panel.card.stop
    stage.keeping.gate.set()
    stage.until("read back")

    assert stage.asked[0][2].endswith(".zip")
    assert "mine.zip" in stage.text
    assert "2 recordings" in stage.text
    assert stage.desk.keeping.look(tmp_path / "mine.zip").recordings == 2
    assert stage.panel.restore.isEnabled()
    assert stage.told == []
    stage.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert not stage.panel.card.isVisible()


def test_no_place_chosen_writes_nothing(stage: Stage, backup: Path) -> None:
    stage.click(stage.panel.backup)
    stage.click(stage.panel.restore)

    assert not stage.panel.card.isVisible()
    assert stage.lead.sheet is None


def test_a_file_that_the_dialog_asked_about_gives_way(stage: Stage, tmp_path: Path) -> None:
    stage.chosen = tmp_path / "old.zip"
    stage.chosen.write_text("old")
    stage.click(stage.panel.backup)
    stage.until("read back")


def test_a_name_that_the_dialog_did_not_ask_about_is_kept(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "old.zip").write_text("old")
    stage.chosen = tmp_path / "old"
    stage.click(stage.panel.backup)
    stage.until("already")

    assert (tmp_path / "old.zip").read_text() == "old"


def test_a_backup_can_be_stopped_by_the_keyboard(stage: Stage, tmp_path: Path) -> None:
    stage.chosen = tmp_path / "mine.zip"
    stage.keeping.gate.clear()
    stage.panel.backup.setFocus()
    stage.qtbot.keyClick(stage.panel.backup, Qt.Key.Key_Space)
    stage.qtbot.waitUntil(lambda: stage.text == "Writing 40 %")
    stage.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    stage.until("Stopped. No backup was written.")

    assert not (tmp_path / "mine.zip").exists()


def test_a_backup_behind_a_download_waits_and_can_be_left(stage: Stage, tmp_path: Path) -> None:
    done = threading.Event()
    stage.bridge.call("download", lambda: done.wait(20))
    stage.chosen = tmp_path / "mine.zip"
    stage.click(stage.panel.backup)
    assert "download" in stage.text
    stage.click(stage.panel.card.stop)
    assert stage.text == "Stopped. No backup was written."
    assert stage.panel.backup.isEnabled()
    done.set()
    stage.rest()

    assert stage.text == "Stopped. No backup was written."
    assert not (tmp_path / "mine.zip").exists()


def test_the_end_is_told_where_the_settings_do_not_show(stage: Stage, tmp_path: Path) -> None:
    stage.chosen = tmp_path / "mine.zip"
    stage.keeping.gate.clear()
    stage.click(stage.panel.backup)
    stage.page.hide()
    stage.keeping.gate.set()
    stage.qtbot.waitUntil(lambda: bool(stage.told))


def test_a_backup_comes_back_and_what_was_here_can_too(stage: Stage, backup: Path) -> None:
    before = stage.desk.state()
    stage.chosen = backup
    stage.click(stage.panel.restore)
    sheet = stage.sheet(RestoreSheet)
    assert "2 recordings" in sheet.what.plain
    stage.qtbot.mouseClick(sheet.go, CLICK)
    stage.until("The backup is here now.")
    assert stage.restored == 1
    assert stage.lead.sheet is None
    assert stage.desk.state() != before

    stage.qtbot.waitUntil(stage.panel.aside.isVisible)
    stage.click(stage.panel.aside.back)
    stage.until("is back")
    assert stage.restored == 2
    assert stage.desk.state() == before

    stage.click(stage.panel.aside.remove)
    stage.until("removed")
    assert not stage.panel.aside.isVisible()


def test_by_keys_a_restore_is_left_and_stopped(stage: Stage, backup: Path) -> None:
    before = stage.desk.state()
    stage.chosen = backup
    stage.panel.restore.setFocus()
    stage.qtbot.keyClick(stage.panel.restore, Qt.Key.Key_Space)
    sheet = stage.sheet(RestoreSheet)
    stage.qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    stage.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)

    stage.keeping.gate.clear()
    stage.qtbot.keyClick(stage.panel.restore, Qt.Key.Key_Space)
    stage.qtbot.keyClick(stage.sheet(RestoreSheet).go, Qt.Key.Key_Return)
    work = stage.sheet(WorkSheet)
    stage.qtbot.waitUntil(lambda: work.text.plain == "Checking 40 %")
    stage.qtbot.keyClick(work, Qt.Key.Key_A)
    stage.qtbot.keyClick(work, Qt.Key.Key_Escape)
    stage.until("Stopped. Nothing has changed.")

    assert stage.desk.state() == before
    assert stage.restored == 0
    assert stage.desk.leftovers() == []


def test_a_wish_to_stop_that_comes_at_the_end_counts(stage: Stage, backup: Path, desk: Desk) -> None:
    from tests.adapters.backup.desk import run

    coming = run(desk.keeping.unpack(backup, Controls()))
    stage.lead._controls.cancel.set()
    stage.lead._take_over(coming)
    stage.until("Stopped. Nothing has changed.")

    assert desk.leftovers() == []


def test_an_answer_that_began_meanwhile_goes_first(stage: Stage, backup: Path, desk: Desk) -> None:
    stage.chosen = backup
    stage.keeping.gate.clear()
    stage.click(stage.panel.restore)
    stage.qtbot.mouseClick(stage.sheet(RestoreSheet).go, CLICK)
    stage.sheet(WorkSheet)
    stage.free = False
    stage.keeping.gate.set()
    stage.until("Try again when it is done.")

    assert desk.leftovers() == []
    assert stage.restored == 0


def test_nothing_begins_while_an_answer_is_under_way(stage: Stage, backup: Path) -> None:
    stage.chosen = backup
    stage.free = False
    for wish in (stage.panel.restore, stage.panel.delete):
        stage.click(wish)
        stage.until("Try again when it is done.")
        stage.click(stage.panel.card.close_button)
    stage.lead.bring_back()

    assert stage.asked == []
    assert stage.lead.sheet is None


def test_a_backup_that_cannot_be_used_says_why(stage: Stage, tmp_path: Path) -> None:
    stage.chosen = tmp_path / "letter.zip"
    stage.chosen.write_text("hello")
    stage.click(stage.panel.restore)
    stage.until("letter.zip is no backup")

    assert stage.lead.sheet is None


def test_another_program_that_uses_the_takes_says_so(stage: Stage, backup: Path) -> None:
    stage.desk.busy = HistoryError(msg("keeping.in_use"), msg("keeping.in_use.advice"))
    stage.chosen = backup
    stage.click(stage.panel.restore)
    stage.qtbot.mouseClick(stage.sheet(RestoreSheet).go, CLICK)
    stage.until("Another window or terminal")

    assert stage.restored == 0
    assert stage.desk.leftovers() == []


@pytest.mark.parametrize("error", [CoachError(msg("keeping.full")), ZeroDivisionError()])
def test_what_breaks_leaves_the_panel_usable(stage: Stage, backup: Path, error: Exception) -> None:
    crashes: list[object] = []
    stage.bridge.crashed.disconnect()
    stage.bridge.crashed.connect(crashes.append)
    stage.keeping.bug = error
    stage.chosen = backup
    stage.click(stage.panel.restore)
    stage.until("full" if isinstance(error, CoachError) else "did not work")

    assert stage.panel.backup.isEnabled()
    assert len(crashes) == (0 if isinstance(error, CoachError) else 1)


def test_everything_goes_only_after_a_clear_yes(stage: Stage) -> None:
    stage.click(stage.panel.delete)
    sheet = stage.sheet(DeleteSheet)
    assert "Recordings (2 files, 36 kB)" in sheet.list.plain
    assert QApplication.focusWidget() is sheet.leave
    assert not sheet.go.isEnabled()
    stage.qtbot.mouseClick(sheet.go, CLICK)
    assert sheet.isVisible()
    stage.qtbot.keyClick(sheet.sure, Qt.Key.Key_Space)
    stage.qtbot.mouseClick(sheet.go, CLICK)
    stage.until("Everything is deleted.")

    assert stage.restored == 1
    assert not stage.desk.places.database.exists()
    assert (stage.desk.places.data / "models").exists()
    assert stage.desk.places.settings.exists()
    assert stage.panel.list.lines["recordings"][0].plain == "Recordings: nothing yet"


def test_enter_and_escape_keep_everything(stage: Stage) -> None:
    before = stage.desk.state()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        stage.click(stage.panel.delete)
        sheet = stage.sheet(DeleteSheet)
        stage.qtbot.keyClick(sheet.sure, Qt.Key.Key_Space)
        stage.qtbot.keyClick(sheet, key)
        stage.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    stage.rest()

    assert stage.desk.state() == before


def test_models_and_settings_go_where_they_are_ticked(stage: Stage) -> None:
    stage.click(stage.panel.delete)
    sheet = stage.sheet(DeleteSheet)
    for box in (sheet.models, sheet.settings, sheet.sure):
        stage.qtbot.keyClick(box, Qt.Key.Key_Space)
    stage.qtbot.mouseClick(sheet.go, CLICK)
    stage.until("Everything is deleted.")

    assert not (stage.desk.places.data / "models").exists()
    assert not stage.desk.places.settings.exists()


def test_deleting_shows_how_far_it_is_and_escape_does_not_cut_it_short(stage: Stage) -> None:
    stage.keeping.gate.clear()
    stage.click(stage.panel.delete)
    sheet = stage.sheet(DeleteSheet)
    sheet.sure.setChecked(True)
    stage.qtbot.mouseClick(sheet.go, CLICK)
    work = stage.sheet(WorkSheet)
    stage.qtbot.waitUntil(lambda: work.text.plain == "Deleting 40 %")
    assert not work.stop.isVisible()
    stage.qtbot.keyClick(work, Qt.Key.Key_Escape)
    assert work.isVisible()
    stage.keeping.gate.set()
    stage.until("Everything is deleted.")


def test_a_backup_can_be_made_first(stage: Stage, tmp_path: Path) -> None:
    stage.chosen = tmp_path / "first.zip"
    stage.click(stage.panel.delete)
    first = stage.sheet(DeleteSheet)
    stage.qtbot.mouseClick(first.backup, CLICK)
    stage.qtbot.waitUntil(lambda: isinstance(stage.lead.sheet, DeleteSheet) and stage.lead.sheet is not first)
    again = stage.sheet(DeleteSheet)

    assert "first.zip" in again.saved.plain
    assert not again.go.isEnabled()
    assert stage.desk.keeping.look(tmp_path / "first.zip").recordings == 2
    stage.qtbot.mouseClick(again.leave, CLICK)


def test_the_dialogs_of_the_desktop_are_asked(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    answers = ["/a.zip", ""]
    answer: Callable[..., tuple[str, str]] = lambda *_: (answers[0], "")  # noqa: E731 - as short as it is
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)

    assert choose_target(parent, "Title", "All (*)", "a.zip") == choose_source(parent, "Title", "All") == Path("/a.zip")
    answers.pop(0)
    assert choose_target(parent, "Title", "All (*)", "a.zip") is choose_source(parent, "Title", "All") is None
