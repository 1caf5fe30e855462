"""A typed answer is kept once, and let go of only then."""

from pytestqt.qtbot import QtBot

from coach.errors import CoachError, HistoryError
from coach.gui.bridge import Bridge
from coach.gui.making.typed import Typed
from coach.gui.theme import Theme
from coach.gui.widgets.asking.writing import Writing
from coach.messages import msg
from coach.model import Attempt
from coach.practice.run import Asking
from tests.gui.sample import SPIKE, TEXTS, SampleParts


def test_a_wish_made_twice_keeps_one_answer(qtbot: QtBot, theme: Theme, bridge: Bridge, parts: SampleParts) -> None:
    box = Writing(TEXTS, theme)
    qtbot.addWidget(box)
    box.open(SPIKE)
    box.box.setPlainText("We cut it.")
    typed = Typed(parts.practice, bridge, box, box)
    reviewed: list[Attempt] = []
    typed.reviewed.connect(reviewed.append)
    for _ in range(2):
        typed.keep(Asking(SPIKE), "We cut it.")
    qtbot.waitUntil(lambda: len(reviewed) == 1)
    assert len(parts.history.rows()) == 1
    assert not box.unfinished


def test_a_failure_is_told_and_the_text_stays(qtbot: QtBot, theme: Theme, bridge: Bridge, parts: SampleParts) -> None:
    box = Writing(TEXTS, theme)
    qtbot.addWidget(box)
    box.open(SPIKE)
    box.box.setPlainText("We cut it.")
    typed = Typed(parts.practice, bridge, box, box)
    troubles: list[CoachError] = []
    typed.troubled.connect(troubles.append)
    parts.history.error = HistoryError(msg("history.finished"))
    typed.keep(Asking(SPIKE), "We cut it.")
    qtbot.waitUntil(lambda: len(troubles) == 1)
    assert box.unfinished
