"""The sheet on which a review stands: as wide as can be read, scrolled up and down only."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from coach.gui.theme import MARGIN, Theme

WIDEST = 1240
"""Width in pixels, at 100 % text, beyond which the page keeps air to its right."""


class ScrolledSheet(QScrollArea):
    """Hold a column in the middle of the page."""

    def __init__(self) -> None:
        super().__init__()
        page = QWidget()
        page.setObjectName("page")
        beside = QHBoxLayout(page)
        beside.setContentsMargins(0, 0, 0, 0)
        self.sheet = QWidget()
        beside.addStretch(1)
        beside.addWidget(self.sheet, 1000)
        beside.addStretch(1)
        self.column = QVBoxLayout(self.sheet)
        self.column.setContentsMargins(4 * MARGIN, 2 * MARGIN, 4 * MARGIN, 3 * MARGIN)
        self.column.setSpacing(MARGIN)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(page)

    def stay_at(self, place: int) -> None:
        """Go to a place now, and again once the layout has found its height."""
        bar = self.verticalScrollBar()
        bar.setValue(place)
        QTimer.singleShot(0, bar, lambda: bar.setValue(place))

    def reveal(self, widget: QWidget) -> None:
        """Scroll to a widget once the layout has its place."""
        QTimer.singleShot(0, widget, lambda: self.ensureWidgetVisible(widget))

    def set_theme(self, theme: Theme) -> None:
        """Take over the text size."""
        self.sheet.setMaximumWidth(theme.px(WIDEST))
