"""Every key of the program on one sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.sheet import Sheet
from coach.messages import Message, Texts, msg

KEYS: tuple[tuple[Message, Message], ...] = (
    (msg("window.keys.pages.key"), msg("window.keys.pages")),
    (msg("window.keys.go.key"), msg("window.keys.go")),
    (msg("window.keys.pause.key"), msg("window.keys.pause")),
    (msg("window.keys.hear.key"), msg("window.keys.hear")),
    (msg("window.keys.choose.key"), msg("window.keys.choose")),
    (msg("window.keys.tick.key"), msg("window.keys.tick")),
    (msg("window.keys.filler.key"), msg("window.keys.filler")),
    (msg("window.keys.no_filler.key"), msg("window.keys.no_filler")),
    (msg("window.keys.undo.key"), msg("window.keys.undo")),
    (msg("window.keys.tab.key"), msg("window.keys.tab")),
    (msg("window.keys.escape.key"), msg("window.keys.escape")),
    (msg("window.keys.sheet.key"), msg("window.keys.sheet")),
    (msg("window.keys.quit.key"), msg("window.keys.quit")),
)


class KeySheet(Sheet):
    """List the keys and what they do; Escape closes it."""

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, texts(msg("window.keys.title")), parent)
        self.rows.setSpacing(3 * MARGIN)
        grid = QGridLayout()
        grid.setHorizontalSpacing(4 * MARGIN)
        grid.setVerticalSpacing(MARGIN)
        for number, (key, meaning) in enumerate(KEYS):
            name = QLabel(texts(key))
            name.setStyleSheet("font-weight: 600;")
            grid.addWidget(name, number, 0)
            grid.addWidget(QLabel(texts(meaning)), number, 1)
        self.rows.addLayout(grid)
        self.close_button = QPushButton(texts(msg("window.keys.close")))
        self.close_button.setAccessibleName(self.close_button.text())
        self.close_button.clicked.connect(self.accept)
        self.rows.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
