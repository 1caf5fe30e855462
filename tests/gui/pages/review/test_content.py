"""Correcting what was heard of the content on the review page: by keys and by mouse, and back again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from coach.gui.bridge import Bridge
from coach.gui.charts.envelope import fine_reader
from coach.gui.pages.review import ReviewPage
from coach.gui.theme import style_sheet
from coach.gui.widgets.judging.finding_row import FindingRow
from coach.gui.widgets.judging.others import Others
from coach.gui.widgets.judging.sentence_picker import SentencePicker
from coach.gui.widgets.review.moment_row import MomentRow
from coach.gui.widgets.signs.play_button import LEAD
from coach.messages import msg
from coach.model import Attempt, Correction, Finding, Moment, MomentKind, Report, Transcript
from tests.fakes.history import FakeHistory
from tests.fakes.sound import FakePlayer
from tests.gui.inspect import nameless
from tests.tools import samples

SAID = "In the end the real change was plus half a point"


@pytest.fixture
def attempt(tmp_path: Path) -> Attempt:
    """Return a take in which the outcome was not heard, and a person's part neither."""
    made = samples.reviewed(tmp_path / "take.wav")
    review = made.reviews[0]
    assert review.report is not None
    assert made.recording is not None
    samples.write_wav(made.recording.path, samples.sound_of(review.transcript.words, made.recording.seconds))
    report = replace(
        review.report,
        anchors=tuple(Finding("outcome", "missing") if one.name == "outcome" else one for one in review.report.anchors),
        moments=(
            *(one for one in review.report.moments if one.name != "outcome"),
            Moment("weak_pattern", "role_invisible", 60.0, 62.0, "We replayed a week", "heard", msg("any")),
        ),
    )
    return replace(made, reviews=(replace(review, report=report),))


@pytest.fixture
def history(tmp_path: Path, attempt: Attempt) -> FakeHistory:
    made = FakeHistory(tmp_path)
    made.shelf.attempts[attempt.id] = attempt
    return made


@pytest.fixture
def player() -> FakePlayer:
    return FakePlayer(pace=1.0)


@pytest.fixture
def page(
    qtbot: QtBot, bridge: Bridge, player: FakePlayer, history: FakeHistory, attempt: Attempt
) -> Iterator[ReviewPage]:
    def read(path: Path) -> tuple[np.ndarray[Any, Any], int]:
        return np.frombuffer(path.read_bytes()[44:], dtype="<i2"), samples.RATE

    made = ReviewPage(samples.texts(), samples.theme(), bridge, player, fine_reader(read), history)
    made.setStyleSheet(style_sheet(samples.theme()))
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    made.show_attempt(attempt)
    for fold in made.details.folds.values():
        fold.open()
    qtbot.wait(20)
    yield made
    made.playback.stop()


def button(page: ReviewPage, name: str) -> QAbstractButton:
    found = [one for one in page.details.findChildren(QAbstractButton) if one.accessibleName() == name]
    assert len(found) == 1, (name, [one.accessibleName() for one in page.details.findChildren(QAbstractButton)])
    return found[0]


def press(qtbot: QtBot, page: ReviewPage, name: str) -> None:
    """Press a button by the keyboard."""
    page.activateWindow()
    pressed = button(page, name)
    pressed.setFocus()
    qtbot.waitUntil(pressed.hasFocus)
    qtbot.keyClick(pressed, Qt.Key.Key_Space)


def change(qtbot: QtBot, page: ReviewPage, name: str) -> None:
    with qtbot.waitSignal(page.correcting.changed):
        press(qtbot, page, name)


def picker(page: ReviewPage) -> SentencePicker:
    assert page.asking_which.picker is not None
    assert page.asking_which.picker.isVisible()
    return page.asking_which.picker


def report(history: FakeHistory, attempt: Attempt) -> Report:
    review = history.attempt(attempt.id).review
    assert review is not None
    assert review.report is not None
    return review.report


