import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from coach.errors import FileError, HistoryError, SoundError
from coach.gui.bridge import Bridge
from coach.gui.charts.envelope import fine_reader
from coach.gui.keys import KeyMap
from coach.gui.pages.review import ReviewPage
from coach.gui.theme import style_sheet
from coach.gui.widgets.paragraph import Paragraph
from coach.messages import msg
from coach.model import Attempt, Transcript
from tests.fakes.history import FakeHistory
from tests.fakes.sound import FakePlayer
from tests.gui.inspect import cut, fits, nameless
from tests.tools import samples


@pytest.fixture
def attempt(tmp_path: Path) -> Attempt:
    made = samples.reviewed(tmp_path / "take.wav")
    assert made.review is not None
    assert made.recording is not None
    samples.write_wav(made.recording.path, samples.sound_of(made.review.transcript.words, made.recording.seconds))
    return made


@pytest.fixture
def player() -> FakePlayer:
    return FakePlayer(pace=1.0)


def read(path: Path) -> tuple[np.ndarray[Any, Any], int]:
    if not path.is_file():
        raise FileError(msg("any"), path)
    return np.frombuffer(path.read_bytes()[44:], dtype="<i2"), samples.RATE


@pytest.fixture
def history(tmp_path: Path, attempt: Attempt) -> FakeHistory:
    made = FakeHistory(tmp_path)
    made.shelf.attempts[attempt.id] = attempt
    return made


@pytest.fixture
def page(qtbot: QtBot, bridge: Bridge, player: FakePlayer, history: FakeHistory) -> Iterator[ReviewPage]:
    made = ReviewPage(samples.texts(), samples.theme(), bridge, player, fine_reader(read), history)
    made.setStyleSheet(style_sheet(samples.theme()))
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    yield made
    made.playback.stop()


def test_an_empty_page_offers_the_one_thing_that_fills_it(qtbot: QtBot, page: ReviewPage) -> None:
    assert page.empty.isVisible()

    with qtbot.waitSignal(page.try_again) as again:
        qtbot.keyClick(page.empty.button, Qt.Key.Key_Space)

    assert again.args == [None]


def test_words_come_before_numbers(page: ReviewPage, attempt: Attempt) -> None:
    page.show_attempt(attempt)

    assert attempt.question is not None
    assert page.heading.plain == attempt.question.text
    assert page.feedback.strength.plain == "samples.strength"
    top = page.feedback.mapTo(page, page.feedback.rect().topLeft()).y()
    assert top < page.timeline.mapTo(page, page.timeline.rect().topLeft()).y()
    assert not page.waiting.isVisible()
    assert page.feedback.button.property("kind") == "primary"


def test_the_waveform_comes_from_the_errand_worker(qtbot: QtBot, page: ReviewPage, attempt: Attempt) -> None:
    page.show_attempt(attempt)
    assert page.timeline.values.with_sound

    qtbot.waitUntil(lambda: page.timeline.values.sound is not None)

    sound = page.timeline.values.sound
    assert sound is not None
    assert sound.columns == 16_000  # fine enough to zoom into


def test_a_word_is_played_with_mouse_and_keys(
    qtbot: QtBot, page: ReviewPage, attempt: Attempt, player: FakePlayer
) -> None:
    page.show_attempt(attempt)
    assert attempt.review is not None
    words = attempt.review.transcript.words

    page.transcript.setFocus()
    qtbot.keyClick(page.transcript, Qt.Key.Key_Right)
    qtbot.keyClick(page.transcript, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(player.played) == 1)
    qtbot.waitUntil(lambda: page.transcript.current is not None)

    assert player.played[0].start == pytest.approx(words[1].start)
    assert page.timeline.cursor_at is not None
    assert page.play_bar.play.text() == "Pause"


def test_space_plays_and_holds_left_goes_back(
    qtbot: QtBot, page: ReviewPage, attempt: Attempt, player: FakePlayer
) -> None:
    page.show_attempt(attempt)
    page.activateWindow()
    page.transcript.setFocus()
    qtbot.waitUntil(page.transcript.hasFocus)
    page.playback.seek(12.0)

    with qtbot.waitSignal(page.playback.changed) as played:
        qtbot.keyClick(page.transcript, Qt.Key.Key_Space)
    with qtbot.waitSignal(page.playback.changed) as held:
        qtbot.keyClick(page.transcript, Qt.Key.Key_Space)
    assert (played.args, held.args) == (["playing"], ["held"])

    page.play_bar.play.setFocus()
    qtbot.keyClick(page.play_bar.play, Qt.Key.Key_Left)
    assert page.playback.position == pytest.approx(7.0, abs=0.5)
    qtbot.keyClick(page.play_bar.play, Qt.Key.Key_Right)
    assert page.playback.position == pytest.approx(12.0, abs=0.5)

    page.play_bar.stop.click()
    assert page.playback.position == 0.0


