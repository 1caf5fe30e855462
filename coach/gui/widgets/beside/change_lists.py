"""What two takes have in common and what not, in three lists with a heading each."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from coach.analysis.two_takes import Change, TwoTakes, Way
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.beside.change_row import ChangeRow, line_up
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.review.rows import Rows
from coach.messages import Message, Texts, msg

HEADINGS: Mapping[Way, Message] = {
    "gained": msg("two_takes.gained.heading"),
    "lost": msg("two_takes.lost.heading"),
    "kept": msg("two_takes.kept.heading"),
}
COLUMNS = (msg("two_takes.column.earlier"), msg("two_takes.column.later"))


class ChangeLists(QWidget):
    """Show changes; a list without any is not there."""

    play_wanted = Signal(int, float, object)
    """Play this take from here (seconds), to there (seconds or None)."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts, self._theme = texts, theme
        self._playable = (False, False)
        self._takes = TwoTakes((), ())
        self.headings = {way: Paragraph(theme, bold=True) for way in HEADINGS}
        self.columns = QWidget()
        self._heads = [Paragraph(theme, texts(name), size=14, soft=True) for name in COLUMNS]
        self._columns = QGridLayout(self.columns)
        self._columns.setContentsMargins(MARGIN, 0, 0, 0)
        self._columns.setHorizontalSpacing(MARGIN)
        for place, head in enumerate(self._heads):
            self._columns.addWidget(head, 0, 1 + place)
        self.lists = {way: Rows(self._row) for way in HEADINGS}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MARGIN)
        column.addWidget(self.columns)
        for way, heading in self.headings.items():
            column.addWidget(heading)
            column.addWidget(self.lists[way])

    def show_takes(self, takes: TwoTakes, playable: tuple[bool, bool]) -> None:
        """Show other changes; `playable` tells of which takes there is sound."""
        self._takes, self._playable = takes, playable
        self.columns.setVisible(bool(takes.changes))
        line_up(self._columns, self._theme)
        for way, heading in HEADINGS.items():
            changes = takes.of(way)
            self.headings[way].say(self._texts(heading) if changes else "")
            self.lists[way].setVisible(bool(changes))
            self.lists[way].show_values(
                [(change, playable, self._theme.name, self._theme.percent) for change in changes]
            )

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        for words in (*self.headings.values(), *self._heads):
            words.set_theme(theme)
        self.show_takes(self._takes, self._playable)

    def _row(self, value: object) -> QWidget:
        assert isinstance(value, tuple)
        change = value[0]
        assert isinstance(change, Change)
        row = ChangeRow(self._texts, self._theme, change, self._playable)
        row.play_wanted.connect(self.play_wanted)
        return row
