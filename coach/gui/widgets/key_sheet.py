"""Every key of the program on one sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.paragraph import Paragraph
from coach.messages import Message, Texts, msg

KEYS: tuple[tuple[Message, Message], ...] = (
    (msg("window.keys.pages.key"), msg("window.keys.pages")),
    (msg("window.keys.go.key"), msg("window.keys.go")),
    (msg("window.keys.pause.key"), msg("window.keys.pause")),
    (msg("window.keys.hear.key"), msg("window.keys.hear")),
    (msg("window.keys.choose.key"), msg("window.keys.choose")),
    (msg("window.keys.tab.key"), msg("window.keys.tab")),
    (msg("window.keys.escape.key"), msg("window.keys.escape")),
    (msg("window.keys.sheet.key"), msg("window.keys.sheet")),
    (msg("window.keys.quit.key"), msg("window.keys.quit")),
)


class KeySheet(QDialog):
    """List the keys and what they do; Escape closes it."""

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(texts(msg("window.keys.title")))
        self.setAccessibleName(self.windowTitle())
        rows = QVBoxLayout(self)
        rows.setContentsMargins(4 * MARGIN, 4 * MARGIN, 4 * MARGIN, 3 * MARGIN)
        rows.setSpacing(3 * MARGIN)
        rows.addWidget(Paragraph(theme, self.windowTitle(), size=20, bold=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(4 * MARGIN)
        grid.setVerticalSpacing(MARGIN)
        for number, (key, meaning) in enumerate(KEYS):
            name = QLabel(texts(key))
            name.setStyleSheet("font-weight: 600;")
            grid.addWidget(name, number, 0)
            grid.addWidget(QLabel(texts(meaning)), number, 1)
        rows.addLayout(grid)
        close = QPushButton(texts(msg("window.keys.close")))
        close.setAccessibleName(close.text())
        close.clicked.connect(self.accept)
        rows.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
