"""The Prepare page: one part alone has no tabs; all parts get themes and a last chance to save."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coach.gui.pages.prepare import PreparePage
from coach.gui.theme import Theme
from coach.messages import msg
from tests.gui.sample import TEXTS


class Part(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.themes: list[Theme] = []
        self.finished = 0

    def set_theme(self, theme: Theme) -> None:
        self.themes.append(theme)

    def finish(self) -> None:
        self.finished += 1


@pytest.mark.parametrize(("count", "tabs"), [(1, False), (2, True)])
def test_tabs_are_there_from_two_parts_on(qtbot: QtBot, theme: Theme, count: int, tabs: bool) -> None:
    parts = [Part() for _ in range(count)]
    page = PreparePage(TEXTS, [(msg("stories.section"), part) for part in parts])
    qtbot.addWidget(page)
    page.show()
    assert page.tabs.tabBar().isVisible() is tabs
    page.set_theme(theme)
    page.finish()
    assert [(part.themes, part.finished) for part in parts] == [([theme], 1)] * count
