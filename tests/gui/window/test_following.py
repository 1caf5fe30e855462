"""What follows when something happens to a take."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.errors import CoachError, EngineError, HistoryError
from coach.gui.window import HISTORY, PRACTICE, PREPARE, REVIEW, SETTINGS, Window
from coach.messages import msg
from coach.model import Story
from coach.practice.ports import Controls
from tests.gui.inspect import nameless
from tests.gui.sample import CHANGED_MIND, SPIKE, TEXTS, SampleParts, sample_history
from tests.gui.window.steps import fail, record

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


STORY = Story("s1", "The spike", {"decision": "held the number back", "lesson": "ask what moved"})


def test_a_story_is_told_from_the_prepare_page_and_again_from_the_review(
    qtbot: QtBot, window: Window, parts: SampleParts
) -> None:
    parts.stories.keep(STORY)
    window.practice.ask(SPIKE)
    window.show_page(PREPARE)
    qtbot.waitUntil(lambda: window.pages.stories.list.current == STORY)
    qtbot.mouseClick(window.pages.stories.list.practise, Qt.MouseButton.LeftButton)
    assert window.stack.currentIndex() == PRACTICE
    assert window.practice.view.story.story == STORY
    record(qtbot, window)
    window.practice.go_on()
    qtbot.waitUntil(lambda: window.stack.currentIndex() == REVIEW)
    assert window.review.told.lines[0].plain.startswith("held the number back")
    window.practice.tell(None)
    window.review.feedback.try_again.emit()
    assert window.practice.view.story.story == STORY


def test_a_question_of_ones_own_is_in_the_picker_at_once_and_is_practised(
    qtbot: QtBot, window: Window, parts: SampleParts
) -> None:
    window.practice.ask(SPIKE)
    window.show_page(PREPARE)
    window.prepare.tabs.setCurrentWidget(window.pages.questions)
    qtbot.waitUntil(lambda: window.pages.questions.shelf_view.questions.list.count() == 3)
    window.pages.questions.shelf_view.new.click()
    window.pages.questions.page.form.text.setPlainText("Who noticed first?")
    qtbot.waitUntil(window.pages.questions.page.practise.isEnabled)
    window.pages.questions.page.practise.click()
    assert window.stack.currentIndex() == PRACTICE
    assert window.practice.view.text.plain == "Who noticed first?"
    picker = window.practice.picker
    qtbot.waitUntil(lambda: picker.list.count() == 4)
    assert picker.list.item(0).text() == "Who noticed first?"
    own = parts.packs.own()[0].questions[0]
    assert window.practice.question == own
    window.pages.questions.changes.remove(own)
    qtbot.waitUntil(lambda: picker.list.count() == 3)
    qtbot.waitUntil(lambda: window.practice.question != own)


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


def open_first_take(qtbot: QtBot, window: Window, parts: SampleParts) -> str:
    sample_history(parts, Controls())
    taken = parts.history.rows()[0].id
    window.following.open_attempt(taken)
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


def two_takes(parts: SampleParts) -> tuple[str, str]:
    sample_history(parts, Controls())
    sample_history(parts, Controls())
    first, second = parts.history.rows()
    return first.id, second.id


def test_two_takes_are_compared_from_the_list_and_from_the_review(
    qtbot: QtBot, window: Window, parts: SampleParts
) -> None:
    first, second = two_takes(parts)
    window.show_page(HISTORY)
    window.history.compare_wanted.emit((first, second))
    compare = window.pages.compare
    qtbot.waitUntil(compare.sentence.isVisible)
    assert window.history.tabs.currentWidget() is compare

    window.following.open_attempt(first)
    qtbot.waitUntil(lambda: window.stack.currentIndex() == REVIEW)
    qtbot.mouseClick(window.review.head.compare, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.stack.currentIndex() == HISTORY)
    assert window.history.tabs.currentWidget() is compare


def test_one_take_and_many_are_saved_from_one_sheet(qtbot: QtBot, window: Window, parts: SampleParts) -> None:
    ids = two_takes(parts)
    window.history.export_wanted.emit(ids)
    sheet = window.pages.exporting.sheet
    assert sheet is not None
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.pages.exporting.sheet is None)

    window.following.open_attempt(ids[0])
    qtbot.waitUntil(lambda: window.stack.currentIndex() == REVIEW)
    qtbot.mouseClick(window.review.head.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.pages.exporting.sheet is not None)
    sheet = window.pages.exporting.sheet
    assert sheet is not None
    sheet.close()


def test_what_is_behind_is_practised_from_a_chart(qtbot: QtBot, window: Window) -> None:
    window.following.practise(CHANGED_MIND.category)
    qtbot.waitUntil(lambda: window.practice._question == CHANGED_MIND)
    assert window.stack.currentIndex() == PRACTICE

    window.following.practise(STORY)
    assert window.practice.view.story.story == STORY
    window.following.practise("nothing of this kind")
    window.following.practise(None)
    assert window.stack.currentIndex() == PRACTICE


def test_a_star_and_a_name_are_kept_and_a_failure_is_told(qtbot: QtBot, window: Window, parts: SampleParts) -> None:
    first, _ = two_takes(parts)
    window.following.open_attempt(first)
    qtbot.waitUntil(lambda: window.stack.currentIndex() == REVIEW)

    window.review.star_wanted.emit(first, True)
    window.review.rename_wanted.emit(first, "The good one")
    qtbot.waitUntil(lambda: parts.history.attempt(first).title == "The good one")
    assert parts.history.attempt(first).starred

    parts.history.error = HistoryError(msg("history.unknown", id="x"))
    window.review.star_wanted.emit(first, False)
    qtbot.waitUntil(window.notice.isVisible)
    assert parts.history.attempt(first).starred


def test_a_take_that_was_searched_for_opens_where_it_was_said(qtbot: QtBot, window: Window, parts: SampleParts) -> None:
    sample_history(parts, Controls())
    window.show_page(HISTORY)
    window.history.takes.search.setText("newsletter board")
    window.history.takes.search.setText("board")
    qtbot.keyClick(window.history.takes.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.history.searched == "board")

    window.following.open_attempt(parts.history.rows()[0].id)

    qtbot.waitUntil(lambda: window.stack.currentIndex() == REVIEW)
    assert window.review.reading.search.opened
    assert len(window.review.reading.search.hits) == 1
    window.review.reading.go_to_found("xylophone")
    assert not window.review.reading.search.opened
