from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coach.analysis.two_takes import Beside
from coach.gui.widgets.beside.measures import MeasuresBeside
from tests.tools import samples


def cells(widget: MeasuresBeside) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if not label.isHidden()]


def test_what_differs_comes_first_and_what_does_not_says_so(qtbot: QtBot) -> None:
    measures = MeasuresBeside(samples.texts())
    qtbot.addWidget(measures)
    measures.show()

    alike = Beside("speech_rate", "words/min", 140.0, 141.0, differs=False)
    other = Beside("longest_pause", "s", 2.0, 5.0, differs=True)
    measures.show_measures((alike, other))

    qtbot.waitUntil(lambda: len(cells(measures)) == 9)
    shown = cells(measures)
    assert shown[:3] == ["", "Earlier take", "Later take"]
    assert shown[3:6] == ["Longest pause", "2.0 s", "5.0 s"]
    assert "much the same" in shown[8]

    measures.show_measures(())
    assert cells(measures) == []
