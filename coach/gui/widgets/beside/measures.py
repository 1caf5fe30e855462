"""The measures of two takes beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from coach.analysis.two_takes import Beside
from coach.gui.theme import MARGIN
from coach.gui.widgets.paragraph import tell
from coach.gui.wording import amount, measure_name
from coach.messages import Texts, msg


class MeasuresBeside(QWidget):
    """Show a line for each measure: its name, the earlier take's value, the later one's."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4 * MARGIN)
        self._grid.setVerticalSpacing(MARGIN)
        self._grid.setColumnStretch(3, 1)

    def show_measures(self, measures: Sequence[Beside]) -> None:
        """Show other measures; those that differ come first."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        texts = self._texts
        heads = ("", texts(msg("two_takes.earlier")), texts(msg("two_takes.later")))
        rows = [heads] if measures else []
        for one in sorted(measures, key=lambda one: not one.differs):
            before = amount(one.name, one.before, one.unit, texts)
            after = amount(one.name, one.after, one.unit, texts)
            rows.append((measure_name(one.name, texts), before, after if one.differs else self._alike(after)))
        for down, row in enumerate(rows):
            for across, text in enumerate(row):
                self._grid.addWidget(self._cell(text, soft=down == 0), down, across)

    def _alike(self, value: str) -> str:
        return f"{value} ({self._texts(msg('two_takes.measures.alike'))})"

    def _cell(self, text: str, *, soft: bool) -> QLabel:
        cell = QLabel(text)
        cell.setWordWrap(True)
        cell.setTextFormat(Qt.TextFormat.PlainText)
        if soft:
            cell.setProperty("tone", "soft")
            cell.setProperty("type", "small")
        tell(cell, text)
        return cell
