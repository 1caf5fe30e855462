from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.widgets.takes.working import PATIENCE, WorkingLine
from coach.messages import msg
from tests.tools import samples


def test_it_shows_only_what_takes_long(qtbot: QtBot) -> None:
    line = WorkingLine(samples.texts())
    qtbot.addWidget(line)

    line.begin(msg("takes.binning"), endable=True)
    assert not line.isVisible()
    line.show_progress(30, 100)
    qtbot.waitUntil(line.isVisible, timeout=PATIENCE + 2000)
    assert (line.bar.value(), line.bar.maximum()) == (30, 100)
    with qtbot.waitSignal(line.cancelled):
        qtbot.keyClick(line.cancel, Qt.Key.Key_Space)

    line.end()
    assert not line.isVisible()


def test_what_cannot_be_ended_offers_no_button(qtbot: QtBot) -> None:
    line = WorkingLine(samples.texts())
    qtbot.addWidget(line)

    line.begin(msg("takes.deleting"), endable=False)
    line.show()

    assert line.text.text() == "Emptying the bin…"
    assert not line.cancel.isVisible()
    assert not line.bar.isVisible()
    line.end()
