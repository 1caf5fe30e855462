from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from coach.analysis.two_takes import Change, Place, TwoTakes
from coach.gui.widgets.beside.change_lists import ChangeLists
from coach.gui.widgets.beside.change_row import ChangeRow
from tests.tools import samples

GAINED = Change("anchor", "outcome", "gained", None, Place(9.0, 10.0, "in the end"))
KEPT = Change("anchor", "problem", "kept", Place(1.0, 2.0, "it broke"), Place(1.0, 2.0, "it broke"))


def test_lists_that_hold_nothing_are_not_there(qtbot: QtBot) -> None:
    lists = ChangeLists(samples.texts(), samples.theme())
    qtbot.addWidget(lists)
    lists.show()

    lists.show_takes(TwoTakes((GAINED, KEPT), ()), (True, False))

    assert [way for way, shown in lists.lists.items() if shown.isVisible()] == ["gained", "kept"]
    assert [way for way, heading in lists.headings.items() if heading.isVisible()] == ["gained", "kept"]
    (row,) = lists.lists["gained"].findChildren(ChangeRow)
    with qtbot.waitSignal(lists.play_wanted) as wanted:
        row.play_wanted.emit(1, 8.6, 10.4)
    assert wanted.args == [1, 8.6, 10.4]


def test_another_theme_makes_the_rows_anew(qtbot: QtBot) -> None:
    lists = ChangeLists(samples.texts(), samples.theme())
    qtbot.addWidget(lists)
    lists.show_takes(TwoTakes((KEPT,), ()), (True, True))
    before = lists.lists["kept"].findChildren(QPushButton)[0]

    lists.set_theme(samples.theme("dark"))

    assert before not in [row for row in lists.lists["kept"].findChildren(QPushButton) if row.isVisibleTo(lists)]
