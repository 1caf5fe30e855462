"""What every section of the Settings page is: a heading, rows of a name and a control, and wishes for changes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.forms.button import named_button
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.settings import Settings

LABEL = 168
"""Pixels, at the usual text size, for the names of controls."""

CONTROL = 500
"""Pixels, at the usual text size, that a control needs; where there are less, its name goes above it."""

WIDEST = 16_777_215
"""What Qt takes for no limit at all."""


class _Row(QWidget):
    """Hold a name and its control: side by side, or the one above the other where the page is narrow."""

    def __init__(self, name: str, line: QLayout, control: QWidget | None = None) -> None:
        super().__init__()
        self.label = QLabel(name)
        self.label.setWordWrap(True)
        if control is not None:
            self.label.setBuddy(control)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self.label)
        self._box.addLayout(line, 1)

    def arrange(self, label_width: int, *, stacked: bool) -> None:
        """Place the name."""
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._box.setDirection(direction)
        self._box.setSpacing(MARGIN // 2 if stacked else 3 * MARGIN)
        self.label.setVisible(bool(self.label.text()) or not stacked)
        self.label.setMinimumWidth(0 if stacked else label_width)
        self.label.setMaximumWidth(WIDEST if stacked else label_width)


class Section(QWidget):
    """Hold rows below a heading; `wanted` carries the changed settings by name."""

    wanted = Signal(object)
    troubled = Signal(object)
    label = LABEL
    """Pixels, at the usual text size, that this section's names of controls are wide."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme = theme
        self._room = WIDEST
        self._paragraphs: list[Paragraph] = []
        self._lines: list[_Row] = []
        self._notes: dict[Paragraph, QWidget] = {}
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(MARGIN + 4)
        heading = Paragraph(theme, title, size=20, bold=True)
        self._paragraphs.append(heading)
        self._rows.addWidget(heading)

    def row(self, name: str, control: QWidget, *extras: QWidget) -> QWidget:
        """Add a control with its name, and what belongs beside it."""
        tell(control, name)
        line = QHBoxLayout()
        line.setSpacing(MARGIN + 4)
        line.addWidget(control, 1)
        for extra in extras:
            line.addWidget(extra)
        return self._add(_Row(name, line, control))

    def wide(self, widget: QWidget) -> QWidget:
        """Add something in the column of the controls."""
        line = QHBoxLayout()
        line.addWidget(widget)
        if isinstance(widget, Paragraph):
            line.addStretch(1)
        return self._add(_Row("", line))

    def note(self, theme: Theme, text: str = "") -> Paragraph:
        """Add a soft line of explanation."""
        line = Paragraph(theme, text, size=14, soft=True)
        self._paragraphs.append(line)
        self._notes[line] = self.wide(line)
        self.say(line, text)
        return line

    def say(self, note: Paragraph, text: str) -> None:
        """Change a line of explanation; an empty one takes no room."""
        note.say(text)
        self._notes[note].setVisible(bool(text))

    def arrange(self, room: int) -> None:
        """Fit the rows into so many pixels."""
        self._room = room
        stacked = room < self._theme.px(LABEL + CONTROL)
        for row in self._lines:
            row.arrange(self._theme.px(self.label), stacked=stacked)

    def _add(self, row: _Row) -> _Row:
        self._lines.append(row)
        self._rows.addWidget(row)
        row.arrange(self._theme.px(self.label), stacked=False)
        return row

    def show_settings(self, settings: Settings) -> None:
        """Show the person's choices."""
        raise NotImplementedError

    def open(self) -> None:
        """Ask for what is slow to find out, now that the page is looked at."""

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        self.arrange(self._room)
        for paragraph in self._paragraphs:
            paragraph.set_theme(theme)


def button(text: str, kind: str = "") -> QPushButton:
    """Make a button with its name that is no wider than it must be."""
    made = named_button(text, kind)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.setCursor(Qt.CursorShape.ArrowCursor)
    return made
