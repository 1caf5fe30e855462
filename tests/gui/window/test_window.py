"""The window: pages by click and key, notices, the person's choices, and how it closes."""

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.errors import CoachError, FileError, HistoryError, VoiceError
from coach.gui.theme import dress, load_theme
from coach.gui.widgets.keys.sheet import KeySheet
from coach.gui.window import HISTORY, PRACTICE, PREPARE, REVIEW, SETTINGS, Window
from coach.messages import msg
from coach.practice.ports import Controls
from coach.settings import Settings
from tests.fakes.sound import FakeRecorder
from tests.fakes.voice import FakeVoice
from tests.gui.inspect import cut, nameless, outside
from tests.gui.sample import RESOURCES, SPIKE, TEXTS, SampleParts, sample_history, tone
from tests.gui.window.steps import record

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def test_it_opens_on_practice_with_five_places(window: Window) -> None:
    assert window.stack.currentIndex() == PRACTICE
    assert [button.text() for button in window.navigation.buttons] == [
        "Practice",
        "Prepare",
        "Review",
        "History",
        "Settings",
    ]
    assert window.navigation.buttons[PRACTICE].isChecked()
    assert not window.windowIcon().isNull()


def test_nothing_slow_happens_before_start(window: Window, parts: SampleParts) -> None:
    assert parts.recogniser.warmed == 0
    assert parts.ready == 0
    assert window.practice.question is None


def test_start_offers_a_question_and_warms_the_engine(qtbot: QtBot, window: Window, parts: SampleParts) -> None:
    window.start()
    qtbot.waitUntil(lambda: window.practice.question is not None)
    qtbot.waitUntil(lambda: parts.recogniser.warmed == 1)
    qtbot.waitUntil(lambda: parts.ready == 1)
    assert window.practice.view.why.plain
    assert not window.notice.isVisible()


def test_start_rescues_the_takes_of_a_dead_program(
    qtbot: QtBot, tmp_path: Path, window: Window, parts: SampleParts
) -> None:
    attempt = parts.history.begin(SPIKE)
    assert attempt.recording is not None
    for _ in FakeRecorder(tone(1.0), ends=True).record(attempt.recording.path, Controls()):
        pass
    parts.history.close()
    window.start()
    qtbot.waitUntil(lambda: window.notice.isVisible())
    assert window.notice.message.plain == TEXTS(msg("window.adopted", n=1))


def test_what_was_wrong_with_settings_history_and_packs_is_said_one_after_another(
    qtbot: QtBot, tmp_path: Path, window: Window, parts: SampleParts
) -> None:
    broken = msg("errors.settings.broken", file="settings.toml", line=3, key="-", aside="settings.toml.broken")
    parts.problem = FileError(broken, tmp_path)
    parts.history.problem = CoachError(msg("practice.none"))
    parts.packs.broken = [FileError(msg("practice.device_lost"), tmp_path, msg("practice.device_lost.advice"))]
    window.start()
    qtbot.waitUntil(lambda: window.notice.isVisible())
    assert window.notice.message.plain == TEXTS(broken)
    qtbot.mouseClick(window.notice.close_button, Qt.MouseButton.LeftButton)
    assert window.notice.message.plain == TEXTS(msg("practice.none"))
    window.notice.dismiss()
    assert window.notice.message.plain == TEXTS(msg("practice.device_lost"))
    assert window.notice.isVisible()
    window.notice.dismiss()
    assert not window.notice.isVisible()


@pytest.mark.parametrize("number", [PREPARE, REVIEW, HISTORY, SETTINGS, PRACTICE])
def test_pages_open_by_key_and_by_click(qtbot: QtBot, window: Window, number: int) -> None:
    window.show_page((number + 1) % 5)
    qtbot.mouseClick(window.navigation.buttons[number], Qt.MouseButton.LeftButton)
    assert window.stack.currentIndex() == number
    window.show_page((number + 1) % 5)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, KEY(KEY.Key_1.value + number), CTRL)
    assert window.stack.currentIndex() == number
    assert window.navigation.buttons[number].isChecked()


