from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.theme import resized
from coach.gui.widgets.data.panel import KeptPanel
from coach.practice.history import Stored
from tests.gui.sample import TEXTS
from tests.tools import samples

CLICK = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot: QtBot) -> KeptPanel:
    made = KeptPanel(TEXTS, samples.theme())
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def test_each_wish_leaves_by_click_and_by_key(qtbot: QtBot, panel: KeptPanel) -> None:
    for wish, wanted in (
        (panel.backup, panel.backup_wanted),
        (panel.restore, panel.restore_wanted),
        (panel.delete, panel.delete_wanted),
    ):
        with qtbot.waitSignal(wanted):
            qtbot.mouseClick(wish, CLICK)
        with qtbot.waitSignal(wanted):
            qtbot.keyClick(wish, Qt.Key.Key_Space)


def test_what_is_stored_shows_below_its_heading(qtbot: QtBot, panel: KeptPanel) -> None:
    panel.show_stored([Stored("recordings", Path("/data/recordings"), 2, 3_000_000)])
    head, _ = panel.list.lines["recordings"]
    assert not head.isVisible()
    qtbot.keyClick(panel.fold.button, Qt.Key.Key_Space)
    assert head.isVisible()


def test_one_thing_at_a_time(panel: KeptPanel) -> None:
    panel.show_working(True)
    assert not panel.delete.isEnabled()
    panel.show_working(False)
    assert panel.delete.isEnabled()


def test_another_text_size_reaches_every_part(panel: KeptPanel) -> None:
    texts = (panel.what, panel.card.text, panel.aside.text)
    before = [text.maximumWidth() for text in texts]
    panel.set_theme(resized(samples.theme(), 200))
    assert all(text.maximumWidth() > width for text, width in zip(texts, before, strict=True))
