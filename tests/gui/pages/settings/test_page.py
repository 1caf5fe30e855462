"""The Settings page as a whole: opening it changes nothing, and it can be put back to the usual settings."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.gui.pages.settings import SettingsPage
from coach.gui.theme import dress, load_theme
from coach.settings import Settings
from tests.gui.inspect import fits, nameless
from tests.gui.sample import RESOURCES

CLICK = Qt.MouseButton.LeftButton


def test_opening_the_page_changes_nothing(changes: list[Settings]) -> None:
    assert changes == []


def test_back_to_the_usual_settings_keeps_the_folder(qtbot: QtBot, page: SettingsPage, changes: list[Settings]) -> None:
    page.show_settings(Settings(theme="dark", text_percent=175, data_folder="somewhere", voice_missing_told=True))
    qtbot.mouseClick(page.reset, CLICK)
    assert changes == [Settings(data_folder="somewhere", voice_missing_told=True)]
    qtbot.mouseClick(page.reset, CLICK)
    assert len(changes) == 1


def test_every_control_has_a_name(page: SettingsPage) -> None:
    page.show_settings(msgspec.structs.replace(Settings(), engine="whisper"))
    assert nameless(page) == []


@pytest.mark.parametrize(("percent", "width"), [(100, 1080), (100, 700), (200, 1080)])
def test_no_text_is_cut(qtbot: QtBot, qapp: QApplication, page: SettingsPage, percent: int, width: int) -> None:
    theme = load_theme(RESOURCES / "assets" / "themes", "dark", percent)
    dress(qapp, theme)
    page.set_theme(theme)
    page.resize(width, 800)
    page.show_settings(msgspec.structs.replace(Settings(), engine="whisper"))
    qtbot.waitUntil(lambda: fits(page, width))
