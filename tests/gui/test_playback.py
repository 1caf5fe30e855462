from collections.abc import Iterator
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
def bridge(qapp: object) -> Iterator[Bridge]:
    made = Bridge()
    yield made
    assert made.close()


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
