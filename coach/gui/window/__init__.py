"""The one window: its pages, the way between them, and what follows from what happens on them."""

from coach.gui.window.pages import HISTORY, PRACTICE, PREPARE, REVIEW, SETTINGS
from coach.gui.window.window import Window

__all__ = ["HISTORY", "PRACTICE", "PREPARE", "REVIEW", "SETTINGS", "Window"]
