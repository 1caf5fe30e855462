"""A dialog that is seen as one sheet, with a window manager and without."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QFrame, QVBoxLayout, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.paragraph import Paragraph


class Sheet(QDialog):
    """Hold rows below a title, inside an edge of its own: not every desktop draws one."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.edge = QFrame()
        self.edge.setObjectName("sheet")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.edge)
        self.rows = QVBoxLayout(self.edge)
        self.rows.setContentsMargins(4 * MARGIN, 4 * MARGIN, 4 * MARGIN, 3 * MARGIN)
        self.rows.addWidget(Paragraph(theme, title, size=20, bold=True))
