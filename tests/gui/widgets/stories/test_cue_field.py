"""A cue field counts calmly and never blocks."""

import pytest
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme, resized
from coach.gui.widgets.stories.cue_field import CueField
from tests.gui.inspect import nameless
from tests.gui.sample import TEXTS

NINE = "one two three four five six seven eight nine"


@pytest.fixture
def field(qtbot: QtBot, theme: Theme) -> CueField:
    made = CueField(TEXTS, theme, "decision")
    qtbot.addWidget(made)
    made.show()
    return made


def test_words_are_counted_while_they_are_written(qtbot: QtBot, field: CueField) -> None:
    assert field.count.plain == "0 of 9 words"
    with qtbot.waitSignal(field.edited):
        qtbot.keyClicks(field.line, "held it ")
    assert field.count.plain == "2 of 9 words"
    assert field.cue == "held it"
    assert field.line.accessibleDescription() == "2 of 9 words"
    assert "Decision" in field.line.accessibleName()


def test_a_tenth_word_is_kept_and_told(qtbot: QtBot, field: CueField) -> None:
    qtbot.keyClicks(field.line, NINE)
    assert field.count.plain == "9 of 9 words"
    qtbot.keyClicks(field.line, " ten")
    assert field.cue.endswith("nine ten")
    assert field.count.plain.startswith("10 words. All are kept")


def test_filling_is_not_editing(qtbot: QtBot, field: CueField, theme: Theme) -> None:
    with qtbot.assertNotEmitted(field.edited):
        field.fill("held the number back")
    assert field.count.plain == "4 of 9 words"
    field.set_theme(resized(theme, 200))
    assert nameless(field) == []