def test_arrow_keys_belong_to_the_transcript_while_it_has_them(
    qtbot: QtBot, page: ReviewPage, attempt: Attempt
) -> None:
    page.show_attempt(attempt)
    page.activateWindow()
    page.transcript.setFocus()
    qtbot.waitUntil(page.transcript.hasFocus)

    qtbot.keyClick(page.transcript, Qt.Key.Key_Right)

    assert page.transcript.chosen == 1
    assert page.playback.position == 0.0


def test_a_click_on_the_timeline_plays_from_there(
    qtbot: QtBot, page: ReviewPage, attempt: Attempt, player: FakePlayer
) -> None:
    page.show_attempt(attempt)

    page.timeline.sought.emit(33.0)

    qtbot.waitUntil(lambda: len(player.played) == 1)
    assert player.played[0].start == 33.0


def test_a_moment_is_played_to_its_end(qtbot: QtBot, page: ReviewPage, attempt: Attempt, player: FakePlayer) -> None:
    page.show_attempt(attempt)

    page.details.play_wanted.emit(2.0, 2.5)

    qtbot.waitUntil(lambda: page.playback.state == "stopped" and len(player.played) == 1)
    assert (player.played[0].start, player.played[0].end) == (2.0, 2.5)


def test_a_recovered_take_offers_its_review(qtbot: QtBot, page: ReviewPage, tmp_path: Path) -> None:
    sound = samples.write_wav(tmp_path / "lost.wav", np.zeros(16000, dtype=np.float32))
    page.show_attempt(samples.unreviewed(sound))

    assert "The sound was kept" in page.waiting.text.plain
    assert page.feedback.button.property("kind") != "primary"
    assert not page.transcript.isVisible()
    with qtbot.waitSignal(page.review_wanted) as wanted:
        qtbot.mouseClick(page.waiting.button, Qt.MouseButton.LeftButton)
    assert wanted.args == ["take-9"]

    page.show_progress(30.0, 60.0)
    assert "0:30 of 1:00" in page.waiting.text.plain
    page.show_failed(SoundError(msg("errors.sound.nothing")))
    assert page.waiting.button.isEnabled()


def test_words_without_a_report_are_shown_and_a_review_offered(page: ReviewPage, attempt: Attempt) -> None:
    assert attempt.review is not None
    bare = replace(attempt.review, report=None)

    page.show_attempt(replace(attempt, state="transcribed", reviews=(bare,)))

    assert page.transcript.isVisible()
    assert not page.details.isVisible()
    assert page.waiting.button.isVisible()


def test_without_its_sound_everything_but_playing_works(
    qtbot: QtBot, page: ReviewPage, attempt: Attempt, player: FakePlayer
) -> None:
    assert attempt.recording is not None
    attempt.recording.path.unlink()

    page.show_attempt(attempt)
    page.transcript.word_chosen.emit(3)
    qtbot.keyClick(page, Qt.Key.Key_Space)

    assert "cannot be played" in page.sound_note.plain
    assert not page.play_bar.play.isEnabled()
    assert player.played == []
    assert page.timeline.isVisible()


def test_a_sound_that_cannot_be_read_is_said(
    qtbot: QtBot, bridge: Bridge, attempt: Attempt, history: FakeHistory
) -> None:
    def broken(path: Path) -> tuple[np.ndarray[Any, Any], int]:
        raise FileError(msg("any"), path)

    page = ReviewPage(samples.texts(), samples.theme(), bridge, FakePlayer(), fine_reader(broken), history)
    qtbot.addWidget(page)

    page.show_attempt(attempt)

    qtbot.waitUntil(lambda: "no waveform" in page.sound_note.plain)


