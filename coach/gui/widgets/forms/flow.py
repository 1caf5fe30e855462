"""A row of controls that goes on in the next line where the page is narrow."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from coach.gui.theme import MARGIN


class FlowRow(QLayout):
    """Lay controls out from left to right, in as many lines as they take."""

    def __init__(self, gap: int = MARGIN) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's own name
        """Take one more."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's own name
        """Return one of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's own name
        """Give one away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's own name
        """Ask for no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's own name
        """Be taller where the page is narrower."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's own name
        """Return the height at a width."""
        return self._lay(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's own name
        """Put each control in its place."""
        super().setGeometry(rect)
        self._lay(rect, place=True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Ask for one line."""
        shown = [item.sizeHint() for item in self._items if not _hidden(item)]
        width = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        return QSize(width, max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's own name
        """Be at least as wide as the widest control."""
        size = QSize()
        for item in self._items:
            if not _hidden(item):
                size = size.expandedTo(item.minimumSize())
        return size

    def _lay(self, rect: QRect, *, place: bool) -> int:
        left, top, line = rect.x(), rect.y(), 0
        for item in self._items:
            if _hidden(item):
                continue
            size = item.sizeHint()
            if left > rect.x() and left + size.width() > rect.x() + rect.width():
                left, top, line = rect.x(), top + line + self._gap, 0
            if place:
                item.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + self._gap
            line = max(line, size.height())
        return top + line - rect.y()


def _hidden(item: QLayoutItem) -> bool:
    widget: QWidget | None = item.widget()
    return widget is not None and widget.isHidden()


def flow(*controls: QWidget, gap: int = MARGIN) -> QWidget:
    """Return a row of controls as a widget."""
    made = QWidget()
    row = FlowRow(gap)
    made.setLayout(row)
    for control in controls:
        row.addWidget(control)
    policy = made.sizePolicy()
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made
