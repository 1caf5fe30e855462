"""The window: pages by click and key, notices, what follows a choice or an answer, and how it closes."""

from collections.abc import Generator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coach.errors import CoachError, EngineError, FileError, HistoryError, VoiceError
from coach.gui import window as window_module
from coach.gui.bridge import Bridge
from coach.gui.theme import Theme, dress, load_theme
from coach.gui.widgets.keys.sheet import KeySheet
from coach.gui.window import HISTORY, PRACTICE, PREPARE, REVIEW, SETTINGS, Window
from coach.messages import msg
from coach.model import Attempt, Story
from coach.practice.ports import Controls, Heard
from coach.settings import Settings
from tests.fakes.sound import FakeRecorder
from tests.fakes.voice import FakeVoice
from tests.gui.inspect import cut, nameless, outside
from tests.gui.sample import RESOURCES, SPIKE, TEXTS, SampleParts, come_to_rest, sample_history, tone

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, bridge: Bridge, parts: SampleParts, monkeypatch: pytest.MonkeyPatch) -> Window:
    monkeypatch.setattr(window_module, "FAREWELL", 20)
    made = Window(parts, bridge, theme)

    def end(_: QWidget) -> None:
        come_to_rest(qtbot, bridge, made.practice.taking)
        made._leaving = True

    qtbot.addWidget(made, before_close_func=end)
    made.show()
    qtbot.waitExposed(made)
    return made


def record(qtbot: QtBot, window: Window) -> None:
    window._settings = msgspec.structs.replace(window._settings, read_aloud=False)
    window.practice.set_choices(read_aloud=False, count_up=False)
    window.practice.ask(SPIKE)
    window.practice.go_on()
    qtbot.waitUntil(lambda: window.practice.taking.state == "ready")
    window.practice.go_on()
    qtbot.waitUntil(lambda: window.practice.taking.state == "recording")


def fail(error: CoachError | None) -> Generator[Heard, None, Attempt]:
    yield Heard((), 1.0, 2.0)
    assert error is not None
    raise error


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


STORY = Story("s1", "The spike", {"decision": "held the number back", "lesson": "ask what moved"})


def test_a_story_is_told_from_the_prepare_page_and_again_from_the_review(
    qtbot: QtBot, window: Window, parts: SampleParts
) -> None:
    parts.stories.keep(STORY)
    window.practice.ask(SPIKE)
    window.show_page(PREPARE)
    qtbot.waitUntil(lambda: window.stories.list.current == STORY)
    qtbot.mouseClick(window.stories.list.practise, Qt.MouseButton.LeftButton)
    assert window.stack.currentIndex() == PRACTICE
    assert window.practice.view.story.story == STORY
    record(qtbot, window)
    window.practice.go_on()
    qtbot.waitUntil(lambda: window.stack.currentIndex() == REVIEW)
    assert window.review.told.lines[0].plain.startswith("held the number back")
    window.practice.tell(None)
    window.review.feedback.try_again.emit()
    assert window.practice.view.story.story == STORY


def test_a_story_that_is_being_written_is_kept_when_the_window_closes(
    qtbot: QtBot, window: Window, parts: SampleParts
) -> None:
    window.show_page(PREPARE)
    qtbot.waitUntil(lambda: window.stories.empty.isVisible())
    window.stories.empty.button.click()
    qtbot.keyClicks(window.stories.form.title, "Half a")
    window.close()
    assert [story.title for story in parts.stories.stories()] == ["Half a"]


def test_a_question_of_ones_own_is_in_the_picker_at_once_and_is_practised(
    qtbot: QtBot, window: Window, parts: SampleParts
) -> None:
    window.practice.ask(SPIKE)
    window.show_page(PREPARE)
    window.prepare.tabs.setCurrentWidget(window.questions)
    qtbot.waitUntil(lambda: window.questions.shelf_view.questions.list.count() == 3)
    window.questions.shelf_view.new.click()
    window.questions.page.form.text.setPlainText("Who noticed first?")
    qtbot.waitUntil(window.questions.page.practise.isEnabled)
    window.questions.page.practise.click()
    assert window.stack.currentIndex() == PRACTICE
    assert window.practice.view.text.plain == "Who noticed first?"
    picker = window.practice.picker
    qtbot.waitUntil(lambda: picker.list.count() == 4)
    assert picker.list.item(0).text() == "Who noticed first?"
    own = parts.packs.own()[0].questions[0]
    assert window.practice.question == own
    window.questions.changes.remove(own)
    qtbot.waitUntil(lambda: picker.list.count() == 3)
    qtbot.waitUntil(lambda: window.practice.question != own)


