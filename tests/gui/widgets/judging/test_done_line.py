from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.widgets.judging.done_line import DoneLine
from coach.messages import msg
from tests.gui.inspect import nameless
from tests.tools import samples


def test_it_says_what_was_done_and_takes_it_back(qtbot: QtBot) -> None:
    line = DoneLine(samples.texts(), samples.theme())
    qtbot.addWidget(line)
    assert line.isHidden()

    line.say(msg("judging.done.said", name="Decision"), undo=True)
    line.set_theme(samples.theme("dark", 200))

    assert not line.isHidden()
    assert line.line.plain == "Noted for Decision: you said it."
    assert line.undo.accessibleName() == "Undo: Noted for Decision: you said it."
    assert nameless(line) == []
    with qtbot.waitSignal(line.undone):
        qtbot.keyClick(line.undo, Qt.Key.Key_Space)

    line.say(msg("review.said.undone"))
    assert line.undo.isHidden()
    line.say(None)
    assert line.isHidden()
