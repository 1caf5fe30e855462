"""What a person says of a take is saved one thing after another; what fails is told and given back."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coach.errors import HistoryError
from coach.gui.bridge import Bridge
from coach.gui.making.noting import Mark, Noting
from coach.messages import Message, msg
from coach.model import Attempt
from tests.fakes.history import FakeHistory
from tests.tools import samples

TAKE = samples.reviewed()


@pytest.fixture
def history(tmp_path: Path) -> FakeHistory:
    made = FakeHistory(tmp_path)
    made.shelf.attempts[TAKE.id] = TAKE
    return made


@pytest.fixture
def noting(bridge: Bridge, history: FakeHistory) -> Noting:
    return Noting(bridge, history)


def kept(history: FakeHistory) -> Attempt:
    return history.attempt(TAKE.id)


def test_a_feeling_is_kept_and_told_of(qtbot: QtBot, noting: Noting, history: FakeHistory) -> None:
    with qtbot.waitSignal(noting.changed) as changed:
        noting.feel(TAKE.id, "hard")
        assert not noting.resting
    assert changed.args[0].feeling == kept(history).feeling == "hard"
    assert noting.resting


def test_a_note_is_kept_written_anew_removed_and_brought_back(
    qtbot: QtBot, noting: Noting, history: FakeHistory
) -> None:
    said: list[tuple[Message | None, bool]] = []
    noting.told.connect(lambda message, undo: said.append((message, undo)))
    with qtbot.waitSignal(noting.changed):
        noting.keep(TAKE.id, "Fine")
    (note,) = kept(history).notes
    with qtbot.waitSignal(noting.changed):
        noting.keep(TAKE.id, "Better", note.id)
    (note,) = kept(history).notes
    assert note.text == "Better"

    with qtbot.waitSignal(noting.changed):
        noting.remove(TAKE.id, note)
    assert kept(history).notes == ()
    assert noting.can_undo
    assert said[-1] == (msg("noting.note.removed"), True)
    with qtbot.waitSignal(noting.changed):
        noting.undo()
    assert [one.text for one in kept(history).notes] == ["Better"]
    assert said[-1] == (msg("review.said.undone"), False)
    with qtbot.assertNotEmitted(noting.changed, wait=20):
        noting.undo()


def test_a_mark_is_named_before_it_is_known_to_be_kept(qtbot: QtBot, noting: Noting, history: FakeHistory) -> None:
    mark = noting.mark(TAKE.id, 34.0)
    noting.label(mark, "the board")
    qtbot.waitUntil(lambda: noting.resting)
    assert [(one.at, one.label) for one in kept(history).bookmarks] == [(34.0, "the board")]
    assert mark.id == kept(history).bookmarks[0].id


def test_no_name_for_a_mark_that_is_on_its_way_saves_nothing(noting: Noting) -> None:
    noting.label(Mark(TAKE.id, 3.0), "")
    assert noting.resting


def test_a_mark_is_named_otherwise_removed_and_brought_back(qtbot: QtBot, noting: Noting, history: FakeHistory) -> None:
    mark = history.bookmark(TAKE.id, 12.0, "the board").bookmarks[0]
    with qtbot.waitSignal(noting.changed):
        noting.label(Mark(TAKE.id, mark.at, mark.id), "")
    assert kept(history).bookmarks[0].label == ""
    with qtbot.waitSignal(noting.changed):
        noting.unmark(TAKE.id, mark)
    assert kept(history).bookmarks == ()
    with qtbot.waitSignal(noting.changed):
        noting.undo()
    assert [(one.at, one.label) for one in kept(history).bookmarks] == [(12.0, "the board")]


def test_what_else_is_done_ends_the_undo(qtbot: QtBot, noting: Noting, history: FakeHistory) -> None:
    note = history.note(TAKE.id, "Fine").notes[0]
    noting.remove(TAKE.id, note)
    noting.keep(TAKE.id, "Another")
    assert not noting.can_undo
    qtbot.waitUntil(lambda: noting.resting)
    assert [one.text for one in kept(history).notes] == ["Another"]


def test_a_note_that_cannot_be_saved_is_given_back_and_told(
    qtbot: QtBot, noting: Noting, history: FakeHistory, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = HistoryError(msg("history.full"), msg("history.full.advice"))

    def fail(*_: object) -> Attempt:
        raise error

    monkeypatch.setattr(history, "note", fail)
    monkeypatch.setattr(history, "feel", fail)
    told: list[tuple[object, ...]] = []
    for signal in (noting.lost, noting.failed, noting.troubled):
        signal.connect(lambda *values: told.append(values))
    noting.keep(TAKE.id, "Fine")
    qtbot.waitUntil(lambda: noting.resting)
    assert told == [(TAKE.id, "", "Fine"), (TAKE.id,), (error,)]

    with qtbot.assertNotEmitted(noting.lost), qtbot.waitSignal(noting.failed):
        noting.feel(TAKE.id, "easy")


def test_a_note_that_could_not_be_removed_offers_no_undo(
    qtbot: QtBot, noting: Noting, history: FakeHistory, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = history.note(TAKE.id, "Fine").notes[0]

    def fail(*_: object) -> Attempt:
        raise HistoryError(msg("history.full"))

    monkeypatch.setattr(history, "note", fail)
    with qtbot.waitSignal(noting.failed):
        noting.remove(TAKE.id, note)
    assert not noting.can_undo


def test_closing_waits_until_all_is_saved(noting: Noting, history: FakeHistory) -> None:
    for number in range(5):
        noting.keep(TAKE.id, f"Note {number}")
    noting.wait()
    assert noting.resting
    assert len(kept(history).notes) == 5
