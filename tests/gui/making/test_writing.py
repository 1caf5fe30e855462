"""A question is saved at every rest of the keys, one writing after another, and once more when it is left."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coach.errors import CoachError, FileError
from coach.gui.bridge import Bridge
from coach.gui.making.packs import PackChanges
from coach.gui.making.writing import Writing
from coach.messages import msg
from coach.model import Question
from coach.practice.own_packs import Home, Kept
from tests.gui.widgets.packs.shelves import some_packs
from tests.practice.promises.own_packs import NEW

BLANK = replace(NEW, key="", text="")
HOME = Home("mine", "Mine")


class Desk:
    """A form that is only a value, and what saves it."""

    def __init__(self, qtbot: QtBot, bridge: Bridge) -> None:
        self.qtbot = qtbot
        self.packs = some_packs()
        self.form = BLANK
        self.writing = Writing(PackChanges(bridge, self.packs), lambda: self.form)
        self.kept: list[Kept] = []
        self.failed: list[CoachError] = []
        self.writing.kept.connect(self.kept.append)
        self.writing.failed.connect(self.failed.append)

    def begin(self, question: Question) -> None:
        self.form = self.writing.begin(question, HOME)

    def write(self, **changes: object) -> None:
        self.form = replace(self.form, **changes)  # type: ignore[arg-type]
        self.writing.touch()

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: self.writing.resting)

    @property
    def texts(self) -> list[str]:
        return [question.text for question in self.packs.own()[0].questions]


@pytest.fixture
def desk(qtbot: QtBot, bridge: Bridge) -> Desk:
    return Desk(qtbot, bridge)


def test_a_rest_of_the_keys_saves(desk: Desk) -> None:
    desk.begin(desk.packs.own()[0].questions[0])
    assert desk.writing.resting
    for text in ("O", "On", "Once?"):
        desk.write(text=text)
        assert not desk.writing.resting
    desk.rest()
    assert desk.texts == ["Once?", "Two?"]
    assert len(desk.kept) == 1
    assert desk.writing.saved == desk.packs.question("mine/one")


def test_a_new_question_is_added_once_however_it_is_written(desk: Desk) -> None:
    desk.begin(BLANK)
    desk.write(aim_seconds=45.0)
    desk.rest()
    assert desk.texts == ["One?", "Two?"]
    desk.write(text="Three?")
    desk.writing.flush()
    desk.write(text="Three or four?")
    desk.writing.flush()
    desk.write(text="Three or four or five?")
    desk.writing.flush()
    desk.rest()
    assert desk.texts == ["One?", "Two?", "Three or four or five?"]
    assert desk.writing.saved is not None
    assert desk.writing.saved.key == "mine/three"


def test_without_a_change_nothing_is_saved(desk: Desk) -> None:
    desk.begin(desk.packs.own()[0].questions[0])
    written = desk.packs.written
    desk.write()
    desk.rest()
    assert (desk.packs.written, desk.kept) == (written, [])


def test_what_was_mistaken_is_shown_again_and_is_mended(desk: Desk) -> None:
    one, two = desk.packs.own()[0].questions
    desk.begin(one)
    desk.write(text="Once?", follow_ups=("Who?",))
    desk.rest()
    assert set(desk.kept[-1].mistakes) == {"follow_ups"}
    assert desk.texts == ["Once?", "Two?"]
    desk.begin(two)
    assert desk.form == two
    now = desk.packs.question("mine/one")
    assert now is not None
    desk.begin(now)
    assert desk.form == replace(now, follow_ups=("Who?",))
    desk.writing.flush()
    desk.rest()
    assert set(desk.kept[-1].mistakes) == {"follow_ups"}
    desk.write(follow_ups=now.follow_ups)
    desk.rest()
    assert desk.kept[-1] == Kept(now, {})
    desk.begin(now)
    assert desk.form == now


def test_leaving_saves_what_was_just_written(desk: Desk) -> None:
    desk.begin(desk.packs.own()[0].questions[0])
    desk.write(text="Once?")
    desk.begin(desk.packs.own()[0].questions[1])
    desk.qtbot.waitUntil(lambda: desk.texts[0] == "Once?")
    desk.writing.end()
    assert desk.writing.saved is None
    desk.writing.touch()
    desk.writing.flush()
    desk.writing.finish()
    assert desk.kept == []


def test_closing_waits_until_all_is_saved(desk: Desk) -> None:
    desk.begin(BLANK)
    desk.write(text="Three?")
    desk.writing.flush()
    desk.write(text="Three or four?")
    desk.writing.finish()
    assert desk.texts == ["One?", "Two?", "Three or four?"]


def test_what_fails_is_said_and_tried_again_with_the_next_key(desk: Desk) -> None:
    desk.begin(desk.packs.own()[0].questions[0])
    desk.packs.failing = FileError(msg("packs.unwritable", file="x"), Path("x"))
    desk.write(text="Once?")
    desk.rest()
    assert desk.failed == [desk.packs.failing]
    assert desk.texts == ["One?", "Two?"]
    desk.packs.failing = None
    desk.write(text="Once more?")
    desk.rest()
    assert desk.texts == ["Once more?", "Two?"]


def test_what_was_changed_elsewhere_is_taken(desk: Desk) -> None:
    one = desk.packs.own()[0].questions[0]
    desk.begin(one)
    desk.write(text="Once?")
    changed = desk.packs.replace(one, replace(one, aim_seconds=30.0))
    desk.writing.take(changed)
    assert desk.writing.resting
    assert desk.writing.saved == changed
    desk.form = replace(changed, text="Once?")
    desk.writing.flush()
    desk.rest()
    assert desk.packs.question("mine/one") == replace(changed, text="Once?")
    desk.writing.end()
    desk.writing.take(one)
    assert desk.writing.saved is None
