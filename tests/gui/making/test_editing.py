"""A text is put right in the window, saved beside it, and taken back."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.adapters.drafts import DraftFile
from coach.errors import EngineError
from coach.gui.bridge import Bridge
from coach.gui.making import editing
from coach.gui.making.editing import Editing
from coach.gui.pages.review.reading import Reading
from coach.gui.wording import version_names
from coach.messages import Message, msg
from coach.model import Attempt, Report
from coach.practice.edits import Edits
from coach.practice.ports import Controls
from tests.gui.sample import TEXTS, SampleParts, judge, sample_history
from tests.tools import samples

CLICK = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


class Stage:
    """A take in the editor; `gate` holds the judging back, `trouble` ends it."""

    def __init__(self, qtbot: QtBot, bridge: Bridge, parts: SampleParts) -> None:
        self.qtbot, self.parts = qtbot, parts
        sample_history(parts, Controls())
        self.first = self.now
        self.gate = threading.Event()
        self.gate.set()
        self.trouble: Exception | None = None
        self.reading = Reading(TEXTS, samples.theme())
        qtbot.addWidget(self.reading, before_close_func=lambda _: self.gate.set())
        self.reading.show()
        self.reading.activateWindow()
        self.lead = Editing(bridge, Edits(self._judge, parts.history, kept_at(self)), self.reading)
        self.changes: list[Attempt] = []
        self.told: list[Message] = []
        self.troubles: list[object] = []
        self.lead.changed.connect(self._change)
        self.lead.told.connect(lambda message, _: self.told.append(message))
        self.lead.troubled.connect(self.troubles.append)
        self.reading.show_attempt(self.first, {})

    def _judge(self, *about: object) -> Report:
        assert self.gate.wait(10)
        if self.trouble is not None:
            raise self.trouble
        return judge(*about)  # type: ignore[arg-type]

    def _change(self, attempt: Attempt) -> None:
        self.changes.append(attempt)
        shown = self.reading.attempt
        if shown is not None and shown.id == attempt.id:
            self.reading.show_attempt(attempt, {})

    @property
    def now(self) -> Attempt:
        return self.parts.history.attempt(self.parts.history.rows()[-1].id)

    @property
    def text(self) -> str:
        review = self.now.review
        assert review is not None
        return review.transcript.text

    def write(self, text: str = "Yes. ") -> None:
        """Open the editor, write something at the beginning, and save."""
        self.reading.open_editor()
        self.qtbot.keyClicks(self.reading.editor.box, text)
        self.qtbot.keyClick(self.reading.editor.box, Qt.Key.Key_S, CTRL)

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.lead.busy)


@pytest.fixture
def stage(qtbot: QtBot, bridge: Bridge, parts: SampleParts) -> Stage:
    return Stage(qtbot, bridge, parts)


def test_a_text_is_saved_shown_and_said_and_both_are_kept(stage: Stage) -> None:
    stage.write()
    stage.rest()

    assert stage.text.startswith("Yes. Retention went up")
    assert stage.changes == [stage.now]
    assert not stage.reading.editing
    assert stage.reading.transcript.said[0] == "Yes."
    assert stage.reading.done.line.plain.startswith("Your text is saved")
    assert stage.told == []
    names = list(version_names(stage.now.reviews, TEXTS).values())
    assert len(set(names)) == 2
    assert "Edited by you" in names


@pytest.mark.parametrize("way", ["click", "key"])
def test_it_is_taken_back_and_can_be_found_again(qtbot: QtBot, stage: Stage, way: str) -> None:
    stage.write()
    stage.rest()
    undo = stage.reading.done.undo
    if way == "click":
        qtbot.mouseClick(undo, CLICK)
    else:
        undo.setFocus()
        qtbot.keyClick(undo, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(stage.changes) == 2)

    assert stage.now.review == stage.first.review
    assert len(stage.now.reviews) == 2
    assert stage.reading.transcript.said[0] == "Retention"
    assert stage.reading.done.line.plain.startswith("Taken back.")
    assert not undo.isVisible()


def test_the_same_text_closes_the_editor_and_changes_nothing(qtbot: QtBot, stage: Stage) -> None:
    stage.reading.open_editor()
    qtbot.mouseClick(stage.reading.editor.save, CLICK)
    stage.rest()

    assert (stage.now, stage.changes) == (stage.first, [])
    assert not stage.reading.editing
    assert not stage.reading.done.isVisible()


def test_a_text_without_a_word_is_refused_beside_it(stage: Stage) -> None:
    stage.reading.open_editor()
    stage.reading.editor.box.clear()
    stage.reading.editor.save.click()
    stage.rest()

    assert stage.reading.editing
    assert stage.reading.editor.line.plain.startswith("There is no word")
    assert "at least one word" in stage.reading.editor.line.plain
    assert not stage.reading.editor.box.isReadOnly()
    assert (stage.now, stage.troubles) == (stage.first, [])


def test_what_takes_long_says_so_and_nothing_is_written_meanwhile(
    qtbot: QtBot, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editing, "PATIENCE", 1)
    stage.gate.clear()
    stage.write()
    qtbot.waitUntil(lambda: stage.reading.editor.line.plain.startswith("Saving your text"))
    assert stage.reading.editor.box.isReadOnly()
    stage.gate.set()
    stage.rest()

    assert stage.text.startswith("Yes.")


def test_what_is_saved_at_once_says_nothing_of_waiting(
    qtbot: QtBot, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editing, "PATIENCE", 200)
    stage.write()
    stage.rest()
    said = stage.reading.editor.line.plain
    qtbot.wait(250)

    assert stage.reading.editor.line.plain == said


def test_a_take_that_shows_no_more_is_saved_and_told_of(stage: Stage) -> None:
    stage.gate.clear()
    stage.write()
    stage.reading.show_attempt(replace(stage.first, id="other"), {})
    stage.gate.set()
    stage.rest()

    assert stage.text.startswith("Yes.")
    assert [message.key for message in stage.told] == ["words.edit.saved.elsewhere"]
    assert stage.reading.drafts == {}
    assert not stage.reading.done.isVisible()


def test_while_one_text_is_saved_another_waits_with_the_person(qtbot: QtBot, stage: Stage) -> None:
    stage.gate.clear()
    stage.write()
    stage.reading.show_attempt(replace(stage.first, id="other"), {})
    stage.write("No. ")

    assert stage.reading.editor.line.plain.startswith("Another text is being saved")
    assert stage.reading.editing
    stage.gate.set()
    stage.rest()
    assert stage.reading.editor.text.startswith("No.")


@pytest.mark.parametrize("shows", [True, False])
def test_a_known_failure_is_said_and_the_text_is_kept(stage: Stage, shows: bool) -> None:
    stage.trouble = EngineError(msg("errors.engine.died"), msg("errors.engine.died.advice"))
    stage.gate.clear()
    stage.write()
    if not shows:
        stage.reading.show_attempt(replace(stage.first, id="other"), {})
    stage.gate.set()
    stage.rest()

    assert stage.now == stage.first
    assert stage.troubles == ([] if shows else [stage.trouble])
    assert stage.reading.drafts[stage.first.id].startswith("Yes.")
    assert stage.reading.editing == shows


def test_a_bug_leaves_the_text_where_it_is(qtbot: QtBot, parts: SampleParts) -> None:
    bridge = Bridge()
    crashed: list[BaseException] = []
    bridge.crashed.connect(crashed.append)
    stage = Stage(qtbot, bridge, parts)
    stage.trouble = ZeroDivisionError("a bug")
    stage.write()
    stage.rest()

    assert stage.reading.editing
    assert "stays here" in stage.reading.editor.line.plain
    qtbot.waitUntil(lambda: crashed == [stage.trouble])
    assert bridge.close()


def test_what_cannot_be_taken_back_is_offered_again(
    qtbot: QtBot, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.write()
    stage.rest()

    def fail(attempt_id: str, review_id: str) -> Attempt:
        raise EngineError(msg("errors.engine.died"))

    monkeypatch.setattr(stage.parts.history, "prefer", fail)
    qtbot.mouseClick(stage.reading.done.undo, CLICK)
    qtbot.waitUntil(lambda: len(stage.troubles) == 1)

    assert stage.reading.done.undo.isVisible()
    assert stage.text.startswith("Yes.")


def test_another_take_has_nothing_to_take_back(stage: Stage) -> None:
    stage.write()
    stage.rest()
    other = replace(stage.first, id="other")
    assert other.review is not None
    stage.reading.show_attempt(replace(other, reviews=(replace(other.review, id="elsewhere"),)), {})

    assert not stage.reading.done.isVisible()
    stage.reading.done.undone.emit()
    assert stage.text.startswith("Yes.")


def kept_at(stage: Stage) -> DraftFile:
    return DraftFile(stage.parts.data_folder / "drafts.json")


def test_what_is_not_saved_is_there_at_the_next_start(
    qtbot: QtBot, bridge: Bridge, parts: SampleParts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editing, "REST", 1)
    stage = Stage(qtbot, bridge, parts)
    stage.reading.open_editor()
    qtbot.keyClicks(stage.reading.editor.box, "Yes. ")
    qtbot.waitUntil(lambda: list(kept_at(stage).read()) == [stage.first.id])

    again = Reading(TEXTS, samples.theme())
    qtbot.addWidget(again)
    lead = Editing(bridge, Edits(judge, parts.history, kept_at(stage)), again)
    again.show_attempt(stage.first, {})
    qtbot.waitUntil(lambda: again.tools.edit.text() == "Go on editing")
    again.open_editor()
    assert again.editor.text.startswith("Yes. Retention")
    again.editor.give_up.click()
    qtbot.waitUntil(lambda: kept_at(stage).read() == {})
    assert not lead.busy


def test_at_the_end_of_the_program_it_is_kept_at_once(stage: Stage) -> None:
    stage.reading.open_editor()
    stage.reading.editor.box.insertPlainText("Yes. ")

    stage.lead.finish()

    assert kept_at(stage).read()[stage.first.id].startswith("Yes. Retention")


def test_a_saved_text_is_no_draft_any_more(qtbot: QtBot, stage: Stage) -> None:
    stage.reading.open_editor()
    stage.reading.editor.box.insertPlainText("Yes. ")
    stage.lead._keep()
    qtbot.waitUntil(lambda: len(kept_at(stage).read()) == 1)
    stage.reading.editor.save.click()
    stage.rest()

    qtbot.waitUntil(lambda: kept_at(stage).read() == {})


def test_what_cannot_be_kept_at_the_end_is_told(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.reading.open_editor()
    stage.reading.editor.box.insertPlainText("Yes. ")
    (stage.parts.data_folder / "drafts.new").mkdir()

    stage.lead.finish()

    assert len(stage.troubles) == 1
