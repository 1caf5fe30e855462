"""The ground of charts made of boxes: mouse and arrow keys go from box to box, Enter or a click chooses one."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from coach.gui.theme import Theme

RING = 3
"""Pixels between a box and the ring around it."""
ASKEW = 4.0
"""How many times farther a box counts that lies beside the way of an arrow key and not on it."""
WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@dataclass(frozen=True, slots=True)
class Room:
    """Hold where the boxes of a board lie, in pixels, and how high it has to be."""

    boxes: tuple[QRectF, ...] = ()
    height: float = 0.0


LayOut = Callable[[float], Room]
"""Return where the boxes lie on a board of this width."""
PaintBoard = Callable[[QPainter, float, bool], None]
"""Paint a board of this width; where the last is True, without what only answers to a person: it is a picture."""


class Board(QWidget):
    """Show boxes; one of them is pointed at."""

    pointed = Signal(object)
    """The number of the box under mouse or keys, or None when it left."""
    chosen = Signal(int)
    """The number of the box that was clicked, or chosen with Enter or Space."""

    def __init__(self, theme: Theme, lay_out: LayOut, paint: PaintBoard) -> None:
        super().__init__()
        self._theme = theme
        self._lay_out = lay_out
        self._paint = paint
        self.room = Room()
        self.pointer: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        self.refresh()

    def refresh(self) -> None:
        """Lay out and paint again; the pointer stays where there still is a box."""
        self.room = self._lay_out(float(self.width()))
        if self.pointer is not None and self.pointer >= len(self.room.boxes):
            self.pointer = None
        self.setMinimumHeight(math.ceil(self.room.height))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the height that the boxes take."""
        return QSize(320, math.ceil(self.room.height))

    def picture_size(self) -> QSizeF:
        """Return how large a picture of it is."""
        return QSizeF(self.width(), self.room.height)

    def draw(self, painter: QPainter) -> None:
        """Draw it as a picture."""
        self._paint(painter, float(self.width()), True)

    def point_at(self, number: int | None) -> None:
        """Put the pointer on a box, or away."""
        self.pointer = number
        self.update()
        self.pointed.emit(number)

    def box_at(self, place: QPointF) -> int | None:
        """Return the box at a place."""
        return next((number for number, box in enumerate(self.room.boxes) if box.contains(place)), None)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the boxes, and a ring around the one that is pointed at."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint(painter, float(self.width()), False)
        if self.pointer is not None:
            ring = self.room.boxes[self.pointer].adjusted(-RING, -RING, RING, RING)
            inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ring & inside, 8, 8)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lay out again."""
        super().resizeEvent(event)
        self.refresh()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Point at the first box for those who come by key."""
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and self.pointer is None and self.room.boxes:
            self._walk_to(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Forget the pointer."""
        super().focusOutEvent(event)
        self.point_at(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the mouse."""
        number = self.box_at(event.position())
        self.setCursor(Qt.CursorShape.ArrowCursor if number is None else Qt.CursorShape.PointingHandCursor)
        if number != self.pointer:
            self.point_at(number)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose a box."""
        number = self.box_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and number is not None:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.point_at(number)
            self.chosen.emit(number)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Forget the mouse."""
        self.point_at(None)

    def event(self, event: QEvent) -> bool:
        """Claim the keys that a board uses before a page's shortcut takes them."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _uses(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go to a neighbour, or choose."""
        if not _uses(event) or not self.room.boxes:
            event.ignore()
            return
        key = Qt.Key(event.key())
        if key in CHOOSE:
            if self.pointer is not None:
                self.chosen.emit(self.pointer)
        elif key == Qt.Key.Key_End:
            self._walk_to(len(self.room.boxes) - 1)
        elif self.pointer is None or key == Qt.Key.Key_Home:
            self._walk_to(0)
        else:
            self._walk_to(neighbour(self.room.boxes, self.pointer, *WAYS[key]))

    def _walk_to(self, number: int) -> None:
        """Point at a box, and bring it into sight where the board is on a page that scrolls."""
        self.point_at(number)
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        page = area.widget() if area is not None else None
        if area is not None and page is not None:
            box = self.room.boxes[number]
            place = self.mapTo(page, box.center().toPoint())
            area.ensureVisible(place.x(), place.y(), round(box.width() / 2) + RING, round(box.height()) + RING)


def _uses(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in (*WAYS, *ENDS, *CHOOSE) and held == Qt.KeyboardModifier.NoModifier


def neighbour(boxes: Sequence[QRectF], number: int, across: int, down: int) -> int:
    """Return the nearest box to the right (`across` 1), left (-1), below (`down` 1) or above (-1); else the same."""
    here = boxes[number].center()
    best, nearest = number, math.inf
    for other, box in enumerate(boxes):
        step = box.center() - here
        ahead = step.x() * across + step.y() * down
        beside = abs(step.x() * down) + abs(step.y() * across)
        reach = boxes[number].height() if across else boxes[number].width()
        if ahead < 1 or (across and beside > reach / 2):
            continue
        if ahead + ASKEW * beside < nearest:
            best, nearest = other, ahead + ASKEW * beside
    return best
