import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.errors import EngineError
from coach.gui.widgets.hearing.backlog import Remaining
from coach.gui.widgets.review.waiting import Waiting
from coach.messages import msg
from coach.model import AttemptState
from tests.tools import samples


@pytest.fixture
def waiting(qtbot: QtBot) -> Waiting:
    made = Waiting(samples.texts(), samples.theme())
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("state", "said", "offered"),
    [
        ("recovered", "The sound was kept", True),
        ("recorded", "has not been transcribed yet", True),
        ("transcribed", "The words are here", True),
        ("recording", "being recorded right now", False),
    ],
)
def test_every_state_is_explained(waiting: Waiting, state: AttemptState, said: str, offered: bool) -> None:
    waiting.show_state(state, offer=True)

    assert said in waiting.text.plain
    assert waiting.button.isVisible() == offered


def test_it_is_gone_where_there_is_nothing_to_offer(waiting: Waiting) -> None:
    waiting.show_state("reviewed", offer=False)

    assert not waiting.isVisible()


def test_the_way_from_the_offer_to_the_review(qtbot: QtBot, waiting: Waiting) -> None:
    waiting.show_state("recorded", offer=True)
    with qtbot.waitSignal(waiting.wanted):
        qtbot.mouseClick(waiting.button, Qt.MouseButton.LeftButton)
    assert not waiting.button.isEnabled()

    waiting.show_progress(31.0, 62.0)
    assert waiting.bar.value() == 500
    assert "0:31 of 1:02" in waiting.text.plain

    waiting.show_failed(EngineError(msg("errors.sound.nothing"), msg("errors.sound.nothing.advice")))
    assert "Check that it is plugged in" in waiting.text.plain
    assert waiting.button.isEnabled()
    assert not waiting.bar.isVisible()


def test_progress_of_an_unknown_length_is_none(waiting: Waiting) -> None:
    waiting.show_progress(3.0, 0.0)

    assert waiting.bar.value() == 0


def test_how_long_the_rest_takes_is_said_and_it_can_be_cancelled(qtbot: QtBot, waiting: Waiting) -> None:
    now = [0.0]
    waiting._remaining = Remaining(lambda: now[0])
    waiting.show_progress(0.0, 600.0)
    assert "left" not in waiting.text.plain
    assert "saved" in waiting.text.plain
    now[0] = 30.0
    waiting.show_progress(200.0, 600.0)
    assert "3:20 of 10:00, about 1 minute left" in waiting.text.plain
    now[0] = 89.0
    waiting.show_progress(595.0, 600.0)
    assert "left" not in waiting.text.plain
    assert waiting.cancel.isVisible()
    with qtbot.waitSignal(waiting.cancelled):
        qtbot.keyClick(waiting.cancel, Qt.Key.Key_Space)
    waiting.show_state("recorded", offer=True)
    assert not waiting.cancel.isVisible()
    assert waiting.button.isEnabled()


def test_each_transcription_is_timed_from_its_own_beginning(waiting: Waiting) -> None:
    now = [0.0]
    waiting._remaining = Remaining(lambda: now[0])
    waiting.show_progress(0.0, 100.0)
    now[0] = 1000.0
    waiting.show_state("recorded", offer=True)
    waiting.show_progress(0.0, 100.0)
    now[0] = 1010.0
    waiting.show_progress(20.0, 100.0)
    assert "about 40 seconds left" in waiting.text.plain
