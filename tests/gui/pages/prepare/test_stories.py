"""Stories on the Prepare page by keys and clicks: written, kept by themselves, copied, binned and brought back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coach.errors import CoachError, HistoryError
from coach.gui.bridge import Bridge
from coach.gui.pages.prepare.stories import EMPTY, FORM, LIST, StoriesSection
from coach.gui.theme import Theme
from coach.messages import msg
from tests.fakes.history import FakeStories, Shelf
from tests.gui.inspect import nameless
from tests.gui.sample import TEXTS
from tests.gui.widgets.stories.samples import LIST_STORY, SPIKE_STORY

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shelf() -> FakeStories:
    return FakeStories(Shelf(), SPIKE_STORY, LIST_STORY)


def make(qtbot: QtBot, theme: Theme, bridge: Bridge, shelf: FakeStories) -> StoriesSection:
    host = QWidget()
    section = StoriesSection(TEXTS, theme, bridge, shelf)
    QVBoxLayout(host).addWidget(section)
    qtbot.addWidget(host, before_close_func=lambda _: rest(qtbot, bridge))
    host.resize(900, 700)
    host.show()
    qtbot.waitExposed(host)
    host.activateWindow()
    rest(qtbot, bridge)
    section.host = host  # type: ignore[attr-defined]
    return section


def rest(qtbot: QtBot, bridge: Bridge) -> None:
    qtbot.waitUntil(lambda: not bridge.busy("errand"))
    qtbot.wait(10)


@pytest.fixture
def section(qtbot: QtBot, theme: Theme, bridge: Bridge, shelf: FakeStories) -> StoriesSection:
    return make(qtbot, theme, bridge, shelf)


def test_the_first_story_is_written_and_kept_by_itself(qtbot: QtBot, theme: Theme, bridge: Bridge) -> None:
    shelf = FakeStories(Shelf())
    section = make(qtbot, theme, bridge, shelf)
    assert section._states.currentIndex() == EMPTY
    qtbot.mouseClick(section.empty.button, Qt.MouseButton.LeftButton)
    assert section._states.currentIndex() == FORM
    assert section.form.state.plain == TEXTS(msg("stories.unsaved"))
    assert not section.form.delete.isEnabled()
    with qtbot.waitSignal(section.changed):
        qtbot.keyClicks(section.form.title, "The outage")
        assert section.form.state.plain == TEXTS(msg("stories.writing"))
    (story,) = shelf.stories()
    assert story.title == "The outage"
    qtbot.waitUntil(lambda: section.form.state.plain == TEXTS(msg("stories.saved")))
    qtbot.keyClicks(section.form.cues["problem"].line, "pager at night")
    qtbot.keyClick(section.form.cues["problem"].line, KEY.Key_Escape)
    rest(qtbot, bridge)
    assert section._states.currentIndex() == LIST
    assert [(one.title, one.cues) for one in shelf.stories()] == [("The outage", {"problem": "pager at night"})]
    assert section.list.current == shelf.stories()[0]


def test_a_story_with_nothing_in_it_is_none(
    qtbot: QtBot, section: StoriesSection, bridge: Bridge, shelf: FakeStories
) -> None:
    section.list.list.setFocus()
    qtbot.keyClick(section.list.list, KEY.Key_N, CTRL)
    assert section._states.currentIndex() == FORM
    section.form.back.click()
    rest(qtbot, bridge)
    assert len(shelf.stories()) == 2


def test_a_story_is_edited_in_its_place(
    qtbot: QtBot, section: StoriesSection, bridge: Bridge, shelf: FakeStories
) -> None:
    section.list.list.setCurrentRow(0)
    qtbot.keyClick(section.list.list, KEY.Key_Return)
    assert section.form.story == SPIKE_STORY
    qtbot.keyClicks(section.form.title, "!")
    section.form.back.click()
    rest(qtbot, bridge)
    assert [story.title for story in shelf.stories()] == ["The retention spike!", "The night list"]
    assert section.list.current == shelf.stories()[0]


def test_leaving_the_page_and_ending_the_program_keep_what_was_written(
    qtbot: QtBot, section: StoriesSection, bridge: Bridge, shelf: FakeStories
) -> None:
    section._open(LIST_STORY)
    qtbot.keyClicks(section.form.title, "1")
    section.hide()
    rest(qtbot, bridge)
    assert shelf.stories()[1].title == "The night list1"
    section.show()
    qtbot.keyClicks(section.form.title, "2")
    section.finish()
    assert shelf.stories()[1].title == "The night list12"
    section.finish()


def test_a_copy_is_a_story_of_its_own(
    qtbot: QtBot, section: StoriesSection, bridge: Bridge, shelf: FakeStories
) -> None:
    section.list.list.setCurrentRow(1)
    section.list.copy.click()
    rest(qtbot, bridge)
    copy = shelf.stories()[2]
    assert copy.title == "The night list (copy)"
    assert copy.cues == LIST_STORY.cues
    assert section.list.current == copy


def test_delete_is_undone_by_key_and_by_click(
    qtbot: QtBot, section: StoriesSection, bridge: Bridge, shelf: FakeStories
) -> None:
    section.list.list.setCurrentRow(0)
    section.list.list.setFocus()
    qtbot.keyClick(section.list.list, KEY.Key_Delete)
    qtbot.waitUntil(section.list.undo_bar.isVisible)
    rest(qtbot, bridge)
    assert list(shelf.stories()) == [LIST_STORY]
    qtbot.keyClick(section.list.list, KEY.Key_Z, CTRL)
    rest(qtbot, bridge)
    assert list(shelf.stories()) == [SPIKE_STORY, LIST_STORY]
    assert section.list.current == SPIKE_STORY
    section._undo_by_key()
    section._take_back()
    rest(qtbot, bridge)
    assert len(shelf.stories()) == 2


def test_the_bin_gives_stories_back(qtbot: QtBot, section: StoriesSection, bridge: Bridge, shelf: FakeStories) -> None:
    assert not section.list.bin.isVisible()
    section._open(SPIKE_STORY)
    section.form.delete.click()
    rest(qtbot, bridge)
    assert section._states.currentIndex() == LIST
    section.list.bin.click()
    rest(qtbot, bridge)
    assert section.list.current == SPIKE_STORY
    section.list.restore.click()
    rest(qtbot, bridge)
    assert list(shelf.stories(binned=True)) == []
    section.list.undo_bar.undo.click()
    rest(qtbot, bridge)
    assert list(shelf.stories(binned=True)) == [SPIKE_STORY]


def test_a_story_is_told_as_it_stands_in_the_form(
    qtbot: QtBot, section: StoriesSection, bridge: Bridge, shelf: FakeStories
) -> None:
    section._open(SPIKE_STORY)
    qtbot.keyClicks(section.form.title, "?")
    with qtbot.waitSignal(section.practise) as told:
        section.form.practise.click()
    assert told.args == [section.form.story]
    rest(qtbot, bridge)
    assert shelf.stories()[0].title == "The retention spike?"
    with qtbot.waitSignal(section.practise):
        section.list.practise.click()


def test_without_a_chosen_story_nothing_is_done(qtbot: QtBot, section: StoriesSection, bridge: Bridge) -> None:
    section.list.show_stories([], {})
    section._do("delete")
    assert not bridge.busy("errand")


def test_a_failure_is_told_and_the_next_change_tries_again(
    qtbot: QtBot, section: StoriesSection, bridge: Bridge, shelf: FakeStories
) -> None:
    section._open(SPIKE_STORY)
    shelf.error = HistoryError(msg("history.full"))
    troubles: list[CoachError] = []
    section.troubled.connect(troubles.append)
    qtbot.keyClicks(section.form.title, "x")
    qtbot.waitUntil(lambda: bool(troubles))
    assert section.form.state.plain == TEXTS(msg("stories.not_saved"))
    shelf.error = None
    qtbot.keyClicks(section.form.title, "y")
    section.form.back.click()
    rest(qtbot, bridge)
    assert shelf.stories()[0].title == "The retention spikexy"


def test_everything_has_a_name_and_takes_a_theme(section: StoriesSection, theme: Theme) -> None:
    section.set_theme(theme)
    assert nameless(section) == []


def test_other_keys_are_left_to_the_window(qtbot: QtBot, section: StoriesSection) -> None:
    qtbot.keyClick(section, KEY.Key_Escape)
    assert section._states.currentIndex() == LIST
