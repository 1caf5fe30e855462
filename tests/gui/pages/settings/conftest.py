"""The Settings page among fakes, and what it said."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.errors import CoachError
from coach.gui.bridge import Bridge
from coach.gui.pages.settings import SettingsPage
from coach.gui.theme import Theme
from coach.settings import Settings
from tests.gui.pages.settings.choosing import make
from tests.gui.sample import SampleParts


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, bridge: Bridge, parts: SampleParts) -> Iterator[SettingsPage]:
    made = make(qtbot, theme, bridge, parts)
    yield made
    made.hide()
    qtbot.waitUntil(lambda: not bridge.busy("voice") and not bridge.busy("errand"))
    QApplication.processEvents()  # what the workers said last is still on its way


@pytest.fixture
def changes(page: SettingsPage) -> list[Settings]:
    seen: list[Settings] = []
    page.changed.connect(seen.append)
    return seen


@pytest.fixture
def troubles(page: SettingsPage) -> list[CoachError]:
    seen: list[CoachError] = []
    page.troubled.connect(seen.append)
    return seen
