"""Settings: the folder of takes is opened, and another one waits for the next start."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coach.gui.pages.settings import SettingsPage
from coach.settings import Settings

CLICK = Qt.MouseButton.LeftButton


def test_another_folder_applies_at_the_next_start_and_says_so(
    qtbot: QtBot, tmp_path: Path, page: SettingsPage, changes: list[Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = ["", str(tmp_path / "elsewhere")]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: answers.pop(0))
    qtbot.mouseClick(page.data.choose, CLICK)
    assert changes == []
    qtbot.mouseClick(page.data.choose, CLICK)
    assert changes[-1].data_folder == str(tmp_path / "elsewhere")
    assert "elsewhere" in page.data.next_start.plain
    assert page.data.path.text() == str(tmp_path / "data")


def test_the_folder_is_opened(
    qtbot: QtBot, tmp_path: Path, page: SettingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    qtbot.mouseClick(page.data.open_folder, CLICK)
    assert [url.toLocalFile() for url in opened] == [str(tmp_path / "data")]


def test_what_is_stored_is_asked_for_when_the_page_opens(qtbot: QtBot, page: SettingsPage) -> None:
    page.hide()
    with qtbot.waitSignal(page.data.kept.stored_wanted):
        page.show()
