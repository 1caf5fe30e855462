"""The ground that every chart is drawn on: one box, one axis below, a pointer that mouse and keys move.

pyqtgraph keeps the range, the ticks and the scene, and is named in this file only. It has no accessibility, so a
chart never stands alone: `ChartCard` puts a sentence and a table beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGraphicsItem, QGraphicsWidget, QStyleOptionGraphicsItem, QWidget

from coach.gui.theme import Theme

Ticks = list[tuple[float, str]]
Span = tuple[float, float]
"""Where a stretch of the axis begins and ends."""
CLOSEST = 40
"""Times that a view can be closer than the whole."""
DRAG = 5
"""Pixels that the mouse moves before a click is a stretch."""
NOTCH = 0.1
"""Share of the view that one notch of a wheel scrolls."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Map values of the axis to pixels across the box."""

    first: float
    last: float
    box: QRectF

    def px(self, value: float) -> float:
        """Return where a value lies, in pixels."""
        return self.box.left() + (value - self.first) / (self.last - self.first) * self.box.width()

    def value(self, px: float) -> float:
        """Return the value at a pixel, kept inside the box."""
        share = (px - self.box.left()) / max(self.box.width(), 1.0)
        return self.first + min(max(share, 0.0), 1.0) * (self.last - self.first)

    @property
    def per_px(self) -> float:
        """Return how much of the axis one pixel covers."""
        return (self.last - self.first) / max(self.box.width(), 1.0)


Paint = Callable[[QPainter, Scale], None]


class Layer(QGraphicsItem):
    """Paint in the pixels of the whole view through a function."""

    def __init__(self, plot: Plot, paint: Paint, *, kept: bool) -> None:
        super().__init__()
        self._plot = plot
        self._paint = paint
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        if kept:
            self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """Cover the view."""
        return QRectF(self._plot.rect())

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Hand over to the chart."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint(painter, self._plot.scale_now())

    def measure_again(self) -> None:
        """Follow a change of size."""
        self.prepareGeometryChange()
        self.update()


