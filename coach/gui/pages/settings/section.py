"""What every section of the Settings page is: a heading, rows of a name and a control, and wishes for changes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.settings import Settings


class Choice(QComboBox):
    """Choose one of a few; the wheel scrolls the page instead of changing the choice by accident."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumContentsLength(16)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's own name
        """Leave the wheel to the page."""
        event.ignore()

    def fill(self, choices: Sequence[tuple[str, object]], chosen: object) -> None:
        """Offer choices as (text, value), with one of them chosen."""
        self.clear()
        for text, value in choices:
            self.addItem(text, value)
        self.choose(chosen)

    def choose(self, value: object) -> None:
        """Mark the choice with this value."""
        for index in range(self.count()):
            if self.itemData(index) == value:
                self.setCurrentIndex(index)
                return


class Section(QWidget):
    """Hold rows below a heading; `wanted` carries the changed settings by name."""

    wanted = Signal(object)
    troubled = Signal(object)

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._paragraphs: list[Paragraph] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(MARGIN + 4)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(3 * MARGIN)
        self._grid.setVerticalSpacing(MARGIN + 4)
        self._grid.setColumnMinimumWidth(0, theme.px(168))
        self._grid.setColumnStretch(1, 1)
        heading = Paragraph(theme, title, size=20, bold=True)
        self._paragraphs.append(heading)
        self._rows.addWidget(heading)
        self._rows.addLayout(self._grid)

    def row(self, name: str, control: QWidget, *extras: QWidget) -> None:
        """Add a control with its name, and what belongs beside it."""
        label = QLabel(name)
        label.setWordWrap(True)
        label.setBuddy(control)
        tell(control, name)
        line = QHBoxLayout()
        line.setSpacing(MARGIN + 4)
        line.addWidget(control, 1)
        for extra in extras:
            line.addWidget(extra)
        number = self._grid.rowCount()
        self._grid.addWidget(label, number, 0)
        self._grid.addLayout(line, number, 1)

    def wide(self, widget: QWidget) -> None:
        """Add something in the column of the controls."""
        self._grid.addWidget(widget, self._grid.rowCount(), 1)

    def note(self, theme: Theme, text: str = "") -> Paragraph:
        """Add a soft line of explanation."""
        line = Paragraph(theme, text, size=14, soft=True)
        self._paragraphs.append(line)
        self.wide(line)
        return line

    def show_settings(self, settings: Settings) -> None:
        """Show the person's choices."""
        raise NotImplementedError

    def open(self) -> None:
        """Ask for what is slow to find out, now that the page is looked at."""

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._grid.setColumnMinimumWidth(0, theme.px(168))
        for paragraph in self._paragraphs:
            paragraph.set_theme(theme)


def button(text: str, kind: str = "") -> QPushButton:
    """Make a button with its name."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    tell(made, text)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.setCursor(Qt.CursorShape.ArrowCursor)
    return made