def test_a_loudspeaker_that_fails_is_said(qtbot: QtBot, bridge: Bridge, attempt: Attempt, history: FakeHistory) -> None:
    error = SoundError(msg("errors.sound.nothing"), msg("errors.sound.nothing.advice"))
    page = ReviewPage(samples.texts(), samples.theme(), bridge, FakePlayer(error=error), fine_reader(read), history)
    qtbot.addWidget(page)
    page.show_attempt(attempt)

    page.play_bar.play.click()

    qtbot.waitUntil(lambda: "plugged in" in page.sound_note.plain)
    assert page.playback.state == "stopped"


def test_a_legend_explains_doubtful_words_only_where_there_are_some(page: ReviewPage, attempt: Attempt) -> None:
    page.show_attempt(attempt)
    assert not page.legend.isVisible()

    review = attempt.reviews[0]
    words = tuple(
        replace(word, probability=0.2) if place == 3 else word for place, word in enumerate(review.transcript.words)
    )
    unsure = replace(review, transcript=replace(review.transcript, words=words))
    page.show_attempt(replace(attempt, reviews=(unsure,)))
    assert page.legend.isVisible()
    assert "(1 word)" in page.legend.plain


def test_a_typed_answer_has_words_and_no_timeline(page: ReviewPage, attempt: Attempt) -> None:
    assert attempt.review is not None
    typed = replace(attempt.review, transcript=Transcript("I typed this.", ()))

    page.show_attempt(replace(attempt, recording=None, question=None, title="Typed", reviews=(typed,)))

    assert page.heading.plain == "Typed"
    assert not page.timeline.isVisible()
    assert page.transcript.toPlainText() == "I typed this."


def test_back_stops_the_sound(qtbot: QtBot, page: ReviewPage, attempt: Attempt) -> None:
    page.show_attempt(attempt)
    page.playback.play(3.0)

    with qtbot.waitSignal(page.closed):
        qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)

    assert page.playback.state == "stopped"


def test_another_page_silences_it(qtbot: QtBot, page: ReviewPage, attempt: Attempt) -> None:
    page.show_attempt(attempt)
    page.playback.play(3.0)

    page.hide()

    assert page.playback.state == "stopped"


def test_try_again_hands_over_the_take(qtbot: QtBot, page: ReviewPage, attempt: Attempt) -> None:
    page.show_attempt(attempt)

    with qtbot.waitSignal(page.try_again) as again:
        page.feedback.button.click()

    assert again.args == [attempt]


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_clipped_and_every_target_is_large_enough(
    qtbot: QtBot, page: ReviewPage, attempt: Attempt, percent: int
) -> None:
    page.setStyleSheet(style_sheet(samples.theme("dark", percent)))
    page.set_theme(samples.theme("dark", percent))
    page.show_attempt(attempt)
    for fold in page.details.folds.values():
        fold.open()
    plot = page.timeline.plot
    qtbot.wait(30)
    qtbot.waitUntil(lambda: plot.height() == plot.parentWidget().height())  # not cut off by what lies below
    qtbot.waitUntil(lambda: not cut(page))  # Qt lays out level by level
    for button in page.findChildren(QAbstractButton):
        if button.isVisible() and button.text():
            assert button.accessibleName() or button.text()
            assert button.height() >= 32
            assert button.width() >= button.fontMetrics().horizontalAdvance(button.text())
            assert button.mapTo(page, button.rect().topRight()).x() <= page.width()
    fits(page, 1100)
    assert nameless(page) == []


# Corrections


def fillers(page: ReviewPage) -> list[str]:
    """Return the marks of fillers in the transcript."""
    return re.findall(r"\[[^\]]+\]|\([^)]+\?\)", page.transcript.toPlainText())


def button(page: ReviewPage, name: str) -> QAbstractButton:
    found = [one for one in page.details.findChildren(QAbstractButton) if one.accessibleName() == name]
    assert len(found) == 1, name
    return found[0]


def correct_with_the_mouse(qtbot: QtBot, page: ReviewPage, name: str) -> None:
    pressed = button(page, name)
    page._scroll.ensureWidgetVisible(pressed)
    with qtbot.waitSignal(page.correcting.changed):
        qtbot.mouseClick(pressed, Qt.MouseButton.LeftButton)


