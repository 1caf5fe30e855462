"""The form shows a question and reads it back; each field can hold its mistake."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme, resized
from coach.gui.widgets.packs.question_form import QuestionForm
from coach.messages import msg
from coach.model import Question
from tests.gui.inspect import cut, nameless, outside
from tests.gui.sample import SPIKE, TEXTS
from tests.gui.widgets.packs.test_expected import STEPS
from tests.practice.promises.own_packs import NEW

BLANK = Question("", "behavioural", "", anchors=("problem",), follow_ups=("Who?", "Why?"))


@pytest.fixture
def form(qtbot: QtBot, theme: Theme) -> QuestionForm:
    made = QuestionForm(TEXTS, theme)
    made.set_steps(STEPS)
    qtbot.addWidget(made)
    made.resize(760, 1400)
    made.show()
    made.fill(BLANK)
    return made


@pytest.mark.parametrize("question", [BLANK, NEW, SPIKE, replace(NEW, roles=("product_manager", "nurse"))])
def test_what_is_filled_in_is_read_back(form: QuestionForm, question: Question) -> None:
    told: list[None] = []
    form.edited.connect(lambda: told.append(None))
    form.fill(question)
    assert form.question() == question
    assert told == []


def test_a_question_is_written_by_keys_alone(qtbot: QtBot, form: QuestionForm) -> None:
    told: list[None] = []
    form.edited.connect(lambda: told.append(None))
    form.more.open()
    form.text.setFocus()

    def write(text: str, tabs: int = 1) -> None:
        qtbot.keyClicks(QApplication.focusWidget(), text)
        for _ in range(tabs):
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)

    write("Which  number first?")
    qtbot.keyClick(form.category, Qt.Key.Key_M)
    assert form.category.currentData() == "metrics"
    write("")
    qtbot.keyClick(form.aim, Qt.Key.Key_Up)
    write("")
    write("The number and Why")
    assert form.expected.anchors["problem"].hasFocus()
    qtbot.keyClick(form.expected.anchors["problem"], Qt.Key.Key_Space)
    for _ in range(5):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert form.expected.slots["north_star"].hasFocus()
    qtbot.keyClick(form.expected.slots["north_star"], Qt.Key.Key_Space)
    for _ in range(5):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert form.follow_ups.hasFocus()
    write("Really? ", tabs=2)
    assert form.topic.hasFocus()
    qtbot.keyClick(form.topic, Qt.Key.Key_S)
    write("")
    write("cohort, KPI,, cohort")
    write("Nurse, Technical product manager")
    write("a child of five")
    qtbot.keyClick(form.clarify_first, Qt.Key.Key_Space)
    assert len(told) > 40
    assert form.question() == Question(
        "",
        "metrics",
        "Which number first?",
        parts=("The number and Why",),
        aim_seconds=105.0,
        anchors=(),
        structure=("north_star",),
        follow_ups=("Really? Who?", "Why?"),
        key_terms=("cohort", "KPI"),
        roles=("nurse", "technical_product_manager"),
        audience="a child of five",
        topic="system_design",
        clarify_first=True,
    )


def test_roles_are_written_as_people_write_them(qtbot: QtBot, form: QuestionForm) -> None:
    form.fill(replace(BLANK, roles=("technical_program_manager", "charge_nurse")))
    assert form.roles.text() == "Technical program manager, charge nurse"
    form.roles.clear()
    qtbot.keyClicks(form.roles, "Charge Nurse!, !?, TECHNICAL program manager")
    assert form.question().roles == ("charge_nurse", "technical_program_manager")


def test_filling_the_same_again_leaves_the_place_in_the_text(qtbot: QtBot, form: QuestionForm) -> None:
    form.fill(replace(BLANK, text="Who noticed?", key_terms=("a", "b")))
    cursor = form.text.textCursor()
    cursor.setPosition(3)
    form.text.setTextCursor(cursor)
    form.fill(replace(BLANK, text="Who noticed?", key_terms=("a", "b")))
    assert form.text.textCursor().position() == 3


def test_each_field_shows_its_own_mistake_and_a_folded_one_opens(form: QuestionForm) -> None:
    form.show_mistakes({"follow_ups": msg("packs.too_few", n=2), "structure": msg("packs.missing_either")})
    shown = {name for name, field in form.fields.items() if field.mistake.plain}
    assert shown == {"follow_ups", "anchors"}
    assert "2 entries" in form.follow_ups.accessibleDescription()
    assert not bool(form.more.opened)
    form.show_mistakes({"audience": msg("packs.too_long", n=120)})
    assert form.more.opened
    assert form.fields["audience"].mistake.isVisible()
    assert not form.fields["follow_ups"].mistake.isVisible()
    form.show_mistakes({})
    assert not any(field.mistake.plain for field in form.fields.values())


def test_the_wheel_scrolls_the_page(form: QuestionForm) -> None:
    form.aim.setFocus()
    before = form.question()
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(form.aim, event)
    assert not event.isAccepted()
    assert form.question() == before


@pytest.mark.parametrize("percent", [100, 200])
def test_every_control_has_a_name_and_no_text_is_cut(form: QuestionForm, theme: Theme, percent: int) -> None:
    form.set_theme(resized(theme, percent))
    form.more.open()
    form.resize(620, form.heightForWidth(620))
    assert nameless(form) == []
    assert cut(form) == []
    assert outside(form) == []
