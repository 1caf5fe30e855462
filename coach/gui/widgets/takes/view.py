"""The list itself: what its keys and clicks mean, and which takes are in sight."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView

from coach.gui.widgets.takes.delegate import TakeDelegate
from coach.gui.widgets.takes.model import TakesModel

REST = 30
"""Milliseconds after a movement before the takes that came into sight are asked for."""
AHEAD = 12
"""Takes beyond those in sight that are asked for with them."""


class TakesView(QListView):
    """Show takes; many can be chosen."""

    moved = Signal()
    """Other takes may be in sight."""
    star_clicked = Signal(int)
    """The star of the take at this place was clicked."""
    starred = Signal()
    deleted = Signal()
    chosen = Signal()
    """Other takes are chosen."""
    menu_wanted = Signal(QPoint)
    """The menu of the chosen takes is wanted, at this place of the screen."""

    def __init__(self, model: TakesModel, delegate: TakeDelegate) -> None:
        super().__init__()
        self._delegate = delegate
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST)
        self._timer.timeout.connect(self.moved)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().valueChanged.connect(lambda _: self.look_around())
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit())

    @property
    def in_sight(self) -> tuple[int, int]:
        """Return the places of the first and the last take in sight, with some ahead on both sides."""
        top = self.indexAt(QPoint(self.viewport().width() // 2, 1)).row()
        bottom = self.indexAt(QPoint(self.viewport().width() // 2, self.viewport().height() - 1)).row()
        if bottom < 0:
            bottom = top + AHEAD  # the list ends above the lower edge
        return max(top - AHEAD, 0), bottom + AHEAD

    @property
    def places(self) -> list[range]:
        """Return the places that are chosen, from top to bottom."""
        chosen = self.selectionModel().selection()
        spans = (chosen.at(number) for number in range(chosen.size()))
        return sorted((range(span.top(), span.bottom() + 1) for span in spans), key=lambda span: span.start)

    def look_around(self) -> None:
        """Tell soon that other takes may be in sight; movements that follow at once are one."""
        if not self._timer.isActive():
            self._timer.start()

    def choose(self, place: int, *, scroll: bool = True) -> None:
        """Choose one take and no other, whatever keys are held at the moment."""
        self.setAutoScroll(scroll)
        only = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.model().index(place, 0, QModelIndex()), only)
        self.setAutoScroll(True)

    def rename(self) -> None:
        """Let the title of the current take be edited in its place."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
            self.edit(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Ask for what a taller list shows."""
        super().resizeEvent(event)
        self.look_around()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Rename with F2, star with S, delete with Delete; the rest is Qt's."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        keys = {Qt.Key.Key_F2: self.rename, Qt.Key.Key_S: self.starred.emit, Qt.Key.Key_Delete: self.deleted.emit}
        act = keys.get(Qt.Key(event.key())) if plain else None
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's own name
        """Leave typed letters alone: most takes are not here, and there is a search above."""

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """Let a click on a star change nothing but the star."""
        if not self._click_star(event):
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """Let a second click on a star not open the take."""
        if not self._click_star(event):
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's own name
        """Offer what can be done, beside the take."""
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.menu_wanted.emit(place)

    def _click_star(self, event: QMouseEvent) -> bool:
        where = event.position().toPoint()
        index = self.indexAt(where)
        plain = event.button() == Qt.MouseButton.LeftButton and event.modifiers() == Qt.KeyboardModifier.NoModifier
        if not (plain and index.isValid() and self._delegate.star_target(self.visualRect(index)).contains(where)):
            return False
        self.star_clicked.emit(index.row())
        return True
