from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coach.analysis.delivery.stretches import sentence_at
from coach.errors import FileError, SoundError
from coach.gui.bridge import Bridge
from coach.gui.charts.envelope import FINE_COLUMNS, Columns, fine_reader
from coach.gui.keys import KeyMap
from coach.gui.pages.review.listening import Listening
from coach.gui.playback import Span
from coach.messages import msg
from coach.model import ANCHORS, Attempt, Bookmark
from tests.fakes.sound import FakePlayer
from tests.gui.inspect import nameless
from tests.tools import samples

NAMES: dict[str, str] = {name: name for name in ANCHORS}
Keys = Qt.Key


def unreadable(path: Path) -> tuple[np.ndarray[Any, Any], int]:
    raise FileError(msg("any"), path)


def silence(_: Path) -> tuple[np.ndarray[Any, Any], int]:
    return np.zeros(40_000, np.int16), 16000


@pytest.fixture
def attempt(tmp_path: Path) -> Attempt:
    made = samples.reviewed(tmp_path / "take.wav")
    assert made.review is not None
    assert made.recording is not None
    samples.write_wav(made.recording.path, samples.sound_of(made.review.transcript.words, made.recording.seconds))
    return replace(made, bookmarks=(Bookmark("a", 33.0, "the good bit"),))


@pytest.fixture
def player() -> FakePlayer:
    return FakePlayer(pace=1.0)


@pytest.fixture
def listening(qtbot: QtBot, bridge: Bridge, player: FakePlayer, attempt: Attempt) -> Iterator[Listening]:
    made = Listening(samples.texts(), samples.theme(), bridge, player, fine_reader(silence))
    qtbot.addWidget(made)
    made.show_sound(attempt, NAMES, has_sound=True)
    made.resize(1000, 600)
    made.show()
    yield made
    made.playback.stop()


