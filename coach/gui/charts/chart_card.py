"""A card that puts one sentence over a chart, the value under the pointer below it, and a table in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from coach.gui.charts.saving import ChooseFile, ask_for_file, file_name, save_picture
from coach.gui.theme import Theme
from coach.messages import Message, Texts, msg

BESIDE = 640
"""Pixels of a card, at 100 % text, from which its buttons stand beside the sentence."""
AHEAD = 200
"""Rows of a table that are written at a time: several times what any screen shows."""


class ChartCard(QFrame):
    """Hold a chart with its sentence, its readout and its table; it can be saved as a picture."""

    row_chosen = Signal(int)
    """A row of the table was chosen with Enter or a double click."""

    def __init__(
        self, texts: Texts, theme: Theme, plot: QWidget, name: Message, choose_file: ChooseFile = ask_for_file
    ) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._texts = texts
        self._theme = theme
        self._name = texts(name)
        self._rows: Callable[[], Sequence[Sequence[str]]] = tuple
        self._filling: Sequence[Sequence[str]] = ()
        self.choose_file = choose_file
        self.caption = ""
        """What a picture has to say before the sentence, where the page says it around the card."""
        self.plot = plot
        plot.setAccessibleName(self._name)
        self.sentence = QLabel(wordWrap=True)
        self.readout = _small_line()
        self.readout.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        self.note = _small_line()
        self.note.hide()
        self.toggle = self._make_button(msg("charts.as_table"), msg("charts.as_table.why"))
        self.toggle.setCheckable(True)
        self.toggle.toggled.connect(self._show_table)
        self.save = self._make_button(msg("charts.save"), msg("charts.save.why"))
        self.save.clicked.connect(self._save)
        self.table = self._make_table(self._name)
        self._lay_out()
        self.set_theme(theme)

    def _make_button(self, name: Message, why: Message) -> QPushButton:
        button = QPushButton(self._texts(name))
        button.setProperty("kind", "plain")
        button.setAccessibleDescription(self._texts(why))
        return button

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
        table.verticalScrollBar().valueChanged.connect(lambda _: self._fill_from(table.rowAt(0) - AHEAD // 4))
        table.itemActivated.connect(lambda item: self.row_chosen.emit(item.row()))
        return table

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.toggle)
        tools.addWidget(self.save)
        tools.addStretch(1)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(8)
        self._top.addWidget(self.sentence, 1)
        self._top.addLayout(tools)
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(self.plot)
        self._pages.addWidget(self.table)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 16, 24, 16)
        self.body.setSpacing(8)
        self.body.addLayout(self._top)
        self.body.addWidget(pages, 1)
        self.body.addWidget(self.readout)
        self.body.addWidget(self.note)

    def set_theme(self, theme: Theme) -> None:
        """Take over the text size: the table's rows and the line of the readout grow with it."""
        self._theme = theme
        self.table.verticalHeader().setDefaultSectionSize(theme.px(40))
        self.readout.setMinimumHeight(theme.px(24))
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the buttons below the sentence where they would leave it no room."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        beside = self.width() >= self._theme.px(BESIDE)
        ways = QBoxLayout.Direction
        self._top.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

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
            self._fill_table()
        self._pages.setCurrentIndex(1 if wanted else 0)
        self.readout.setVisible(not wanted)
        self.toggle.setText(self._texts(msg("charts.as_chart") if wanted else msg("charts.as_table")))

    def _fill_table(self) -> None:
        """Make room for all rows; their texts come as they are scrolled to: ten thousand at once take a second."""
        self._filling = self._rows()
        self.table.clearContents()
        self.table.setRowCount(len(self._filling))
        self._fill_from(0)
        self.table.resizeColumnsToContents()

    def _fill_from(self, first: int) -> None:
        first = max(first, 0)
        for down in range(first, min(first + AHEAD, len(self._filling))):
            if self.table.item(down, 0) is None:
                for across, text in enumerate(self._filling[down]):
                    self.table.setItem(down, across, QTableWidgetItem(text))

    def _save(self) -> None:
        """Ask where to, and write what shows as a picture."""
        title, kinds = self._texts(msg("charts.save.title")), self._texts(msg("charts.save.kinds"))
        path = self.choose_file(self, title, file_name(self._name), kinds)
        if path is None:
            return
        try:
            said = f"{self.caption} {self.sentence.text()}".strip()
            save_picture(path, self.plot, self._theme, self._name, said)
        except OSError:
            self._note(msg("charts.save.failed", folder=str(path.parent)))
        else:
            self._note(msg("charts.save.done", name=path.name))

    def _note(self, what: Message) -> None:
        self.note.setText(self._texts(what))
        self.note.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self.note, QAccessible.Event.Alert))


def _small_line() -> QLabel:
    line = QLabel(wordWrap=True)
    line.setProperty("tone", "soft")
    line.setProperty("type", "small")
    line.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    return line
