from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.widgets.review.feedback import Feedback, span_of
from coach.gui.widgets.signs.play_button import LEAD
from coach.messages import Message, msg
from coach.model import Finding, Moment, Report
from tests.tools import samples


def test_words_come_first_and_one_thing_is_offered(qtbot: QtBot) -> None:
    feedback = Feedback(samples.texts(), samples.theme())
    qtbot.addWidget(feedback)
    feedback.show()

    feedback.show_report(Report((), (), (), strength=msg("review.worked"), next_step=None))
    assert feedback.strength.plain == "What worked"
    assert not feedback.next_step.isVisible()

    with qtbot.waitSignal(feedback.try_again):
        qtbot.keyClick(feedback.button, Qt.Key.Key_Space)

    feedback.show_report(None)
    assert not feedback.strength.isVisible()


def test_it_is_the_main_button_unless_another_is(qtbot: QtBot) -> None:
    feedback = Feedback(samples.texts(), samples.theme())
    qtbot.addWidget(feedback)
    assert feedback.button.property("kind") == "primary"

    feedback.set_primary(False)

    assert feedback.button.property("kind") != "primary"


def test_the_button_goes_below_where_there_is_no_room(qtbot: QtBot) -> None:
    feedback = Feedback(samples.texts(), samples.theme())
    qtbot.addWidget(feedback)
    feedback.show_report(Report((), (), (), strength=msg("review.worked"), next_step=msg("review.next")))
    feedback.show()

    feedback.resize(1000, 300)
    qtbot.waitUntil(lambda: feedback.button.x() > feedback.next.x() > 0)
    feedback.set_theme(samples.theme(percent=200))
    qtbot.waitUntil(lambda: feedback.button.y() > feedback.next.y() + feedback.next.height())
    assert feedback.next.y() > feedback.worked.y() + feedback.worked.height()


def advised(**changes: object) -> Report:
    """Make a report that has a decision with its words, and a long sentence."""
    decided = Moment("anchor", "decision", 23.0, 27.0, "So I decided to hold it back", "heard", msg("any"))
    long = Moment("rambling", "long_sentence", 40.0, 58.0, "and then and then", "heard", msg("any"))
    slot = Finding("guardrails", "found", 70.0, "we kept a guardrail on refunds")
    return replace(Report((), (decided, long), (), (slot,)), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "span"),
    [
        (msg("analysis.strength.quoted", what=msg("any"), quote="I decided to hold …"), (23.0, 27.0)),
        (msg("outer", what=msg("inner", quote="i decided TO hold")), (23.0, 27.0)),
        (msg("analysis.next.long_sentence", at="0:40"), (40.0, 58.0)),
        (msg("analysis.strength.slot", quote="a guardrail"), (70.0, None)),
        (msg("analysis.next.outcome"), None),
        (msg("any", quote="never said"), None),
        (msg("any", quote=""), None),
    ],
)
def test_a_sentence_finds_the_place_that_it_rests_on(said: Message, span: tuple[float, float | None] | None) -> None:
    assert span_of(said, advised()) == span


def test_a_sentence_is_played_where_it_was_heard(qtbot: QtBot) -> None:
    feedback = Feedback(samples.texts(), samples.theme())
    qtbot.addWidget(feedback)
    strength = msg("analysis.strength.quoted", what=msg("analysis.strength.tradeoff"), quote="I decided to hold")
    feedback.show_report(advised(strength=strength, next_step=msg("analysis.next.long_sentence", at="0:40")))
    feedback.show()
    for told, start in ((feedback.worked, 23.0), (feedback.next, 40.0)):
        assert told.play is not None
        with qtbot.waitSignal(feedback.play_wanted) as played:
            qtbot.mouseClick(told.play, Qt.MouseButton.LeftButton)
        assert played.args[0] == pytest.approx(start - LEAD)
        with qtbot.waitSignal(feedback.play_wanted):
            qtbot.keyClick(told.play, Qt.Key.Key_Space)

    feedback.set_theme(samples.theme("dark", 200))
    assert feedback.worked.play is not None
    feedback.show_report(advised(strength=strength), playable=False)
    assert not feedback.worked.play.isEnabled()
    assert feedback.next.play is None
    assert not feedback.next.isVisible()
    feedback.show_report(advised(strength=msg("analysis.strength.outcome")))
    assert feedback.worked.play is None
