from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.widgets.takes.undo_bar import UndoBar
from coach.messages import msg
from tests.tools import samples


def test_it_stays_until_it_is_used(qtbot: QtBot) -> None:
    bar = UndoBar(samples.texts())
    qtbot.addWidget(bar)
    assert not bar.isVisible()

    bar.offer(msg("takes.binned", n=1))
    assert bar.isVisible()
    assert bar.accessibleName() == "The take is in the bin. Its sound is kept."

    with qtbot.waitSignal(bar.undone):
        qtbot.keyClick(bar.undo, Qt.Key.Key_Space)
    assert not bar.isVisible()


def test_what_is_for_good_is_only_said(qtbot: QtBot) -> None:
    bar = UndoBar(samples.texts())
    qtbot.addWidget(bar)

    bar.offer(msg("takes.deleted", n=3), undoable=False)
    assert bar.text.text() == "3 takes are deleted for good."
    assert not bar.undo.isVisible()

    bar.offer(msg("takes.binned", n=1))
    assert bar.undo.isVisible()
