"""The Settings page."""

from __future__ import annotations

from coach.gui.window import SETTINGS, Window
from tests.tools.shots.settling import settle


def hearing_settings(window: Window) -> None:
    """Open the Settings page at what is heard."""
    window.show_page(SETTINGS)
    settle()
    page = window.settings_page
    page.verticalScrollBar().setValue(page.hearing.y() - 24)


def engine_settings(window: Window) -> None:
    """Open the Settings page further down, with the models of Whisper."""
    window.show_page(SETTINGS)
    window.settings_page._change({"engine": "whisper"})
    settle()
    window.settings_page.verticalScrollBar().setValue(520)


def key_settings(window: Window) -> None:
    """Open the Settings page at the keys."""
    window.show_page(SETTINGS)
    settle()
    page = window.settings_page
    page.verticalScrollBar().setValue(page.keys.y() - 24)


def data_settings(window: Window) -> None:
    """Open the Settings page at what is kept where."""
    window._parts.desk.fill("kept")  # type: ignore[attr-defined]
    window.show_page(SETTINGS)
    settle()
    page = window.settings_page
    page.data.kept.fold.open()
    settle(500)
    page.verticalScrollBar().setValue(page.data.y() - 24)