def press(listening: Listening, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> bool:
    return listening.press(QKeyEvent(QEvent.Type.KeyPress, key, held))


def sentence(attempt: Attempt, at: float) -> Span:
    assert attempt.review is not None
    span = sentence_at(attempt.review.transcript, at)
    assert span is not None
    return span


def test_a_sound_that_cannot_be_read_is_told_and_the_rest_stays(qtbot: QtBot, bridge: Bridge, attempt: Attempt) -> None:
    listening = Listening(samples.texts(), samples.theme(), bridge, FakePlayer(), fine_reader(unreadable))
    qtbot.addWidget(listening)

    listening.show_sound(attempt, NAMES, has_sound=True)

    qtbot.waitUntil(lambda: listening.sound_note.plain == samples.texts()(msg("review.sound.unreadable")))
    assert listening.timeline.values.moments


def test_a_click_on_the_timeline_plays_from_there_and_tells_where_the_sound_is(
    qtbot: QtBot, listening: Listening, player: FakePlayer
) -> None:
    told: list[object] = []
    listening.moved.connect(told.append)

    place = listening.timeline.plot.position_of(4.0).toPoint()
    qtbot.mouseClick(listening.timeline.plot.viewport(), Qt.MouseButton.LeftButton, pos=place)

    qtbot.waitUntil(lambda: any(isinstance(at, float) and at > 4.0 for at in told))
    assert abs(player.played[0].start - 4.0) < 0.2
    listening.playback.stop()
    assert told[-1] is None


def test_the_waveform_is_fine_enough_to_zoom_into(qtbot: QtBot, listening: Listening) -> None:
    qtbot.waitUntil(lambda: listening.timeline.values.sound is not None)

    assert listening.timeline.values.sound is not None
    assert listening.timeline.values.sound.columns == FINE_COLUMNS


def test_a_waveform_that_was_drawn_before_is_not_read_again(qtbot: QtBot, bridge: Bridge, attempt: Attempt) -> None:
    asked: list[Path] = []

    def kept(path: Path, make: Callable[[], Columns]) -> Columns:
        asked.append(path)
        return np.zeros((2, 7), np.int16)

    listening = Listening(samples.texts(), samples.theme(), bridge, FakePlayer(), fine_reader(unreadable, kept))
    qtbot.addWidget(listening)
    listening.show_sound(attempt, NAMES, has_sound=True)

    qtbot.waitUntil(lambda: listening.timeline.values.sound is not None)
    assert attempt.recording is not None
    assert asked == [attempt.recording.path]


@pytest.mark.parametrize("by", ["click", "key"])
def test_the_sentence_that_is_heard_plays_in_a_loop(
    qtbot: QtBot, listening: Listening, player: FakePlayer, attempt: Attempt, by: str
) -> None:
    listening.playback.seek(20.0)

    def turn() -> None:
        if by == "click":
            qtbot.mouseClick(listening.play_bar.loop, Qt.MouseButton.LeftButton)
        else:
            assert press(listening, Keys.Key_L)

    turn()

    start, end = sentence(attempt, 20.0)
    assert listening.playback.loop == (start, end)
    qtbot.waitUntil(lambda: len(player.played) == 1)
    assert (player.played[0].start, player.played[0].end, player.played[0].again_from) == (20.0, end, start)
    assert listening.play_bar.what.text().startswith("this sentence, 0:")
    assert listening.play_bar.loop.isChecked()

    with qtbot.waitSignal(listening.playback.looped) as looped:
        turn()
    assert looped.args == [None]
    assert listening.playback.state == "playing"
    assert not listening.play_bar.loop.isChecked()


@pytest.mark.parametrize("where", ["transcript", "timeline"])
def test_what_is_selected_plays_in_a_loop_from_its_start(
    qtbot: QtBot, listening: Listening, player: FakePlayer, where: str
) -> None:
    if where == "transcript":
        listening.span_here = lambda: (10.0, 12.0)
    else:
        listening.timeline.plot.point_at(10.0)
        for _ in range(2):
            qtbot.keyClick(listening.timeline.plot, Keys.Key_Right, Qt.KeyboardModifier.ShiftModifier)

    press(listening, Keys.Key_L)

    qtbot.waitUntil(lambda: len(player.played) == 1)
    assert (player.played[0].start, player.played[0].end, player.played[0].again_from) == (10.0, 12.0, 10.0)
    assert listening.play_bar.what.text() == "the selection, 0:10–0:12"


def test_a_loop_while_it_is_held_goes_on(qtbot: QtBot, listening: Listening, player: FakePlayer) -> None:
    listening.playback.play(10.0)
    qtbot.waitUntil(lambda: listening.playback.position > 10.1)
    listening.playback.toggle()

    listening.loop(5.0, 6.0)

    qtbot.waitUntil(lambda: len(player.played) == 2)
    assert (player.played[1].start, player.played[1].again_from) == (5.0, 5.0)


def test_a_click_outside_the_loop_leaves_it(qtbot: QtBot, listening: Listening) -> None:
    listening.loop(10.0, 12.0)
    plot = listening.timeline.plot
    looped = plot.grab().toImage()

    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=plot.position_of(40.0).toPoint())

    assert listening.playback.loop is None
    assert listening.play_bar.what.isHidden()
    assert plot.grab().toImage() != looped


def test_nothing_to_loop_is_said(qtbot: QtBot, listening: Listening, attempt: Attempt) -> None:
    listening.show_sound(replace(attempt, reviews=()), NAMES, has_sound=True)

    assert press(listening, Keys.Key_L)

    assert "Drag over the timeline" in listening.timeline.card.readout.text()
    assert listening.playback.state == "stopped"


def test_keys_and_clicks_change_the_speed(qtbot: QtBot, listening: Listening, player: FakePlayer) -> None:
    assert press(listening, Keys.Key_BracketLeft)
    qtbot.mouseClick(listening.play_bar.slower, Qt.MouseButton.LeftButton)
    assert (listening.playback.speed, listening.play_bar.speed.text()) == (0.5, "0.5×")

    assert press(listening, Keys.Key_BracketRight)
    listening.playback.play(3.0)

    qtbot.waitUntil(lambda: len(player.played) == 1)
    assert player.played[0].speed == 0.75


