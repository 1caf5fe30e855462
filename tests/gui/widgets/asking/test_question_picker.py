"""Questions by category and by words."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme, resized
from coach.gui.widgets.asking.question_picker import QuestionPicker
from coach.gui.widgets.forms.card import ABOUT
from coach.messages import msg
from coach.model import Question
from tests.gui.inspect import nameless
from tests.gui.sample import CACHE, CHANGED_MIND, QUESTIONS, SPIKE, TEXTS


@pytest.fixture
def picker(qtbot: QtBot, theme: Theme) -> QuestionPicker:
    made = QuestionPicker(TEXTS, theme, QUESTIONS)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def shown(picker: QuestionPicker) -> list[str]:
    return [picker.list.item(row).text() for row in range(picker.list.count())]


def test_it_lists_everything_with_how_often_it_was_practised(picker: QuestionPicker) -> None:
    picker.open({SPIKE.key: 2, CACHE.key: 1}, CHANGED_MIND)
    assert shown(picker) == [question.text for question in QUESTIONS]
    about = [picker.list.item(row).data(ABOUT) for row in range(3)]
    assert about[0].endswith("practised 2 times")
    assert about[2].endswith("practised once")
    assert "practised" not in about[1]
    assert picker.list.currentItem().text() == CHANGED_MIND.text
    assert picker.count.text() == TEXTS(msg("practice.pick.count", n=3))


def test_only_categories_with_questions_are_offered(picker: QuestionPicker) -> None:
    names = [picker.category.itemText(index) for index in range(picker.category.count())]
    assert len(names) == 4
    picker.category.setCurrentIndex(names.index("Metrics and analytics"))
    assert shown(picker) == [SPIKE.text]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("COHORT", [SPIKE]), ("changed mind", [CHANGED_MIND]), ("mind xyz", []), ("", list(QUESTIONS))],
)
def test_words_are_looked_for_in_text_parts_and_terms(
    picker: QuestionPicker, wanted: str, found: list[Question]
) -> None:
    picker.search.setText(wanted)
    assert shown(picker) == [question.text for question in found]
    assert picker.use.isEnabled() == bool(found)


def test_one_is_chosen_by_button_key_or_double_click(qtbot: QtBot, picker: QuestionPicker) -> None:
    chosen: list[Question] = []
    picker.chosen.connect(chosen.append)
    picker.list.setCurrentRow(1)
    qtbot.mouseClick(picker.use, Qt.MouseButton.LeftButton)
    qtbot.keyClick(picker.list, Qt.Key.Key_Return)
    picker.search.setText("nothing of the kind")
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert chosen == [CHANGED_MIND, CHANGED_MIND]
    with qtbot.waitSignal(picker.left):
        qtbot.mouseClick(picker.back, Qt.MouseButton.LeftButton)


def test_long_questions_wrap_and_large_text_takes_more_room(picker: QuestionPicker, theme: Theme) -> None:
    before = picker.list.sizeHintForRow(1)
    picker.set_theme(resized(theme, 200))
    assert picker.list.sizeHintForRow(1) > 1.7 * before
    assert not picker.grab().isNull()
    assert nameless(picker) == []


def test_other_questions_take_their_place_and_the_category_stays(picker: QuestionPicker) -> None:
    picker.category.setCurrentIndex(picker.category.findData("metrics"))
    picker.set_questions([SPIKE, CACHE])
    assert (picker.category.count(), picker.category.currentData()) == (3, "metrics")
    assert shown(picker) == [SPIKE.text]
    picker.set_questions([CACHE])
    assert picker.category.currentData() == ""
    assert shown(picker) == [CACHE.text]


def test_the_balance_leads_to_the_questions_of_a_category(qtbot: QtBot, picker: QuestionPicker) -> None:
    picker.open({CACHE.key: 2}, None)
    qtbot.mouseClick(picker.turn, Qt.MouseButton.LeftButton)
    assert picker.balance.isVisible()
    assert not picker.list.isVisible()
    assert not picker.use.isVisible()
    first = picker.balance.list.item(0).text()
    qtbot.keyClick(picker.balance.list, Qt.Key.Key_Return)
    assert picker.list.isVisible()
    assert picker.category.currentText() == first
    qtbot.mouseClick(picker.turn, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(picker.turn, Qt.MouseButton.LeftButton)
    assert picker.list.isVisible()
