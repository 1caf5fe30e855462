"""What every section of the Settings page is made of."""

import pytest
from pytestqt.qtbot import QtBot

from coach.gui.pages.settings.section import CONTROL, LABEL, Section
from coach.gui.theme import Theme
from coach.gui.widgets.choice import Choice
from tests.gui.inspect import nameless


@pytest.fixture
def section(qtbot: QtBot, theme: Theme) -> Section:
    made = Section(theme, "A heading")
    qtbot.addWidget(made)
    made.resize(760, 300)
    made.show()
    return made


def test_a_control_is_named_by_its_row(section: Section) -> None:
    choice = Choice()
    section.row("Loudness", choice)
    assert choice.accessibleName() == "Loudness"
    assert nameless(section) == []


def test_a_name_goes_above_its_control_where_there_is_no_room(qtbot: QtBot, section: Section) -> None:
    choice = Choice()
    row = section.row("Loudness", choice)
    section.arrange(760)
    qtbot.waitUntil(lambda: choice.x() >= LABEL)
    section.arrange(LABEL + CONTROL - 1)
    qtbot.waitUntil(lambda: choice.x() == 0)
    assert choice.mapTo(row, choice.rect().topLeft()).y() > 0


def test_an_empty_note_takes_no_room(qtbot: QtBot, section: Section, theme: Theme) -> None:
    note = section.note(theme)
    assert not note.isVisible()
    section.say(note, "Something to know")
    qtbot.waitUntil(note.isVisible)
    section.say(note, "")
    qtbot.waitUntil(lambda: not note.isVisible())