def test_not_a_filler_changes_everything_that_shows_it(
    qtbot: QtBot, page: ReviewPage, attempt: Attempt, history: FakeHistory
) -> None:
    page.show_attempt(attempt)
    page.details.folds["delivery"].open()
    page.details.folds["fillers"].open()
    qtbot.wait(10)
    assert "at least 8 fillers" in page.timeline.card.sentence.text()
    before = len(fillers(page))

    correct_with_the_mouse(qtbot, page, "Not a filler: “um” at 0:01")

    assert len(fillers(page)) == before - 1
    assert page.transcript.toPlainText().startswith("So um day seven")
    assert "at least 7 fillers" in page.timeline.card.sentence.text()
    assert len(page.timeline.values.of("filler")) == 9
    assert "At least 7 fillers." in [part.plain for part in page.details.findChildren(Paragraph)]
    assert page.add_filler.line.plain == "Dismissed “um” at 0:01."
    assert len(history.attempt(attempt.id).corrections) == 1

    correct_with_the_mouse(qtbot, page, "Undo: “um” at 0:01")

    assert len(fillers(page)) == before
    assert history.attempt(attempt.id) == attempt


def test_a_probable_one_is_confirmed_and_looks_like_the_others(
    qtbot: QtBot, page: ReviewPage, attempt: Attempt
) -> None:
    page.show_attempt(attempt)
    page.details.folds["fillers"].open()
    qtbot.wait(10)
    assert fillers(page).count("(um?)") == 1

    correct_with_the_mouse(qtbot, page, "Yes, I said it: “um” at 0:21")

    assert fillers(page).count("(um?)") == 0
    assert "at least 9 fillers and probably 1 more" in page.timeline.card.sentence.text()
    assert button(page, "Undo: “um” at 0:21").isVisible()


