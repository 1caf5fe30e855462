import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from coach.gui.widgets.takes.delegate import TakeDelegate
from coach.gui.widgets.takes.model import PAGE, TakesModel
from coach.gui.widgets.takes.view import AHEAD, TakesView
from tests.tools import samples

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def view(qtbot: QtBot) -> TakesView:
    model = TakesModel(samples.texts())
    made = TakesView(model, TakeDelegate(samples.texts(), samples.theme()))
    qtbot.addWidget(made)
    model.setParent(made)
    made.itemDelegate().setParent(made)
    model.set_rows(samples.rows(PAGE), 10_000)
    made.resize(900, 400)
    made.show()
    made.choose(0)
    return made


def test_it_tells_which_takes_are_in_sight(qtbot: QtBot, view: TakesView) -> None:
    first, last = view.in_sight
    assert first == 0
    assert 4 < last < 40

    with qtbot.waitSignal(view.moved):
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    first, last = view.in_sight
    assert 4_900 < first + AHEAD < 5_100
    assert last > first

    with qtbot.waitSignal(view.moved):
        view.resize(900, 700)


def test_a_short_list_is_all_in_sight(view: TakesView) -> None:
    model = view.model()
    assert isinstance(model, TakesModel)
    model.set_rows(samples.rows(2))

    first, last = view.in_sight

    assert (first, last >= 1) == (0, True)


def test_many_are_chosen_by_keys(qtbot: QtBot, view: TakesView) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(view, Qt.Key.Key_Down, SHIFT)
    assert [place for span in view.places for place in span] == [0, 1, 2]

    qtbot.keyClick(view, Qt.Key.Key_A, CTRL)
    assert sum(len(span) for span in view.places) == 10_000


def test_many_are_chosen_by_clicks(qtbot: QtBot, view: TakesView) -> None:
    def click(place: int, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        where = view.visualRect(view.model().index(place, 0)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, held, where)

    click(0)
    click(3, CTRL)
    assert [list(span) for span in view.places] == [[0], [3]]
    click(1)
    click(3, SHIFT)
    assert [place for span in view.places for place in span] == [1, 2, 3]


def test_keys_star_delete_and_rename(qtbot: QtBot, view: TakesView) -> None:
    with qtbot.waitSignal(view.starred):
        qtbot.keyClick(view, Qt.Key.Key_S)
    with qtbot.waitSignal(view.deleted):
        qtbot.keyClick(view, Qt.Key.Key_Delete)
    with qtbot.assertNotEmitted(view.starred):
        qtbot.keyClick(view, Qt.Key.Key_S, CTRL)

    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = view.viewport().findChild(QLineEdit)
    assert editor is not None
    assert editor.geometry().right() <= view.viewport().width()
    qtbot.keyClicks(editor, "Mine")
    with qtbot.waitSignal(view.model().renamed) as renamed:  # type: ignore[attr-defined]
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert renamed.args == ["take-0", "Mine"]


def test_letters_do_not_jump_to_takes_that_are_not_here(qtbot: QtBot, view: TakesView) -> None:
    qtbot.keyClick(view, Qt.Key.Key_T)

    assert view.currentIndex().row() == 0
    assert view.verticalScrollBar().value() == 0


def test_escape_leaves_a_title_as_it_was(qtbot: QtBot, view: TakesView) -> None:
    view.rename()
    editor = view.viewport().findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "Mine")

    with qtbot.assertNotEmitted(view.model().renamed):  # type: ignore[attr-defined]
        qtbot.keyClick(editor, Qt.Key.Key_Escape)


def test_an_empty_list_has_nothing_to_rename(view: TakesView) -> None:
    model = view.model()
    assert isinstance(model, TakesModel)
    model.set_rows(())

    view.rename()

    assert view.viewport().findChild(QLineEdit) is None


def test_a_click_on_a_star_changes_only_the_star(qtbot: QtBot, view: TakesView) -> None:
    delegate = view.itemDelegate()
    assert isinstance(delegate, TakeDelegate)
    where = delegate.star_target(view.visualRect(view.model().index(2, 0))).center()

    with qtbot.waitSignal(view.star_clicked) as clicked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert clicked.args == [2]
    assert view.currentIndex().row() == 0

    with qtbot.waitSignal(view.star_clicked), qtbot.assertNotEmitted(view.activated):
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)


@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard])
def test_a_menu_is_wanted_beside_the_take(qtbot: QtBot, view: TakesView, reason: QContextMenuEvent.Reason) -> None:
    with qtbot.waitSignal(view.menu_wanted) as wanted:
        QApplication.sendEvent(view.viewport(), QContextMenuEvent(reason, QPoint(50, 20), QPoint(7, 9)))

    assert (wanted.args == [QPoint(7, 9)]) == (reason is QContextMenuEvent.Reason.Mouse)
