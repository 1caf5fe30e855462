from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from coach.analysis.two_takes import Change, Place
from coach.gui.widgets.beside.change_row import ChangeRow, told
from tests.gui.inspect import nameless
from tests.tools import samples

TEXTS = samples.texts()
EARLY, LATE = Place(3.0, 5.0, "we cut the report"), Place(41.0, None, "so we cut it")


def test_each_take_that_has_it_can_be_heard_there(qtbot: QtBot) -> None:
    row = ChangeRow(TEXTS, samples.theme(), Change("anchor", "decision", "kept", EARLY, LATE), (True, True))
    qtbot.addWidget(row)
    earlier, later = row.findChildren(QPushButton)

    with qtbot.waitSignal(row.play_wanted) as wanted:
        qtbot.mouseClick(earlier, Qt.MouseButton.LeftButton)
    assert wanted.args == [0, 2.6, 5.4]
    with qtbot.waitSignal(row.play_wanted) as wanted:
        qtbot.keyClick(later, Qt.Key.Key_Space)
    assert wanted.args == [1, 40.6, None]
    assert nameless(row) == []
    assert "earlier" in earlier.accessibleName()
    assert any("so we cut it" in label.text() for label in row.findChildren(QLabel))


def test_without_sound_or_time_nothing_can_be_played(qtbot: QtBot) -> None:
    silent = ChangeRow(TEXTS, samples.theme(), Change("structure", "action", "lost", EARLY, None), (False, True))
    typed = ChangeRow(
        TEXTS, samples.theme(), Change("evidence", "number", "gained", None, Place(None, None, "")), (True, True)
    )
    for row in (silent, typed):
        qtbot.addWidget(row)

    assert [button.isEnabled() for button in silent.findChildren(QPushButton)] == [False]
    assert typed.findChildren(QPushButton) == []


def test_what_became_of_it_is_said_in_words() -> None:
    def line(kind: str, name: str, way: str, *, clearer: bool = False) -> str:
        return TEXTS(told(Change(kind, name, way, None, None, clearer), TEXTS))  # type: ignore[arg-type]

    assert line("anchor", "outcome", "gained") == "Outcome"
    assert line("anchor", "outcome", "gained", clearer=True) == "Outcome, said more clearly"
    assert line("rambling", "long_tail", "gained").startswith("Without: ")
    assert line("rambling", "long_tail", "kept").startswith("Still: ")
    assert line("weak_pattern", "framework_only", "lost").endswith("which was not there before")
