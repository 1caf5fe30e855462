"""Settings: captions, ticks, pitch and which fillers are shown, with what was measured of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.errors import CoachError, FileError
from coach.gui.bridge import Bridge
from coach.gui.pages.settings import SettingsPage
from coach.gui.pages.settings.hearing import Figures
from coach.gui.theme import Theme
from coach.messages import msg
from coach.settings import Settings
from tests.gui.inspect import nameless
from tests.gui.pages.settings.choosing import make, offered, pick
from tests.gui.sample import SampleParts


@pytest.mark.parametrize("name", ["live_captions", "live_anchors", "pitch"])
def test_each_switch_is_off_says_what_it_does_and_applies_at_once(
    qtbot: QtBot, page: SettingsPage, changes: list[Settings], name: str
) -> None:
    switch = page.hearing.switches[name]
    assert not switch.isChecked()
    assert switch.accessibleName() == switch.text()
    assert len(switch.accessibleDescription()) > 30
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert [getattr(change, name) for change in changes] == [True]
    assert switch.isChecked()
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert [getattr(change, name) for change in changes] == [True, False]


def test_the_choice_of_fillers_states_what_was_measured(page: SettingsPage, changes: list[Settings]) -> None:
    hearing = page.hearing
    assert offered(hearing.fillers) == ["Fewer, surer", "All that were found"]
    assert hearing.fillers.currentData() == "surer"
    assert "about 94 were said" in hearing.fillers_note.plain
    assert "about 81 are shown" in hearing.fillers_note.plain
    pick(hearing.fillers, "all")
    assert changes[-1].fillers == "all"
    assert "about 86 were said" in hearing.fillers_note.plain
    assert "about 90 are shown" in hearing.fillers_note.plain
    assert hearing.fillers.accessibleDescription() == hearing.fillers_note.plain
    assert nameless(hearing) == []


def test_without_measured_figures_none_are_stated(
    qtbot: QtBot, theme: Theme, bridge: Bridge, parts: SampleParts
) -> None:
    parts.filler_figures = {}
    page = make(qtbot, theme, bridge, parts)  # kept: Qt takes the sections away with their page
    hearing = page.hearing
    hearing.show_settings(Settings(fillers="all"))
    assert hearing.fillers.currentData() == "all"
    assert hearing.fillers_note.plain
    assert not any(sign.isdigit() for sign in hearing.fillers_note.plain)


def test_figures_that_cannot_be_read_are_said_and_the_choice_stays(
    qtbot: QtBot, page: SettingsPage, troubles: list[CoachError], tmp_path: Path
) -> None:
    error = FileError(msg("report.head.broken", file="head", line=1, key="-"), tmp_path)

    def fail() -> Figures:
        raise error

    page.hearing._measure = fail
    page.hearing.open()
    qtbot.waitUntil(lambda: troubles == [error])
    assert page.hearing.fillers.count() == 2


def test_the_usual_settings_switch_all_of_it_off(page: SettingsPage, changes: list[Settings]) -> None:
    page._change({"live_captions": True, "live_anchors": True, "pitch": True, "fillers": "all"})
    page.reset.click()
    shown = {name for name, switch in page.hearing.switches.items() if switch.isChecked()}
    assert shown == {"ask_feeling"}
    assert changes[-1].fillers == "surer"
