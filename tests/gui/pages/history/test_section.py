import pytest
from pytestqt.qtbot import QtBot

from coach.gui.pages.history.section import Section
from tests.tools import samples


def test_a_section_that_lacks_something_says_so_at_once(qtbot: QtBot) -> None:
    section = Section()
    qtbot.addWidget(section)

    with pytest.raises(NotImplementedError):
        section.refresh()
    with pytest.raises(NotImplementedError):
        section.set_theme(samples.theme())