def test_a_question_that_is_being_written_is_kept_when_the_window_closes(
    qtbot: QtBot, window: Window, parts: SampleParts
) -> None:
    window.show_page(PREPARE)
    window.prepare.tabs.setCurrentWidget(window.questions)
    window.questions.shelf_view.new.click()
    window.questions.page.form.text.setPlainText("Who noticed first?")
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


def test_an_answer_ends_on_the_review_page_and_is_in_the_history(qtbot: QtBot, window: Window) -> None:
    record(qtbot, window)
    window.practice.go_on()
    qtbot.waitUntil(lambda: window.stack.currentIndex() == REVIEW)
    attempt = window.review.attempt
    assert attempt is not None
    assert attempt.question == SPIKE
    window.review.try_again.emit(attempt)
    assert window.stack.currentIndex() == PRACTICE
    assert window.practice.question == SPIKE
    window.show_page(REVIEW)
    window.review.closed.emit()
    assert window.stack.currentIndex() == HISTORY
    window.history.practice_wanted.emit()
    assert window.stack.currentIndex() == PRACTICE


def test_keys_reach_the_practice_page_from_the_navigation(qtbot: QtBot, window: Window) -> None:
    record(qtbot, window)
    window.navigation.buttons[PRACTICE].setFocus()
    qtbot.keyClick(window.navigation.buttons[PRACTICE], KEY.Key_P)
    assert window.practice.taking.state == "paused"


def test_a_take_of_the_history_is_opened_and_reviewed_again(qtbot: QtBot, window: Window, parts: SampleParts) -> None:
    sample_history(parts, Controls())
    taken = parts.history.rows()[0].id
    window.history.opened.emit(taken)
    qtbot.waitUntil(lambda: window.stack.currentIndex() == REVIEW)
    window.review.review_wanted.emit(taken)
    qtbot.waitUntil(lambda: len(parts.history.attempt(taken).reviews) == 2)
    qtbot.waitUntil(lambda: window.review.attempt is not None and len(window.review.attempt.reviews) == 2)


def test_a_second_review_that_fails_is_said(qtbot: QtBot, window: Window, parts: SampleParts) -> None:
    sample_history(parts, Controls())
    taken = parts.history.rows()[0].id
    failures: list[CoachError] = []
    window.review.show_failed = failures.append  # type: ignore[method-assign,assignment]
    parts.transcriber.error = EngineError(msg("practice.kept"))
    window.history.review_wanted.emit(taken)
    qtbot.waitUntil(lambda: failures == [parts.transcriber.error])
    window.review.show_attempt(parts.history.begin(None))
    window.practice.reviews.begin(parts.history.attempt(taken), lambda controls: fail(parts.transcriber.error))
    qtbot.waitUntil(window.notice.isVisible)
    assert window.notice.message.plain == TEXTS(msg("practice.kept"))


def test_why_there_is_no_review_is_not_covered_by_the_note_that_the_answer_is_kept(
    qtbot: QtBot, window: Window, parts: SampleParts
) -> None:
    parts.transcriber.error = EngineError(msg("errors.engine.died"), msg("errors.engine.died.advice"))
    record(qtbot, window)
    window.practice.go_on()
    qtbot.waitUntil(window.notice.isVisible)
    assert window.notice.message.plain == TEXTS(msg("errors.engine.died"))
    window.notice.dismiss()
    assert window.notice.message.plain == TEXTS(msg("practice.kept"))


def test_a_typed_answer_ends_on_the_review_page(qtbot: QtBot, window: Window) -> None:
    window.practice.ask(SPIKE)
    qtbot.keyClick(window.practice, KEY.Key_T)
    qtbot.keyClicks(window.practice.writing.box, "We decided to cut it.")
    qtbot.keyClick(window.practice.writing.box, KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: window.stack.currentIndex() == REVIEW)
    assert window.review.attempt is not None
    assert window.review.attempt.recording is None
    assert "We decided to cut it." in window.review.transcript.toPlainText()


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


def leave_behind(qtbot: QtBot, window: Window, parts: SampleParts) -> str:
    """Record an answer and go to the history while it is transcribed; return the take."""
    parts.transcriber.wait.clear()
    record(qtbot, window)
    window.practice.go_on()
    qtbot.waitUntil(lambda: window.practice.taking.state == "transcribing")
    window.show_page(HISTORY)
    return parts.history.rows()[0].id


