"""Windows are drawn into memory, so that no screen is needed."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.gui.bridge import Bridge
from coach.gui.theme import Theme, dress, load_theme
from tests.gui.sample import RESOURCES, SampleParts

os.environ["QT_QPA_PLATFORM"] = "offscreen"


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """Dress the program in the light theme, and again where a test has changed it.

    It stays on: Qt 6.11 crashes when a style sheet is taken away and given again while closed windows still wait to
    be deleted. The program itself never takes it away.
    """
    qapp.setStyle("Fusion")
    made = load_theme(RESOURCES / "assets" / "themes", "light")
    dress(qapp, made)
    worn = qapp.styleSheet()
    yield made
    if qapp.styleSheet() != worn:
        dress(qapp, made)


@pytest.fixture
def bridge(qtbot: QtBot) -> Iterator[Bridge]:
    """Run the workers, and end them."""
    made = Bridge()
    crashes: list[BaseException] = []
    made.crashed.connect(crashes.append)
    yield made
    assert made.close()
    for crash in crashes:
        raise crash


@pytest.fixture
def parts(tmp_path: Path) -> SampleParts:
    """Return a program of fakes."""
    return SampleParts(tmp_path)
