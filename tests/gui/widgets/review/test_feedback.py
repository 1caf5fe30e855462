from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.widgets.review.feedback import Feedback
from coach.messages import msg
from coach.model import Report
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
