"""Rows that show values one below the other; where the values change, what is the same stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.gui.theme import MARGIN


class Rows(QWidget):
    """Show a widget for each value.

    To make one takes some milliseconds, which a person feels when forty are made again because one has changed.
    """

    def __init__(self, make: Callable[[object], QWidget]) -> None:
        super().__init__()
        self._make = make
        self._values: list[object] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(MARGIN, 0, 0, MARGIN)
        self._column.setSpacing(MARGIN)

    def show_values(self, values: Sequence[object]) -> None:
        """Show other values; the same ones at the beginning and at the end keep their widgets."""
        head = _alike(self._values, values)
        tail = _alike(self._values[head:][::-1], values[head:][::-1])
        for _ in range(len(self._values) - head - tail):
            item = self._column.takeAt(head)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        for place in range(head, len(values) - tail):
            row = self._make(values[place])
            self._column.insertWidget(place, row)
            row.show()  # a layout would do so only a moment later
        self._values = list(values)


def _alike(one: Sequence[object], other: Sequence[object]) -> int:
    """Return how many values are the same from the beginning on."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
