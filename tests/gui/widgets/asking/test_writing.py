"""A box for an answer, by keys and clicks."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme
from coach.gui.widgets.asking.writing import Writing
from coach.messages import msg
from tests.gui.inspect import nameless
from tests.gui.sample import CACHE, SPIKE, TEXTS


@pytest.fixture
def writing(qtbot: QtBot, theme: Theme) -> Writing:
    made = Writing(TEXTS, theme)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    qtbot.waitExposed(made)
    made.open(SPIKE)
    return made


def test_the_question_stays_in_sight_and_everything_has_a_name(writing: Writing) -> None:
    assert writing.question.plain == SPIKE.text
    assert all(part in writing.parts.plain for part in SPIKE.parts)
    assert nameless(writing) == []
    assert not writing.done.isEnabled()


def test_it_says_how_long_it_would_take_to_say(qtbot: QtBot, writing: Writing) -> None:
    qtbot.keyClicks(writing.box, "word " * 70)
    assert writing.length.plain == TEXTS(msg("practice.write.length", n=70, time="0:30"))
    writing.box.clear()
    assert writing.length.plain == ""


def test_enter_begins_a_line_and_control_enter_ends_the_answer(qtbot: QtBot, writing: Writing) -> None:
    answers: list[str] = []
    writing.written.connect(answers.append)
    qtbot.keyClick(writing.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(writing.box, "We moved it.")
    qtbot.keyClick(writing.box, Qt.Key.Key_Return)
    qtbot.keyClicks(writing.box, "It held. ")
    qtbot.keyClick(writing.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert answers == ["We moved it.\nIt held."]


def test_what_is_written_stays_with_its_question(qtbot: QtBot, writing: Writing) -> None:
    qtbot.keyClicks(writing.box, "About the spike.")
    writing.open(CACHE)
    assert not writing.unfinished
    qtbot.keyClicks(writing.box, "About the cache.")
    writing.open(SPIKE)
    assert writing.box.toPlainText() == "About the spike."
    writing.forget()
    writing.open(CACHE)
    writing.open(SPIKE)
    assert writing.box.toPlainText() == ""
