"""What stands behind a tab of the history, beside the list of takes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coach.gui.theme import Theme
from coach.messages import Message


class Section(QWidget):
    """Show something about all takes together; it looks into the history only when it is asked to."""

    opened = Signal(str)
    """Open the take with this id."""
    takes_wanted = Signal(object)
    """Show the takes of a `Wanted` in the list."""
    practice_wanted = Signal(object)
    """Practise something that is behind: a category's name, a Story, or None."""

    title: Message
    """What the tab is called."""

    def refresh(self) -> None:
        """Ask the history again for what shows; called when the tab comes up and when takes have changed."""
        raise NotImplementedError

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        raise NotImplementedError
