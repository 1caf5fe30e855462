from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from coach.errors import SoundError
from coach.gui.bridge import Bridge
from coach.gui.playback import Playback
from coach.messages import msg
from tests.fakes.sound import FakePlayer
from tests.tools import samples

SECONDS = 3.0


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return samples.write_wav(tmp_path / "take.wav", np.zeros(int(SECONDS * samples.RATE), dtype=np.float32))


def loaded(bridge: Bridge, sound: Path, player: FakePlayer) -> Playback:
    playback = Playback(bridge, player)
    playback.load(sound, SECONDS)
    return playback


def test_it_plays_to_the_end_and_starts_again_from_there(qtbot: QtBot, bridge: Bridge, sound: Path) -> None:
    player = FakePlayer()
    playback = loaded(bridge, sound, player)

    playback.toggle()
    assert playback.state == "playing"
    qtbot.waitUntil(lambda: playback.state == "stopped")
    assert playback.position == pytest.approx(SECONDS)

    playback.toggle()
    qtbot.waitUntil(lambda: playback.state == "stopped")
    assert [played.start for played in player.played] == [0.0, 0.0]


def test_it_holds_and_goes_on(qtbot: QtBot, bridge: Bridge, sound: Path) -> None:
    playback = loaded(bridge, sound, FakePlayer(pace=1.0))
    playback.play(1.0)
    qtbot.waitUntil(lambda: playback.position > 1.1)

    playback.toggle()
    assert playback.state == "held"
    held = playback.position
    qtbot.wait(150)
    assert playback.position <= held + 0.11

    playback.toggle()
    qtbot.waitUntil(lambda: playback.position > held + 0.2)
    playback.stop()
    assert (playback.state, playback.position) == ("stopped", 0.0)


def test_a_step_while_playing_goes_on_from_there(qtbot: QtBot, bridge: Bridge, sound: Path) -> None:
    player = FakePlayer(pace=1.0)
    playback = loaded(bridge, sound, player)
    playback.play(2.0)
    qtbot.waitUntil(lambda: len(player.played) == 1)

    playback.step(-5)

    qtbot.waitUntil(lambda: len(player.played) == 2)
    assert playback.state == "playing"
    assert player.played[1].start == 0.0
    playback.stop()


def test_a_step_while_it_rests_only_moves(bridge: Bridge, sound: Path) -> None:
    playback = loaded(bridge, sound, FakePlayer())

    playback.step(1.5)
    playback.step(99)

    assert (playback.state, playback.position) == ("stopped", SECONDS)


def test_a_stretch_is_played_and_no_more(qtbot: QtBot, bridge: Bridge, sound: Path) -> None:
    player = FakePlayer()
    playback = loaded(bridge, sound, player)

    playback.play(0.5, 1.0)

    qtbot.waitUntil(lambda: playback.state == "stopped")
    assert playback.position == pytest.approx(1.0)
    assert (player.played[0].start, player.played[0].end) == (0.5, 1.0)


def test_news_of_an_earlier_sound_no_longer_counts(qtbot: QtBot, bridge: Bridge, sound: Path) -> None:
    playback = loaded(bridge, sound, FakePlayer(pace=1.0))
    playback.play(1.0)
    qtbot.waitUntil(lambda: playback.position > 1.05)

    playback.load(None, 0.0)
    qtbot.wait(120)

    assert (playback.state, playback.position) == ("stopped", 0.0)
    playback.toggle()
    assert playback.state == "stopped"


def test_a_loudspeaker_that_fails_is_told(qtbot: QtBot, bridge: Bridge, sound: Path) -> None:
    error = SoundError(msg("any"))
    playback = loaded(bridge, sound, FakePlayer(error=error))

    with qtbot.waitSignal(playback.failed) as failed:
        playback.play(0.0)

    assert failed.args == [error]
    assert playback.state == "stopped"


