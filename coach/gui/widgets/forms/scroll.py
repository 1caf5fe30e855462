"""A part of a card or a sheet that scrolls where there is little room, and follows the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from coach.gui.theme import MARGIN


class ScrollRows(QScrollArea):
    """Hold rows on the ground of whatever is below; what takes the focus comes into sight, wherever that came from."""

    def __init__(self) -> None:
        super().__init__()
        inside = QWidget()
        inside.setObjectName("inside")
        inside.setStyleSheet("#inside { background: transparent; }")
        self.rows = QVBoxLayout(inside)
        self.rows.setContentsMargins(0, 0, MARGIN, 0)
        self.rows.setSpacing(MARGIN)
        self.setObjectName("scroll")
        self.setStyleSheet("#scroll { background: transparent; }")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)

    def follow(self, *controls: QWidget) -> None:
        """Scroll to these whenever they take the focus."""
        for control in controls:
            control.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Notice the focus; Qt itself does only where it stays inside."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.ensureWidgetVisible(watched)
        return super().eventFilter(watched, event)
