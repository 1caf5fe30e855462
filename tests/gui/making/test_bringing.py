"""Recordings come in: chosen or dropped, asked about, one after another, by keys and by clicks."""

from __future__ import annotations

import shutil
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coach.errors import FileError
from coach.gui.bridge import Bridge
from coach.gui.making.bringing import Bringings, Drops, choose_sounds, droppable
from coach.gui.widgets.bringing.card import BringCard
from coach.messages import Message, msg
from coach.model import Recording
from coach.practice.bringing import Bringing
from coach.practice.ports import Controls
from tests.gui.sample import QUESTIONS, SPIKE, TEXTS, SampleParts
from tests.tools import samples

CLICK = Qt.MouseButton.LeftButton


@dataclass(frozen=True)
class Bit:
    seconds: float
    total: float


@dataclass(frozen=True)
class Read:
    recording: Recording
    warning: Message | None = None


class Stage:
    """Files to bring in, the card above a page, and what leads it; nothing is transcribed before `let_go`."""

    def __init__(self, qtbot: QtBot, bridge: Bridge, parts: SampleParts, folder: Path) -> None:
        self.qtbot, self.bridge, self.parts, self.folder = qtbot, bridge, parts, folder
        folder.mkdir()
        self.warning: Message | None = None
        self.bringing = Bringing(self._decode, parts.practice.review, parts.history, parts.data_folder)
        self.page = QWidget()
        self.card = BringCard(TEXTS, samples.theme())
        self.focus = QWidget()
        QVBoxLayout(self.page).addWidget(self.card)
        qtbot.addWidget(self.page)
        self.page.resize(900, 700)
        self.page.show()
        self.chosen: Sequence[Path] = ()
        self.asked: list[tuple[str, str]] = []
        self.lead = Bringings(TEXTS, bridge, self.bringing, lambda: QUESTIONS, self.card, self._choose)
        self.changes = 0
        self.opened: list[str] = []
        self.told: list[Message] = []
        self.lead.changed.connect(self._count)
        self.lead.opened.connect(self.opened.append)
        self.lead.told.connect(lambda message, _: self.told.append(message))
        parts.transcriber.wait.clear()

    def _decode(self, path: Path, target: Path, controls: Controls) -> Generator[Bit, None, Read]:
        yield Bit(1.0, 2.0)
        if b"broken" in path.read_bytes():
            raise FileError(msg("sound.file.broken", file=path.name), path, msg("sound.file.broken.advice"))
        if b"bug" in path.read_bytes():
            raise ZeroDivisionError
        shutil.copyfile(path, target)
        return Read(Recording(target, 10.0, 16000), self.warning)

    def _choose(self, _: QWidget, title: str, kinds: str) -> Sequence[Path]:
        self.asked.append((title, kinds))
        return self.chosen

    def _count(self) -> None:
        self.changes += 1

    def file(self, name: str, text: str = "") -> Path:
        path = self.folder / name
        path.write_text((text or name) * 20)
        return path

    def let_go(self) -> None:
        self.parts.transcriber.wait.set()

    def click(self, widget: QWidget) -> None:
        assert widget.isVisible()
        self.qtbot.mouseClick(widget, CLICK)

    def ask(self, *paths: Path) -> None:
        self.lead.bring(paths)
        self.qtbot.waitUntil(self.card.asking.isVisible)

    def start(self, *paths: Path) -> None:
        self.ask(*paths)
        self.click(self.card.asking.start)

    def rest(self) -> None:
        """Wait until everything that runs has ended and has been told: the widgets go before the fixtures do."""
        for worker in ("errand", "review"):
            self.qtbot.waitUntil(lambda worker=worker: not self.bridge.busy(worker))  # type: ignore[misc]
        self.qtbot.wait(10)

    @property
    def states(self) -> list[str]:
        return [row.line.state for row in self.card.rows.values()]

    def wait_for(self, *states: str) -> None:
        self.qtbot.waitUntil(lambda: self.states == list(states))

    @property
    def takes(self) -> int:
        return len(self.parts.history.rows())


