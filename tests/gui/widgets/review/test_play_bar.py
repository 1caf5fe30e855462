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


def test_buttons_go_on_in_the_next_line_where_there_is_no_room(qtbot: QtBot, bar: PlayBar) -> None:
    bar.resize(1400, 60)
    assert len({button.y() for button in bar.buttons}) <= 2

    bar.set_theme(samples.theme(percent=200))
    bar.resize(380, 900)
    qtbot.waitUntil(lambda: bar.loop.y() > 100)

    assert len({button.y() for button in bar.buttons}) > 3
    assert all(button.x() >= 0 and button.geometry().right() <= 380 for button in (bar.back, bar.stop, bar.loop))
    assert bar.heightForWidth(380) > bar.heightForWidth(1400)


def test_it_can_be_switched_off(bar: PlayBar) -> None:
    bar.allow(False)
    assert not any(button.isEnabled() for button in bar.buttons)
    with_nobody: list[float] = []
    bar.sped.connect(with_nobody.append)
    bar.change_speed(1)
    assert with_nobody == []

    bar.allow(True)
    assert all(button.isEnabled() for button in bar.buttons)


def test_speed_goes_in_small_steps_and_is_shown_as_text(qtbot: QtBot, bar: PlayBar) -> None:
    wanted: list[float] = []
    bar.sped.connect(wanted.append)
    bar.sped.connect(bar.show_speed)
    assert bar.speed.text() == "1.0×"

    for _ in range(3):
        qtbot.mouseClick(bar.slower, Qt.MouseButton.LeftButton)
    assert (wanted, bar.speed.text(), bar.slower.isEnabled()) == ([0.75, 0.5], "0.5×", False)
    for _ in range(5):
        qtbot.keyClick(bar.faster, Qt.Key.Key_Space)
    assert (wanted[2:], bar.speed.text()) == ([0.75, 1.0, 1.25, 1.5], "1.5×")
    assert not bar.faster.isEnabled()
    assert "1.5" in bar.speed.accessibleName()


def test_moments_before_and_behind_are_wanted(qtbot: QtBot, bar: PlayBar) -> None:
    ways: list[int] = []
    bar.hopped.connect(ways.append)

    qtbot.mouseClick(bar.previous, Qt.MouseButton.LeftButton)
    qtbot.keyClick(bar.next, Qt.Key.Key_Space)

    assert ways == [-1, 1]
    assert bar.next.accessibleName() == "Next moment"


def test_the_loop_says_what_it_plays_only_when_it_does(qtbot: QtBot, bar: PlayBar) -> None:
    with qtbot.waitSignal(bar.looped):
        qtbot.mouseClick(bar.loop, Qt.MouseButton.LeftButton)
    assert not bar.loop.isChecked()  # nothing loops yet
    assert bar.what.isHidden()

    bar.show_loop((12.3, 18.9))
    assert (bar.loop.isChecked(), bar.what.text()) == (True, "this sentence, 0:12–0:18")
    bar.show_loop((12.3, 18.9), "selection")
    assert bar.what.text() == "the selection, 0:12–0:18"
    assert bar.loop.accessibleDescription() == bar.what.text()

    bar.show_loop(None)
    assert (bar.loop.isChecked(), bar.what.isHidden()) == (False, True)
