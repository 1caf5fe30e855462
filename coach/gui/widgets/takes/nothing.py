"""What stands where no take is: why that is so, and which filter to take off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.filters.wording import Filter
from coach.gui.widgets.forms.button import named_button
from coach.gui.widgets.forms.flow import flow
from coach.gui.widgets.paragraph import Paragraph
from coach.messages import Message, Texts, msg


@dataclass(frozen=True, slots=True)
class WayOut:
    """Hold a filter, how it is called, and how many takes there are without it."""

    which: Filter
    name: str
    takes: int


class NothingHere(QScrollArea):
    """Say why the list is empty, and offer each filter whose removal brings takes back."""

    taken_off = Signal(str)
    """Take this filter off."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self.text = Paragraph(theme, size=20)
        self.advice = Paragraph(theme, soft=True)
        self.ways: tuple[QPushButton, ...] = ()
        self._row = QWidget()
        page = QWidget()
        page.setObjectName("page")
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(MARGIN, 4 * MARGIN, MARGIN, 0)
        self._column.setSpacing(2 * MARGIN)
        self._column.addWidget(self.text)
        self._column.addWidget(self.advice)
        self._column.addWidget(self._row)
        self._column.addStretch(1)

    def show_reason(self, text: Message, advice: Message, ways: Sequence[WayOut] = ()) -> None:
        """Say why there is nothing, and what to do."""
        self.text.say(self._texts(text))
        self.advice.say(self._texts(advice))
        self.ways = tuple(self._way(way) for way in ways)
        self._column.removeWidget(self._row)
        self._row.deleteLater()
        self._row = flow(*self.ways)
        self._row.setVisible(bool(ways))
        self._column.insertWidget(2, self._row)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self.text.set_theme(theme)
        self.advice.set_theme(theme)

    def _way(self, way: WayOut) -> QPushButton:
        made = named_button(self._texts(msg("takes.without", n=way.takes, filter=way.name)))
        made.clicked.connect(lambda: self.taken_off.emit(way.which))
        return made
