"""Every key of the program on one sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QScrollArea, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.sheet import Sheet
from coach.messages import Message, Texts, msg

KEYS: tuple[tuple[Message, Message], ...] = (
    (msg("window.keys.pages.key"), msg("window.keys.pages")),
    (msg("window.keys.go.key"), msg("window.keys.go")),
    (msg("window.keys.pause.key"), msg("window.keys.pause")),
    (msg("window.keys.hear.key"), msg("window.keys.hear")),
    (msg("window.keys.choose.key"), msg("window.keys.choose")),
    (msg("window.keys.write.key"), msg("window.keys.write")),
    (msg("window.keys.tick.key"), msg("window.keys.tick")),
    (msg("window.keys.filler.key"), msg("window.keys.filler")),
    (msg("window.keys.no_filler.key"), msg("window.keys.no_filler")),
    (msg("window.keys.undo.key"), msg("window.keys.undo")),
    (msg("window.keys.new.key"), msg("window.keys.new")),
    (msg("window.keys.tab.key"), msg("window.keys.tab")),
    (msg("window.keys.escape.key"), msg("window.keys.escape")),
    (msg("window.keys.sheet.key"), msg("window.keys.sheet")),
    (msg("window.keys.quit.key"), msg("window.keys.quit")),
)

WIDE, TALL = 0.85, 0.7
"""Shares of the screen that the list of keys takes at most; above and below it stand title and button."""


class KeySheet(Sheet):
    """List the keys and what they do; Escape closes it."""

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, texts(msg("window.keys.title")), parent)
        self.rows.setSpacing(3 * MARGIN)
        keys = QWidget()
        grid = QGridLayout(keys)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4 * MARGIN)
        grid.setVerticalSpacing(MARGIN)
        for number, (key, meaning) in enumerate(KEYS):
            name = QLabel(texts(key))
            name.setStyleSheet("font-weight: 600;")
            grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(QLabel(texts(meaning)), number, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)
        self.rows.addWidget(self._scrolled(keys))
        self.close_button = QPushButton(texts(msg("window.keys.close")))
        self.close_button.setAccessibleName(self.close_button.text())
        self.close_button.clicked.connect(self.accept)
        self.rows.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)

    def _scrolled(self, keys: QWidget) -> QScrollArea:
        """Wrap large text on a small screen, and let it scroll."""
        area = QScrollArea()
        area.setObjectName("keys")
        area.setStyleSheet("#keys { background: transparent; }")
        area.setAccessibleName(self.windowTitle())
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(keys)
        keys.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        screen = self.screen().availableSize()
        wide = min(keys.sizeHint().width(), round(screen.width() * WIDE))
        most = round(screen.height() * TALL)
        for label in keys.findChildren(QLabel):
            label.setWordWrap(True)
        tall = keys.heightForWidth(wide)
        area.setMinimumWidth(wide + area.verticalScrollBar().sizeHint().width())
        area.setFixedHeight(min(tall, most))
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tall > most else Qt.FocusPolicy.NoFocus)
        return area
