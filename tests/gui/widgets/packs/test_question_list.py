"""Questions of all packs: own ones first, by words, by pack, and those that were deleted."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme, resized
from coach.gui.widgets.forms.card import ABOUT
from coach.gui.widgets.packs.question_list import DELETED, MINE, QuestionList
from coach.messages import msg
from coach.model import Question
from coach.practice.own_packs import Binned
from tests.gui.inspect import nameless
from tests.gui.sample import TEXTS
from tests.gui.widgets.packs.shelves import some_packs, some_shelf
from tests.practice.promises.own_packs import THEIRS

PROGRAM = [question.text for question in THEIRS.questions]


@pytest.fixture
def questions(qtbot: QtBot, theme: Theme) -> QuestionList:
    made = QuestionList(TEXTS, theme)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    made.show_shelf(some_shelf())
    return made


def shown(questions: QuestionList) -> list[str]:
    return [questions.list.item(row).text() for row in range(questions.list.count())]


def test_own_questions_come_first(questions: QuestionList) -> None:
    assert shown(questions) == ["One?", "Two?", *PROGRAM]
    assert questions.count.plain == TEXTS(msg("own_packs.count", n=4))
    about = [questions.list.item(row).data(ABOUT) for row in (0, 2)]
    assert about[0].startswith("Yours · Mine · ")
    assert about[1].startswith("The program's own · ")
    assert nameless(questions) == []
    assert isinstance(questions.current, Question)
    assert questions.current.text == "One?"


def test_words_are_looked_for(qtbot: QtBot, questions: QuestionList) -> None:
    qtbot.keyClicks(questions.search, "COHORT")
    assert shown(questions) == ["Two?"]
    assert bool(questions.filtered)
    qtbot.keyClicks(questions.search, " nothing")
    assert shown(questions) == []
    assert questions.current is None
    assert questions.count.plain == TEXTS(msg("own_packs.count.none"))
    questions.search.clear()
    assert not questions.filtered
    qtbot.keyClick(questions.search, Qt.Key.Key_Return)
    assert questions.list.hasFocus()


def test_one_pack_or_ones_own_are_shown_alone(questions: QuestionList) -> None:
    assert not bool(questions.chosen_pack)
    questions.choose_pack("theirs")
    assert shown(questions) == PROGRAM
    assert questions.chosen_pack == THEIRS
    questions.choose_pack(MINE)
    assert shown(questions) == ["One?", "Two?"]
    assert questions.chosen_pack is None


def test_what_was_deleted_is_shown_where_there_is_any(questions: QuestionList) -> None:
    assert questions.pack.findData(DELETED) == -1
    packs = some_packs()
    question, pack = packs.remove("mine/two"), packs.remove_pack("mine")
    questions.show_shelf(some_shelf(packs))
    questions.choose_pack(DELETED)
    assert shown(questions) == [TEXTS(msg("own_packs.whole", title="Mine")), "Two?"]
    assert bool(questions.shows_deleted)
    assert questions.current == pack
    questions.search.setText("two")
    assert questions.current == question
    questions.search.setText("mine")
    assert isinstance(questions.current, Binned)
    packs.restore(pack.id)
    packs.restore(question.id)
    questions.show_shelf(some_shelf(packs))
    assert not questions.shows_deleted


def test_the_chosen_one_stays_or_its_neighbour_takes_its_place(questions: QuestionList) -> None:
    packs = some_packs()
    questions.list.setCurrentRow(1)
    questions.show_shelf(some_shelf(packs))
    assert questions.list.currentRow() == 1
    packs.remove("mine/two")
    questions.show_shelf(some_shelf(packs))
    assert questions.list.currentRow() == 1
    questions.show_shelf(some_shelf(packs), mark="theirs/second")
    assert questions.list.currentItem().text() == PROGRAM[1]


def test_one_is_opened_by_key(qtbot: QtBot, questions: QuestionList) -> None:
    questions.list.setFocus()
    qtbot.keyClick(questions.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(questions.opened):
        qtbot.keyClick(questions.list, Qt.Key.Key_Return)
    assert isinstance(questions.current, Question)
    assert questions.current.text == "Two?"


def test_another_theme_is_taken(questions: QuestionList, theme: Theme) -> None:
    before = questions.list.minimumHeight()
    questions.set_theme(resized(theme, 200))
    assert questions.list.minimumHeight() == 2 * before
