"""What is asked once before the takes in the bin are deleted for good."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.forms.button import named_button
from coach.gui.widgets.forms.flow import flow
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.sheet import Sheet
from coach.messages import Texts, msg

WIDE = 400
"""Pixels, at the usual text size, that the text is wide."""


class EmptyBinSheet(Sheet):
    """Say how many takes go for good; keeping them is what Enter and Escape do."""

    agreed = Signal()

    def __init__(self, texts: Texts, theme: Theme, takes: int, parent: QWidget) -> None:
        super().__init__(theme, texts(msg("takes.empty_bin.ask", n=takes)), parent)
        self.what = Paragraph(theme, texts(msg("takes.empty_bin.what", n=takes)))
        self.what.setFixedWidth(theme.px(WIDE))
        self.what.setMinimumHeight(self.what.heightForWidth(theme.px(WIDE)))  # a dialog does not ask for it
        self.keep = named_button(texts(msg("takes.empty_bin.keep")), "primary")
        self.go = named_button(texts(msg("takes.empty_bin.go", n=takes)))
        self.rows.addWidget(self.what)
        self.rows.addSpacing(MARGIN)
        self.rows.addWidget(flow(self.keep, self.go, gap=2 * MARGIN))
        self.keep.setDefault(True)
        self.go.setAutoDefault(False)
        self.keep.clicked.connect(self.reject)
        self.go.clicked.connect(self._go)

    def _go(self) -> None:
        self.accept()
        self.agreed.emit()