def test_keys_and_clicks_go_from_moment_to_moment_and_say_what_is_there(qtbot: QtBot, listening: Listening) -> None:
    listening.playback.seek(32.9)

    assert press(listening, Keys.Key_Period)
    assert listening.playback.position == 33.0
    assert "Bookmark: the good bit" in listening.timeline.card.readout.text()

    qtbot.mouseClick(listening.play_bar.next, Qt.MouseButton.LeftButton)
    after = listening.playback.position
    assert after > 33.0
    assert press(listening, Keys.Key_Comma)
    assert listening.playback.position == 33.0
    qtbot.mouseClick(listening.play_bar.previous, Qt.MouseButton.LeftButton)
    assert listening.playback.position < 33.0

    listening.playback.seek(0.0)
    press(listening, Keys.Key_Comma)
    assert listening.playback.position == 0.0


def test_while_it_plays_the_moment_just_passed_is_left_out(qtbot: QtBot, listening: Listening) -> None:
    listening.playback.play(33.0)
    qtbot.waitUntil(lambda: listening.playback.position > 33.1)

    press(listening, Keys.Key_Comma)

    assert listening.playback.position < 32.9
    assert listening.playback.state == "playing"


def test_arrows_step_and_may_be_other_keys(qtbot: QtBot, listening: Listening) -> None:
    assert press(listening, Keys.Key_Right)
    assert press(listening, Keys.Key_Right)
    assert press(listening, Keys.Key_Left)
    assert listening.playback.position == 5.0
    page = QWidget()
    qtbot.addWidget(page)
    listening.take_keys(page)

    listening.set_keys(KeyMap({"forward": "M"}))

    assert not press(listening, Keys.Key_Right)
    assert press(listening, Keys.Key_M)
    assert listening.playback.position == 10.0
    assert not press(listening, Keys.Key_B)
    assert not press(listening, Keys.Key_L, Qt.KeyboardModifier.ControlModifier)
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    page.show()
    page.activateWindow()
    page.setFocus()
    qtbot.waitUntil(page.hasFocus)
    qtbot.keyClick(page, Keys.Key_M)
    assert listening.playback.position == 15.0


def test_without_sound_no_key_does_anything(listening: Listening, attempt: Attempt) -> None:
    listening.show_sound(attempt, NAMES, has_sound=False)

    assert not press(listening, Keys.Key_L)
    listening.loop(1.0, 2.0)

    assert listening.playback.loop is None


def test_bookmarks_come_and_go_while_it_plays(qtbot: QtBot, listening: Listening) -> None:
    listening.playback.play(3.0)
    qtbot.waitUntil(lambda: listening.playback.position > 3.1)

    listening.show_bookmarks((Bookmark("a", 50.0),))

    assert listening.timeline.values.bookmarks == (Bookmark("a", 50.0),)
    assert listening.playback.state == "playing"


def test_going_somewhere_else_shows_the_sound_again(qtbot: QtBot, listening: Listening) -> None:
    plot = listening.timeline.plot
    listening.playback.seek(5.0)
    plot.zoom(8.0, 5.0)
    plot.scroll_to(60.0)
    assert listening.timeline.zoom_bar.to_sound.isVisible()

    press(listening, Keys.Key_Right)

    assert plot.scale_now().first <= 10.0 <= plot.scale_now().last
    assert listening.timeline.zoom_bar.to_sound.isHidden()


def test_a_loudspeaker_that_fails_is_told_calmly(qtbot: QtBot, bridge: Bridge, attempt: Attempt) -> None:
    player = FakePlayer(error=SoundError(msg("sound.loudspeaker.lost"), msg("sound.loudspeaker.lost.advice")))
    listening = Listening(samples.texts(), samples.theme(), bridge, player, fine_reader(silence))
    qtbot.addWidget(listening)
    listening.show_sound(attempt, NAMES, has_sound=True)

    listening.playback.play(1.0)

    texts = samples.texts()
    qtbot.waitUntil(lambda: texts(msg("sound.loudspeaker.lost")) in listening.sound_note.plain)
    assert texts(msg("sound.loudspeaker.lost.advice")) in listening.sound_note.plain


def test_everything_has_a_name_in_every_theme(listening: Listening) -> None:
    listening.set_theme(samples.theme("contrast", 200))

    assert nameless(listening) == []
