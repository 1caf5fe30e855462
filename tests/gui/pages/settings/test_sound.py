"""Settings: devices are listed and chosen, and a level check keeps nothing."""

from pathlib import Path

import msgspec
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.errors import CoachError, SoundError
from coach.gui.bridge import Bridge
from coach.gui.pages.settings import SettingsPage
from coach.gui.theme import Theme
from coach.messages import msg
from coach.settings import Settings
from tests.fakes.sound import FakeRecorder
from tests.gui.pages.settings.choosing import make, offered, pick
from tests.gui.sample import TEXTS, SampleParts

CLICK = Qt.MouseButton.LeftButton


def test_devices_are_listed_and_chosen(page: SettingsPage, changes: list[Settings]) -> None:
    assert offered(page.sound.microphone) == ["What the system uses (Desk)", "Desk", "Headset"]
    pick(page.sound.microphone, "Headset")
    pick(page.sound.loudspeaker, "Desk")
    assert [(each.microphone, each.loudspeaker) for each in changes] == [("Headset", ""), ("Headset", "Desk")]


def test_a_new_device_is_found_and_a_missing_one_stays_chosen(
    qtbot: QtBot, parts: SampleParts, page: SettingsPage
) -> None:
    page.show_settings(msgspec.structs.replace(Settings(), microphone="Old one"))
    assert page.sound.microphone.currentData() == "Old one"
    assert "not there now" in page.sound.microphone.currentText()
    parts.devices.microphone_names.append("New one")
    qtbot.mouseClick(page.sound.refresh, CLICK)
    qtbot.waitUntil(lambda: "New one" in offered(page.sound.microphone))
    assert page.sound.microphone.currentData() == "Old one"


def test_devices_that_cannot_be_asked_are_said(
    qtbot: QtBot, parts: SampleParts, page: SettingsPage, troubles: list[CoachError]
) -> None:
    error = SoundError(msg("errors.sound.nothing"))

    def fail() -> None:
        raise error

    parts.devices.microphones = fail  # type: ignore[method-assign,assignment]
    page.sound.open()
    qtbot.waitUntil(lambda: troubles == [error])


def test_the_level_is_checked_and_nothing_of_it_is_kept(
    qtbot: QtBot, parts: SampleParts, page: SettingsPage, bridge: Bridge
) -> None:
    sound = page.sound
    qtbot.mouseClick(sound.check, CLICK)
    assert sound.check.text() == TEXTS(msg("settings.check.stop"))
    qtbot.waitUntil(lambda: max(sound.meter.bars.heights) > 0.3)
    qtbot.mouseClick(sound.check, CLICK)
    qtbot.waitUntil(lambda: not bridge.busy("voice") and sound._checking is None)
    assert sound.check.text() == TEXTS(msg("settings.check"))
    assert len(parts.recorder.paths) == 1
    assert not parts.recorder.paths[0].exists()
    assert parts.history.rows() == []


def test_leaving_the_page_ends_the_level_check(qtbot: QtBot, page: SettingsPage, bridge: Bridge) -> None:
    qtbot.mouseClick(page.sound.check, CLICK)
    qtbot.waitUntil(lambda: max(page.sound.meter.bars.heights) > 0)
    page.hide()
    qtbot.waitUntil(lambda: not bridge.busy("voice"))


def test_a_level_check_that_fails_is_said(qtbot: QtBot, tmp_path: Path, theme: Theme, bridge: Bridge) -> None:
    error = SoundError(msg("errors.sound.nothing"))
    page = make(qtbot, theme, bridge, SampleParts(tmp_path / "other", recorder=FakeRecorder(error=error)))
    troubles: list[CoachError] = []
    page.troubled.connect(troubles.append)
    qtbot.mouseClick(page.sound.check, CLICK)
    qtbot.waitUntil(lambda: troubles == [error])
    assert page.sound.check.text() == TEXTS(msg("settings.check"))
    page.hide()