def test_leaving_the_practice_page_leaves_what_was_only_ready(qtbot: QtBot, window: Window) -> None:
    window.practice.set_choices(read_aloud=False, count_up=False)
    window.practice.ask(SPIKE)
    window.practice.go_on()
    qtbot.waitUntil(lambda: window.practice.taking.state == "ready")
    window.show_page(SETTINGS)
    assert window.practice.taking.state == "resting"


def test_a_story_that_is_being_written_is_kept_when_the_window_closes(
    qtbot: QtBot, window: Window, parts: SampleParts
) -> None:
    window.show_page(PREPARE)
    qtbot.waitUntil(lambda: window.pages.stories.empty.isVisible())
    window.pages.stories.empty.button.click()
    qtbot.keyClicks(window.pages.stories.form.title, "Half a")
    window.close()
    assert [story.title for story in parts.stories.stories()] == ["Half a"]


def test_a_question_that_is_being_written_is_kept_when_the_window_closes(
    qtbot: QtBot, window: Window, parts: SampleParts
) -> None:
    window.show_page(PREPARE)
    window.prepare.tabs.setCurrentWidget(window.pages.questions)
    window.pages.questions.shelf_view.new.click()
    window.pages.questions.page.form.text.setPlainText("Who noticed first?")
    with qtbot.waitSignal(window.gone):
        window.close()
    assert [question.text for pack in parts.packs.own() for question in pack.questions] == ["Who noticed first?"]


def test_a_recording_keeps_its_page(qtbot: QtBot, window: Window) -> None:
    record(qtbot, window)
    window.show_page(HISTORY)
    assert window.stack.currentIndex() == PRACTICE
    assert [button.isEnabled() for button in window.navigation.buttons] == [True, False, False, False, False]
    window.practice.finish()
    qtbot.waitUntil(lambda: all(button.isEnabled() for button in window.navigation.buttons))


def test_keys_reach_the_practice_page_from_the_navigation(qtbot: QtBot, window: Window) -> None:
    record(qtbot, window)
    window.navigation.buttons[PRACTICE].setFocus()
    qtbot.keyClick(window.navigation.buttons[PRACTICE], KEY.Key_P)
    assert window.practice.taking.state == "paused"


@pytest.mark.parametrize("broken", [False, True])
def test_what_was_typed_and_not_looked_at_is_kept_when_the_window_closes(
    qtbot: QtBot, window: Window, parts: SampleParts, broken: bool
) -> None:
    window.practice.ask(SPIKE)
    window.practice.open_writing()
    qtbot.keyClicks(window.practice.writing.box, "We cut it.")
    if broken:
        parts.history.error = HistoryError(msg("history.finished"))
        assert not window.close()
        assert window.notice.isVisible()
        assert window.close()
        return
    assert window.close()
    assert [(row.text, row.state) for row in parts.history.rows()] == [("We cut it.", "transcribed")]


def test_choices_about_what_is_heard_reach_the_practice_page(window: Window) -> None:
    settings = msgspec.structs.replace(Settings(), live_captions=True, live_anchors=True)
    window.apply(settings)
    assert not window.practice.captions.isHidden()
    assert window.practice.taking.spot is not None
    window.apply(Settings())
    assert window.practice.captions.isHidden()
    assert window.practice.taking.spot is None


def test_a_known_failure_is_a_notice_that_can_be_put_away(qtbot: QtBot, window: Window) -> None:
    error = CoachError(msg("practice.device_lost"), msg("practice.device_lost.advice"))
    window._bridge.troubled.emit(error)
    assert window.notice.isVisible()
    assert window.notice.advice.plain == TEXTS(error.advice or "")
    qtbot.mouseClick(window.notice.close_button, Qt.MouseButton.LeftButton)
    assert not window.notice.isVisible()
    window.show_error(error)
    qtbot.keyClick(window, KEY.Key_Escape)
    assert not window.notice.isVisible()


def test_a_missing_voice_is_told_once(qtbot: QtBot, window: Window, parts: SampleParts) -> None:
    assert isinstance(parts.voice, FakeVoice)
    parts.voice._error = VoiceError(msg("voice.none"))
    window.practice.ask(SPIKE)
    window.practice.hear()
    qtbot.waitUntil(lambda: window.notice.isVisible())
    assert window.notice.message.plain == TEXTS(msg("window.voice_missing"))
    assert parts.kept[-1].voice_missing_told
    window.notice.dismiss()
    qtbot.waitUntil(lambda: window.practice.taking.state == "ready")
    window.practice.hear()
    qtbot.waitUntil(lambda: window.practice.taking.state == "ready")
    assert not window.notice.isVisible()


