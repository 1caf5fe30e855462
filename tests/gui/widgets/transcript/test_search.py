"""Looking for something, by keys and by clicks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coach.gui.widgets.transcript.search import Search
from coach.gui.widgets.transcript.search_line import SearchLine
from coach.gui.widgets.transcript.view import TranscriptView
from coach.model import Transcript, Word
from tests.tools import samples

SAID = "The cache was slow. So the cache went, and cached pages too."


class Desk:
    """A transcript below its search line."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        self.line = SearchLine(samples.texts(), samples.theme())
        self.view = TranscriptView(samples.texts(), samples.theme())
        rows = QVBoxLayout(self.window)
        rows.addWidget(self.line)
        rows.addWidget(self.view)
        qtbot.addWidget(self.window)
        words = tuple(Word(word, n / 2, n / 2 + 0.4) for n, word in enumerate(SAID.split()))
        self.view.set_transcript(Transcript.of_words(words))
        self.search = Search(self.line, self.view)
        self.went: list[int] = []
        self.search.went.connect(self.went.append)
        self.window.show()
        self.window.activateWindow()
        self.search.open()


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_while_a_person_writes_the_first_place_shows_and_nothing_moves(qtbot: QtBot, desk: Desk) -> None:
    qtbot.keyClicks(desk.line.field, "cache")

    assert desk.search.hits == (range(1, 2), range(6, 7), range(9, 10))
    assert desk.search.at == 0
    assert desk.line.found.text() == "1 of 3"
    assert (desk.went, desk.view.chosen) == ([], 0)
    assert desk.line.field.hasFocus()


def test_enter_goes_there_and_a_second_enter_plays_from_there(qtbot: QtBot, desk: Desk) -> None:
    qtbot.keyClicks(desk.line.field, "cache")
    qtbot.keyClick(desk.line.field, Qt.Key.Key_Return)
    assert (desk.went, desk.view.chosen) == ([1], 1)
    assert desk.view.hasFocus()

    with qtbot.waitSignal(desk.view.word_chosen) as chosen:
        qtbot.keyClick(desk.view, Qt.Key.Key_Return)
    assert chosen.args == [1]


def test_the_places_are_walked_round_and_round(qtbot: QtBot, desk: Desk) -> None:
    qtbot.keyClicks(desk.line.field, "cache")
    for _ in range(4):
        qtbot.mouseClick(desk.line.after, Qt.MouseButton.LeftButton)
    assert desk.went == [1, 6, 9, 1]

    qtbot.mouseClick(desk.line.before, Qt.MouseButton.LeftButton)
    assert desk.went[-1] == 9
    assert desk.line.found.text() == "3 of 3"


def test_it_begins_where_the_person_is(qtbot: QtBot, desk: Desk) -> None:
    desk.view.stand_on(4)
    qtbot.keyClicks(desk.line.field, "cache")

    assert desk.search.at == 1


def test_what_is_not_there_is_said_calmly(qtbot: QtBot, desk: Desk) -> None:
    qtbot.keyClicks(desk.line.field, "zebra")
    assert desk.line.found.text() == "Not in this text"

    qtbot.keyClick(desk.line.field, Qt.Key.Key_Return)
    assert desk.went == []
    desk.line.field.clear()
    assert not desk.line.found.isVisible()


def test_closed_it_leaves_no_marks_and_opened_again_it_looks_again(qtbot: QtBot, desk: Desk) -> None:
    qtbot.keyClicks(desk.line.field, "cache")
    qtbot.mouseClick(desk.line.close_button, Qt.MouseButton.LeftButton)
    assert (desk.search.opened, desk.search.hits, desk.view._hits) == (False, (), ())
    assert desk.view.hasFocus()
    desk.search.refresh()
    assert desk.search.hits == ()

    desk.search.open()
    assert len(desk.search.hits) == 3


def test_another_text_is_searched_anew(qtbot: QtBot, desk: Desk) -> None:
    qtbot.keyClicks(desk.line.field, "typed")
    desk.view.set_transcript(Transcript("I typed this.", ()))

    desk.search.refresh()
    qtbot.keyClick(desk.line.field, Qt.Key.Key_Return)

    assert (desk.search.hits, desk.went) == ((range(1, 2),), [1])