def test_a_review_that_nobody_waited_for_is_a_notice_and_opens_no_page(
    qtbot: QtBot, window: Window, parts: SampleParts
) -> None:
    leave_behind(qtbot, window, parts)
    assert window.practice.taking.state == "resting"
    parts.transcriber.wait.set()
    qtbot.waitUntil(window.notice.isVisible)
    assert window.notice.message.plain == TEXTS(msg("practice.behind.ready"))
    assert window.stack.currentIndex() == HISTORY


def test_a_take_that_is_being_transcribed_shows_how_far_it_is_and_then_its_review(
    qtbot: QtBot, window: Window, parts: SampleParts
) -> None:
    taken = leave_behind(qtbot, window, parts)
    window.history.opened.emit(taken)
    qtbot.waitUntil(lambda: window.stack.currentIndex() == REVIEW)
    qtbot.waitUntil(lambda: window.review.waiting.bar.value() > 0)
    window.review.review_wanted.emit(taken)
    qtbot.wait(50)
    parts.transcriber.wait.set()
    qtbot.waitUntil(lambda: window.review.attempt is not None and window.review.attempt.state == "reviewed")
    assert len(parts.history.attempt(taken).reviews) == 1
    assert not window.notice.isVisible()


def test_a_transcription_is_cancelled_on_the_review_page_and_offered_again(
    qtbot: QtBot, window: Window, parts: SampleParts
) -> None:
    taken = leave_behind(qtbot, window, parts)
    window.history.opened.emit(taken)
    qtbot.waitUntil(window.review.waiting.cancel.isVisible)
    qtbot.mouseClick(window.review.waiting.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.review.waiting.button.isVisible)
    assert parts.history.attempt(taken).state == "recorded"
    assert window.review.waiting.text.plain == TEXTS(msg("review.waiting.recorded"))


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


def open_first_take(qtbot: QtBot, window: Window, parts: SampleParts) -> str:
    sample_history(parts, Controls())
    taken = parts.history.rows()[0].id
    window.open_attempt(taken)
    qtbot.waitUntil(lambda: window.stack.currentIndex() == REVIEW)
    return taken


def test_a_take_is_transcribed_again_and_its_transcripts_compared(
    qtbot: QtBot, window: Window, parts: SampleParts
) -> None:
    taken = open_first_take(qtbot, window, parts)
    versions = window.review.versions
    list(parts.models.get("tiny.en", Controls()))
    assert versions.only.text() == "fake (fake)"
    qtbot.mouseClick(versions.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(versions.card.start.isVisible)
    qtbot.mouseClick(versions.card.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "as well" in versions.card.text.plain)
    assert parts.hired == [("whisper", "tiny.en")]
    assert versions.choice.currentText() == "Whisper (tiny.en)"
    assert "[um]" not in window.review.transcript.toPlainText()

    qtbot.mouseClick(versions.compare, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(versions.comparison.isVisible)
    assert nameless(window) == []
    qtbot.mouseClick(versions.comparison.sides[0].use, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: parts.history.rows()[0].engine == "fake")
    qtbot.mouseClick(versions.compare, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.review.transcript.isVisible)
    assert "um" in window.review.transcript.toPlainText()
    assert len(parts.history.attempt(taken).reviews) == 2


def test_other_engines_are_fetched_in_settings(qtbot: QtBot, window: Window, parts: SampleParts) -> None:
    open_first_take(qtbot, window, parts)
    card = window.review.versions.card
    qtbot.mouseClick(window.review.versions.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(card.settings.isVisible)
    qtbot.mouseClick(card.settings, Qt.MouseButton.LeftButton)

    assert window.stack.currentIndex() == SETTINGS


def test_a_new_answer_goes_before_transcribing_again(qtbot: QtBot, window: Window, parts: SampleParts) -> None:
    taken = open_first_take(qtbot, window, parts)
    versions = window.review.versions
    list(parts.models.get("tiny.en", Controls()))
    parts.second.wait.clear()
    qtbot.mouseClick(versions.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(versions.card.start.isVisible)
    qtbot.mouseClick(versions.card.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "0:04" in versions.card.text.plain)
    record(qtbot, window)
    assert "goes first" in versions.card.text.plain
    window.practice.go_on()
    qtbot.waitUntil(lambda: window.practice.taking.state == "resting")
    parts.second.wait.set()
    qtbot.waitUntil(lambda: len(parts.history.attempt(taken).reviews) == 2)
    qtbot.waitUntil(window.notice.isVisible)

    assert window.notice.message.plain.startswith("Whisper (tiny.en) has written a take down again")
    assert len(parts.hired) == 2
