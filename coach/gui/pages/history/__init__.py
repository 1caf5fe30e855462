"""Every take that was kept, and what they show together."""

from coach.gui.pages.history.page import HistoryPage

__all__ = ["HistoryPage"]
