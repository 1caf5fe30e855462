"""Settings: theme, text size, language and the counting of seconds."""

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from coach.gui.pages.settings import SettingsPage
from coach.gui.pages.settings.look import LANGUAGES, THEMES, LookSection
from coach.gui.theme import Theme
from coach.gui.widgets.paragraph import Paragraph
from coach.messages import load_texts, msg
from coach.settings import Settings
from tests.gui.pages.settings.choosing import pick
from tests.gui.sample import RESOURCES, TEXTS

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


def test_every_language_with_catalogues_is_offered_in_its_own_words(page: SettingsPage) -> None:
    folders = {folder.name for folder in (RESOURCES / "assets" / "messages").iterdir()}
    assert set(LANGUAGES) == folders
    offered = [page.look.language.itemText(index) for index in range(page.look.language.count())]
    assert offered == ["English", "Deutsch"]
    assert page.look.language.accessibleName() == TEXTS(msg("settings.language"))


def test_a_language_is_chosen_by_key_and_waits_for_the_next_start(
    qtbot: QtBot, page: SettingsPage, changes: list[Settings]
) -> None:
    def told() -> list[str]:
        return [line.plain for line in page.look.findChildren(Paragraph) if line.isVisibleTo(page.look)]

    waits = TEXTS(msg("settings.language.next_start"))
    assert waits not in told()
    assert TEXTS(msg("settings.language.what")) in told()
    page.look.language.setFocus()
    qtbot.keyClick(page.look.language, Qt.Key.Key_Down)
    assert changes[-1].language == "de"
    assert waits in told()
    pick(page.look.language, "en")
    assert changes[-1].language == "en"
    assert waits not in told()


def test_a_language_that_is_not_here_is_shown_as_english(page: SettingsPage) -> None:
    page.show_settings(Settings(language="tlh"))
    assert page.look.language.currentData() == "en"


def test_in_german_it_speaks_german_and_names_the_languages_as_before(qtbot: QtBot, theme: Theme) -> None:
    look = LookSection(load_texts(RESOURCES / "assets" / "messages", "de"), theme)
    qtbot.addWidget(look)
    look.show_settings(Settings(language="de"))
    assert look.language.accessibleName() == "Sprache"
    assert look.language.currentText() == "Deutsch"
    assert {look.language.itemText(index) for index in range(look.language.count())} == {"English", "Deutsch"}
