"""What is asked before a pack gets a title, and before one comes in whose id is there already."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.forms.button import named_button
from coach.gui.widgets.forms.field import Field
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.sheet import Sheet
from coach.messages import Message, Texts, msg
from coach.practice.own_packs import Incoming

LONGEST_TITLE = 120
WIDE = 400
"""Pixels, at the usual text size, that a sheet's text is wide."""


class TitleSheet(Sheet):
    """Ask for the title of a pack."""

    given = Signal(str)

    def __init__(self, texts: Texts, theme: Theme, heading: Message, go: Message, title: str, parent: QWidget) -> None:
        super().__init__(theme, texts(heading), parent)
        self.title = QLineEdit(title)
        self.title.setMaxLength(LONGEST_TITLE)
        self.title.selectAll()
        self.title.setMinimumWidth(theme.px(WIDE))
        self.go = named_button(texts(go), "primary")
        self.leave = named_button(texts(msg("own_packs.cancel")))
        self.rows.addWidget(Field(theme, texts(msg("own_packs.title")), self.title, texts(msg("own_packs.title.hint"))))
        self.rows.addLayout(_row(self.go, self.leave))
        self.go.setDefault(True)
        self.leave.setAutoDefault(False)
        self.title.textChanged.connect(lambda _: self._offer())
        self.go.clicked.connect(self._give)
        self.leave.clicked.connect(self.reject)
        self._offer()

    def _offer(self) -> None:
        self.go.setEnabled(bool(self.title.text().strip()))

    def _give(self) -> None:
        self.accept()
        self.given.emit(" ".join(self.title.text().split()))


class ClashSheet(Sheet):
    """Ask what to do with a pack whose id is there: keep both, replace, or leave it."""

    decided = Signal(str)

    def __init__(self, texts: Texts, theme: Theme, coming: Incoming, parent: QWidget) -> None:
        super().__init__(theme, texts(msg("own_packs.clash")), parent)
        there = coming.there.title if coming.there is not None else ""
        what = msg("own_packs.clash.own", coming=coming.pack.title, there=there)
        if not coming.replaceable:
            what = msg("own_packs.clash.program", coming=coming.pack.title, there=there)
        self.what = Paragraph(theme, texts(what))
        self.what.setFixedWidth(theme.px(WIDE))
        self.what.setMinimumHeight(self.what.heightForWidth(theme.px(WIDE)))  # a dialog does not ask for it
        self.both = named_button(texts(msg("own_packs.clash.both")), "primary")
        self.replace = named_button(texts(msg("own_packs.clash.replace")))
        self.replace.setVisible(coming.replaceable)
        self.leave = named_button(texts(msg("own_packs.clash.leave")))
        self.rows.addWidget(self.what)
        self.rows.addSpacing(MARGIN)
        self.rows.addLayout(_row(self.both, self.replace, self.leave))
        self.both.setDefault(True)
        for choice in (self.replace, self.leave):
            choice.setAutoDefault(False)
        self.both.clicked.connect(lambda: self._decide("both"))
        self.replace.clicked.connect(lambda: self._decide("replace"))
        self.leave.clicked.connect(self.reject)

    def _decide(self, how: Literal["both", "replace"]) -> None:
        self.accept()
        self.decided.emit(how)


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(2 * MARGIN)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
