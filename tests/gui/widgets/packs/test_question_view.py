"""One question on its page: where it is kept, and what can be done with it."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme, resized
from coach.gui.widgets.packs.question_view import QuestionPage
from coach.messages import msg
from tests.gui.inspect import nameless
from tests.gui.sample import TEXTS
from tests.practice.promises.own_packs import NEW


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> QuestionPage:
    made = QuestionPage(TEXTS, theme)
    qtbot.addWidget(made)
    made.resize(1000, 760)
    made.show()
    qtbot.waitExposed(made)
    made.form.fill(NEW)
    return made


def test_it_begins_at_the_top_with_the_text(page: QuestionPage) -> None:
    bar = page._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    page.open(new=True)
    assert bar.value() == 0
    assert page.form.text.hasFocus()
    assert page.title.plain == TEXTS(msg("own_packs.form.new"))
    page.open(new=False)
    assert page.title.plain == TEXTS(msg("own_packs.form.change"))


def test_what_needs_a_saved_question_waits_for_it(page: QuestionPage) -> None:
    page.show_state(msg("own_packs.unsaved", title="Mine"), there=False, undoable=False)
    assert not any(each.isEnabled() for each in (page.practise, page.copy, page.delete, page.undo))
    page.show_state(msg("own_packs.saved", title="Mine"), there=True, undoable=True)
    assert all(each.isEnabled() for each in (page.practise, page.copy, page.delete, page.undo))
    assert page.where.plain == "Saved in “Mine”."
    page.undo.setFocus()
    page.show_state(msg("own_packs.saved", title="Mine"), there=True, undoable=False)
    assert page.form.text.hasFocus()


def test_wishes_are_told(qtbot: QtBot, page: QuestionPage) -> None:
    wishes: list[str] = []
    page.wanted.connect(wishes.append)
    page.show_state(msg("own_packs.saved", title="Mine"), there=True, undoable=True)
    for button in (page.back, page.undo, page.practise, page.copy, page.delete):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert wishes == ["back", "undo", "practise", "copy", "delete"]


@pytest.mark.parametrize("percent", [100, 200])
def test_every_control_has_a_name(page: QuestionPage, theme: Theme, percent: int) -> None:
    page.set_theme(resized(theme, percent))
    assert nameless(page) == []
