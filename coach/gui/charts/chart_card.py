"""A card that puts one sentence over a chart, the value under the pointer below it, and a table in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from coach.gui.charts.plot import Plot
from coach.gui.theme import Theme
from coach.messages import Message, Texts, msg


class ChartCard(QFrame):
    """Hold a chart with its sentence, its readout and its table."""

    row_chosen = Signal(int)
    """A row of the table was chosen with Enter or a double click."""

    def __init__(self, texts: Texts, theme: Theme, plot: Plot, name: Message) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._texts = texts
        self._rows: Callable[[], Sequence[Sequence[str]]] = tuple
        self.plot = plot
        plot.setAccessibleName(texts(name))
        self.sentence = QLabel(wordWrap=True)
        self.readout = QLabel(wordWrap=True)
        self.readout.setProperty("tone", "soft")
        self.readout.setProperty("type", "small")
        self.readout.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.readout.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        self.toggle = QPushButton(texts(msg("charts.as_table")))
        self.toggle.setCheckable(True)
        self.toggle.setProperty("kind", "plain")
        self.toggle.setAccessibleDescription(texts(msg("charts.as_table.why")))
        self.toggle.toggled.connect(self._show_table)
        self.table = self._make_table(texts(name))
        self._lay_out()
        self.set_theme(theme)

    def _make_table(self, name: str) -> QTableWidget:
        table = QTableWidget()
        table.setAccessibleName(self._texts(msg("charts.table_of", name=name)))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.itemActivated.connect(lambda item: self.row_chosen.emit(item.row()))
        return table

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.sentence, 1)
        top.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignTop)
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(self.plot)
        self._pages.addWidget(self.table)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 16, 24, 16)
        self.body.setSpacing(8)
        self.body.addLayout(top)
        self.body.addWidget(pages, 1)
        self.body.addWidget(self.readout)

    def set_theme(self, theme: Theme) -> None:
        """Take over the text size: the table's rows and the line of the readout grow with it."""
        self.table.verticalHeader().setDefaultSectionSize(theme.px(40))
        self.readout.setMinimumHeight(theme.px(24))

    def set_sentence(self, sentence: str) -> None:
        """Say in one sentence what the chart shows."""
        self.sentence.setText(sentence)
        self.plot.setAccessibleDescription(sentence)

    def set_table(self, headers: Sequence[str], rows: Callable[[], Sequence[Sequence[str]]]) -> None:
        """Name the columns; the rows are asked for when a person opens the table."""
        self._rows = rows
        self.table.clear()
        self.table.setColumnCount(len(headers))
        self.table.setHorizontalHeaderLabels(list(headers))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setStretchLastSection(True)
        self._show_table(self.toggle.isChecked())

    def set_readout(self, text: str) -> None:
        """Show what is under the pointer, and tell those who listen."""
        self.readout.setText(text)
        if self.plot.hasFocus():
            self.plot.setAccessibleDescription(text)
            event = QAccessibleEvent(self.plot, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(event)

    def _show_table(self, wanted: bool) -> None:
        if wanted:
            rows = self._rows()
            self.table.setRowCount(len(rows))
            for down, row in enumerate(rows):
                for across, text in enumerate(row):
                    self.table.setItem(down, across, QTableWidgetItem(text))
        self._pages.setCurrentIndex(1 if wanted else 0)
        self.readout.setVisible(not wanted)
        self.toggle.setText(self._texts(msg("charts.as_chart") if wanted else msg("charts.as_table")))
