"""What the tabs with charts have in common: a scrolling column, and looks into the history of which the last counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from coach.gui.bridge import Bridge
from coach.gui.pages.history.section import Section
from coach.gui.theme import MARGIN

Found = TypeVar("Found")


class Charted(Section):
    """Hold charts below each other; every look into the history runs on the errand worker."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._asked = 0

    def lay_out(self, *charts: QWidget) -> None:
        """Let a column of charts be all that shows."""
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.scrolled(*charts))

    def scrolled(self, *charts: QWidget) -> QScrollArea:
        """Put charts into a column that scrolls where it is too long."""
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 2 * MARGIN, MARGIN, 2 * MARGIN)
        column.setSpacing(2 * MARGIN)
        for chart in charts:
            column.addWidget(chart)
        column.addStretch(1)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        # What is in it takes the focus; on the way to a box, keys scroll to it.
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setWidget(inside)
        return self.scroller

    def ask(self, look: Callable[[], Found], show: Callable[[Found], None]) -> None:
        """Look into the history and show what was found, unless it was asked again since."""
        self._asked += 1
        asked = self._asked

        def done(found: Found) -> None:
            if asked == self._asked:
                show(found)

        self._bridge.call("errand", look, on_done=done)
