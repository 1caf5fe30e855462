from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.errors import FileError
from coach.gui.bridge import Bridge
from coach.gui.pages.review.listening import Listening
from coach.messages import msg
from coach.model import ANCHORS
from tests.fakes.sound import FakePlayer
from tests.tools import samples

NAMES: dict[str, str] = {name: name for name in ANCHORS}


def unreadable(path: Path) -> tuple[np.ndarray[Any, Any], int]:
    raise FileError(msg("any"), path)


def test_a_sound_that_cannot_be_read_is_told_and_the_rest_stays(qtbot: QtBot, tmp_path: Path) -> None:
    attempt = samples.reviewed(tmp_path / "take.wav")
    bridge = Bridge()
    listening = Listening(samples.texts(), samples.theme(), bridge, FakePlayer(), unreadable)
    qtbot.addWidget(listening)

    listening.show_sound(attempt, NAMES, has_sound=True)

    qtbot.waitUntil(lambda: listening.sound_note.plain == samples.texts()(msg("review.sound.unreadable")))
    assert listening.timeline.values.moments
    assert bridge.close()


def test_a_click_on_the_timeline_plays_from_there_and_tells_where_the_sound_is(qtbot: QtBot, tmp_path: Path) -> None:
    attempt = samples.reviewed(tmp_path / "take.wav")
    assert attempt.review is not None
    assert attempt.recording is not None
    samples.write_wav(
        attempt.recording.path, samples.sound_of(attempt.review.transcript.words, attempt.recording.seconds)
    )
    bridge, player = Bridge(), FakePlayer(pace=0.2)
    listening = Listening(
        samples.texts(), samples.theme(), bridge, player, lambda _: (np.zeros(16000, np.int16), 16000)
    )
    qtbot.addWidget(listening)
    listening.show_sound(attempt, NAMES, has_sound=True)
    listening.resize(900, 500)
    listening.show()
    told: list[object] = []
    listening.moved.connect(told.append)

    place = listening.timeline.plot.position_of(4.0).toPoint()
    qtbot.mouseClick(listening.timeline.plot.viewport(), Qt.MouseButton.LeftButton, pos=place)

    qtbot.waitUntil(lambda: any(isinstance(at, float) and at > 4.0 for at in told))
    assert abs(player.played[0].start - 4.0) < 0.2
    listening.playback.stop()
    assert told[-1] is None
    assert bridge.close()
