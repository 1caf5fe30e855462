"""How an answer felt is said by a click, by one key, or not at all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coach.gui.theme import style_sheet
from coach.gui.widgets.noting.feeling import FeelingLine, FeelingQuestion
from coach.model import FEELINGS, Feeling
from tests.gui.inspect import fits, nameless
from tests.tools import samples


class Page(QWidget):
    """Hand the keys that nothing took to the question, as the Review page does."""

    def __init__(self, question: FeelingQuestion) -> None:
        super().__init__()
        self.question = question
        QVBoxLayout(self).addWidget(question)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        self.question.press(event)


@pytest.fixture
def question(qtbot: QtBot) -> Iterator[FeelingQuestion]:
    made = FeelingQuestion(samples.texts(), samples.theme())
    page = Page(made)
    qtbot.addWidget(page)
    page.show()
    made.show()
    page.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    yield made
    page.close()


@pytest.fixture
def line(qtbot: QtBot) -> FeelingLine:
    made = FeelingLine(samples.texts(), samples.theme())
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


def shown(line: FeelingLine) -> list[str]:
    return [button.text() for button in (*line.buttons.values(), line.change) if button.isVisible()]


def test_the_words_are_neutral_and_told_to_a_screen_reader(question: FeelingQuestion) -> None:
    assert [button.text() for button in question.buttons.values()] == ["Easy", "All right", "Hard going"]
    assert question.accessibleName() == "How did that feel?"
    assert "Keys 1, 2 and 3" in question.accessibleDescription()
    assert nameless(question) == []


@pytest.mark.parametrize(("key", "feeling"), list(zip("123", FEELINGS, strict=True)))
def test_a_number_chooses(qtbot: QtBot, question: FeelingQuestion, key: str, feeling: Feeling) -> None:
    with qtbot.waitSignal(question.chosen) as chosen:
        qtbot.keyClick(question, key)
    assert chosen.args == [feeling]


@pytest.mark.parametrize("feeling", FEELINGS)
def test_a_click_chooses(qtbot: QtBot, question: FeelingQuestion, feeling: Feeling) -> None:
    with qtbot.waitSignal(question.chosen) as chosen:
        qtbot.mouseClick(question.buttons[feeling], Qt.MouseButton.LeftButton)
    assert chosen.args == [feeling]


def test_enter_goes_on_without_or_takes_the_choice_under_it(qtbot: QtBot, question: FeelingQuestion) -> None:
    with qtbot.waitSignal(question.skipped):
        qtbot.keyClick(question, Qt.Key.Key_Return)

    question.buttons["fine"].setFocus()
    with qtbot.waitSignal(question.chosen) as chosen:
        qtbot.keyClick(question.buttons["fine"], Qt.Key.Key_Enter)
    assert chosen.args == ["fine"]

    with qtbot.waitSignal(question.skipped):
        qtbot.mouseClick(question.skip, Qt.MouseButton.LeftButton)


def test_other_keys_are_left_to_others(qtbot: QtBot, question: FeelingQuestion) -> None:
    for key in ("4", "0", "b"):
        with qtbot.assertNotEmitted(question.chosen), qtbot.assertNotEmitted(question.skipped):
            qtbot.keyClick(question, key)
    with qtbot.assertNotEmitted(question.chosen):
        qtbot.keyClick(question, "1", Qt.KeyboardModifier.ControlModifier)


def test_a_take_of_the_history_offers_to_say_it_and_to_change_it(qtbot: QtBot, line: FeelingLine) -> None:
    assert shown(line) == ["Easy", "All right", "Hard going"]
    with qtbot.waitSignal(line.chosen) as chosen:
        qtbot.mouseClick(line.buttons["hard"], Qt.MouseButton.LeftButton)
    assert chosen.args == ["hard"]
    assert line.said.text() == "You said: hard going."
    assert shown(line) == ["Change"]

    line.change.setFocus()
    qtbot.keyClick(line.change, Qt.Key.Key_Space)
    assert shown(line) == ["Easy", "All right", "Hard going", "Say nothing"]
    assert line.buttons["hard"].hasFocus()
    line.buttons["easy"].setFocus()
    with qtbot.waitSignal(line.chosen):
        qtbot.keyClick(line.buttons["easy"], Qt.Key.Key_Space)
    assert line.said.text() == "You said: easy."
    assert line.change.hasFocus()


def test_it_can_be_taken_back(qtbot: QtBot, line: FeelingLine) -> None:
    line.show_feeling("fine")
    assert line.said.text() == "You said: all right."
    line.change.click()
    with qtbot.waitSignal(line.chosen) as chosen:
        qtbot.keyClick(line.buttons[""], Qt.Key.Key_Space)
    assert chosen.args == [""]
    assert line.said.text() == "How did that feel?"
    assert shown(line) == ["Easy", "All right", "Hard going"]
    assert nameless(line) == []


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut(qtbot: QtBot, question: FeelingQuestion, line: FeelingLine, percent: int) -> None:
    for widget in (question, line):
        widget.window().setStyleSheet(style_sheet(samples.theme("dark", percent)))
        widget.set_theme(samples.theme("dark", percent))
        widget.window().resize(640, 800)
        qtbot.wait(10)
        fits(widget.window(), 640)
    assert all(button.height() >= 32 for button in line.buttons.values() if button.isVisible())
