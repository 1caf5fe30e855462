from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.widgets.judging.others import Others
from coach.gui.widgets.judging.wish import Wish

WISHES = (Wish("key_term", "cohort", "cohort"), Wish("anchor", "lesson", "Lesson"))


def test_what_was_not_noticed_is_chosen_from_a_list(qtbot: QtBot) -> None:
    made = Others("I used another term", WISHES)
    qtbot.addWidget(made)
    made.show()

    qtbot.keyClick(made, Qt.Key.Key_Space)
    assert made.names.isVisible()
    assert [action.text() for action in made.names.actions()] == ["cohort", "Lesson"]
    qtbot.keyClick(made.names, Qt.Key.Key_Down)
    with qtbot.waitSignal(made.choose_wanted) as wanted:
        qtbot.keyClick(made.names, Qt.Key.Key_Return)

    assert wanted.args == [WISHES[1]]
    assert made.accessibleName() == "I used another term"
