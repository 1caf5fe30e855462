"""A field says what it is, or what is still missing, to the eye and to a screen reader."""

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme, resized
from coach.gui.widgets.forms.field import Field
from tests.gui.inspect import nameless


def test_a_mistake_takes_the_place_of_the_hint(qtbot: QtBot, theme: Theme) -> None:
    control = QLineEdit()
    field = Field(theme, "Parts", control, "One to three.")
    qtbot.addWidget(field)
    field.show()
    assert (control.accessibleName(), control.accessibleDescription()) == ("Parts", "One to three.")
    assert field.label.buddy() is control
    assert field.note.isVisible()
    assert not field.mistake.isVisible()
    field.show_mistake("There is room for 3 entries at most.")
    assert field.mistake.isVisible()
    assert not field.note.isVisible()
    assert control.accessibleDescription() == "There is room for 3 entries at most."
    field.show_mistake("")
    assert field.note.isVisible()
    assert not field.mistake.isVisible()
    assert nameless(field) == []


def test_without_a_hint_nothing_stands_there(qtbot: QtBot, theme: Theme) -> None:
    field = Field(theme, "Category", QLineEdit())
    qtbot.addWidget(field)
    field.show()
    field.set_theme(resized(theme, 200))
    assert not field.note.isVisible()
