"""The timeline of one answer: its waveform, and what was heard when, over one axis of time."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coach.gui.charts import lanes
from coach.gui.charts.chart_card import ChartCard
from coach.gui.charts.envelope import Envelope
from coach.gui.charts.marked import moments as told
from coach.gui.charts.marked import painting as marks
from coach.gui.charts.plot import Plot, Scale, Span, Ticks
from coach.gui.charts.stack import LaneStack, TimelineValues, summary, time_step
from coach.gui.charts.zoom_bar import ZoomBar
from coach.gui.names import clock
from coach.gui.theme import MARGIN, Theme
from coach.messages import Message, Texts, msg
from coach.model import Bookmark, Moment

NEAR_PX = 6.0


class TimelineChart(QWidget):
    """Show an answer over its time."""

    sought = Signal(float)
    """A person wants to hear it from here (seconds)."""

    def __init__(self, texts: Texts, theme: Theme, *, tools: bool = False) -> None:
        """With `tools`, there are buttons to zoom with, and a stretch can be chosen."""
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._values = TimelineValues(1.0)
        self._cursor: float | None = None
        self._loop: Span | None = None
        self._following = True
        self._stack = LaneStack(("sound",), self._values, texts, theme)
        self.plot = Plot(theme, self._paint, self._paint_above, self._ticks, spans=tools)
        self.card = ChartCard(texts, theme, self.plot, msg("charts.timeline.name"))
        self.plot.pointed.connect(self._point)
        self.plot.pressed.connect(self.sought)
        self.plot.hopped.connect(self._hop)
        self.plot.scrolled.connect(self._leave)
        self.plot.spanned.connect(self._tell_span)
        self.card.row_chosen.connect(self._choose_row)
        self.zoom_bar = ZoomBar(texts, self.plot)
        self.zoom_bar.back.connect(self.follow)
        self._put_tools(tools)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.card)
        self.set_theme(theme)

    def _put_tools(self, wanted: bool) -> None:
        """Put the buttons beside the readout, and the scroll bar below the plot; the table needs neither."""
        body, self._tools, self._under = self.card.body, wanted, QHBoxLayout()
        self.zoom_bar.setParent(self)
        self.zoom_bar.bar.setParent(self)
        self.zoom_bar.setVisible(wanted)
        if not wanted:
            return
        self._under.addWidget(self.zoom_bar.bar)
        body.insertLayout(body.indexOf(self.card.readout), self._under)
        body.removeWidget(self.card.readout)
        row = QHBoxLayout()
        row.setSpacing(2 * MARGIN)
        row.addWidget(self.card.readout, 1)
        row.addWidget(self.zoom_bar, 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(row)
        self.card.toggle.toggled.connect(self._show_tools)

    def _show_tools(self, hidden: bool) -> None:
        self.zoom_bar.setVisible(not hidden)
        self.zoom_bar.bar.setVisible(not hidden and self.zoom_bar.whole.isEnabled())

    def set_values(self, values: TimelineValues) -> None:
        """Show an answer."""
        self._values = values
        self._cursor = self._loop = None
        self._arrange()
        self.plot.set_range(0.0, max(values.seconds, 0.1))
        self._say()
        self.card.toggle.setVisible(values.judged)
        self.follow()
        self._point(None)

    def set_moments(self, moments: tuple[Moment, ...]) -> None:
        """Show other moments over the same time; the playback cursor and what is in sight stay."""
        self._values = replace(self._values, moments=moments)
        self._arrange()
        self._say()
        self.plot.refresh()

    def set_bookmarks(self, bookmarks: tuple[Bookmark, ...]) -> None:
        """Show a person's bookmarks as flags; all else stays."""
        self._values = replace(self._values, bookmarks=bookmarks)
        self._say()
        self.plot.refresh()

    def set_loop(self, span: Span | None) -> None:
        """Show what plays in a loop."""
        self._loop = span
        self.plot.refresh_above()

    def _say(self) -> None:
        self.card.set_sentence(self._texts(summary(self._values, self._texts)))
        self.card.set_table(told.headers(self._texts), lambda: [cells for _, cells in self._rows()])

    def set_sound(self, sound: Envelope | None) -> None:
        """Add the waveform, which is read while the rest is already there."""
        self._values = replace(self._values, sound=sound)
        self._arrange()
        self.plot.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        self.card.set_theme(theme)
        self._arrange()

    def set_cursor(self, seconds: float | None) -> None:
        """Put the playback cursor somewhere, or away."""
        before, self._cursor = self._cursor, seconds
        self.zoom_bar.around = seconds
        if seconds is not None and self._following:
            self.plot.show_value(seconds)
        self.plot.refresh_strip(*(at for at in (before, seconds) if at is not None))

    def follow(self) -> None:
        """Keep the playback cursor in sight from here on."""
        self._following = True
        self.zoom_bar.to_sound.hide()
        if self._cursor is not None:
            self.plot.show_value(self._cursor)

    def _leave(self) -> None:
        """Leave the cursor to itself where a person looks elsewhere, until it is in sight again."""
        now = self.plot.scale_now()
        self._following = self._cursor is None or now.first <= self._cursor <= now.last
        self.zoom_bar.to_sound.setVisible(self._tools and not self._following)

    @property
    def values(self) -> TimelineValues:
        """Return what shows."""
        return self._values

    @property
    def cursor_at(self) -> float | None:
        """Return where the playback cursor stands."""
        return self._cursor

    def _arrange(self) -> None:
        names = ["anchors", "fillers", "pauses"] if self._values.judged else []
        if self._values.sound is not None or self._values.with_sound or not names:
            names.insert(0, "sound")
        if self._values.pace is not None:
            names.append("pace")
        self._stack = LaneStack(names, self._values, self._texts, self._theme)
        gutter = round(self._stack.gutter)
        self.plot.set_theme(self._theme, gutter, 8, 0)
        self._under.setContentsMargins(gutter, 0, 8, 0)
        self.plot.setFixedHeight(round(self._stack.bottom) + self._theme.px(28) + 4)

    def _ticks(self, scale: Scale) -> Ticks:
        step = time_step(scale, self._theme)
        first = int(scale.first // step) * step
        marks = range(first, int(scale.last) + 1, step)
        return [(float(mark), clock(mark)) for mark in marks if mark >= scale.first]

    def _paint(self, painter: QPainter, scale: Scale) -> None:
        self._stack.paint_names(painter, scale)
        over = 10 if scale.last >= self.plot.whole[1] else 0  # the last shape stands out of the box
        painter.setClipRect(scale.box.adjusted(-2, 0, over, 0))
        self._stack.paint(painter, scale, self._values)

    def _paint_above(self, painter: QPainter, scale: Scale) -> None:
        bottom = self._stack.bottom
        accent = self._theme.colour("accent")
        if self.plot.span is not None and self.plot.span != self._loop:
            marks.paint_span(painter, scale, self.plot.span, lanes.TOP, bottom, self._theme, looped=False)
        if self._loop is not None:
            marks.paint_span(painter, scale, self._loop, lanes.TOP, bottom, self._theme, looped=True)
        pointer = self.plot.pointer
        if pointer is not None:
            painter.setPen(QPen(self._theme.colour("soft"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QLineF(scale.px(pointer), lanes.TOP, scale.px(pointer), bottom))
        if self._cursor is not None and scale.first <= self._cursor <= scale.last:
            x = scale.px(self._cursor)
            painter.setPen(QPen(accent, 2))
            painter.drawLine(QLineF(x, lanes.TOP, x, bottom))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawEllipse(QPointF(x, lanes.TOP), 5, 5)
        if self.plot.hasFocus():
            painter.setPen(QPen(accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.plot.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _point(self, at: float | None) -> None:
        self.card.set_readout(self._texts(self.describe(at) if at is not None else msg("charts.timeline.hint")))

    def describe(self, at: float) -> Message:
        """Say what is at a place of the answer."""
        values, near = self._values, NEAR_PX * self.plot.scale_now().per_px
        parts = told.names_at(at, near, values.moments, values.bookmarks, values.anchors or {}, self._texts)
        rate = values.pace.at(at) if values.pace is not None else None
        if rate is not None:
            parts.append(self._texts(msg("charts.timeline.rate", n=round(rate))))
        return msg("charts.timeline.at", at=clock(at), what=" · ".join(parts))

    def neighbour(self, at: float, way: int, slack: float = 0.01) -> float | None:
        """Return where the next (1) or the previous (-1) moment or bookmark begins, seen from a place; None at the end.

        One that is less than `slack` seconds away is passed over.
        """
        return told.neighbour(told.starts(self._values.moments, self._values.bookmarks), at, way, slack)

    def tell(self, at: float) -> None:
        """Say what is at a place."""
        self.card.set_readout(self._texts(self.describe(at)))

    def _tell_span(self, span: Span | None) -> None:
        if span is not None:
            words = msg("listening.span.chosen", start=clock(span[0]), end=clock(span[1]))
            self.card.set_readout(self._texts(words))

    def _hop(self, way: int) -> None:
        """Go to the next or the previous moment."""
        to = self.neighbour(self.plot.pointer if self.plot.pointer is not None else -1.0, way)
        if to is not None:
            self.plot.point_at(to)

    def _rows(self) -> list[tuple[float, list[str]]]:
        values = self._values
        return told.rows(values.moments, values.bookmarks, values.anchors or {}, self._texts)

    def _choose_row(self, row: int) -> None:
        self.sought.emit(self._rows()[row][0])