def test_keys_add_dismiss_and_take_back(qtbot: QtBot, page: ReviewPage, attempt: Attempt, history: FakeHistory) -> None:
    page.show_attempt(attempt)
    page.activateWindow()
    page.transcript.setFocus()
    qtbot.waitUntil(page.transcript.hasFocus)
    before = fillers(page)
    for _ in range(4):
        qtbot.keyClick(page.transcript, Qt.Key.Key_Right)

    qtbot.keyClick(page.transcript, Qt.Key.Key_F)
    assert page.add_filler.menu.x() == page.transcript.below(4).x()  # the button may be out of sight
    with qtbot.waitSignal(page.correcting.changed):
        qtbot.keyClick(page.add_filler.menu, Qt.Key.Key_Return)
    assert page.transcript.toPlainText().startswith("So [um] day seven [um] retention")
    assert page.transcript.chosen == 4

    with qtbot.waitSignal(page.correcting.changed):
        qtbot.keyClick(page.transcript, Qt.Key.Key_Delete)
    assert fillers(page) == before
    assert history.attempt(attempt.id).corrections == ()  # what was added and dismissed was never there

    with qtbot.waitSignal(page.correcting.changed):
        qtbot.keyClick(page.transcript, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.transcript.toPlainText().startswith("So [um] day seven [um] retention")
    assert page.focusWidget() is page.transcript


def test_a_filler_is_added_where_the_sound_was_stopped(qtbot: QtBot, page: ReviewPage, attempt: Attempt) -> None:
    page.show_attempt(attempt)
    page.playback.seek(30.0)

    qtbot.mouseClick(page.add_filler.button, Qt.MouseButton.LeftButton)
    assert page.add_filler.menu.actions()[0].text() == "A filler at 0:30"
    with qtbot.waitSignal(page.correcting.changed):
        qtbot.keyClick(page.add_filler.menu, Qt.Key.Key_Return)

    assert [moment.start for moment in page.timeline.values.of("filler") if moment.start == 29.8] == [29.8]
    assert page.timeline.cursor_at == 30.0
    with qtbot.waitSignal(page.correcting.changed):
        qtbot.mouseClick(page.add_filler.undo, Qt.MouseButton.LeftButton)
    assert len(page.timeline.values.of("filler")) == 10


def test_a_correction_leaves_the_page_where_it_was(qtbot: QtBot, page: ReviewPage, attempt: Attempt) -> None:
    page.show_attempt(attempt)
    page.details.folds["fillers"].open()
    qtbot.waitUntil(lambda: page.timeline.values.sound is not None)
    qtbot.wait(30)
    name = "Not a filler: “uh” at 0:34"
    pressed = button(page, name)
    page._scroll.ensureWidgetVisible(pressed)
    page.activateWindow()
    pressed.setFocus()
    qtbot.waitUntil(pressed.hasFocus)
    at, high = page._scroll.verticalScrollBar().value(), pressed.mapTo(page, pressed.rect().topLeft()).y()
    assert at > 100

    with qtbot.waitSignal(page.correcting.changed):
        qtbot.keyClick(pressed, Qt.Key.Key_Space)
    qtbot.wait(30)

    assert page._scroll.verticalScrollBar().value() == at
    assert page.timeline.values.sound is not None
    undo = button(page, "Undo: “uh” at 0:34")
    assert undo.hasFocus()
    assert abs(undo.mapTo(page, undo.rect().topLeft()).y() - high) < 60


def test_the_waveform_comes_although_something_was_corrected_meanwhile(
    qtbot: QtBot, page: ReviewPage, attempt: Attempt
) -> None:
    page.show_attempt(attempt)
    assert attempt.review is not None
    assert attempt.review.report is not None

    page.correcting.changed.emit(replace(attempt, starred=True))

    qtbot.waitUntil(lambda: page.timeline.values.sound is not None)


def test_what_cannot_be_saved_is_said_in_one_sentence(
    qtbot: QtBot, bridge: Bridge, page: ReviewPage, attempt: Attempt, history: FakeHistory
) -> None:
    page.show_attempt(attempt)
    page.details.folds["fillers"].open()
    qtbot.wait(10)
    history.error = HistoryError(msg("history.full"), msg("history.full.advice"))
    before = fillers(page)

    with qtbot.waitSignal(bridge.troubled) as troubled:
        button(page, "Not a filler: “um” at 0:01").click()

    assert troubled.args == [history.error]
    assert fillers(page) == before
    assert button(page, "Not a filler: “um” at 0:01").isEnabled()


def test_a_mark_in_the_transcript_plays_its_sound(
    qtbot: QtBot, page: ReviewPage, attempt: Attempt, player: FakePlayer
) -> None:
    page.show_attempt(attempt)

    page.transcript.sound_chosen.emit(21.4)

    qtbot.waitUntil(lambda: len(player.played) == 1)
    assert player.played[0].start == 21.4


def test_without_a_report_no_filler_can_be_added(page: ReviewPage, attempt: Attempt) -> None:
    assert attempt.review is not None
    page.show_attempt(replace(attempt, reviews=(replace(attempt.review, report=None),)))

    assert not page.add_filler.isVisible()


def test_who_wrote_it_down_is_said_and_told_of(qtbot: QtBot, page: ReviewPage, attempt: Attempt) -> None:
    with qtbot.waitSignal(page.shown) as shown:
        page.show_attempt(attempt)

    assert shown.args == [attempt]


def test_comparing_takes_the_place_of_the_transcript_and_plays(
    qtbot: QtBot, page: ReviewPage, attempt: Attempt, player: FakePlayer
) -> None:
    page.show_attempt(attempt)
    page.versions.compare.setChecked(True)
    assert not page.transcript.isVisible()
    assert not page.details.isVisible()
    page.versions.comparison.play_wanted.emit(3.5)
    qtbot.waitUntil(lambda: len(player.played) == 1)
    assert player.played[0].start == 3.5

    page.versions.compare.setChecked(False)
    assert page.transcript.isVisible()


def test_the_same_take_again_stays_where_it_was_scrolled_to(qtbot: QtBot, page: ReviewPage, attempt: Attempt) -> None:
    page.show_attempt(attempt)
    bar = page._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 60)
    bar.setValue(60)
    page.show_attempt(replace(attempt, starred=True))
    qtbot.wait(20)
    assert bar.value() == 60
    page.show_attempt(replace(attempt, id="another"))
    qtbot.wait(20)
    assert bar.value() == 0


# How it felt


def ask(qtbot: QtBot, page: ReviewPage, attempt: Attempt) -> None:
    """Open a fresh take the way the window does: the take first, then the page."""
    page.hide()
    page.show_attempt(attempt, fresh=True)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: page.window().focusWidget() is page.feeling.question)