@pytest.fixture
def stage(qtbot: QtBot, bridge: Bridge, parts: SampleParts, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(qtbot, bridge, parts, tmp_path / "phone")
    yield made
    made.lead.stop_all()
    parts.transcriber.wait.set()
    made.rest()


def test_chosen_files_come_in_one_after_another(stage: Stage) -> None:
    stage.chosen = [stage.file("a.wav"), stage.file("b.m4a")]
    stage.lead.choose()
    stage.qtbot.waitUntil(stage.card.asking.isVisible)
    assert "*.m4a" in stage.asked[0][1]
    assert stage.card.asking.names.plain == "a.wav, b.m4a"
    assert "2 recordings" in stage.card.asking.title.plain

    stage.click(stage.card.asking.start)
    stage.wait_for("transcribing", "waiting")
    stage.qtbot.waitUntil(lambda: stage.lead.busy)
    stage.qtbot.waitUntil(lambda: stage.card.rows[1].state.plain == "Transcribing 40 %")
    assert "0 of 2" in stage.card.title.plain
    stage.let_go()
    stage.wait_for("done", "done")

    assert not stage.lead.busy
    assert stage.takes == stage.changes == 2
    assert stage.card.title.plain == "2 recordings came in."
    assert stage.told == []


def test_no_file_chosen_asks_nothing(stage: Stage) -> None:
    stage.lead.choose()

    assert not stage.card.isVisible()


def test_all_by_keys(stage: Stage) -> None:
    stage.ask(stage.file("a.wav"))
    focus = QApplication.focusWidget
    assert focus() is stage.card.asking.start
    stage.qtbot.keyClick(focus(), Qt.Key.Key_Space)
    assert focus() is stage.card.stop_all
    stage.let_go()
    stage.wait_for("done")
    assert focus() is stage.card.close_button
    stage.card.rows[1].open.setFocus()
    stage.qtbot.keyClick(focus(), Qt.Key.Key_Space)
    stage.card.close_button.setFocus()
    stage.qtbot.keyClick(focus(), Qt.Key.Key_Space)

    assert stage.opened == [stage.parts.history.rows()[0].id]
    assert not stage.card.isVisible()
    assert stage.states == []


def test_escape_leaves_before_anything_came_in(stage: Stage) -> None:
    stage.ask(stage.file("a.wav"))
    stage.qtbot.keyClick(stage.card.asking.start, Qt.Key.Key_Escape)

    assert not stage.card.isVisible()
    assert stage.takes == 0


def test_another_key_does_nothing(stage: Stage) -> None:
    stage.ask(stage.file("a.wav"))
    stage.qtbot.keyClick(stage.card.asking.start, Qt.Key.Key_A)

    assert stage.card.asking.isVisible()


def test_not_now_leaves_too(stage: Stage) -> None:
    stage.ask(stage.file("a.wav"))
    stage.click(stage.card.asking.leave)

    assert not stage.card.isVisible()


def test_all_of_them_can_answer_one_question(stage: Stage) -> None:
    stage.ask(stage.file("a.wav"))
    stage.click(stage.card.asking.pick)
    sheet = stage.card.asking.sheet
    assert sheet is not None
    sheet.picker.list.setCurrentRow(0)
    stage.qtbot.mouseClick(sheet.picker.use, CLICK)
    assert SPIKE.text in stage.card.asking.which.plain
    stage.let_go()
    stage.click(stage.card.asking.start)
    stage.wait_for("done")

    assert stage.parts.history.rows()[0].question_key == SPIKE.key


def test_a_question_can_be_left_out_again(stage: Stage) -> None:
    stage.ask(stage.file("a.wav"))
    assert not stage.card.asking.none.isVisible()
    stage.card.asking._take(SPIKE)
    stage.card.asking.none.setFocus()
    stage.qtbot.keyClick(stage.card.asking.none, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is stage.card.asking.pick
    stage.let_go()
    stage.click(stage.card.asking.start)
    stage.wait_for("done")

    assert stage.parts.history.rows()[0].question_key == ""


def test_the_sheet_can_be_left_without_a_question(stage: Stage) -> None:
    stage.ask(stage.file("a.wav"))
    stage.click(stage.card.asking.pick)
    sheet = stage.card.asking.sheet
    assert sheet is not None
    stage.qtbot.mouseClick(sheet.picker.back, CLICK)

    assert stage.card.asking.question is None


def test_what_cannot_be_read_says_why_and_the_others_come_in(stage: Stage) -> None:
    stage.let_go()
    stage.start(stage.file("a.wav", "broken"), stage.file("b.wav"))
    stage.wait_for("failed", "done")

    assert "a.wav" in stage.card.rows[1].state.plain
    assert stage.takes == 1
    assert stage.card.title.plain == "1 recording came in. 1 could not be brought in."


def test_a_bug_is_shown_as_one(stage: Stage, bridge: Bridge) -> None:
    crashes: list[object] = []
    bridge.crashed.disconnect()
    bridge.crashed.connect(crashes.append)
    stage.start(stage.file("a.wav", "bug"))
    stage.wait_for("failed")

    assert stage.takes == 0
    stage.qtbot.waitUntil(lambda: len(crashes) == 1)


def test_a_damaged_file_comes_in_and_says_so(stage: Stage) -> None:
    stage.warning = msg("sound.file.damaged", file="a.wav")
    stage.let_go()
    stage.start(stage.file("a.wav"))
    stage.wait_for("done")

    assert TEXTS(stage.warning) in stage.card.rows[1].state.plain


def test_a_file_that_is_here_already_is_offered(stage: Stage) -> None:
    stage.let_go()
    stage.start(stage.file("a.wav", "same"))
    stage.wait_for("done")
    stage.start(stage.file("b.wav", "same"))
    stage.wait_for("here")
    stage.click(stage.card.rows[2].open)

    assert stage.takes == stage.changes == 1
    assert stage.opened == [stage.parts.history.rows()[0].id]
    assert stage.card.title.plain == "1 was here already."


def test_one_can_be_stopped(stage: Stage) -> None:
    stage.start(stage.file("a.wav"), stage.file("b.wav"), stage.file("c.wav"))
    stage.wait_for("transcribing", "waiting", "waiting")
    stage.click(stage.card.rows[2].stop)
    stage.click(stage.card.rows[1].stop)
    stage.wait_for("stopped", "stopped", "transcribing")
    stage.let_go()
    stage.wait_for("stopped", "stopped", "done")

    assert stage.takes == 1
    assert stage.card.title.plain == "1 recording came in. 2 were stopped."


def test_all_can_be_stopped(stage: Stage) -> None:
    stage.start(stage.file("a.wav"), stage.file("b.wav"))
    stage.wait_for("transcribing", "waiting")
    stage.click(stage.card.stop_all)
    stage.wait_for("stopped", "stopped")
    stage.qtbot.waitUntil(lambda: stage.takes == 0)

    assert not stage.lead.busy
    stage.lead.stop_all()
    assert stage.states == ["stopped", "stopped"]
    stage.rest()


def test_a_new_answer_goes_first(stage: Stage) -> None:
    stage.start(stage.file("a.wav"), stage.file("b.wav"))
    stage.wait_for("transcribing", "waiting")
    stage.lead.hold(True)
    assert stage.states == ["held", "held"]
    stage.qtbot.waitUntil(lambda: stage.takes == 0)
    stage.lead.hold(False)
    stage.wait_for("transcribing", "waiting")
    stage.let_go()
    stage.wait_for("done", "done")

    assert stage.takes == 2
    stage.lead.hold(True)
    assert stage.states == ["done", "done"]


def test_what_is_started_while_an_answer_is_recorded_waits(stage: Stage) -> None:
    stage.lead.hold(True)
    stage.start(stage.file("a.wav"))
    assert stage.states == ["held"]
    stage.let_go()
    stage.lead.hold(False)
    stage.wait_for("done")


def test_more_can_be_added_while_some_are_under_way(stage: Stage) -> None:
    stage.start(stage.file("a.wav"))
    stage.wait_for("transcribing")
    stage.ask(stage.file("b.wav"))
    assert stage.card.queue.isVisible()
    stage.click(stage.card.asking.leave)
    assert stage.card.isVisible()
    stage.start(stage.folder / "b.wav")
    stage.wait_for("transcribing", "waiting")
    stage.let_go()
    stage.wait_for("done", "done")


def test_what_is_dropped_before_the_answer_joins(stage: Stage) -> None:
    stage.ask(stage.file("a.wav"))
    stage.lead.bring([stage.file("b.wav"), stage.folder / "a.wav"])
    stage.qtbot.waitUntil(lambda: stage.card.asking.names.plain == "a.wav, b.wav")


def test_a_folder_is_walked_and_what_is_no_sound_is_named(stage: Stage) -> None:
    for name in ("a.wav", "b.wav", "c.wav", "d.wav", "notes.txt"):
        stage.file(name)
    stage.ask(stage.folder)

    assert stage.card.asking.names.plain == "a.wav, b.wav, c.wav and 1 more"
    assert stage.card.asking.others.plain == "notes.txt is no recording and is left out."


def test_no_sound_at_all_is_said(stage: Stage) -> None:
    stage.lead.bring([stage.file("notes.txt"), stage.file("photo.jpg")])
    stage.qtbot.waitUntil(stage.card.isVisible)
    assert stage.card.title.plain == "notes.txt, photo.jpg are no recordings and are left out."
    stage.click(stage.card.close_button)
    assert not stage.card.isVisible()

    (stage.folder / "empty").mkdir()
    stage.lead.bring([stage.folder / "empty"])
    stage.qtbot.waitUntil(stage.card.isVisible)
    assert stage.card.title.plain == "There is no recording in there."


def test_the_end_is_told_where_nobody_sees_the_card(stage: Stage) -> None:
    stage.start(stage.file("a.wav"))
    stage.wait_for("transcribing")
    stage.page.hide()
    stage.let_go()
    stage.qtbot.waitUntil(lambda: bool(stage.told))

    assert TEXTS(stage.told[0]) == "1 recording came in."


@pytest.fixture
def target(qtbot: QtBot) -> tuple[QWidget, list[tuple[Path, ...]]]:
    window = QWidget()
    qtbot.addWidget(window)
    found: list[tuple[Path, ...]] = []
    Drops(window).dropped.connect(found.append)
    return window, found


def dragged(*names: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(name) if "://" in name else QUrl.fromLocalFile(name) for name in names])
    return data


def drop(window: QWidget, data: QMimeData) -> tuple[bool, bool]:
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), copy, data, left, none)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    let_go = QDropEvent(QPointF(5, 5), copy, data, left, none)
    let_go.ignore()
    QApplication.sendEvent(window, let_go)
    return enter.isAccepted(), let_go.isAccepted()


def test_files_can_be_dropped_on_the_window(target: tuple[QWidget, list[tuple[Path, ...]]]) -> None:
    window, found = target

    assert drop(window, dragged("/a/b.wav", "/a/folder", "/a/pack.toml")) == (True, True)
    assert found == [(Path("/a/b.wav"), Path("/a/folder"))]


@pytest.mark.parametrize("names", [("/a/pack.toml",), ("https://example.org/a.wav",), ()])
def test_packs_and_what_is_elsewhere_are_left_alone(
    target: tuple[QWidget, list[tuple[Path, ...]]], names: tuple[str, ...]
) -> None:
    window, found = target

    assert drop(window, dragged(*names)) == (False, False)
    assert found == []
    assert droppable(dragged(*names)) == ()


def test_the_dialog_of_the_desktop_is_asked(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    asked: list[tuple[object, ...]] = []

    def answer(*given: object) -> tuple[list[str], str]:
        asked.append(given)
        return ["/a.wav"], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", answer)

    assert choose_sounds(parent, "Title", "All (*)") == [Path("/a.wav")]
    assert asked[0][1:] == ("Title", "", "All (*)")
