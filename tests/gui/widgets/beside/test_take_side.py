from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.charts.envelope import Envelope, envelope
from coach.gui.widgets.beside.take_side import TakeSide
from coach.messages import msg
from coach.model import ANCHORS
from tests.gui.inspect import nameless
from tests.tools import samples

NAMES: dict[str, str] = {name: name for name in ANCHORS}


def side_of(qtbot: QtBot) -> TakeSide:
    made = TakeSide(samples.texts(), samples.theme(), msg("two_takes.which.later"), msg("two_takes.later"))
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    return made


def test_a_short_take_leaves_room_on_the_axis_of_a_long_one(qtbot: QtBot, tmp_path: Path) -> None:
    side = side_of(qtbot)
    attempt = samples.reviewed(tmp_path / "take.wav")

    side.show_take(attempt, NAMES, 240.0, has_sound=True)

    assert side.timeline.plot.scale_now().last == 240.0
    assert side.heading.plain.startswith("Later take · ")
    assert side.play.isEnabled()
    assert nameless(side) == []
    sound: Envelope = envelope(samples.sound_of((), 1.0))
    side.show_sound(sound)
    assert side.timeline.values.sound is sound


def test_a_take_without_sound_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    side = side_of(qtbot)

    side.show_take(replace(samples.reviewed(tmp_path / "take.wav"), recording=None), NAMES, 0.0, has_sound=False)

    assert not side.play.isEnabled()
    assert side.note.isVisible()


def test_its_button_plays_and_holds(qtbot: QtBot, tmp_path: Path) -> None:
    side = side_of(qtbot)
    side.show_take(samples.reviewed(tmp_path / "take.wav"), NAMES, 60.0, has_sound=True)

    with qtbot.waitSignal(side.toggled):
        qtbot.mouseClick(side.play, Qt.MouseButton.LeftButton)
    side.show_state("playing")
    assert (side.play.text(), side.play.accessibleName()) == ("Pause", "Hold the later take")
    side.set_theme(samples.theme("dark"))
    assert side.play.text() == "Pause"
    with qtbot.waitSignal(side.opened):
        qtbot.keyClick(side.open, Qt.Key.Key_Space)
