from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.pages.review.timing import Timing
from tests.tools import samples


def test_the_chart_is_drawn_once_somebody_opens_it_and_a_press_plays(qtbot: QtBot, tmp_path: Path) -> None:
    timing = Timing(samples.texts(), samples.theme())
    qtbot.addWidget(timing)
    timing.resize(900, 400)
    timing.show()
    attempt = samples.reviewed(tmp_path / "take.wav")

    timing.show_attempt(attempt)
    assert not timing.chart.isVisible()
    qtbot.keyClick(timing.fold.button, Qt.Key.Key_Space)
    qtbot.waitUntil(timing.chart.isVisible)
    assert attempt.recording is not None
    assert timing.chart.values.seconds == attempt.recording.seconds

    with qtbot.waitSignal(timing.play_wanted):
        timing.chart.sought.emit(3.0)
    timing.set_theme(samples.theme("dark"))
    qtbot.mouseClick(timing.fold.button, Qt.MouseButton.LeftButton)
    assert not timing.chart.isVisible()


def test_an_answer_without_a_report_has_no_timing(qtbot: QtBot, tmp_path: Path) -> None:
    timing = Timing(samples.texts(), samples.theme())
    qtbot.addWidget(timing)
    timing.show()

    timing.show_attempt(replace(samples.reviewed(tmp_path / "take.wav"), reviews=()))

    assert not timing.isVisible()
