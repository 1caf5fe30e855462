"""Reading a take: searching, following, selecting and editing by keys and by clicks."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coach.gui.keys import KeyMap
from coach.gui.pages.review.reading import Reading
from coach.model import ANCHORS, Attempt, Transcript
from tests.gui.inspect import cut, nameless
from tests.tools import samples

NAMES: dict[str, str] = {name: name for name in ANCHORS}
KEY = Qt.Key
NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
CLICK = Qt.MouseButton.LeftButton


@pytest.fixture
def attempt(tmp_path: Path) -> Attempt:
    return samples.reviewed(tmp_path / "take.wav")


@pytest.fixture
def reading(qtbot: QtBot, attempt: Attempt) -> Reading:
    made = Reading(samples.texts(), samples.theme())
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show_attempt(attempt, NAMES)
    made.show()
    made.activateWindow()
    made.transcript.setFocus()
    return made


def typed(attempt: Attempt, text: str = "I typed this. And that.") -> Attempt:
    assert attempt.review is not None
    review = replace(attempt.review, id="typed", transcript=Transcript(text, ()))
    return replace(attempt, id="typed", recording=None, reviews=(review,))


def test_transcript_and_details_stand_one_below_the_other_where_there_is_little_room(
    qtbot: QtBot, reading: Reading
) -> None:
    qtbot.waitUntil(lambda: reading.details.x() > reading.transcript.x())

    reading.resize(620, 900)

    qtbot.waitUntil(lambda: reading.details.y() > reading.transcript.y())


def test_a_take_without_a_review_shows_neither_words_nor_details_and_takes_no_keys(
    qtbot: QtBot, reading: Reading, attempt: Attempt
) -> None:
    reading.show_attempt(replace(attempt, reviews=()), NAMES)
    for key, held in ((KEY.Key_F, CTRL), (KEY.Key_E, NONE)):
        qtbot.keyClick(reading, key, held)
    reading.open_editor()

    for part in (reading.transcript, reading.details, reading.tools, reading.search_line, reading.editor):
        assert not part.isVisible()


def test_every_control_has_a_name(reading: Reading) -> None:
    assert nameless(reading) == []


def test_ctrl_f_opens_the_search_and_escape_closes_it(qtbot: QtBot, reading: Reading) -> None:
    qtbot.keyClick(reading.transcript, KEY.Key_F, CTRL)
    assert reading.search_line.field.hasFocus()

    qtbot.keyClicks(reading.search_line.field, "board")
    assert reading.search_line.found.text() == "1 of 2"
    qtbot.keyClick(reading.search_line.field, KEY.Key_Escape)

    assert not reading.search_line.isVisible()
    assert reading.transcript.hasFocus()


def test_the_button_opens_the_search_too(qtbot: QtBot, reading: Reading) -> None:
    qtbot.mouseClick(reading.tools.search, CLICK)

    assert reading.search_line.field.hasFocus()


def test_f3_goes_on_from_anywhere_and_the_sound_stands_there(qtbot: QtBot, reading: Reading, attempt: Attempt) -> None:
    went: list[float] = []
    reading.went.connect(went.append)
    qtbot.keyClick(reading.transcript, KEY.Key_F3)
    qtbot.keyClicks(reading.search_line.field, "board")

    qtbot.keyClick(reading.search_line.field, KEY.Key_Return)
    qtbot.keyClick(reading.transcript, KEY.Key_F3)
    qtbot.keyClick(reading.transcript, KEY.Key_F3, SHIFT)

    assert attempt.review is not None
    first, second = (word.start for word in attempt.review.transcript.words if word.text == "board")
    assert went == [first, second, first]
    qtbot.keyClick(reading.transcript, KEY.Key_Escape)
    assert not reading.search.opened


def test_keys_that_mean_nothing_here_are_left_to_the_page(reading: Reading) -> None:
    for key, held in ((KEY.Key_Escape, NONE), (KEY.Key_B, NONE), (KEY.Key_E, CTRL)):
        assert not reading.press(QKeyEvent(QEvent.Type.KeyPress, key, held))


def test_a_typed_answer_is_searched_and_has_no_sound_to_follow(
    qtbot: QtBot, reading: Reading, attempt: Attempt
) -> None:
    reading.show_attempt(typed(attempt), NAMES)
    qtbot.keyClick(reading.transcript, KEY.Key_F, CTRL)
    qtbot.keyClicks(reading.search_line.field, "that")
    with qtbot.assertNotEmitted(reading.went):
        qtbot.keyClick(reading.search_line.field, KEY.Key_Return)

    assert reading.search_line.found.text() == "1 of 1"
    assert not reading.tools.follow.isVisible()
    assert reading.span_here() is None


def test_another_take_closes_the_search_and_the_same_one_is_searched_again(reading: Reading, attempt: Attempt) -> None:
    reading.search.open()
    reading.search_line.field.setText("typed")
    assert attempt.review is not None
    review = replace(attempt.review, transcript=Transcript("I typed this.", ()))
    reading.show_attempt(replace(attempt, reviews=(review,)), NAMES)
    assert reading.search_line.found.text() == "1 of 1"

    reading.show_attempt(typed(attempt), NAMES)
    assert not reading.search.opened


def test_following_is_switched_by_key_and_by_click(qtbot: QtBot, reading: Reading) -> None:
    qtbot.keyClick(reading.transcript, KEY.Key_O)
    assert (reading.following.on, reading.tools.follow.isChecked()) == (False, False)

    reading.tools.follow.click()
    assert reading.following.on


def test_the_selected_words_have_a_time(qtbot: QtBot, reading: Reading, attempt: Attempt) -> None:
    assert reading.span_here() is None
    qtbot.keyClick(reading.transcript, KEY.Key_Right)
    qtbot.keyClick(reading.transcript, KEY.Key_Right, SHIFT)

    assert attempt.review is not None
    words = attempt.review.transcript.words
    assert reading.span_here() == (words[1].start, words[2].end)

    qtbot.mouseDClick(reading.transcript.viewport(), CLICK, pos=reading.transcript.place_of(20))
    span = reading.span_here()
    assert span is not None
    assert span[0] < words[20].start < words[20].end < span[1]


def test_a_key_or_a_click_opens_the_editor_at_the_word(qtbot: QtBot, reading: Reading, attempt: Attempt) -> None:
    reading.transcript.stand_on(2)
    qtbot.keyClick(reading.transcript, KEY.Key_E)

    assert reading.editing
    assert reading.editor.box.hasFocus()
    assert not reading.transcript.isVisible()
    qtbot.keyClicks(reading.editor.box, "early ")
    assert reading.editor.text.startswith("So um early day seven")

    qtbot.keyClick(reading.editor.box, KEY.Key_Escape)
    assert reading.transcript.isVisible()
    qtbot.mouseClick(reading.tools.edit, CLICK)
    assert reading.editor.text.startswith("So um early day seven")
    assert reading.drafts == {attempt.id: reading.editor.text}


def test_a_draft_waits_for_its_take_until_it_is_given_up(qtbot: QtBot, reading: Reading, attempt: Attempt) -> None:
    reading.open_editor()
    reading.editor.box.insertPlainText("Well ")
    reading.show_attempt(typed(attempt), NAMES)
    assert not reading.editing
    assert reading.tools.edit.text() == "Edit the text"
    assert set(reading.drafts) == {attempt.id}

    reading.show_attempt(attempt, NAMES)
    assert reading.tools.edit.text() == "Go on editing"
    qtbot.mouseClick(reading.tools.edit, CLICK)
    assert reading.editor.text.startswith("Well So")
    qtbot.mouseClick(reading.editor.give_up, CLICK)

    assert (reading.editing, reading.drafts) == (False, {})
    assert reading.tools.edit.text() == "Edit the text"
    reading.open_editor()
    assert reading.editor.text.startswith("So")


def test_leaving_an_unchanged_text_keeps_no_draft(qtbot: QtBot, reading: Reading) -> None:
    reading.open_editor()
    qtbot.mouseClick(reading.editor.leave, CLICK)

    assert (reading.editing, reading.drafts) == (False, {})


def test_the_same_take_again_leaves_the_editor_open(reading: Reading, attempt: Attempt) -> None:
    reading.open_editor()
    reading.editor.box.insertPlainText("Well ")
    reading.show_attempt(attempt, NAMES)

    assert reading.editing
    assert reading.editor.text.startswith("Well")


def test_what_is_to_be_saved_is_told_and_let_go_afterwards(qtbot: QtBot, reading: Reading, attempt: Attempt) -> None:
    reading.open_editor()
    reading.editor.box.insertPlainText("Well ")
    with qtbot.waitSignal(reading.written) as written:
        qtbot.keyClick(reading.editor.box, KEY.Key_S, CTRL)
    assert written.args == [attempt, reading.editor.text]

    reading.let_go(replace(attempt, id="other"))
    assert reading.editor.isVisible()
    reading.let_go(attempt)
    assert (reading.editing, reading.drafts) == (False, {})


def test_while_a_person_writes_no_key_does_anything_else(qtbot: QtBot, reading: Reading) -> None:
    reading.open_editor()
    qtbot.keyClicks(reading.editor.box, "toe ")
    qtbot.keyClick(reading.editor.box, KEY.Key_F, CTRL)

    assert reading.editor.text.startswith("toe So")
    assert not reading.search.opened
    assert reading.following.on


def test_a_person_s_own_keys_replace_the_usual_ones(qtbot: QtBot, reading: Reading) -> None:
    reading.set_keys(KeyMap({"follow": "X", "edit": "F2"}))

    qtbot.keyClick(reading.transcript, KEY.Key_O)
    assert reading.tools.follow.isChecked()
    qtbot.keyClick(reading.transcript, KEY.Key_X)
    assert not reading.tools.follow.isChecked()
    qtbot.keyClick(reading.transcript, KEY.Key_E)
    assert not reading.editor.isVisible()
    qtbot.keyClick(reading.transcript, KEY.Key_F2)
    assert reading.editing


@pytest.mark.parametrize("what", ["search", "edit"])
def test_large_text_is_not_cut(qtbot: QtBot, reading: Reading, what: str) -> None:
    large = samples.theme("dark", 200)
    reading.setFont(large.font(16))
    reading.set_theme(large)
    reading.search.open() if what == "search" else reading.open_editor()
    reading.search_line.field.setText("the")
    reading.details.hide()
    reading.resize(760, 1400)

    qtbot.waitUntil(lambda: cut(reading) == [])


def test_what_is_gone_to_is_brought_into_sight_on_a_small_page(qtbot: QtBot, attempt: Attempt) -> None:
    page = QScrollArea()
    qtbot.addWidget(page)
    page.setWidgetResizable(True)
    inside = QWidget()
    rows = QVBoxLayout(inside)
    above = QWidget()
    above.setFixedHeight(900)
    rows.addWidget(above)
    reading = Reading(samples.texts(), samples.theme())
    rows.addWidget(reading)
    page.setWidget(inside)
    page.resize(700, 300)
    reading.show_attempt(attempt, NAMES)
    page.show()

    def in_sight(part: QWidget, place: QPoint) -> bool:
        return page.viewport().rect().contains(part.mapTo(page.viewport(), place))

    reading.open_search()
    qtbot.waitUntil(lambda: in_sight(reading.search_line, reading.search_line.rect().center()))
    reading.search_line.field.setText("why")
    reading.search.step(1)

    view = reading.transcript
    qtbot.waitUntil(lambda: in_sight(view.viewport(), view.place_of(view.chosen)))