def test_a_fresh_take_is_asked_about_before_anything_of_its_review_shows(
    qtbot: QtBot, page: ReviewPage, attempt: Attempt, player: FakePlayer, history: FakeHistory
) -> None:
    ask(qtbot, page, attempt)
    head = page.head
    hidden = (
        *(page.feedback, page.timeline, page.transcript, page.details, page.told, page.versions, page.noting),
        *(head.rename, head.star, head.compare, head.export),
    )
    assert not any(part.isVisible() for part in hidden)
    assert page.heading.isVisible()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_B, Qt.Key.Key_T, Qt.Key.Key_F):
        qtbot.keyClick(page.feeling.question, key)
    assert player.played == []
    assert history.attempt(attempt.id).bookmarks == ()
    assert not any(part.isVisible() for part in hidden)

    qtbot.keyClick(page.feeling.question, Qt.Key.Key_3)

    assert page.feedback.isVisible()
    assert page.timeline.isVisible()
    assert page.details.isVisible()
    assert page.feeling.line.said.text() == "You said: hard going."
    assert page.focusWidget() is page.play_bar.play
    qtbot.waitUntil(lambda: history.attempt(attempt.id).feeling == "hard")
    assert page.feedback.strength.plain == "samples.strength"


@pytest.mark.parametrize("by_key", [True, False])
def test_the_question_is_passed_over(qtbot: QtBot, page: ReviewPage, attempt: Attempt, by_key: bool) -> None:
    ask(qtbot, page, attempt)
    if by_key:
        qtbot.keyClick(page.feeling.question, Qt.Key.Key_Return)
    else:
        qtbot.mouseClick(page.feeling.question.skip, Qt.MouseButton.LeftButton)
    assert page.feedback.isVisible()
    assert page.feeling.line.said.text() == "How did that feel?"
    page.show_attempt(attempt, fresh=True)
    assert page.feedback.isVisible()


