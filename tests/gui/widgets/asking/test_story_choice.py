"""The choice of a story: in sight, remembered, and gone where there is nothing to choose."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme
from coach.gui.widgets.asking.story_choice import StoryChoice
from coach.model import Story
from tests.gui.inspect import nameless
from tests.gui.sample import TEXTS
from tests.gui.widgets.stories.samples import LIST_STORY, SPIKE_STORY


@pytest.fixture
def choice(qtbot: QtBot, theme: Theme) -> StoryChoice:
    made = StoryChoice(TEXTS, theme)
    qtbot.addWidget(made)
    return made


def offered(choice: StoryChoice) -> list[str]:
    return [choice.choice.itemText(place) for place in range(choice.choice.count())]


def test_without_stories_nothing_shows(choice: StoryChoice) -> None:
    assert choice.isHidden()
    choice.set_stories([LIST_STORY])
    assert not choice.isHidden()
    choice.set_stories([])
    assert choice.isHidden()
    assert nameless(choice) == []


def test_the_story_to_lead_with_is_offered_first_and_none_is_chosen(choice: StoryChoice) -> None:
    choice.set_category("metrics")
    choice.set_stories([LIST_STORY, SPIKE_STORY])
    assert offered(choice) == ["No story", "The retention spike (leads here)", "The night list"]
    assert choice.story is None
    choice.set_category("design")
    assert offered(choice) == ["No story", "The night list", "The retention spike"]


def test_keys_choose_and_the_choice_stays(qtbot: QtBot, choice: StoryChoice) -> None:
    choice.set_stories([LIST_STORY, SPIKE_STORY])
    with qtbot.waitSignal(choice.changed):
        qtbot.keyClick(choice.choice, Qt.Key.Key_Down)
    assert choice.story == LIST_STORY
    choice.set_category("metrics")
    assert choice.story == LIST_STORY
    assert choice.choice.currentText() == "The night list"


def test_a_story_that_changed_is_told_as_it_is_now_and_one_that_went_is_not(qtbot: QtBot, choice: StoryChoice) -> None:
    choice.set_stories([LIST_STORY])
    choice.choose(LIST_STORY)
    changed = replace(LIST_STORY, title="The list by day")
    with qtbot.waitSignal(choice.changed):
        choice.set_stories([changed])
    assert choice.story == changed
    with qtbot.assertNotEmitted(choice.changed):
        choice.set_stories([changed, SPIKE_STORY])
    with qtbot.waitSignal(choice.changed):
        choice.set_stories([SPIKE_STORY])
    assert choice.story is None


def test_a_story_from_outside_the_list_is_told_as_it_was(choice: StoryChoice) -> None:
    old = Story("gone", "An old one")
    choice.choose(old)
    assert choice.story == old
    choice.choose(None)
    assert choice.story is None
