import pytest
from pytestqt.qtbot import QtBot

from coach.gui.widgets.signs.play_button import plain_line, play_button
from tests.tools import samples


def test_a_moment_is_played_with_a_lead(qtbot: QtBot) -> None:
    played: list[tuple[float, float | None]] = []

    def play(start: float, end: float | None) -> None:
        played.append((start, end))

    for span, playable in (((0.1, 2.0), True), ((9.0, None), True), ((9.0, None), False)):
        button = play_button(samples.texts(), samples.theme(), span, "“um”", play, playable)
        qtbot.addWidget(button)
        button.click()

    assert played == [(0.0, pytest.approx(2.4)), (pytest.approx(8.6), None)]


def test_a_line_is_never_read_as_marks(qtbot: QtBot) -> None:
    line = plain_line("<b>um</b>")
    qtbot.addWidget(line)

    assert line.text() == "<b>um</b>"
    assert line.wordWrap()