def test_a_click_says_it_too(qtbot: QtBot, page: ReviewPage, attempt: Attempt, history: FakeHistory) -> None:
    ask(qtbot, page, attempt)
    qtbot.mouseClick(page.feeling.question.buttons["easy"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: history.attempt(attempt.id).feeling == "easy")
    assert page.feedback.isVisible()


def test_a_take_of_the_history_hides_nothing_and_can_be_said_of(
    qtbot: QtBot, page: ReviewPage, attempt: Attempt, history: FakeHistory
) -> None:
    page.show_attempt(attempt)
    assert page.feedback.isVisible()
    qtbot.mouseClick(page.feeling.line.buttons["fine"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: history.attempt(attempt.id).feeling == "fine")
    qtbot.waitUntil(lambda: page.attempt is not None and page.attempt.feeling == "fine")
    assert page.feeling.line.said.text() == "You said: all right."


def test_the_question_waits_while_the_review_is_made_and_when_it_comes(
    qtbot: QtBot, page: ReviewPage, attempt: Attempt
) -> None:
    ask(qtbot, page, replace(attempt, state="recorded", reviews=()))
    page.show_progress(30.0, 60.0)
    assert page.waiting.isVisible()
    page.show_attempt(attempt)
    assert page.feeling.question.isVisible()
    assert not page.feedback.isVisible()
    qtbot.keyClick(page.feeling.question, Qt.Key.Key_1)
    assert page.feedback.isVisible()
    assert not page.waiting.isVisible()


def test_a_typed_answer_is_asked_about_too(qtbot: QtBot, page: ReviewPage, attempt: Attempt) -> None:
    assert attempt.review is not None
    typed = replace(attempt.review, transcript=Transcript("I typed this.", ()))
    ask(qtbot, page, replace(attempt, recording=None, reviews=(typed,)))
    qtbot.keyClick(page.feeling.question, Qt.Key.Key_2)
    assert page.transcript.isVisible()
    assert page.focusWidget() is page.feeling.line.change


def test_the_asking_is_a_choice(page: ReviewPage, attempt: Attempt) -> None:
    page.set_choices(ask_feeling=False)
    page.show_attempt(attempt, fresh=True)
    assert page.feedback.isVisible()


# Notes, bookmarks and the take as a whole


def test_a_note_is_begun_by_its_key_and_saved_when_the_page_is_left(
    qtbot: QtBot, page: ReviewPage, attempt: Attempt, history: FakeHistory
) -> None:
    page.show_attempt(attempt)
    page.activateWindow()
    page.transcript.setFocus()
    qtbot.waitUntil(page.transcript.hasFocus)
    qtbot.keyClick(page.transcript, Qt.Key.Key_T)
    assert page.noting.notes.box.hasFocus()
    qtbot.keyClicks(page.noting.notes.box, "Say the number first. b f")
    page.hide()
    qtbot.waitUntil(lambda: [note.text for note in history.attempt(attempt.id).notes] == ["Say the number first. b f"])
    page.show()
    qtbot.waitUntil(lambda: page.noting.notes_fold.button.text() == "Notes (1)")
    assert history.attempt(attempt.id).bookmarks == ()


def test_a_place_is_marked_while_it_plays_named_and_played_again(
    qtbot: QtBot, page: ReviewPage, attempt: Attempt, history: FakeHistory, player: FakePlayer
) -> None:
    page.show_attempt(attempt)
    page.activateWindow()
    page.transcript.setFocus()
    qtbot.waitUntil(page.transcript.hasFocus)
    page.playback.seek(34.0)
    qtbot.keyClick(page.transcript, Qt.Key.Key_B)
    qtbot.keyClicks(page.noting.mark_bar.field, "the board")
    qtbot.keyClick(page.noting.mark_bar.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [one.label for one in history.attempt(attempt.id).bookmarks] == ["the board"])
    assert history.attempt(attempt.id).bookmarks[0].at == pytest.approx(34.0)
    assert page.transcript.hasFocus()

    page.noting.bookmarks_fold.open()
    qtbot.waitUntil(lambda: [row.label.text() for row in page.noting.bookmarks.rows] == ["the board"])
    qtbot.mouseClick(page.noting.bookmarks.rows[0].play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(player.played) == 1)
    assert player.played[0].start == pytest.approx(33.6)


def test_the_last_thing_done_is_what_ctrl_z_takes_back(
    qtbot: QtBot, page: ReviewPage, attempt: Attempt, history: FakeHistory
) -> None:
    page.show_attempt(history.note(attempt.id, "Fine"))
    page.activateWindow()
    page.noting.notes_fold.open()
    page.details.folds["fillers"].open()
    qtbot.wait(10)
    qtbot.mouseClick(page.noting.notes.rows[0].remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: history.attempt(attempt.id).notes == ())
    assert page.noting.done.isVisible()

    correct_with_the_mouse(qtbot, page, "Not a filler: “um” at 0:01")
    assert not page.noting.done.isVisible()
    with qtbot.waitSignal(page.correcting.changed):
        qtbot.keyClick(page.transcript, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert history.attempt(attempt.id).corrections == ()
    assert history.attempt(attempt.id).notes == ()


def test_what_cannot_be_noted_is_said_in_one_sentence(
    qtbot: QtBot,
    bridge: Bridge,
    page: ReviewPage,
    attempt: Attempt,
    history: FakeHistory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    error = HistoryError(msg("history.full"), msg("history.full.advice"))

    def fail(*_: object) -> Attempt:
        raise error

    monkeypatch.setattr(history, "note", fail)
    page.show_attempt(attempt)
    page.noting.notes_fold.open()
    page.noting.notes.box.setPlainText("Fine")
    with qtbot.waitSignal(bridge.troubled) as troubled:
        page.noting.notes.add.click()
    assert troubled.args == [error]
    assert page.noting.notes.box.toPlainText() == "Fine"
    page.noting.notes.box.clear()


def test_what_concerns_the_whole_take_is_handed_on(qtbot: QtBot, page: ReviewPage, attempt: Attempt) -> None:
    page.show_attempt(attempt)
    for button, wish in ((page.head.compare, page.compare_wanted), (page.head.export, page.export_wanted)):
        with qtbot.waitSignal(wish) as wanted:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert wanted.args == [attempt]
    with qtbot.waitSignal(page.star_wanted) as starred:
        qtbot.keyClick(page.head.star, Qt.Key.Key_Space)
    assert starred.args == [attempt.id, True]
    qtbot.mouseClick(page.head.rename, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(page.head.field, "The best one")
    with qtbot.waitSignal(page.rename_wanted) as renamed:
        qtbot.keyClick(page.head.field, Qt.Key.Key_Return)
    assert renamed.args == [attempt.id, "The best one"]
    assert page.attempt == replace(attempt, starred=True, title="The best one")


def test_the_program_ends_with_all_saved(page: ReviewPage, attempt: Attempt, history: FakeHistory) -> None:
    page.show_attempt(attempt)
    page.noting.notes.box.setPlainText("Fine")
    page.finish()
    assert [note.text for note in history.attempt(attempt.id).notes] == ["Fine"]


def test_the_keys_are_the_persons_own(qtbot: QtBot, page: ReviewPage, attempt: Attempt) -> None:
    page.show_attempt(attempt)
    page.set_keys(KeyMap({"note": "N", "play": "K"}))
    page.activateWindow()
    page.transcript.setFocus()
    qtbot.waitUntil(page.transcript.hasFocus)
    with qtbot.waitSignal(page.playback.changed):
        qtbot.keyClick(page.transcript, Qt.Key.Key_K)
    qtbot.keyClick(page.transcript, Qt.Key.Key_N)
    assert page.noting.notes.box.hasFocus()
    page.playback.stop()


def test_a_bookmark_stands_on_the_timeline_and_is_gone_to(
    qtbot: QtBot, page: ReviewPage, attempt: Attempt, history: FakeHistory
) -> None:
    page.show_attempt(attempt)
    page.activateWindow()
    page.transcript.setFocus()
    qtbot.waitUntil(page.transcript.hasFocus)
    page.playback.seek(34.0)
    qtbot.keyClick(page.transcript, Qt.Key.Key_B)
    qtbot.keyClick(page.noting.mark_bar.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.timeline.values.bookmarks == history.attempt(attempt.id).bookmarks)
    assert [one.at for one in page.timeline.values.bookmarks] == [34.0]


@pytest.mark.parametrize("key", [Qt.Key.Key_BracketRight, Qt.Key.Key_F, Qt.Key.Key_O, Qt.Key.Key_T, Qt.Key.Key_L])
def test_each_part_has_its_keys_on_the_page(qtbot: QtBot, page: ReviewPage, attempt: Attempt, key: Qt.Key) -> None:
    page.show_attempt(attempt)
    page.activateWindow()
    page.transcript.setFocus()
    qtbot.waitUntil(page.transcript.hasFocus)
    follows = page.reading.following.on
    page.playback.seek(3.0)

    qtbot.keyClick(page.transcript, key)

    done = {
        Qt.Key.Key_BracketRight: page.playback.speed > 1,
        Qt.Key.Key_L: page.playback.loop is not None,
        Qt.Key.Key_O: page.reading.following.on is not follows,
        Qt.Key.Key_T: page.noting.notes_fold.opened,
        Qt.Key.Key_F: page.add_filler.menu.isVisible(),
    }
    assert [one for one, happened in done.items() if happened] == [key]
    page.add_filler.menu.close()
    page.playback.stop()


def test_a_fresh_take_on_the_open_page_gets_the_keys_at_once(page: ReviewPage, attempt: Attempt) -> None:
    page.show_attempt(replace(attempt, id="another"))
    page.show_attempt(attempt, fresh=True)
    assert page.focusWidget() is page.feeling.question


def test_a_name_is_written_without_the_page_taking_its_keys(
    qtbot: QtBot, page: ReviewPage, attempt: Attempt, player: FakePlayer
) -> None:
    page.show_attempt(attempt)
    page.activateWindow()
    page.playback.seek(34.0)
    qtbot.mouseClick(page.noting.mark_bar.button, Qt.MouseButton.LeftButton)
    field = page.noting.mark_bar.field
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "b t")
    qtbot.keyClick(field, Qt.Key.Key_Left)
    qtbot.keyClicks(field, "l")
    assert field.text() == "b lt"
    assert page.playback.position == pytest.approx(34.0)
    assert player.played == []

    page.noting.write_note()
    box = page.noting.notes.box
    qtbot.keyClicks(box, "f [")
    qtbot.keyClick(box, Qt.Key.Key_Left)
    assert box.toPlainText() == "f ["
    assert page.playback.position == pytest.approx(34.0)
    box.clear()


def test_a_name_that_is_being_written_goes_to_its_own_take(qtbot: QtBot, page: ReviewPage, attempt: Attempt) -> None:
    page.show_attempt(attempt)
    page.activateWindow()
    qtbot.mouseClick(page.head.rename, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(page.head.field, "The best one")
    page.show_attempt(replace(attempt, starred=True))  # the same take again
    assert page.head.field.isVisible()
    assert not page.heading.isVisible()

    with qtbot.waitSignal(page.rename_wanted) as renamed:
        page.show_attempt(replace(attempt, id="another"))
    assert renamed.args == [attempt.id, "The best one"]
    assert not page.head.field.isVisible()
    assert page.heading.isVisible()
