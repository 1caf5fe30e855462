"""The words follow the sound, and wait while a person looks elsewhere."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.widgets.transcript.following import WordsFollow
from coach.gui.widgets.transcript.tools import TextTools
from coach.gui.widgets.transcript.view import TranscriptView
from coach.model import Transcript
from tests.tools import samples

TOLD = samples.tell(samples.SCRIPT)
LAST = TOLD.words[-1].start


class Desk:
    """A long transcript in a small box, and the switch for following."""

    def __init__(self, qtbot: QtBot) -> None:
        self.view = TranscriptView(samples.texts(), samples.theme())
        self.tools = TextTools(samples.texts(), samples.theme())
        for part in (self.view, self.tools):
            qtbot.addWidget(part)
            part.show()
        self.view.set_transcript(Transcript.of_words(TOLD.words))
        self.view.resize(320, 140)
        self.follow = WordsFollow(self.view, self.tools)

    @property
    def scrolled(self) -> int:
        return self.view.verticalScrollBar().value()

    def scroll_up(self) -> None:
        bar = self.view.verticalScrollBar()
        bar.triggerAction(bar.SliderAction.SliderToMinimum)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_it_follows_from_the_beginning_and_can_be_switched_off(qtbot: QtBot, desk: Desk) -> None:
    assert desk.tools.follow.isChecked()
    qtbot.mouseClick(desk.tools.follow, Qt.MouseButton.LeftButton, pos=desk.tools.follow.rect().center())
    if desk.follow.on:  # the middle of a wide check box is not always a part of it
        desk.tools.follow.click()

    desk.view.follow(LAST)

    assert (desk.follow.on, desk.scrolled) == (False, 0)
    assert desk.view.current == len(TOLD.words) - 1


def test_scrolled_by_hand_it_waits_and_says_so_until_the_sound_goes_elsewhere(desk: Desk) -> None:
    desk.view.follow(LAST)
    assert desk.scrolled > 0
    desk.scroll_up()
    assert (desk.follow.on, desk.tools.follow.isChecked()) == (False, False)
    assert "You scrolled" in desk.tools.note.plain

    desk.view.follow(LAST + 0.1)
    assert desk.scrolled == 0

    desk.follow.go_on(LAST)
    assert (desk.follow.on, desk.tools.follow.isChecked(), desk.tools.note.plain) == (True, True, "")
    assert desk.scrolled > 0


def test_playing_from_a_word_lets_it_follow_again(qtbot: QtBot, desk: Desk) -> None:
    desk.view.follow(LAST)
    desk.scroll_up()

    qtbot.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=desk.view.place_of(3))

    assert desk.follow.on


def test_it_goes_on_where_it_is_switched_on_again(desk: Desk) -> None:
    desk.view.follow(LAST)
    desk.scroll_up()

    desk.tools.follow.click()

    assert desk.follow.on
    assert desk.scrolled > 0


def test_switched_off_it_stays_off_wherever_the_sound_goes(desk: Desk) -> None:
    desk.follow.toggle()
    desk.view.follow(LAST)
    desk.follow.go_on()

    assert (desk.follow.on, desk.scrolled) == (False, 0)
    desk.follow.toggle()
    assert desk.follow.on


def test_where_nothing_plays_scrolling_is_only_scrolling(desk: Desk) -> None:
    desk.scroll_up()

    assert desk.follow.on
