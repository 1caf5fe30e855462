"""Every key of the program on one sheet, a person's own ones too."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QScrollArea, QWidget

from coach.gui.keys import DOINGS, KeyMap, key_name
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.sheet import Sheet
from coach.messages import Message, Texts, msg
from coach.practice.keys.actions import PAGES, Action, Page

Row = tuple[Message | Action, Message]
"""What stands on the keys, or what is done with a key that a person may choose; and what it does."""


def _own(page: Page) -> tuple[Row, ...]:
    return tuple((action, DOINGS[action]) for action in PAGES[page])


KEYS: tuple[tuple[Message, tuple[Row, ...]], ...] = (
    (
        msg("window.keys.everywhere"),
        (
            (msg("window.keys.pages.key"), msg("window.keys.pages")),
            (msg("window.keys.tab.key"), msg("window.keys.tab")),
            (msg("window.keys.escape.key"), msg("window.keys.escape")),
            (msg("window.keys.sheet.key"), msg("window.keys.sheet")),
            (msg("window.keys.quit.key"), msg("window.keys.quit")),
        ),
    ),
    (
        msg("window.page.practice"),
        (*_own("practice"), (msg("window.keys.tick.key"), msg("window.keys.tick"))),
    ),
    (
        msg("window.page.review"),
        (
            *_own("review"),
            (msg("keys.find.key"), msg("keys.find")),
            (msg("keys.found.key"), msg("keys.found")),
            (msg("keys.word.key"), msg("keys.word")),
            (msg("keys.select.key"), msg("keys.select")),
            (msg("keys.sentence.key"), msg("keys.sentence")),
            (msg("keys.save.key"), msg("keys.save")),
            (msg("keys.chart.key"), msg("keys.chart")),
            (msg("keys.feeling.key"), msg("keys.feeling")),
            (msg("window.keys.undo.key"), msg("window.keys.undo")),
        ),
    ),
    (
        msg("window.keys.lists"),
        (
            (msg("window.keys.new.key"), msg("window.keys.new")),
            (msg("keys.find.key"), msg("keys.search")),
            (msg("keys.delete.key"), msg("keys.delete")),
            (msg("keys.star.key"), msg("keys.star")),
            (msg("keys.rename.key"), msg("keys.rename")),
        ),
    ),
)
"""Every key, by the page where it works."""

WIDE, TALL = 0.85, 0.7
"""Shares of the screen that the list of keys takes at most; above and below it stand title and button."""


class KeySheet(Sheet):
    """List the keys and what they do; Escape closes it."""

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None, keys: KeyMap | None = None) -> None:
        super().__init__(theme, texts(msg("window.keys.title")), parent)
        self._texts = texts
        self._keys = keys or KeyMap()
        self.rows.setSpacing(3 * MARGIN)
        self.rows.addWidget(self._scrolled(self._list(theme)))
        self.close_button = QPushButton(texts(msg("window.keys.close")))
        self.close_button.setAccessibleName(self.close_button.text())
        self.close_button.clicked.connect(self.accept)
        self.rows.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)

    def _list(self, theme: Theme) -> QWidget:
        """Lay the keys out, page by page."""
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4 * MARGIN)
        grid.setVerticalSpacing(MARGIN)
        grid.setColumnStretch(1, 1)
        for heading, rows in KEYS:
            line = grid.rowCount()
            name = Paragraph(theme, self._texts(heading), bold=True)
            grid.addWidget(name, line, 0, 1, 2, Qt.AlignmentFlag.AlignBottom)
            grid.setRowMinimumHeight(line, theme.px(48) if line > 1 else 0)
            for number, (key, meaning) in enumerate(rows, line + 1):
                grid.addWidget(QLabel(self._name(key)), number, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(QLabel(self._texts(meaning)), number, 1, Qt.AlignmentFlag.AlignTop)
        return made

    def _name(self, key: Message | Action) -> str:
        return self._texts(key) if isinstance(key, Message) else key_name(self._keys.key(key), self._texts)

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
