"""The form of a story gives back what stands in it, and keeps what it does not know."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme, dress, resized
from coach.gui.widgets.stories.story_form import StoryForm
from coach.messages import msg
from tests.gui.inspect import cut, fits, nameless
from tests.gui.sample import TEXTS
from tests.gui.widgets.stories.samples import SPIKE_STORY


@pytest.fixture
def form(qtbot: QtBot, theme: Theme) -> StoryForm:
    made = StoryForm(TEXTS, theme)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    qtbot.waitExposed(made)
    made.open(SPIKE_STORY)
    return made


def test_a_story_comes_back_as_it_was(form: StoryForm) -> None:
    assert form.story == SPIKE_STORY


def test_what_the_form_does_not_know_stays(form: StoryForm) -> None:
    odd = replace(
        SPIKE_STORY,
        cues={**SPIKE_STORY.cues, "hook": "x"},
        moment={"smell": "coffee"},
        themes=("failure", "else"),
        leads=("odd",),
    )
    form.open(odd)
    assert form.story == odd


def test_every_field_is_read(qtbot: QtBot, form: StoryForm) -> None:
    edits: list[None] = []
    form.edited.connect(lambda: edits.append(None))
    form.title.clear()
    qtbot.keyClicks(form.title, "New ")
    form.cues["problem"].line.clear()
    qtbot.keyClicks(form.cues["outcome"].line, "half a point")
    qtbot.keyClicks(form.parts["when"], "May")
    qtbot.mouseClick(form.themes["conflict"], Qt.MouseButton.LeftButton)
    qtbot.keyClick(form.themes["failure"], Qt.Key.Key_Space)
    qtbot.keyClick(form.leads["design"], Qt.Key.Key_Space)
    story = form.story
    assert story.title == "New"
    assert story.cues == {"decision": "held the number back", "outcome": "half a point", "lesson": "ask what moved"}
    assert story.moment == {"who": "Ada", "when": "May", "object": "the slide with the hole"}
    assert (story.themes, story.leads) == (("conflict", "influence"), ("metrics", "design"))
    assert len(edits) >= 6


def test_tab_leads_through_all_fields(qtbot: QtBot, form: StoryForm) -> None:
    qtbot.waitUntil(form.title.hasFocus)
    lines = [form.title, *(field.line for field in form.cues.values()), *form.parts.values()]
    for line in lines[1:]:
        qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
        assert line.hasFocus()


def test_buttons_say_what_is_wanted_and_wait_for_a_saved_story(qtbot: QtBot, form: StoryForm) -> None:
    wanted: list[str] = []
    form.wanted.connect(wanted.append)
    form.show_state(msg("stories.unsaved"), there=False)
    assert not form.delete.isEnabled()
    form.show_state(msg("stories.saved"), there=True)
    assert form.state.plain == TEXTS(msg("stories.saved"))
    for button in (form.back, form.practise, form.copy, form.delete):
        button.click()
    assert wanted == ["back", "practise", "copy", "delete"]


@pytest.mark.parametrize(("percent", "width"), [(100, 640), (200, 640), (100, 1000), (200, 1000)])
def test_nothing_is_cut_and_everything_has_a_name(
    qtbot: QtBot, qapp: QApplication, theme: Theme, percent: int, width: int
) -> None:
    look = resized(theme, percent)
    dress(qapp, look)
    made = StoryForm(TEXTS, look)
    qtbot.addWidget(made)
    made.resize(width, 600)
    made.show()
    qtbot.waitExposed(made)
    made.open(SPIKE_STORY)
    qtbot.wait(50)
    fits(made, width)
    page = made._scroll.widget()
    assert page is not None
    assert page.width() <= made._scroll.viewport().width()
    assert cut(page) == []
    assert nameless(made) == []
