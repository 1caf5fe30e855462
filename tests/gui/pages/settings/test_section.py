"""What every section of the Settings page is made of."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.gui.pages.settings import SettingsPage
from coach.gui.pages.settings.section import CONTROL, LABEL, Choice, Section
from coach.gui.theme import Theme
from coach.settings import Settings
from tests.gui.inspect import nameless


def test_the_wheel_scrolls_the_page_and_changes_no_choice(page: SettingsPage, changes: list[Settings]) -> None:
    wheel = QWheelEvent(
        QPointF(5, 5),
        page.look.theme.mapToGlobal(QPointF(5, 5)),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(page.look.theme, wheel)
    assert page.look.theme.currentData() == "system"
    assert changes == []


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


def test_a_choice_is_marked_by_its_value(section: Section) -> None:
    choice = Choice()
    section.row("Loudness", choice)
    choice.fill([("Quiet", 1), ("Loud", 2)], 2)
    assert choice.currentText() == choice.toolTip() == "Loud"
    choice.choose(3)
    assert choice.currentText() == "Loud"
