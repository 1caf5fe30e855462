"""The question as it is asked: its text, parts and anchors, and what is offered in which state."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme, dress, load_theme
from coach.gui.widgets.asking.question_view import QuestionView
from coach.messages import msg
from coach.model import Question
from tests.gui.inspect import cut, nameless
from tests.gui.sample import CACHE, RESOURCES, SPIKE, TEXTS

BARE = Question(key="own/bare", category="metrics", text="Why?")


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> QuestionView:
    made = QuestionView(TEXTS, theme)
    qtbot.addWidget(made)
    made.resize(1080, 640)
    made.show()
    made.show_question(SPIKE, "A reason")
    made.show_state("resting", 0)
    return made


def test_a_question_is_shown_with_all_that_belongs_to_it(view: QuestionView) -> None:
    assert view.text.plain == SPIKE.text
    assert view.why.plain == "A reason"
    assert view.parts == list(SPIKE.parts)
    assert view.anchors.isVisible()
    assert "90" in view.about.text()
    assert nameless(view) == []


def test_the_next_question_leaves_nothing_of_the_one_before(view: QuestionView) -> None:
    view.show_question(BARE)
    QApplication.processEvents()
    assert view.parts == []
    assert not view.why.isVisible()
    assert not view.anchors.isVisible()
    assert not view.order.isVisible()
    view.show_question(CACHE)
    assert view.anchors.names == ["Problem", "Trade-off"]


@pytest.mark.parametrize("state", ["resting", "reading", "ready", "recording", "transcribing"])
def test_another_question_is_offered_only_while_nothing_is_recorded(view: QuestionView, state: str) -> None:
    view.show_state(state, 1)
    quiet = state in ("resting", "reading", "ready")
    assert [button.isVisible() for button in (view.hear, view.another, view.choose)] == [quiet] * 3
    assert view.why.isVisible() == quiet
    assert all(line.isVisible() for line in view._part_lines)
    assert view.steps.at == 1


def test_hearing_can_be_started_and_stopped_by_the_same_button(qtbot: QtBot, view: QuestionView) -> None:
    with qtbot.waitSignal(view.hear.clicked):
        qtbot.mouseClick(view.hear, Qt.MouseButton.LeftButton)
    view.show_state("reading", 0)
    assert view.hear.text() == view.hear.accessibleName() == TEXTS(msg("practice.hear.stop"))


def test_without_a_question_there_is_nothing_to_hear(qtbot: QtBot, theme: Theme) -> None:
    view = QuestionView(TEXTS, theme)
    qtbot.addWidget(view)
    view.show_none()
    view.show_state("resting", 0)
    assert view.text.plain == TEXTS(msg("practice.none"))
    assert not view.hear.isEnabled()


def test_the_steps_go_below_the_category_where_both_do_not_fit(qtbot: QtBot, view: QuestionView) -> None:
    qtbot.waitUntil(lambda: view.steps.x() > view.about.x() + 100)
    view.resize(480, 640)
    qtbot.waitUntil(lambda: view.steps.y() > view.about.y() + view.about.height() // 2)


@pytest.mark.parametrize("percent", [100, 200])
def test_no_text_is_cut(qtbot: QtBot, qapp: QApplication, view: QuestionView, percent: int) -> None:
    larger = load_theme(RESOURCES / "assets" / "themes", "light", percent)
    dress(qapp, larger)
    view.set_theme(larger)
    qtbot.waitUntil(lambda: cut(view) == [])