def found(history: FakeHistory, attempt: Attempt, name: str) -> Finding:
    of = report(history, attempt)
    return next(one for one in (*of.anchors, *of.structure) if one.name == name)


def test_i_did_say_it_by_keys_alone_and_back(
    qtbot: QtBot, page: ReviewPage, history: FakeHistory, attempt: Attempt
) -> None:
    before = report(history, attempt)
    assert "Outcome" not in page.timeline.card.sentence.text()

    press(qtbot, page, "I did say it: Outcome")
    qtbot.keyClicks(picker(page).search, "half a")
    with qtbot.waitSignal(page.correcting.changed):
        qtbot.keyClick(picker(page).search, Qt.Key.Key_Return)

    now = found(history, attempt, "outcome")
    assert (now.state, now.quote.startswith(SAID)) == ("found", True)
    assert now.at is not None
    assert [one.name for one in page.timeline.values.of("anchor")].count("outcome") == 1
    assert page.details.done.line.plain == "Noted for Outcome: you said it."
    qtbot.waitUntil(lambda: button(page, "Undo: Outcome").hasFocus())

    with qtbot.waitSignal(page.correcting.changed):
        qtbot.keyClick(button(page, "Undo: Outcome"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert report(history, attempt) == before
    assert page.details.done.line.plain == "Taken back."
    assert button(page, "I did say it: Outcome").isVisible()


def test_the_sentence_is_heard_before_it_is_chosen(
    qtbot: QtBot, page: ReviewPage, player: FakePlayer, attempt: Attempt
) -> None:
    press(qtbot, page, "I did say it: Outcome")

    qtbot.mouseClick(picker(page).hear, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: len(player.played) == 1)
    assert player.played[0].start == pytest.approx(attempt.reviews[0].transcript.words[0].start)
    assert player.played[0].end is not None
    picker(page).reject()


def test_not_this_one_with_the_mouse_and_undo(
    qtbot: QtBot, page: ReviewPage, history: FakeHistory, attempt: Attempt
) -> None:
    before = report(history, attempt)
    pressed = button(page, "Not this one: Decision")
    page._scroll.ensureWidgetVisible(pressed)
    with qtbot.waitSignal(page.correcting.changed):
        qtbot.mouseClick(pressed, Qt.MouseButton.LeftButton)

    assert found(history, attempt, "decision").state == "missing"
    assert "decision" not in [one.name for one in page.timeline.values.of("anchor")]
    refused = next(row for row in page.details.findChildren(FindingRow) if row.name == "Decision").buttons[-1]
    assert refused.accessibleName().startswith("Undo: Not this one: “So I decided")

    with qtbot.waitSignal(page.correcting.changed):
        qtbot.mouseClick(page.details.done.undo, Qt.MouseButton.LeftButton)
    assert report(history, attempt) == before


def test_slots_are_corrected_too(qtbot: QtBot, page: ReviewPage, history: FakeHistory, attempt: Attempt) -> None:
    change(qtbot, page, "Yes, I said it: Primary KPI")
    assert found(history, attempt, "primary_kpi").state == "found"

    press(qtbot, page, "I did say it: How you would know")
    with qtbot.waitSignal(page.correcting.changed):
        qtbot.keyClick(picker(page).search, Qt.Key.Key_Return)
    assert found(history, attempt, "validation").state == "found"

    press(qtbot, page, "Another sentence: North star")
    qtbot.keyClick(picker(page).search, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.correcting.changed):
        qtbot.keyClick(picker(page).search, Qt.Key.Key_Return)
    kinds = [(one.kind, one.name, one.verdict) for one in history.attempt(attempt.id).corrections]
    assert kinds == [
        ("structure", "primary_kpi", "confirmed"),
        ("structure", "validation", "added"),
        ("structure", "north_star", "added"),
    ]

    change(qtbot, page, "Undo: North star")
    assert found(history, attempt, "north_star").quote == "day seven retention"


def test_i_did_say_my_part(qtbot: QtBot, page: ReviewPage, history: FakeHistory, attempt: Attempt) -> None:
    press(qtbot, page, "I did say my part: your own part was not heard at 1:00")
    qtbot.keyClicks(picker(page).search, "decided")
    with qtbot.waitSignal(page.correcting.changed):
        qtbot.keyClick(picker(page).search, Qt.Key.Key_Return)

    assert [one for one in report(history, attempt).moments if one.kind == "weak_pattern"] == []
    assert page.details.done.line.plain == "Noted: you said your part."
    (verdict,) = history.attempt(attempt.id).corrections
    assert (verdict.verdict, verdict.quote.startswith("So I decided")) == ("dismissed", True)


def test_evidence_is_added_where_it_was_given(
    qtbot: QtBot, page: ReviewPage, history: FakeHistory, attempt: Attempt
) -> None:
    press(qtbot, page, "I gave evidence")
    qtbot.keyClicks(picker(page).search, "nine points")
    with qtbot.waitSignal(page.correcting.changed):
        qtbot.keyClick(picker(page).search, Qt.Key.Key_Return)

    own = next(one for one in report(history, attempt).moments if one.name == "own")
    assert own.text.startswith("So um day seven retention")
    assert page.details.done.line.plain == "Noted: you gave evidence there."
    assert button(page, "Take it out: evidence, by your word at 0:00").isVisible()


def test_terms_are_explained_used_or_not_meant(
    qtbot: QtBot, page: ReviewPage, history: FakeHistory, attempt: Attempt
) -> None:
    change(qtbot, page, "I explained it: cohort")
    assert report(history, attempt).key_terms[0].state == "explained"
    assert page.details.done.line.plain == "Noted: you explained “cohort”."

    change(qtbot, page, "Not this one: event tracking")
    assert [use.term for use in report(history, attempt).key_terms] == ["cohort"]
    assert page.details.done.line.plain == "Noted: “event tracking” was not meant."

    (others,) = page.details.folds["terms"].findChildren(Others)
    assert [action.text() for action in others.names.actions()] == ["guardrail"]
    others.setFocus()
    qtbot.keyClick(others, Qt.Key.Key_Space)
    qtbot.keyClick(others.names, Qt.Key.Key_Return)
    with qtbot.waitSignal(page.correcting.changed):
        qtbot.keyClick(picker(page).search, Qt.Key.Key_Return)
    assert report(history, attempt).key_terms[-1].term == "guardrail"
    assert page.details.done.line.plain == "Noted: you used “guardrail”."
    assert not any(one.isVisible() for one in page.details.folds["terms"].findChildren(Others))


def test_a_typed_answer_is_corrected_and_taken_back(
    qtbot: QtBot, page: ReviewPage, history: FakeHistory, attempt: Attempt
) -> None:
    text = "Nurses had no list. We sat down. I dropped the print. Misses fell to two."
    review = replace(
        attempt.reviews[0],
        transcript=Transcript(text, ()),
        report=Report((), (), tuple(Finding(name, "missing") for name in ("problem", "decision", "outcome"))),
    )
    written = replace(attempt, id="typed", recording=None, reviews=(review,))
    history.shelf.attempts["typed"] = written
    page.show_attempt(written)
    qtbot.wait(20)

    press(qtbot, page, "I did say it: Outcome")
    assert not picker(page).hear.isEnabled()
    qtbot.keyClicks(picker(page).search, "fell")
    with qtbot.waitSignal(page.correcting.changed):
        qtbot.keyClick(picker(page).search, Qt.Key.Key_Return)

    assert found(history, written, "outcome") == Finding("outcome", "found", None, "Misses fell to two.")
    assert page.details.done.isVisible()
    with qtbot.waitSignal(page.correcting.changed):
        qtbot.keyClick(page.transcript, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert found(history, written, "outcome").state == "missing"


def test_what_this_text_does_not_have_is_kept_and_told(
    qtbot: QtBot, page: ReviewPage, history: FakeHistory, attempt: Attempt
) -> None:
    word = Correction("fix", "anchor", "outcome", "added", quote="Nobody ever asked for the list again.")
    history.correct(attempt.id, word)
    page.show_attempt(history.attempt(attempt.id))
    fold = page.details.folds["kept"]
    assert fold.button.text() == "Kept from an earlier text"
    assert fold.opened
    QApplication.processEvents()
    assert nameless(page) == []

    change(qtbot, page, "Undo: Outcome: your word on a sentence that this text does not have")
    assert history.attempt(attempt.id).corrections == ()
    assert "kept" not in page.details.folds


def test_an_anchor_that_nobody_asked_for_can_be_added_and_taken_back(
    qtbot: QtBot, page: ReviewPage, history: FakeHistory, attempt: Attempt
) -> None:
    review = attempt.reviews[0]
    assert review.report is not None
    without = replace(
        review.report,
        anchors=tuple(Finding("lesson", "missing") if one.name == "lesson" else one for one in review.report.anchors),
    )
    history.shelf.attempts[attempt.id] = replace(attempt, reviews=(replace(review, report=without),))
    page.show_attempt(history.attempt(attempt.id))
    (others,) = page.details.folds["content"].findChildren(Others)
    assert others.accessibleName() == "I also said…"
    others.setFocus()
    qtbot.keyClick(others, Qt.Key.Key_Space)
    assert [action.text() for action in others.names.actions()] == ["Lesson"]
    qtbot.keyClick(others.names, Qt.Key.Key_Return)
    qtbot.keyClicks(picker(page).search, "since then")
    with qtbot.waitSignal(page.correcting.changed):
        qtbot.keyClick(picker(page).search, Qt.Key.Key_Return)

    assert found(history, attempt, "lesson").state == "found"
    assert [one.name for one in page.timeline.values.of("anchor")].count("lesson") == 1
    change(qtbot, page, "Undo: Lesson")
    assert found(history, attempt, "lesson").state == "missing"


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("repeat", "repeat"),
        ("rambling", "late_decision"),
        ("rambling", "long_sentence"),
        ("weak_pattern", "everyone_agreed"),
        ("evidence", "number"),
    ],
)
def test_every_kind_of_moment_plays_its_span_and_is_dismissed_and_brought_back(
    qtbot: QtBot,
    page: ReviewPage,
    player: FakePlayer,
    history: FakeHistory,
    attempt: Attempt,
    kind: MomentKind,
    name: str,
) -> None:
    review = attempt.reviews[0]
    assert review.report is not None
    said = review.transcript.words[20:30]
    text = " ".join(word.text for word in said)
    one = Moment(kind, name, said[0].start, said[-1].end, text, "heard", msg("samples.filler"))
    made = replace(review.report, moments=(one,))
    history.shelf.attempts[attempt.id] = replace(attempt, reviews=(replace(review, report=made),))
    page.show_attempt(history.attempt(attempt.id))
    page.details.folds["moments"].open()
    qtbot.wait(10)
    (row,) = page.details.findChildren(MomentRow)
    play = next(part for part in row.findChildren(QAbstractButton) if part.text()[:1].isdigit())
    qtbot.mouseClick(play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(player.played) == 1)
    assert player.played[0].start == pytest.approx(said[0].start - LEAD)
    assert player.played[0].end == pytest.approx(said[-1].end + LEAD)

    before = report(history, attempt)
    dismiss = next(part for part in row.verdicts.buttons if part.text() == "Dismiss")
    with qtbot.waitSignal(page.correcting.changed):
        qtbot.mouseClick(dismiss, Qt.MouseButton.LeftButton)
    assert one not in report(history, attempt).moments
    undo = next(part for part in page.details.findChildren(QAbstractButton) if part.accessibleName().startswith("Undo"))
    with qtbot.waitSignal(page.correcting.changed):
        qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert report(history, attempt) == before
