from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coach.gui.theme import resized
from coach.gui.widgets.data.keep_card import AsideCard, KeepCard
from coach.messages import msg
from coach.practice.keeping.backup import SetAside, Step
from tests.gui.sample import TEXTS
from tests.tools import samples

CLICK = Qt.MouseButton.LeftButton


def test_a_backup_works_and_ends(qtbot: QtBot) -> None:
    card = KeepCard(TEXTS, samples.theme())
    qtbot.addWidget(card)
    assert card.isHidden()
    card.begin()
    assert card.bar.maximum() == 0
    card.show_step(Step("writing", 3, 4))
    assert (card.bar.value(), card.text.plain) == (750, "Writing 75 %")
    with qtbot.waitSignal(card.stop_wanted):
        qtbot.mouseClick(card.stop, CLICK)
    assert not card.stop.isEnabled()
    card.say(msg("keeping.backup.stopped"))
    assert not card.stop.isVisible()
    assert card.accessibleName() == card.text.plain
    qtbot.mouseClick(card.close_button, CLICK)
    assert card.isHidden()
    card.begin()
    assert card.stop.isEnabled()
    card.set_theme(resized(samples.theme(), 200))


def test_what_was_set_aside_is_offered(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    card = AsideCard(TEXTS, samples.theme())
    card.setParent(page)
    page.show()
    card.show_aside(SetAside(Path("/data/backups/before"), datetime(2026, 3, 9, 12, tzinfo=UTC)))
    assert "Mon 9 Mar 2026" in card.text.plain
    with qtbot.waitSignal(card.back_wanted):
        qtbot.mouseClick(card.back, CLICK)
    with qtbot.waitSignal(card.remove_wanted):
        qtbot.keyClick(card.remove, Qt.Key.Key_Space)
    card.show_aside(None)
    assert card.isHidden()
    card.set_theme(resized(samples.theme(), 200))
