"""The Settings page, section by section."""

from coach.gui.pages.settings.page import SettingsPage

__all__ = ["SettingsPage"]
