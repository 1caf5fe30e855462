"""How an answer felt is asked once, while a fresh take is first looked at, and never of another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coach.errors import HistoryError
from coach.gui.bridge import Bridge
from coach.gui.making.noting import Noting
from coach.gui.pages.review.feeling import AskingFeeling
from coach.messages import msg
from coach.model import Attempt
from tests.fakes.history import FakeHistory
from tests.tools import samples

TAKE = samples.reviewed()
OTHER = replace(TAKE, id="take-2")


@pytest.fixture
def history(tmp_path: Path) -> FakeHistory:
    made = FakeHistory(tmp_path)
    made.shelf.attempts |= {TAKE.id: TAKE, OTHER.id: OTHER}
    return made


@pytest.fixture
def feeling(qtbot: QtBot, bridge: Bridge, history: FakeHistory) -> AskingFeeling:
    made = AskingFeeling(samples.texts(), samples.theme(), Noting(bridge, history))
    qtbot.addWidget(made.question)
    qtbot.addWidget(made.line)
    return made


def asks(feeling: AskingFeeling) -> bool:
    return feeling.asking


def test_a_take_of_the_history_is_never_asked_about(feeling: AskingFeeling) -> None:
    feeling.show_attempt(TAKE)
    assert not asks(feeling)
    assert feeling.question.isHidden()


def test_a_fresh_take_is_asked_about_until_it_is_answered(
    qtbot: QtBot, feeling: AskingFeeling, history: FakeHistory
) -> None:
    feeling.show_attempt(TAKE, fresh=True)
    assert asks(feeling)
    assert feeling.question.isVisible()
    feeling.show_attempt(TAKE)  # its review has just come
    assert asks(feeling)

    with qtbot.waitSignal(feeling.ended):
        feeling.question.chosen.emit("hard")
    assert not asks(feeling)
    assert feeling.line.said.text() == "You said: hard going."
    qtbot.waitUntil(lambda: history.attempt(TAKE.id).feeling == "hard")


def test_it_is_asked_once_even_if_it_was_passed_over(qtbot: QtBot, feeling: AskingFeeling) -> None:
    feeling.show_attempt(TAKE, fresh=True)
    with qtbot.waitSignal(feeling.ended):
        feeling.question.skipped.emit()
    feeling.show_attempt(TAKE, fresh=True)
    assert not asks(feeling)


def test_the_first_look_ends_where_the_page_was_left(feeling: AskingFeeling) -> None:
    feeling.show_attempt(TAKE, fresh=True)
    feeling.leave()
    feeling.show_attempt(TAKE)
    assert not asks(feeling)
    feeling.show_attempt(TAKE, fresh=True)
    assert not asks(feeling)


def test_another_take_ends_the_first_look_too(feeling: AskingFeeling) -> None:
    feeling.show_attempt(TAKE, fresh=True)
    feeling.show_attempt(OTHER)
    assert not asks(feeling)
    feeling.show_attempt(TAKE, fresh=True)
    assert not asks(feeling)
    feeling.show_attempt(OTHER, fresh=True)
    assert asks(feeling)


def test_who_has_said_it_already_is_not_asked(feeling: AskingFeeling) -> None:
    feeling.show_attempt(replace(TAKE, feeling="easy"), fresh=True)
    assert not asks(feeling)
    assert feeling.line.said.text() == "You said: easy."


def test_the_asking_can_be_switched_off(feeling: AskingFeeling) -> None:
    feeling.allow(False)
    feeling.show_attempt(TAKE, fresh=True)
    assert not asks(feeling)


def test_what_could_not_be_saved_is_not_claimed(
    qtbot: QtBot, feeling: AskingFeeling, history: FakeHistory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Attempt:
        raise HistoryError(msg("history.full"))

    monkeypatch.setattr(history, "feel", fail)
    feeling.show_attempt(TAKE)
    feeling.line.chosen.emit("easy")
    qtbot.waitUntil(lambda: feeling.line.said.text() == "How did that feel?")
