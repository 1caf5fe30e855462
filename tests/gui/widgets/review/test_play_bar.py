import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui import wording
from coach.gui.theme import Theme
from coach.gui.widgets.review.play_bar import PlayBar
from tests.tools import samples


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme) -> PlayBar:
    made = PlayBar(samples.texts(), theme)
    qtbot.addWidget(made)
    made.show_length(81.2)
    made.resize(800, 60)
    made.show()
    return made


def test_buttons_tell_what_is_wanted(qtbot: QtBot, bar: PlayBar) -> None:
    with qtbot.waitSignals([bar.toggled, bar.stopped]):
        qtbot.mouseClick(bar.play, Qt.MouseButton.LeftButton)
        qtbot.keyClick(bar.stop, Qt.Key.Key_Space)
    with qtbot.waitSignals([bar.stepped, bar.stepped]) as _:
        bar.back.click()
        bar.forward.click()


@pytest.mark.parametrize(("state", "offered"), [("playing", "Pause"), ("held", "Go on"), ("stopped", "Play")])
def test_the_big_button_says_what_it_does_next(bar: PlayBar, state: str, offered: str) -> None:
    wide = bar.play.minimumWidth()

    bar.show_state(state)

    assert bar.play.text() == offered
    assert bar.play.accessibleName() == offered
    assert bar.play.minimumWidth() == wide


def test_it_says_where_it_is(bar: PlayBar) -> None:
    bar.show_position(12.9)

    assert bar.place.text() == "0:12 / 1:21"


def test_the_length_is_rounded_as_in_every_other_place(bar: PlayBar) -> None:
    bar.show_length(25.6)

    assert bar.place.text() == "0:00 / 0:26"
    assert wording.length(25.6, samples.texts()) == "26 s"


def test_the_position_goes_below_where_there_is_no_room(bar: PlayBar) -> None:
    beside = bar.place.y()

    bar.set_theme(samples.theme(percent=200))
    bar.resize(380, 120)

    assert bar.place.y() > beside


def test_it_can_be_switched_off(bar: PlayBar) -> None:
    bar.allow(False)

    assert not any(button.isEnabled() for button in (bar.back, bar.play, bar.forward, bar.stop))
