"""A sheet is seen as one, whatever the desktop draws around it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from coach.gui.theme import NAMES, dress, load_theme
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.sheet import Sheet
from tests.gui.sample import RESOURCES


@pytest.mark.parametrize("name", NAMES)
def test_it_has_an_edge_and_a_ground_of_its_own(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    theme = load_theme(RESOURCES / "assets" / "themes", name)
    dress(qapp, theme)
    sheet = Sheet(theme, "A title")
    qtbot.addWidget(sheet)
    sheet.resize(300, 200)
    sheet.show()
    picture = sheet.grab().toImage()
    corners = [(0, 100), (299, 100), (150, 0), (150, 199)]
    assert {picture.pixelColor(x, y).name() for x, y in corners} == {theme.colour("line").name()}
    assert picture.pixelColor(10, 10).name() == theme.colour("surface").name()
    dress(qapp, load_theme(RESOURCES / "assets" / "themes", "light"))


def test_the_title_stands_inside_too_and_escape_closes(qtbot: QtBot) -> None:
    theme = load_theme(RESOURCES / "assets" / "themes", "light")
    sheet = Sheet(theme, "A title")
    qtbot.addWidget(sheet)
    sheet.rows.addWidget(QLabel("What it says"))
    sheet.show()
    heading = sheet.edge.findChild(Paragraph)
    assert heading is not None
    assert heading.plain == sheet.windowTitle() == sheet.accessibleName() == "A title"
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