class Plot(pg.GraphicsView):  # type: ignore[misc]  # pyqtgraph has no types
    """Show one box over one axis; `below` paints once per change, `above` paints cursor and pointer."""

    pointed = Signal(object)
    """The value under mouse or keys, or None when it left."""
    pressed = Signal(float)
    """The value that was clicked, or chosen with Enter."""
    hopped = Signal(int)
    """Up (-1) or down (+1) was pressed: go to the neighbouring thing."""
    spanned = Signal(object)
    """The Span that a person chose by dragging or with Shift, None when they let go of it."""
    looked = Signal()
    """Another part of the axis is in sight."""
    scrolled = Signal()
    """A person, and nothing else, moved what is in sight."""

    def __init__(
        self, theme: Theme, below: Paint, above: Paint, ticks: Callable[[Scale], Ticks], *, spans: bool = False
    ) -> None:
        """With `spans`, a person can choose a stretch."""
        super().__init__(background=theme.colour("surface"))
        self._ticks = ticks
        self._spans = spans
        self._whole = (0.0, 1.0)
        self._step = 1.0
        self._held: float | None = None  # where the stretch that is being chosen began
        self._down: float | None = None  # the pixel where the mouse went down
        self.pointer: float | None = None
        self.span: Span | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._box = pg.ViewBox(enableMouse=False, enableMenu=False, defaultPadding=0)
        self._axis = pg.AxisItem("bottom", maxTickLength=4)
        self._axis.linkToView(self._box)
        content = QGraphicsWidget()
        self._rows = pg.QtWidgets.QGraphicsGridLayout()
        self._rows.setSpacing(0)
        self._rows.addItem(self._box, 0, 0)
        self._rows.addItem(self._axis, 1, 0)
        content.setLayout(self._rows)
        self.setCentralItem(content)
        self._below = Layer(self, below, kept=True)
        self._above = Layer(self, above, kept=False)
        for layer in (self._below, self._above):
            self.scene().addItem(layer)
        self._box.sigResized.connect(lambda _: self.refresh())
        self.set_theme(theme, 0, 0, 0)

    def set_theme(self, theme: Theme, left: int, right: int, top: int) -> None:
        """Take over colours and text size, and the margins in pixels."""
        self.setBackground(theme.colour("surface"))
        self._rows.setContentsMargins(left, top, right, 0)
        self._axis.setPen(theme.colour("line"))
        self._axis.setTextPen(theme.colour("soft"))
        self._axis.setTickFont(theme.font(14))
        self._axis.setHeight(theme.px(28))
        self._rows.activate()
        self.refresh()

    def set_range(self, first: float, last: float, step: float = 1.0) -> None:
        """Show all from `first` to `last`; an arrow key moves by `step`."""
        self._whole = (first, last)
        self._step = step
        self.pointer = None
        self.choose(None)
        self._look_at(first, last)

    @property
    def whole(self) -> Span:
        """Return where all of it begins and ends."""
        return self._whole

    def scale_now(self) -> Scale:
        """Return how values map to pixels now."""
        (first, last), _ = self._box.viewRange()
        return Scale(first, last, self._box.mapRectToScene(self._box.rect()))

    def zoom(self, factor: float, around: float) -> None:
        """Show a shorter stretch (`factor` above 1) or a longer one, keeping a value where it is."""
        now, (first, last) = self.scale_now(), self._whole
        span = min(max((now.last - now.first) / factor, (last - first) / CLOSEST), last - first)
        self._look_from(around - (around - now.first) / (now.last - now.first) * span, span)
        self.scrolled.emit()

    def scroll_to(self, start: float) -> None:
        """Show as much as now from another value on."""
        now = self.scale_now()
        self._look_from(start, now.last - now.first)
        self.scrolled.emit()

    def _look_from(self, start: float, span: float) -> None:
        start = min(max(start, self._whole[0]), self._whole[1] - span)
        self._look_at(start, start + span)

    def show_value(self, value: float) -> None:
        """Move a zoomed view so that a value is inside."""
        now = self.scale_now()
        if not now.first <= value <= now.last:
            span = now.last - now.first
            self._look_from(value - span / 10, span)

    def choose(self, span: Span | None) -> None:
        """Choose a stretch, or none."""
        if span is None:
            self._held = None
        if span != self.span:
            self.span = span
            self.refresh_above()
            self.spanned.emit(span)

    def point_at(self, value: float | None) -> None:
        """Put the pointer on a value."""
        self.pointer = value
        if value is not None:
            self.show_value(value)
        self._above.update()
        self.pointed.emit(value)

    def refresh(self) -> None:
        """Paint everything again."""
        self._axis.setTicks([self._ticks(self.scale_now())])
        self._below.measure_again()
        self._above.measure_again()

    def refresh_above(self) -> None:
        """Paint again what lies above."""
        self._above.update()

    def refresh_strip(self, *values: float) -> None:
        """Paint again what lies above, around some values only."""
        for value in values:
            self._above.update(self.strip_of(value))

    def strip_of(self, value: float) -> QRectF:
        """Return the strip of pixels around a value that a cursor needs."""
        return QRectF(self.scale_now().px(value) - 10, 0, 20, self.height())

    def _look_at(self, first: float, last: float) -> None:
        self._box.setXRange(first, max(last, first + 1e-6), padding=0)
        self._box.updateViewRange()
        self.refresh()
        self.looked.emit()

    def close(self) -> bool:
        """Close as any widget; pyqtgraph's own way clears the scene under living items and can end the process."""
        return QWidget.close(self)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for no more than it may have: what Qt asks for is as large as the scene was when it was last shown."""
        hint: QSize = super().sizeHint()
        return hint.boundedTo(self.maximumSize()).expandedTo(self.minimumSize())

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802 - Qt's name
        """Lay out again."""
        super().resizeEvent(event)
        if hasattr(self, "_above"):
            self._rows.activate()
            self.refresh()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin a click, or a stretch."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._down, self._held = event.position().x(), None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the mouse; with its button held, choose a stretch."""
        x, scale = event.position().x(), self.scale_now()
        self.point_at(scale.value(x))
        if self._spans and self._down is not None and (self._held is not None or abs(x - self._down) > DRAG):
            self._held = scale.value(self._down) if self._held is None else self._held
            self._choose_until(scale.value(x))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose a value, where no stretch was chosen."""
        if event.button() is not Qt.MouseButton.LeftButton or self._down is None:
            return
        self._down = None
        if self._held is not None and self.span is not None:
            self._held = None
            return
        self.choose(None)
        self.pressed.emit(self.scale_now().value(event.position().x()))

    def _choose_until(self, value: float) -> None:
        if self._held is not None and value != self._held:
            self.choose((min(self._held, value), max(self._held, value)))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Leave pyqtgraph's own clicks and menus out."""

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Forget the mouse."""
        self.point_at(None)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom with Ctrl, scroll with Shift or sideways; any other turn of the wheel belongs to the page."""
        now, turn = self.scale_now(), event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1.25 if turn.y() > 0 else 0.8, now.value(event.position().x()))
            event.accept()
            return
        sideways = abs(turn.x()) > abs(turn.y())
        held = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if (sideways or held) and (now.first, now.last) != self._whole:
            notches = (turn.x() if sideways else turn.y()) / 120
            self.scroll_to(now.first - notches * NOTCH * (now.last - now.first))
            event.accept()
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        """Claim the keys that this chart uses before a page's shortcut takes them."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._uses(event):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move the pointer, choose, zoom."""
        if not self._uses(event):
            event.ignore()
            return
        keys = Qt.Key
        key, now = event.key(), self.scale_now()
        at = self.pointer if self.pointer is not None else now.first
        moves = {keys.Key_Left: at - self._step, keys.Key_Right: at + self._step}
        moves |= {keys.Key_Home: self._whole[0], keys.Key_End: self._whole[1]}
        if key in moves or key in (keys.Key_Up, keys.Key_Down):
            self._move(event, at, moves.get(keys(key)))
        elif key in (keys.Key_Return, keys.Key_Enter):
            self.pressed.emit(at)
        elif key == keys.Key_Escape:
            self.choose(None)
        elif key == keys.Key_0:
            self.zoom(1e-6, at)
        else:
            self.zoom(0.67 if key == keys.Key_Minus else 1.5, at)

    def _move(self, event: QKeyEvent, before: float, to: float | None) -> None:
        """Move the pointer to a value, or hop; with Shift, a stretch is chosen on the way."""
        choosing = self._spans and bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if not choosing:
            self.choose(None)
        elif self._held is None:
            self._held = before
        if to is None:
            self.hopped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            self.point_at(min(max(to, self._whole[0]), self._whole[1]))
        if choosing and self.pointer is not None:
            self._choose_until(self.pointer)

    def _uses(self, event: QKeyEvent) -> bool:
        keys = Qt.Key
        mine = {keys.Key_Left, keys.Key_Right, keys.Key_Home, keys.Key_End, keys.Key_Up, keys.Key_Down}
        mine |= {keys.Key_Return, keys.Key_Enter, keys.Key_Plus, keys.Key_Equal, keys.Key_Minus, keys.Key_0}
        mine |= {keys.Key_Escape} if self.span is not None else set()
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        return event.key() in mine and held == Qt.KeyboardModifier.NoModifier

    def position_of(self, value: float) -> QPointF:
        """Return where a value lies in this widget, half-way up."""
        return QPointF(self.scale_now().px(value), self.height() / 2)