def test_another_speed_counts_at_once_and_from_the_place_heard(qtbot: QtBot, bridge: Bridge, sound: Path) -> None:
    player = FakePlayer(pace=1.0)
    playback = loaded(bridge, sound, player)
    playback.play(0.5, 2.5)
    qtbot.waitUntil(lambda: playback.position > 0.7)

    with qtbot.waitSignal(playback.sped) as sped:
        playback.set_speed(0.75)
    playback.set_speed(0.75)

    qtbot.waitUntil(lambda: len(player.played) == 2)
    assert (sped.args, playback.speed, playback.state) == ([0.75], 0.75, "playing")
    assert 0.7 < player.played[1].start < 1.5
    assert (player.played[1].end, player.played[1].speed) == (2.5, 0.75)
    playback.stop()
    playback.play(1.0)
    qtbot.waitUntil(lambda: len(player.played) == 3)
    assert player.played[2].speed == 0.75
    playback.stop()


def test_a_change_while_it_is_held_counts_when_it_goes_on(qtbot: QtBot, bridge: Bridge, sound: Path) -> None:
    player = FakePlayer(pace=1.0)
    playback = loaded(bridge, sound, player)
    playback.play(1.0)
    qtbot.waitUntil(lambda: playback.position > 1.1)
    playback.toggle()

    playback.set_speed(1.5)
    assert playback.state == "held"
    held = playback.position
    playback.toggle()

    qtbot.waitUntil(lambda: len(player.played) == 2)
    assert (player.played[1].start, player.played[1].speed) == (held, 1.5)
    playback.stop()


def test_a_loop_goes_on_from_the_place_heard_and_back_to_its_start(qtbot: QtBot, bridge: Bridge, sound: Path) -> None:
    player = FakePlayer(pace=1.0)
    playback = loaded(bridge, sound, player)
    playback.play(1.0)
    qtbot.waitUntil(lambda: playback.position > 1.1)

    with qtbot.waitSignal(playback.looped) as looped:
        playback.set_loop((0.9, 1.4))

    qtbot.waitUntil(lambda: len(player.played) == 2)
    assert looped.args == [(0.9, 1.4)]
    assert player.played[1].start > 1.1
    assert (player.played[1].end, player.played[1].again_from) == (1.4, 0.9)
    with qtbot.waitSignal(playback.moved, check_params_cb=lambda at: at < 1.0):
        pass

    playback.set_loop(None)
    qtbot.waitUntil(lambda: playback.state == "stopped")
    assert playback.position == pytest.approx(SECONDS)


def test_seeking_in_the_loop_keeps_it_and_seeking_out_of_it_ends_it(qtbot: QtBot, bridge: Bridge, sound: Path) -> None:
    player = FakePlayer(pace=1.0)
    playback = loaded(bridge, sound, player)
    playback.set_loop((1.0, 2.0))
    assert (playback.state, playback.position) == ("stopped", 1.0)
    playback.toggle()
    qtbot.waitUntil(lambda: len(player.played) == 1)

    playback.seek(1.7)
    qtbot.waitUntil(lambda: len(player.played) == 2)
    assert (player.played[1].start, player.played[1].again_from) == (1.7, 1.0)

    with qtbot.waitSignal(playback.looped) as looped:
        playback.step(-5)
    assert looped.args == [None]
    qtbot.waitUntil(lambda: len(player.played) == 3)
    assert (player.played[2].end, player.played[2].again_from) == (None, None)
    playback.stop()


@pytest.mark.parametrize("leave", ["seek", "stretch", "load"])
def test_a_loop_at_rest_ends_with_another_place_or_sound(bridge: Bridge, sound: Path, leave: str) -> None:
    playback = loaded(bridge, sound, FakePlayer(pace=1.0))
    playback.set_loop((1.0, 2.0))

    if leave == "seek":
        playback.seek(2.5)
    elif leave == "stretch":
        playback.play(1.2, 1.5)
        playback.stop()
    else:
        playback.load(sound, SECONDS)

    assert playback.loop is None


def test_play_begins_in_the_loop_after_a_stop(qtbot: QtBot, bridge: Bridge, sound: Path) -> None:
    player = FakePlayer(pace=1.0)
    playback = loaded(bridge, sound, player)
    playback.set_loop((2.9, 9.0))
    assert playback.loop == (2.9, SECONDS)
    playback.set_loop((2.9, 9.0))
    playback.stop()

    playback.toggle()

    qtbot.waitUntil(lambda: len(player.played) == 1)
    assert player.played[0].start == 2.9
    playback.stop()
