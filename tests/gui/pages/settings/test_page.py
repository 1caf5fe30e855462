"""The Settings page: what is here can be chosen, choices apply at once, and the network is used on a click only."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from coach.errors import CoachError, SoundError, VoiceError
from coach.gui.bridge import Bridge
from coach.gui.pages.settings import SettingsPage
from coach.gui.theme import Theme, dress, load_theme
from coach.messages import msg
from coach.settings import Settings
from tests.fakes.sound import FakeRecorder
from tests.fakes.voice import FakeVoice
from tests.gui.inspect import fits, nameless
from tests.gui.sample import RESOURCES, TEXTS, SampleParts

CLICK = Qt.MouseButton.LeftButton


def make(qtbot: QtBot, theme: Theme, bridge: Bridge, parts: SampleParts) -> SettingsPage:
    page = SettingsPage(
        TEXTS,
        theme,
        bridge,
        parts.settings,
        devices=parts.devices,
        recorder=parts.recorder,
        voice=parts.voice,
        models=parts.models,
        engines=parts.engines,
        data_folder=parts.data_folder,
        scratch=parts.folders.cache,
    )
    qtbot.addWidget(page)
    page.resize(1080, 800)
    page.show()
    qtbot.waitUntil(lambda: page.sound.microphone.count() > 1 and len(page.recognition._known) > 0)
    qtbot.waitUntil(lambda: not bridge.busy("voice"))
    return page


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, bridge: Bridge, parts: SampleParts) -> Iterator[SettingsPage]:
    made = make(qtbot, theme, bridge, parts)
    yield made
    made.hide()
    qtbot.waitUntil(lambda: not bridge.busy("voice"))


@pytest.fixture
def changes(page: SettingsPage) -> list[Settings]:
    seen: list[Settings] = []
    page.changed.connect(seen.append)
    return seen


@pytest.fixture
def troubles(page: SettingsPage) -> list[CoachError]:
    seen: list[CoachError] = []
    page.troubled.connect(seen.append)
    return seen


def pick(choice: QComboBox, value: object) -> None:
    index = next(index for index in range(choice.count()) if choice.itemData(index) == value)
    choice.setCurrentIndex(index)
    choice.activated.emit(index)


def offered(choice: QComboBox) -> list[str]:
    return [choice.itemText(index) for index in range(choice.count())]


def shelf(page: SettingsPage) -> dict[str, QPushButton]:
    buttons = page.recognition.shelf.findChildren(QPushButton)
    return {made.accessibleName(): made for made in buttons if made.isVisible()}


def on_shelf(qtbot: QtBot, page: SettingsPage, name: str) -> QPushButton:
    qtbot.waitUntil(lambda: name in shelf(page))
    return shelf(page)[name]


def test_opening_the_page_changes_nothing(changes: list[Settings]) -> None:
    assert changes == []


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


def test_only_the_engines_that_are_here_are_offered(page: SettingsPage, changes: list[Settings]) -> None:
    assert [page.recognition.engine.itemData(i) for i in range(2)] == ["moonshine", "whisper"]
    pick(page.recognition.engine, "whisper")
    assert changes[-1].engine == "whisper"
    page.recognition._show_known((("whisper",), ()))
    page.show_settings(Settings())
    assert "not on this computer" in page.recognition.engine.currentText()


def test_a_model_is_fetched_on_a_click_used_and_removed(
    qtbot: QtBot, page: SettingsPage, changes: list[Settings]
) -> None:
    pick(page.recognition.engine, "whisper")
    qtbot.waitUntil(lambda: set(shelf(page)) == {"Get the model tiny.en, 75 MB", "Get the model base.en, 145 MB"})
    assert offered(page.recognition.model) == [TEXTS(msg("settings.model.usual"))]
    qtbot.mouseClick(on_shelf(qtbot, page, "Get the model tiny.en, 75 MB"), CLICK)
    qtbot.waitUntil(lambda: "Remove the model tiny.en" in shelf(page))
    assert not page.recognition.progress.isVisible()
    pick(page.recognition.model, "tiny.en")
    assert changes[-1].model == "tiny.en"
    qtbot.mouseClick(on_shelf(qtbot, page, "Remove the model tiny.en"), CLICK)
    qtbot.waitUntil(lambda: "Get the model tiny.en, 75 MB" in shelf(page))
    assert changes[-1].model == ""


def test_fetching_shows_progress_and_can_be_cancelled(
    qtbot: QtBot, parts: SampleParts, page: SettingsPage, troubles: list[CoachError]
) -> None:
    def get(name: str, controls):  # type: ignore[no-untyped-def]
        from coach.errors import Cancelled
        from coach.practice.ports import Fetched

        yield Fetched(1_000_000, 0)
        while not controls.cancel.wait(0.01):
            yield Fetched(30_000_000, 75_000_000)
        raise Cancelled

    parts.models.get = get  # type: ignore[method-assign]
    page.show_settings(msgspec.structs.replace(Settings(), engine="whisper"))
    qtbot.mouseClick(on_shelf(qtbot, page, "Get the model tiny.en, 75 MB"), CLICK)
    qtbot.waitUntil(lambda: page.recognition.progress_words.text() == "30 MB of 75 MB")
    assert page.recognition.progress.value() == 400
    assert not on_shelf(qtbot, page, "Get the model tiny.en, 75 MB").isEnabled()
    qtbot.mouseClick(page.recognition.cancel, CLICK)
    qtbot.waitUntil(lambda: not page.recognition.progress.isVisible())
    assert troubles == []
    assert on_shelf(qtbot, page, "Get the model tiny.en, 75 MB").isEnabled()
    page.recognition._cancel()


def test_offline_it_says_so(qtbot: QtBot, parts: SampleParts, page: SettingsPage, troubles: list[CoachError]) -> None:
    parts.models.reachable = False
    page.show_settings(msgspec.structs.replace(Settings(), engine="whisper"))
    qtbot.mouseClick(on_shelf(qtbot, page, "Get the model base.en, 145 MB"), CLICK)
    qtbot.waitUntil(lambda: len(troubles) == 1)


def test_a_missing_model_stays_chosen(page: SettingsPage) -> None:
    page.show_settings(msgspec.structs.replace(Settings(), engine="whisper", model="large"))
    assert page.recognition.model.currentText() == "large (not on this computer)"


def test_theme_size_and_counting_are_chosen(qtbot: QtBot, page: SettingsPage, changes: list[Settings]) -> None:
    pick(page.look.theme, "cream")
    pick(page.look.text_size, 150)
    qtbot.mouseClick(page.look.count_up, CLICK, pos=QPoint(16, page.look.count_up.height() // 2))
    assert (changes[-1].theme, changes[-1].text_percent, changes[-1].count_up) == ("cream", 150, True)
    page.show_settings(msgspec.structs.replace(Settings(), text_percent=130))
    assert page.look.text_size.currentData() == 130


def test_another_folder_applies_at_the_next_start_and_says_so(
    qtbot: QtBot, tmp_path: Path, page: SettingsPage, changes: list[Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = ["", str(tmp_path / "elsewhere")]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: answers.pop(0))
    qtbot.mouseClick(page.data.choose, CLICK)
    assert changes == []
    qtbot.mouseClick(page.data.choose, CLICK)
    assert changes[-1].data_folder == str(tmp_path / "elsewhere")
    assert "elsewhere" in page.data.next_start.plain
    assert page.data.path.text() == str(tmp_path / "data")


def test_the_folder_is_opened(
    qtbot: QtBot, tmp_path: Path, page: SettingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    qtbot.mouseClick(page.data.open_folder, CLICK)
    assert [url.toLocalFile() for url in opened] == [str(tmp_path / "data")]


def test_back_to_the_usual_settings_keeps_the_folder(qtbot: QtBot, page: SettingsPage, changes: list[Settings]) -> None:
    page.show_settings(Settings(theme="dark", text_percent=175, data_folder="somewhere", voice_missing_told=True))
    qtbot.mouseClick(page.reset, CLICK)
    assert changes == [Settings(data_folder="somewhere", voice_missing_told=True)]
    qtbot.mouseClick(page.reset, CLICK)
    assert len(changes) == 1


def test_the_wheel_scrolls_the_page_and_changes_no_choice(page: SettingsPage, changes: list[Settings]) -> None:
    wheel = QWheelEvent(
        QPointF(5, 5),
        page.look.theme.mapToGlobal(QPointF(5, 5)),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(page.look.theme, wheel)
    assert page.look.theme.currentData() == "system"
    assert changes == []


def test_every_control_has_a_name(page: SettingsPage) -> None:
    page.show_settings(msgspec.structs.replace(Settings(), engine="whisper"))
    assert nameless(page) == []


@pytest.mark.parametrize(("percent", "width"), [(100, 1080), (100, 700), (200, 1080)])
def test_no_text_is_cut(qtbot: QtBot, qapp: QApplication, page: SettingsPage, percent: int, width: int) -> None:
    theme = load_theme(RESOURCES / "assets" / "themes", "dark", percent)
    dress(qapp, theme)
    page.set_theme(theme)
    page.resize(width, 800)
    page.show_settings(msgspec.structs.replace(Settings(), engine="whisper"))
    qtbot.waitUntil(lambda: fits(page, width))
