"""What else a person may have said of one kind, to choose from: terms or anchors that were not noticed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QPushButton

from coach.gui.widgets.judging.wish import Wish


class Others(QPushButton):
    """Offer a few wishes by their titles; choosing one asks for its sentence."""

    choose_wanted = Signal(object)
    """A Wish: in which sentence?"""

    def __init__(self, text: str, wishes: Sequence[Wish]) -> None:
        super().__init__(text)
        self.setProperty("kind", "quiet")
        self.setAccessibleName(text)
        self.names = QMenu(self)
        self.names.setAccessibleName(text)
        for wish in wishes:
            action = self.names.addAction(wish.title)
            action.triggered.connect(lambda _=False, wish=wish: self.choose_wanted.emit(wish))
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self.names.popup(self.mapToGlobal(QPoint(0, self.height())))
        self.names.setActiveAction(self.names.actions()[0])
