"""The list of stories by keys and clicks."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme, resized
from coach.gui.widgets.forms.card import ABOUT
from coach.gui.widgets.stories.story_list import StoryList, title_of
from coach.model import Story
from tests.gui.inspect import fits, nameless
from tests.gui.sample import TEXTS
from tests.gui.widgets.stories.samples import LIST_STORY, SPIKE_STORY, UNTITLED

ALL = [SPIKE_STORY, LIST_STORY, UNTITLED]


@pytest.fixture
def stories(qtbot: QtBot, theme: Theme) -> StoryList:
    made = StoryList(TEXTS, theme)
    qtbot.addWidget(made)
    made.resize(640, 500)
    made.show()
    qtbot.waitExposed(made)
    made.show_stories(ALL, {"s1": 3, "s2": 1})
    return made


def test_stories_stand_with_what_they_are_for_and_how_often_they_were_told(stories: StoryList) -> None:
    texts = [stories.list.item(row).text() for row in range(3)]
    assert texts == ["The retention spike", "The night list", "legacy billing nobody understood"]
    assert stories.list.item(0).data(ABOUT) == "Failure · Influence without authority · told 3 times"
    assert stories.list.item(1).data(ABOUT) == "told once"
    spoken = stories.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Decision: held the number back" in spoken
    assert stories.note.plain.startswith("3 stories")


def test_a_story_without_any_word_has_a_name(stories: StoryList) -> None:
    assert title_of(Story("s", ""), TEXTS) == "A story without a title"


def test_the_chosen_one_stays_and_then_its_neighbour(stories: StoryList) -> None:
    stories.list.setCurrentRow(1)
    stories.show_stories([UNTITLED, LIST_STORY], {})
    assert stories.current == LIST_STORY
    stories.show_stories([SPIKE_STORY, UNTITLED], {})
    assert stories.current == UNTITLED
    stories.show_stories(ALL, {}, "s1")
    assert stories.current == SPIKE_STORY
    stories.show_stories([], {})
    assert stories.current is None


def test_keys_and_buttons_say_what_is_wanted(qtbot: QtBot, stories: StoryList) -> None:
    wanted: list[str] = []
    stories.wanted.connect(wanted.append)
    stories.list.setFocus()
    qtbot.keyClick(stories.list, Qt.Key.Key_Down)
    assert stories.current == LIST_STORY
    qtbot.keyClick(stories.list, Qt.Key.Key_Return)
    qtbot.keyClick(stories.list, Qt.Key.Key_Delete)
    for button in (stories.new, stories.edit, stories.practise, stories.copy, stories.delete):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted == ["edit", "delete", "new", "edit", "practise", "copy", "delete"]


def test_the_bin_offers_only_to_put_back(qtbot: QtBot, stories: StoryList) -> None:
    wanted: list[str] = []
    stories.wanted.connect(wanted.append)
    stories.delete.setFocus()
    with qtbot.waitSignal(stories.bin_wanted):
        stories.bin.click()
    stories.show_stories([LIST_STORY], {})
    shown = [button.isVisible() for button in (stories.new, stories.edit, stories.delete, stories.restore)]
    assert shown == [False, False, False, True]
    assert stories.list.hasFocus()
    qtbot.keyClick(stories.list, Qt.Key.Key_Delete)
    qtbot.keyClick(stories.list, Qt.Key.Key_Return)
    assert wanted == ["restore"]
    assert "bin" in stories.note.plain


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut(qtbot: QtBot, stories: StoryList, theme: Theme, percent: int) -> None:
    stories.set_theme(resized(theme, percent))
    qtbot.wait(20)
    fits(stories, 640)
    assert nameless(stories) == []