def test_choices_apply_at_once_and_are_kept(window: Window, parts: SampleParts) -> None:
    chosen = Settings(theme="cream", text_percent=125, count_up=True, read_aloud=False)
    window.settings_page.changed.emit(chosen)
    assert parts.kept == [chosen]
    assert parts.applied == [chosen]
    assert (window.theme.name, window.theme.percent) == ("cream", 125)
    picture = window.grab().toImage()
    assert picture.pixelColor(window.navigation.width() + 4, 200) == window.theme.colour("ground")


def test_choices_that_cannot_be_kept_are_said(
    window: Window, parts: SampleParts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Settings) -> None:
        raise FileError(msg("practice.none"), tmp_path)

    monkeypatch.setattr(parts, "save_settings", fail)
    window.apply(Settings(count_up=True))
    assert window.notice.isVisible()


def test_the_systems_colours_are_followed(window: Window) -> None:
    window._system_changed()
    assert window.theme.name in ("light", "dark")
    window.apply(Settings(theme="dark"))
    window._system_changed()
    assert window.theme.name == "dark"


@pytest.mark.parametrize("way", ["F1", "?", "click"])
def test_the_key_sheet_opens_by_key_and_by_click(qtbot: QtBot, window: Window, way: str) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    if way == "F1":
        qtbot.keyClick(window, KEY.Key_F1)
    elif way == "?":
        qtbot.keyClicks(window, "?")
    else:
        qtbot.mouseClick(window.navigation.keys, Qt.MouseButton.LeftButton)
    sheet = window.findChild(KeySheet)
    assert sheet is not None
    assert sheet.isVisible()
    qtbot.mouseClick(sheet.close_button, Qt.MouseButton.LeftButton)
    assert not sheet.isVisible()


def test_the_keys_are_within_reach_while_recording(qtbot: QtBot, window: Window) -> None:
    record(qtbot, window)
    qtbot.mouseClick(window.navigation.keys, Qt.MouseButton.LeftButton)
    sheet = window.findChild(KeySheet)
    assert sheet is not None
    sheet.close()
    assert window.practice.taking.state == "recording"


def test_a_bug_opens_its_door(window: Window) -> None:
    window.show_crash(ZeroDivisionError("what a person said"))
    dialog = window.crash.dialog
    assert dialog is not None
    assert dialog.isVisible()
    assert dialog.parent() is window
    dialog.reject()
    assert window.crash.dialog is None


def test_closing_at_rest_closes(qtbot: QtBot, window: Window) -> None:
    with qtbot.waitSignal(window.gone):
        assert window.close()


def test_closing_while_recording_keeps_the_take_and_says_so(qtbot: QtBot, window: Window, parts: SampleParts) -> None:
    record(qtbot, window)
    assert not window.close()
    with qtbot.waitSignal(window.gone):
        qtbot.waitUntil(lambda: not window.notice.isHidden())
        assert window.notice.message.plain == TEXTS(msg("window.closing"))
    assert [row.state for row in parts.history.rows()] != ["recording"]
    assert parts.history.rows()[0].seconds > 0


def test_every_control_has_a_name(qtbot: QtBot, window: Window, parts: SampleParts) -> None:
    sample_history(parts, Controls())
    window.practice.ask(SPIKE)
    for number in range(4):
        window.show_page(number)
        qtbot.wait(20)
    assert nameless(window) == []


@pytest.mark.parametrize(("percent", "size"), [(100, (900, 600)), (200, (1280, 800))])
def test_it_fits_and_no_text_is_cut(
    qtbot: QtBot, qapp: QApplication, window: Window, percent: int, size: tuple[int, int]
) -> None:
    window.practice.ask(SPIKE)
    window.apply(Settings(text_percent=percent, theme="dark"))
    window.resize(*size)

    def all_there() -> None:
        assert (window.width(), window.height()) == size
        for part in (window.navigation, window.practice):
            assert cut(part) == []
            assert outside(part) == []

    qtbot.waitUntil(all_there)
    dress(qapp, load_theme(RESOURCES / "assets" / "themes", "light"))
