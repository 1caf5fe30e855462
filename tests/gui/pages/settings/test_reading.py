"""Settings: the voice is chosen, tried and, where there is none, explained."""

from pathlib import Path

import msgspec
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from coach.errors import CoachError, VoiceError
from coach.gui.bridge import Bridge
from coach.gui.pages.settings import SettingsPage
from coach.gui.theme import Theme
from coach.messages import msg
from coach.settings import Settings
from tests.fakes.voice import FakeVoice
from tests.gui.pages.settings.choosing import make, offered, pick
from tests.gui.sample import TEXTS, SampleParts

CLICK = Qt.MouseButton.LeftButton


def test_voice_rate_and_reading_are_chosen(page: SettingsPage, changes: list[Settings], qtbot: QtBot) -> None:
    assert offered(page.reading.voice) == ["What the system uses", "A steady tone (en)"]
    pick(page.reading.voice, "fake")
    page.reading.rate.setValue(200)
    qtbot.mouseClick(page.reading.read_aloud, CLICK, pos=QPoint(16, page.reading.read_aloud.height() // 2))
    assert (changes[-1].voice, changes[-1].rate, changes[-1].read_aloud) == ("fake", 200, False)
    assert "200" in page.reading.rate_words.text()


def test_the_rate_is_told_while_it_is_dragged_but_set_at_the_end(page: SettingsPage, changes: list[Settings]) -> None:
    page.reading.rate.sliderMoved.emit(250)
    assert "250" in page.reading.rate_words.text()
    assert changes == []


def test_the_voice_can_be_tried(qtbot: QtBot, parts: SampleParts, page: SettingsPage) -> None:
    qtbot.mouseClick(page.reading.trial, CLICK)
    assert page.reading.trial.text() == TEXTS(msg("settings.try.stop"))
    qtbot.waitUntil(lambda: page.reading._trying is None)
    assert isinstance(parts.voice, FakeVoice)
    assert parts.voice.said == [TEXTS(msg("settings.try.sentence"))]
    assert page.reading.trial.text() == TEXTS(msg("settings.try"))


def test_a_trial_can_be_stopped(qtbot: QtBot, parts: SampleParts, page: SettingsPage) -> None:
    def say(text: str, controls):  # type: ignore[no-untyped-def]
        controls.stop.wait(5)
        yield from ()

    parts.voice.say = say  # type: ignore[method-assign]
    qtbot.mouseClick(page.reading.trial, CLICK)
    qtbot.mouseClick(page.reading.trial, CLICK)
    qtbot.waitUntil(lambda: page.reading._trying is None)


def test_without_a_voice_it_says_what_to_do(qtbot: QtBot, tmp_path: Path, theme: Theme, bridge: Bridge) -> None:
    error = VoiceError(msg("voice.none"))
    page = make(qtbot, theme, bridge, SampleParts(tmp_path / "mute", voice_error=error))
    qtbot.waitUntil(lambda: page.reading.missing.isVisible())
    assert page.reading.missing.plain == TEXTS(msg("settings.voice.none"))
    troubles: list[CoachError] = []
    page.troubled.connect(troubles.append)
    qtbot.mouseClick(page.reading.trial, CLICK)
    qtbot.waitUntil(lambda: troubles == [error])
    assert page.reading.trial.text() == TEXTS(msg("settings.try"))
    page.hide()


def test_an_unknown_voice_stays_chosen(page: SettingsPage) -> None:
    page.show_settings(msgspec.structs.replace(Settings(), voice="gone"))
    assert page.reading.voice.currentData() == "gone"
