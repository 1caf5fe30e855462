"""Writing a take down again, choosing and comparing, led from the widgets to the history and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coach.errors import EngineError
from coach.gui.bridge import Bridge
from coach.gui.making.again import Transcripts
from coach.gui.widgets.versions.versions import Versions
from coach.messages import Message, msg
from coach.model import Attempt, Transcript
from coach.practice.again import Again
from coach.practice.ports import MEANING, Controls, ModelInfo
from tests.gui.sample import HEARD_AGAIN, SAID, TEXTS, SampleParts, sample_history
from tests.tools import samples

HERE = (
    ModelInfo("moonshine", "tiny-en", 40_000_000, None, removable=False),
    ModelInfo("whisper", "tiny.en", 75_000_000, Path("tiny.en"), removable=True),
    ModelInfo("whisper", "base.en", 145_000_000, None, removable=False),
)


class Stage:
    """A take that was written down once, its row of transcripts, and what leads it."""

    def __init__(self, qtbot: QtBot, bridge: Bridge, parts: SampleParts) -> None:
        self.qtbot, self.parts = qtbot, parts
        sample_history(parts, Controls())
        self.models = list(HERE)
        self.widget = Versions(TEXTS, samples.theme())
        self.page = QWidget()
        QVBoxLayout(self.page).addWidget(self.widget)
        qtbot.addWidget(self.page)
        self.page.resize(900, 700)
        self.page.show()
        self.lead = Transcripts(TEXTS, bridge, parts.history, parts.again, lambda: self.models, self.widget)
        self.changes: list[Attempt] = []
        self.told: list[Message] = []
        self.troubles: list[object] = []
        self.lead.changed.connect(self._change)
        self.lead.told.connect(lambda message, _: self.told.append(message))
        self.lead.troubled.connect(self.troubles.append)
        self.lead.show_attempt(self.now)

    def _change(self, attempt: Attempt) -> None:
        self.changes.append(attempt)
        if self.lead._attempt is not None and self.lead._attempt.id == attempt.id:
            self.lead.show_attempt(attempt)

    @property
    def now(self) -> Attempt:
        return self.parts.history.attempt(self.parts.history.rows()[-1].id)

    @property
    def text(self) -> str:
        return self.widget.card.text.plain

    def click(self, button: object) -> None:
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def offer(self) -> None:
        self.click(self.widget.again)
        self.qtbot.waitUntil(self.widget.card.isVisible)

    def begin(self) -> None:
        """Start the second engine, and let it work until it is released."""
        self.parts.second.wait.clear()
        self.offer()
        self.click(self.widget.card.start)

    def work(self) -> None:
        self.begin()
        self.qtbot.waitUntil(lambda: "0:04" in self.text)

    def other_take(self) -> Attempt:
        sample_history(self.parts, Controls())
        return self.parts.history.attempt(self.parts.history.rows()[0].id)

    def write_twice(self) -> tuple[str, str]:
        """Write the take down twice more; return the ids of the first two reviews."""
        attempt = self.now
        attempt = self.parts.history.transcribed(attempt.id, Transcript("by hand", (), edited=True))
        self.lead.show_attempt(attempt)
        return attempt.reviews[0].id, attempt.reviews[1].id


@pytest.fixture
def stage(qtbot: QtBot, bridge: Bridge, parts: SampleParts) -> Iterator[Stage]:
    made = Stage(qtbot, bridge, parts)
    yield made
    parts.second.wait.set()
    qtbot.waitUntil(lambda: not bridge.busy("review"))
    qtbot.waitUntil(lambda: not bridge.busy("errand"))
    qtbot.wait(10)


def test_the_engines_that_are_here_are_offered(stage: Stage) -> None:
    stage.offer()

    names = [button.text() for button in stage.widget.card.options.buttons()]
    assert names == ["Starter (tiny-en)", "Whisper (tiny.en)"]


def test_the_meaning_model_writes_nothing_down(stage: Stage) -> None:
    stage.models.append(ModelInfo(MEANING, "all-MiniLM-L6-v2", 1, Path("here"), False))
    stage.offer()

    assert len(stage.widget.card.options.buttons()) == 2


def test_an_offer_that_comes_too_late_does_not_hide_the_work(qtbot: QtBot, stage: Stage) -> None:
    stage.offer()
    stage.parts.second.wait.clear()
    stage.click(stage.widget.again)
    stage.click(stage.widget.card.start)
    qtbot.waitUntil(lambda: "0:04" in stage.text)
    qtbot.wait(20)

    assert not stage.widget.card.start.isVisible()
    stage.parts.second.wait.set()
    qtbot.waitUntil(lambda: bool(stage.changes))


def test_an_engine_that_has_written_says_so(stage: Stage) -> None:
    stage.models.append(ModelInfo("whisper", "/home/me/own-model", 1, Path("/home/me/own-model"), removable=False))
    for model in ("tiny.en", "own-model"):
        stage.parts.history.transcribed(stage.now.id, Transcript("x", (), engine="whisper", model=model))
    stage.lead.show_attempt(stage.now)
    stage.offer()

    names = [button.text() for button in stage.widget.card.options.buttons()]
    assert [name.endswith("already") for name in names] == [False, True, True]
    assert names[2].startswith("Whisper (own-model)")
    assert stage.widget.card.options.checkedId() == 0


def test_both_transcripts_are_there_and_the_new_one_shows(qtbot: QtBot, stage: Stage) -> None:
    stage.work()
    assert "0:04 of 0:14" in stage.text
    stage.parts.second.wait.set()
    qtbot.waitUntil(lambda: bool(stage.changes))

    assert stage.parts.hired == [("moonshine", "tiny-en")]
    (attempt,) = stage.changes
    assert [review.transcript.text for review in attempt.reviews] == [SAID, HEARD_AGAIN]
    assert attempt.reviews[1].report is not None
    assert stage.text.startswith("Starter (tiny-en) has written this take down as well")
    assert stage.widget.choice.currentText() == "Whisper (tiny.en)"
    assert not stage.lead.busy
    assert stage.told == []


def test_stopped_it_leaves_the_take_as_it_was(qtbot: QtBot, stage: Stage) -> None:
    before = stage.now
    stage.work()
    stage.click(stage.widget.card.stop)
    qtbot.waitUntil(lambda: stage.text == "Stopped. Everything is as it was.")

    assert stage.now == before
    assert stage.changes == []
    stage.offer()
    qtbot.waitUntil(stage.widget.card.start.isVisible)


def test_it_says_that_it_stops_while_it_does(stage: Stage) -> None:
    stage.work()
    stage.click(stage.widget.card.stop)

    assert stage.text == "Stopping."


def test_a_failure_is_told_and_leaves_the_take_as_it_was(qtbot: QtBot, stage: Stage) -> None:
    before = stage.now
    stage.parts.second.error = EngineError(msg("errors.engine.died"), msg("errors.engine.died.advice"))
    stage.offer()
    stage.click(stage.widget.card.start)
    qtbot.waitUntil(lambda: not stage.lead.busy)

    assert stage.text == f"{TEXTS(msg('errors.engine.died'))} {TEXTS(msg('errors.engine.died.advice'))}"
    assert stage.now == before


def test_a_failure_without_advice_is_told_too(qtbot: QtBot, stage: Stage) -> None:
    stage.parts.second.error = EngineError(msg("errors.engine.died"))
    stage.offer()
    stage.click(stage.widget.card.start)
    qtbot.waitUntil(lambda: stage.text == TEXTS(msg("errors.engine.died")))


def test_a_new_answer_goes_first_and_the_work_begins_anew_after_it(qtbot: QtBot, stage: Stage) -> None:
    stage.work()
    stage.lead.hold(True)
    assert "Your new answer goes first" in stage.text
    qtbot.waitUntil(lambda: not stage.lead._bridge.busy("review"))
    qtbot.wait(20)
    assert "Your new answer goes first" in stage.text

    stage.parts.second.wait.set()
    stage.lead.hold(False)
    qtbot.waitUntil(lambda: bool(stage.changes))
    assert len(stage.now.reviews) == 2
    assert len(stage.parts.hired) == 2


def test_an_answer_that_ends_before_the_work_has_stopped_changes_nothing(qtbot: QtBot, stage: Stage) -> None:
    stage.work()
    stage.lead.hold(True)
    stage.lead.hold(False)
    stage.parts.second.wait.set()
    qtbot.waitUntil(lambda: bool(stage.changes))

    assert len(stage.parts.hired) == 2


def test_work_that_is_asked_for_while_somebody_speaks_waits(qtbot: QtBot, stage: Stage) -> None:
    stage.lead.hold(True)
    stage.begin()
    assert "Your new answer goes first" in stage.text
    assert stage.parts.hired == []
    stage.click(stage.widget.card.stop)
    assert stage.text == "Stopped. Everything is as it was."
    stage.lead.hold(False)
    assert stage.parts.hired == []


def test_work_that_waits_can_be_stopped_while_it_is_ending(qtbot: QtBot, stage: Stage) -> None:
    stage.work()
    stage.lead.hold(True)
    stage.click(stage.widget.card.stop)
    qtbot.waitUntil(lambda: not stage.lead.busy)

    assert stage.text == "Stopped. Everything is as it was."
    stage.lead.hold(False)
    assert len(stage.parts.hired) == 1


def test_another_take_waits_for_its_turn(qtbot: QtBot, stage: Stage) -> None:
    first = stage.now
    stage.work()
    stage.lead.show_attempt(stage.other_take())
    assert not stage.widget.card.isVisible()
    stage.click(stage.widget.again)
    assert stage.text.startswith("Another take is being transcribed again")

    stage.lead.show_attempt(first)
    assert "0:04" in stage.text
    stage.lead.show_attempt(stage.other_take())
    stage.parts.second.wait.set()
    qtbot.waitUntil(lambda: bool(stage.told))
    assert [message.key for message in stage.told] == ["again.done.elsewhere"]
    assert stage.told[0].values["question"] == "A retention chart jumps overnight. How do you tell whether it is real?"
    assert stage.changes[0].id == first.id


def test_a_failure_on_a_take_that_does_not_show_is_trouble(qtbot: QtBot, stage: Stage) -> None:
    stage.parts.second.error = EngineError(msg("errors.engine.died"))
    stage.work()
    stage.lead.show_attempt(stage.other_take())
    stage.parts.second.wait.set()
    qtbot.waitUntil(lambda: bool(stage.troubles))

    assert not stage.widget.card.isVisible()


def test_a_stop_on_a_take_that_does_not_show_is_silent(qtbot: QtBot, stage: Stage) -> None:
    stage.work()
    stage.lead.show_attempt(stage.other_take())
    stage.widget.card.stop_wanted.emit()
    qtbot.waitUntil(lambda: not stage.lead.busy)

    assert not stage.widget.card.isVisible()
    stage.widget.card.stop_wanted.emit()


def test_on_another_page_the_end_is_told(qtbot: QtBot, stage: Stage) -> None:
    stage.work()
    stage.page.hide()
    stage.parts.second.wait.set()
    qtbot.waitUntil(lambda: bool(stage.told))

    assert stage.text.startswith("Starter (tiny-en) has written this take down as well")


def test_a_bug_in_the_judging_shows_the_words_that_were_saved(qtbot: QtBot, parts: SampleParts) -> None:
    def broken(*_: object) -> object:
        raise ZeroDivisionError("a bug")

    parts.again = Again(parts._hire, broken, parts.history)  # type: ignore[arg-type]
    bridge = Bridge()
    crashes: list[object] = []
    bridge.crashed.connect(crashes.append)
    stage = Stage(qtbot, bridge, parts)
    stage.offer()
    stage.click(stage.widget.card.start)
    qtbot.waitUntil(lambda: bool(stage.changes))

    assert len(crashes) == 1
    assert stage.changes[0].state == "transcribed"
    assert not stage.widget.card.isVisible()
    assert bridge.close()


def test_the_transcript_that_is_chosen_counts(qtbot: QtBot, stage: Stage) -> None:
    first, second = stage.write_twice()
    assert [stage.widget.choice.itemText(place) for place in range(2)] == ["Edited by you", "fake (fake)"]
    assert stage.widget.choice.currentData() == second
    qtbot.keyClick(stage.widget.choice, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: bool(stage.changes))

    assert stage.now.review is not None
    assert stage.now.review.id == first
    assert stage.widget.choice.currentData() == first
    stage.widget.chosen.emit(first)
    assert len(stage.changes) == 1


def test_two_transcripts_stand_beside_each_other_and_one_is_used(qtbot: QtBot, stage: Stage) -> None:
    first, second = stage.write_twice()
    comparison = stage.widget.comparison
    stage.click(stage.widget.compare)
    qtbot.waitUntil(comparison.isVisible)
    assert comparison.pair == (first, second)
    left, right = comparison.sides
    assert left.choice.currentText() == "fake (fake)"
    assert right.used.isVisible()

    stage.click(left.use)
    qtbot.waitUntil(left.used.isVisible)
    assert stage.now.review is not None
    assert stage.now.review.id == first
    assert comparison.pair == (first, second)

    qtbot.keyClick(left.choice, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: comparison.pair == (second, first))
    stage.click(stage.widget.compare)
    assert not comparison.isVisible()


def test_another_take_ends_the_comparing(qtbot: QtBot, stage: Stage) -> None:
    stage.write_twice()
    stage.click(stage.widget.compare)
    qtbot.waitUntil(stage.widget.comparison.isVisible)
    stage.lead.show_attempt(stage.other_take())

    assert not stage.widget.compare.isChecked()
    assert not stage.widget.comparison.isVisible()
    assert stage.widget.comparison.pair is None


def test_a_comparison_that_comes_too_late_is_not_shown(qtbot: QtBot, stage: Stage) -> None:
    stage.write_twice()
    stage.click(stage.widget.compare)
    stage.click(stage.widget.compare)
    qtbot.waitUntil(lambda: not stage.lead._bridge.busy("errand"))
    qtbot.wait(20)

    assert not stage.widget.comparison.isVisible()


def test_a_take_without_sound_or_words_offers_nothing(qtbot: QtBot, stage: Stage) -> None:
    attempt = stage.now
    assert attempt.recording is not None
    attempt.recording.path.unlink()
    stage.lead.show_attempt(attempt)
    assert not stage.widget.again.isEnabled()

    stage.lead.show_attempt(stage.parts.history.begin(None))
    assert not stage.widget.isVisible()
