"""Settings: theme, text size and the counting of seconds."""

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from coach.gui.pages.settings import SettingsPage
from coach.gui.pages.settings.look import THEMES
from coach.settings import Settings
from tests.gui.pages.settings.choosing import pick
from tests.gui.sample import TEXTS

CLICK = Qt.MouseButton.LeftButton


def test_theme_size_and_counting_are_chosen(qtbot: QtBot, page: SettingsPage, changes: list[Settings]) -> None:
    pick(page.look.theme, "cream")
    pick(page.look.text_size, 150)
    qtbot.mouseClick(page.look.count_up, CLICK, pos=QPoint(16, page.look.count_up.height() // 2))
    assert (changes[-1].theme, changes[-1].text_percent, changes[-1].count_up) == ("cream", 150, True)
    page.show_settings(msgspec.structs.replace(Settings(), text_percent=130))
    assert page.look.text_size.currentData() == 130


@pytest.mark.parametrize("chosen", ["system", "light", "dark", "cream", "contrast"])
def test_every_theme_can_be_chosen_by_its_name(page: SettingsPage, changes: list[Settings], chosen: str) -> None:
    page.show_settings(Settings(theme="contrast" if chosen == "light" else "light"))
    pick(page.look.theme, chosen)
    assert changes[-1:] == [msgspec.structs.replace(Settings(), theme=chosen)]
    assert page.look.theme.currentText() == TEXTS(THEMES[chosen])
