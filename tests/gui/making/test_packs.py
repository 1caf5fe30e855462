"""Changes of packs: each is told, shown and can be taken back; what fails changes nothing and is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coach.errors import CoachError, FileError
from coach.gui.bridge import Bridge
from coach.gui.making.packs import MOST_STEPS, PackChanges
from coach.messages import Message, msg
from coach.practice.own_packs import Home, Incoming, Kept, Shelf
from tests.fakes.packs import FakeOwnPacks
from tests.gui.sample import TEXTS
from tests.gui.widgets.packs.shelves import some_packs
from tests.practice.promises.own_packs import NEW, THEIRS


class Stage:
    """Packs, what changes them, and what it said."""

    def __init__(self, qtbot: QtBot, bridge: Bridge) -> None:
        self.qtbot = qtbot
        self.packs = some_packs()
        self.changes = PackChanges(bridge, self.packs)
        self.shelf = Shelf()
        self.about = ""
        self.told: list[str] = []
        self.noted: list[str] = []
        self.troubles: list[CoachError] = []
        self.changes.seen.connect(self._see)
        self.changes.told.connect(lambda message: self.told.append(TEXTS(message)))
        self.changes.noted.connect(lambda message: self.noted.append(TEXTS(message)))
        self.changes.troubled.connect(self.troubles.append)
        bridge.troubled.connect(self.troubles.append)

    def _see(self, shelf: Shelf, about: str) -> None:
        self.shelf, self.about = shelf, about

    def seen(self, about: str) -> None:
        self.qtbot.waitUntil(lambda: self.about == about)
        self.about = "-"

    @property
    def keys(self) -> list[str]:
        return [question.key for pack in self.packs.own() for question in pack.questions]


@pytest.fixture
def stage(qtbot: QtBot, bridge: Bridge) -> Stage:
    return Stage(qtbot, bridge)


def test_a_look_reads_the_files_again(stage: Stage) -> None:
    stage.changes.refresh()
    stage.qtbot.waitUntil(lambda: bool(stage.shelf.packs))
    assert stage.packs.looked_again == 1
    assert stage.shelf.own == {"mine"}
    assert not stage.changes.undoable


def test_a_deleted_question_is_told_and_comes_back(stage: Stage) -> None:
    first = stage.packs.own()[0].questions[0]
    stage.changes.remove(first)
    stage.seen(first.key)
    assert stage.keys == ["mine/two"]
    assert stage.told == ["“One?” is deleted."]
    assert bool(stage.changes.undoable)
    stage.changes.undo()
    stage.seen(first.key)
    assert stage.keys == ["mine/one", "mine/two"]
    assert not stage.changes.undoable
    stage.changes.undo()
    assert stage.keys == ["mine/one", "mine/two"]


def test_the_last_question_takes_its_pack_along(stage: Stage) -> None:
    for question in stage.packs.own()[0].questions:
        stage.changes.remove(question)
        stage.seen(question.key)
    assert stage.keys == []
    assert "“Mine”" in stage.told[1]
    for about in ("mine/two", "mine/one"):
        stage.changes.undo()
        stage.seen(about)
    assert stage.keys == ["mine/one", "mine/two"]


def test_a_long_question_is_told_by_its_beginning(stage: Stage) -> None:
    long = stage.packs.add("mine", replace(NEW, text="word " * 40))
    stage.changes.remove(long)
    stage.seen(long.key)
    assert len(stage.told[0]) < 80
    assert "\N{HORIZONTAL ELLIPSIS}" in stage.told[0]


def test_a_question_of_the_program_is_copied_into_a_pack_or_a_new_one(stage: Stage) -> None:
    stage.changes.copy_question(THEIRS.questions[0], Home("mine", "Mine"))
    stage.seen("mine/first")
    stage.changes.copy_question(THEIRS.questions[0], Home("", "Other"))
    stage.seen("other/first")
    assert stage.told == [TEXTS(msg("own_packs.done.copied", title=title)) for title in ("Mine", "Other")]
    for about in ("other/first", "mine/first"):
        stage.changes.undo()
        stage.seen(about)
    assert stage.keys == ["mine/one", "mine/two"]
    assert [pack.id for pack in stage.packs.own()] == ["mine"]


def test_packs_are_renamed_copied_and_deleted_and_all_is_taken_back(stage: Stage) -> None:
    mine = stage.packs.own()[0]
    stage.changes.rename(mine, "Yours")
    stage.seen("mine")
    assert stage.packs.own()[0].title == "Yours"
    stage.changes.copy_pack(mine, "Copy")
    stage.seen("copy")
    stage.changes.remove_pack(mine)
    stage.seen("mine")
    assert [pack.id for pack in stage.packs.own()] == ["copy"]
    assert len(stage.told) == 3
    for about in ("mine", "copy", "mine"):
        stage.changes.undo()
        stage.seen(about)
    assert list(stage.packs.own()) == [mine]


def test_what_is_in_the_bin_is_put_back_and_that_too_is_taken_back(stage: Stage) -> None:
    question, pack = stage.packs.remove("mine/two"), stage.packs.remove_pack("mine")
    stage.changes.restore(pack)
    stage.seen("mine")
    stage.changes.restore(question)
    stage.seen("mine/two")
    assert stage.keys == ["mine/one", "mine/two"]
    assert stage.told == ["“Mine” is back.", "“Two?” is back."]
    stage.changes.undo()
    stage.seen("mine/two")
    stage.changes.undo()
    stage.seen("mine")
    assert stage.keys == []


def test_a_question_is_saved_while_it_is_written(stage: Stage) -> None:
    kept: list[Kept] = []
    home = Home("mine", "Mine")
    blank = replace(NEW, key="", text="")

    def save(before: str, **changes: object) -> None:
        question = stage.packs.question(before) or blank
        stage.changes.save(question, replace(question, **changes), home, kept.append, stage.troubles.append)  # type: ignore[arg-type]

    save("", text="")
    stage.qtbot.waitUntil(lambda: len(kept) == 1)
    assert (kept[0].question, set(kept[0].mistakes)) == (None, {"text"})
    save("", text="Three?")
    stage.seen("mine/three")
    save("mine/three", text="Third?")
    stage.seen("mine/three")
    save("mine/three", text="Third?")
    stage.seen("mine/three")
    assert stage.shelf.find("mine/three") == replace(NEW, key="mine/three", text="Third?")
    assert stage.told == []
    stage.changes.undo()
    stage.seen("mine/three")
    assert stage.shelf.find("mine/three") == replace(NEW, key="mine/three", text="Three?")
    stage.changes.undo()
    stage.seen("mine/three")
    assert stage.shelf.find("mine/three") is None
    assert not stage.changes.undoable


def test_what_cannot_be_saved_is_said_to_who_asked(stage: Stage) -> None:
    first = stage.packs.own()[0].questions[0]
    stage.packs.failing = FileError(msg("packs.unwritable", file="x"), Path("x"))
    failed: list[CoachError] = []
    stage.changes.save(first, replace(first, text="New?"), Home("mine", "Mine"), lambda _: None, failed.append)
    stage.qtbot.waitUntil(lambda: bool(failed))
    assert failed == [stage.packs.failing]
    assert stage.packs.own()[0].questions[0] == first


def test_what_fails_is_said_and_is_no_step(stage: Stage) -> None:
    stage.packs.failing = FileError(msg("packs.unwritable", file="x"), Path("x"))
    stage.changes.remove(stage.packs.own()[0].questions[0])
    stage.qtbot.waitUntil(lambda: bool(stage.troubles))
    assert stage.keys == ["mine/one", "mine/two"]
    assert stage.told == []
    assert not stage.changes.undoable


def test_a_pack_goes_out_and_comes_in(stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    mine = stage.packs.own()[0]
    stage.changes.export(mine, file)
    stage.qtbot.waitUntil(lambda: bool(stage.noted))
    assert stage.noted == ["“Mine” is in mine.toml."]
    assert not stage.changes.undoable
    coming: list[Incoming] = []
    stage.changes.peek(file, coming.append, lambda: None)
    stage.qtbot.waitUntil(lambda: bool(coming))
    assert coming[0].there == mine
    stage.changes.bring(file, instead=False)
    stage.seen("mine-2")
    stage.packs.remove("mine/two")
    stage.changes.bring(file, instead=True)
    stage.seen("mine")
    assert [len(pack.questions) for pack in stage.packs.own()] == [2, 2]
    stage.changes.undo()
    stage.seen("mine")
    assert {pack.id: len(pack.questions) for pack in stage.packs.own()} == {"mine": 1, "mine-2": 2}
    stage.changes.undo()
    stage.seen("mine-2")
    assert [pack.id for pack in stage.packs.own()] == ["mine"]


def test_a_file_that_is_no_pack_is_said(stage: Stage, tmp_path: Path) -> None:
    failed: list[None] = []
    stage.changes.peek(tmp_path / "nothing.toml", lambda _: None, lambda: failed.append(None))
    stage.qtbot.waitUntil(lambda: bool(failed))
    assert [trouble.message.key for trouble in stage.troubles] == ["packs.gone"]


def test_steps_are_remembered_up_to_a_number(stage: Stage, bridge: Bridge) -> None:
    packs = FakeOwnPacks()
    question = packs.make("Mine", NEW)
    changes = PackChanges(bridge, packs)
    told: list[Message] = []
    changes.told.connect(told.append)
    for number in range(MOST_STEPS + 2):
        changes.copy_question(question, Home("mine", f"{number}"))
    stage.qtbot.waitUntil(lambda: len(told) == MOST_STEPS + 2)
    while changes.undoable:
        changes.undo()
    stage.qtbot.waitUntil(lambda: len(packs.own()[0].questions) == 3)
