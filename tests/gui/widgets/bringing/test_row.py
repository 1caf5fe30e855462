from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.theme import resized
from coach.gui.widgets.bringing.row import BringRow, Line, State
from coach.messages import msg
from tests.gui.sample import TEXTS
from tests.tools import samples


@pytest.mark.parametrize(
    ("state", "share", "words"),
    [
        ("waiting", None, "Waiting"),
        ("held", None, "Waiting until your answer is recorded"),
        ("reading", 0.4, "Reading 40 %"),
        ("reading", None, "Reading"),
        ("transcribing", 0.6, "Transcribing 60 %"),
        ("transcribing", None, "Transcribing"),
        ("done", None, "In your history"),
        ("here", None, "Already in your history"),
        ("stopped", None, "Stopped. Nothing of it was kept."),
    ],
)
def test_each_state_has_its_words(qtbot: QtBot, state: State, share: float | None, words: str) -> None:
    row = BringRow(TEXTS, samples.theme(), Line(1, "a.wav", state, share))
    qtbot.addWidget(row)
    row.show()

    assert row.state.plain == words
    assert row.bar.isVisible() == (state in ("reading", "transcribing"))
    assert row.stop.isVisible() == (state in ("waiting", "held", "reading", "transcribing"))
    assert row.open.isVisible() == (state in ("done", "here"))
    assert (row.bar.maximum() == 0) == (row.bar.isVisible() and share is None)


def test_why_it_failed_is_said(qtbot: QtBot) -> None:
    why = (msg("keeping.full"), msg("keeping.full.advice"))
    row = BringRow(TEXTS, samples.theme(), Line(1, "a.wav", "failed", None, why))
    qtbot.addWidget(row)

    assert row.state.plain.startswith("Could not be brought in. The disk is full. ")


def test_focus_goes_on_to_open(qtbot: QtBot) -> None:
    row = BringRow(TEXTS, samples.theme(), Line(7, "a.wav"))
    qtbot.addWidget(row)
    with qtbot.waitActive(row):
        row.show()
    stopped: list[int] = []
    opened: list[int] = []
    row.stop_wanted.connect(stopped.append)
    row.open_wanted.connect(opened.append)
    row.stop.setFocus()
    qtbot.keyClick(row.stop, Qt.Key.Key_Space)
    row.show_line(Line(7, "a.wav", "done"))
    assert row.open.hasFocus()
    qtbot.mouseClick(row.open, Qt.MouseButton.LeftButton)
    row.set_theme(resized(samples.theme(), 200))

    assert (stopped, opened) == ([7], [7])
    assert "a.wav" in row.stop.accessibleName()
    assert "a.wav" in row.open.accessibleName()
