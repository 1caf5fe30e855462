"""Packs come in and go out: by dialog and by drop, one after another, each asked about where its id is there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from coach.gui.bridge import Bridge
from coach.gui.pages.prepare.files import packs_in
from coach.gui.theme import Theme
from coach.gui.widgets.packs.sheets import ClashSheet
from tests.gui.pages.prepare.desk import Desk
from tests.gui.widgets.packs.shelves import some_packs
from tests.practice.promises.own_packs import THEIRS


@pytest.fixture
def desk(qtbot: QtBot, bridge: Bridge, theme: Theme) -> Desk:
    return Desk(qtbot, bridge, theme, some_packs())


def test_a_pack_is_exported_and_imported(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "mine.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(file)], ""))
    desk.view.questions.choose_pack("mine")
    desk.view.export.click()
    desk.qtbot.waitUntil(lambda: bool(desk.noted))
    assert list(desk.packs.files) == [file]
    desk.view.delete_pack.click()
    desk.wait()
    desk.view.bring.click()
    desk.wait("One?", "Two?")
    assert not desk.section.findChildren(ClashSheet)


def test_without_a_file_chosen_nothing_happens(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    desk.view.questions.choose_pack("mine")
    desk.view.export.click()
    desk.view.bring.click()
    assert desk.packs.files == {}


@pytest.mark.parametrize(("how", "packs"), [("both", ["mine", "mine-2"]), ("replace", ["mine"]), ("leave", ["mine"])])
def test_a_pack_that_is_there_is_asked_about(desk: Desk, tmp_path: Path, how: str, packs: list[str]) -> None:
    file, other = tmp_path / "mine.toml", tmp_path / "other.toml"
    desk.packs.export("mine", file)
    desk.packs.remove("mine/two")
    desk.packs.files[other] = replace(desk.packs.files[file], id="other", title="Other")
    desk.section.files.bring([file, tmp_path / "nothing.toml", other])
    desk.qtbot.waitUntil(lambda: bool(desk.section.findChildren(ClashSheet)))
    sheet = desk.section.findChild(ClashSheet)
    assert sheet is not None
    {"both": sheet.both, "replace": sheet.replace, "leave": sheet.leave}[how].click()
    desk.qtbot.waitUntil(lambda: "other" in desk.shelves[-1].own)
    assert [pack.id for pack in desk.packs.own()] == [*packs, "other"]
    assert len(desk.packs.own()[0].questions) == (2 if how == "replace" else 1)
    assert [trouble.message.key for trouble in desk.troubles] == ["packs.gone"]


def test_files_are_dropped(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "Other.TOML"
    desk.packs.files[file] = replace(THEIRS, id="other", title="Other")

    def carry(*urls: QUrl) -> tuple[QDragEnterEvent, QDropEvent]:
        data = QMimeData()
        data.setUrls(urls)
        desk.data = data  # type: ignore[attr-defined]
        action, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(QPoint(9, 9), action, data, left, none)
        return enter, QDropEvent(QPointF(9, 9), action, data, left, none)

    enter, _ = carry(QUrl("https://example.org/a.toml"), QUrl.fromLocalFile(str(tmp_path / "a.txt")))
    enter.ignore()
    QApplication.sendEvent(desk.section, enter)
    assert not enter.isAccepted()
    enter, drop = carry(QUrl.fromLocalFile(str(file)), QUrl.fromLocalFile(str(tmp_path / "a.txt")))
    QApplication.sendEvent(desk.section, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(desk.section, drop)
    desk.qtbot.waitUntil(lambda: "other" in desk.shelves[-1].own)


def test_only_files_of_packs_are_taken(tmp_path: Path) -> None:
    data = QMimeData()
    assert packs_in(data) == []
    data.setUrls([QUrl("https://example.org/a.toml"), QUrl.fromLocalFile(str(tmp_path / "a.toml"))])
    assert packs_in(data) == [tmp_path / "a.toml"]
