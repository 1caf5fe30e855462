from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from coach.errors import FileError, SoundError
from coach.gui.bridge import Bridge
from coach.gui.pages.review import ReviewPage
from coach.gui.theme import style_sheet
from coach.messages import msg
from coach.model import Attempt, Transcript
from tests.fakes.history import FakeHistory
from tests.fakes.sound import FakePlayer
from tests.gui.inspect import fits, nameless
from tests.tools import samples


@pytest.fixture
def bridge(qapp: object) -> Iterator[Bridge]:
    made = Bridge()
    yield made
    assert made.close()


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
    made = ReviewPage(samples.texts(), samples.theme(), bridge, player, read, history)
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
    assert sound.columns == 2000


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

    page = ReviewPage(samples.texts(), samples.theme(), bridge, FakePlayer(), broken, history)
    qtbot.addWidget(page)

    page.show_attempt(attempt)

    qtbot.waitUntil(lambda: "no waveform" in page.sound_note.plain)


def test_a_loudspeaker_that_fails_is_said(qtbot: QtBot, bridge: Bridge, attempt: Attempt, history: FakeHistory) -> None:
    error = SoundError(msg("errors.sound.nothing"), msg("errors.sound.nothing.advice"))
    page = ReviewPage(samples.texts(), samples.theme(), bridge, FakePlayer(error=error), read, history)
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
    qtbot.wait(30)

    plot = page.timeline.plot
    assert plot.height() == plot.parentWidget().height()  # not cut off by what lies below
    for button in page.findChildren(QAbstractButton):
        if button.isVisible() and button.text():
            assert button.accessibleName() or button.text()
            assert button.height() >= 32
            assert button.width() >= button.fontMetrics().horizontalAdvance(button.text())
            assert button.mapTo(page, button.rect().topRight()).x() <= page.width()
    fits(page, 1100)
    assert nameless(page) == []
