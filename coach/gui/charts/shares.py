"""How the time of an answer went to its anchors: one bar, from first to last second, beside the question's aim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.analysis.content.rambling import OVER_AIM
from coach.analysis.corrections import standings
from coach.analysis.verdicts.time_shares import Piece, divide
from coach.gui.charts.chart_card import ChartCard
from coach.gui.charts.plot import Plot, Scale, Ticks
from coach.gui.names import anchor_name, clock
from coach.gui.theme import Theme, anchor_path
from coach.gui.wording import length
from coach.messages import Message, Texts, msg
from coach.model import ANCHORS, Attempt

UNDER_AIM = 0.6
"""Share of the aim from which an answer is long enough: usual answers take 60 to 90 s, system designs 180 to 300."""
LABELS, BAR, BAND = 34, 36, 34
"""Pixels of the names above the bar, of the bar, and of the band below it, at 100 % text."""
SHAPE = 14
STEPS = (5, 10, 15, 30, 60, 120, 300, 600, 1800)


@dataclass(frozen=True, slots=True)
class SharesValues:
    """Hold an answer's length, the pieces it is made of, and the aim of its question; all in seconds."""

    seconds: float = 0.0
    pieces: tuple[Piece, ...] = ()
    aim: float | None = None
    judged: bool = False
    typed: bool = False

    @property
    def comfortable(self) -> tuple[float, float] | None:
        """Return the lengths about which nothing would be said."""
        return (UNDER_AIM * self.aim, OVER_AIM * self.aim) if self.aim else None

    @property
    def totals(self) -> Mapping[str, float]:
        """Return the seconds of each anchor, and of what speaks for none (""), in the order in which they came."""
        found: dict[str, float] = {}
        for piece in self.pieces:
            found[piece.name] = found.get(piece.name, 0.0) + piece.seconds
        return found

    def percent(self, name: str) -> int:
        """Return how many per cent of the time went to an anchor."""
        return round(100 * self.totals.get(name, 0.0) / self.seconds) if self.seconds else 0


@dataclass(frozen=True, slots=True)
class _Lines:
    """Hold where bar and band begin and all of it ends, in pixels from the top."""

    bar: float = 0.0
    band: float = 0.0
    bottom: float = 0.0


class SharesChart(QWidget):
    """Show an answer as one bar."""

    sought = Signal(float)
    """A person wants to hear it from here (seconds)."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._values = SharesValues()
        self._lines = _Lines()
        self.plot = Plot(theme, self._paint, self._paint_above, self._ticks)
        self.card = ChartCard(texts, theme, self.plot, msg("charts.shares.name"))
        self.plot.pointed.connect(self._point)
        self.plot.pressed.connect(self._seek)
        self.plot.hopped.connect(self._hop)
        self.card.row_chosen.connect(lambda row: self._seek(self._values.pieces[row].start))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.card)
        self.set_values(self._values)
        self.set_theme(theme)

    @property
    def values(self) -> SharesValues:
        """Return what shows."""
        return self._values

    def set_values(self, values: SharesValues) -> None:
        """Show an answer."""
        self._values = values
        longest = max(values.seconds, values.aim or 0.0, 1.0)
        self._arrange()
        self.plot.set_range(0.0, longest * 1.04)
        self.card.set_sentence(self._texts(summary(values, self._texts)))
        columns = (
            msg("charts.column.at"),
            msg("charts.column.what"),
            msg("charts.column.long"),
            msg("charts.column.share"),
        )
        self.card.set_table([self._texts(column) for column in columns], self._rows)
        for control in (self.card.toggle, self.card.save):
            control.setVisible(values.judged)
        self._point(None)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        self.card.set_theme(theme)
        self._arrange()

    def _arrange(self) -> None:
        px = self._theme.px
        bar = float(px(LABELS))
        band = bar + px(BAR) + 6
        self._lines = _Lines(bar, band, band + (px(BAND) if self._values.aim else 0))
        self.plot.set_theme(self._theme, 8, 8, 0)
        self.plot.setFixedHeight(round(self._lines.bottom) + px(28) + 8)

    def _ticks(self, scale: Scale) -> Ticks:
        room = QFontMetricsF(self._theme.font(14)).horizontalAdvance("00:00") * 2
        step = next((each for each in STEPS if each / scale.per_px >= room), STEPS[-1])
        return [(float(at), clock(at)) for at in range(0, int(scale.last) + 1, step)]

    def _paint(self, painter: QPainter, scale: Scale) -> None:
        values, lines = self._values, self._lines
        if not values.seconds:
            return
        self._paint_band(painter, scale)
        high = lines.band - 6 - lines.bar
        for piece in values.pieces or (Piece("", 0.0, values.seconds),):
            box = QRectF(scale.px(piece.start), lines.bar, (piece.end - piece.start) / scale.per_px, high)
            if piece.name:
                painter.fillRect(box.adjusted(1, 0, -1, 0), self._theme.anchor_colour(piece.name))
            else:
                painter.setPen(QPen(self._theme.colour("line"), 1))
                painter.setBrush(self._theme.colour("raised"))
                painter.drawRect(box.adjusted(1, 6, -1, -6))
        self._paint_labels(painter, scale)
        self._paint_aim(painter, scale)

    def _paint_labels(self, painter: QPainter, scale: Scale) -> None:
        """Write shape, name and share above the first piece of each anchor, as much of it as there is room for."""
        theme, taken = self._theme, -1e9
        painter.setFont(theme.font(14))
        metrics, size = QFontMetricsF(painter.font()), float(theme.px(SHAPE))
        pieces = [piece for piece in self._values.pieces if piece.name]
        middle = self._lines.bar / 2 - 1
        for place, piece in enumerate(pieces):
            left = max(scale.px(piece.start) + 1, taken)
            after = scale.px(pieces[place + 1].start) if place + 1 < len(pieces) else scale.box.right()
            if left + size > scale.box.right():
                continue
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.anchor_colour(piece.name))
            painter.drawPath(anchor_path(piece.name, QRectF(left, middle - size / 2, size, size)))
            taken = left + size + 4
            if any(earlier.name == piece.name for earlier in pieces[:place]):
                continue
            percent = self._texts(msg("charts.shares.percent", percent=self._values.percent(piece.name)))
            for words in (f"{anchor_name(piece.name, self._texts)} {percent}", percent):
                wide = metrics.horizontalAdvance(words)
                if left + size + 6 + wide + 6 <= max(after, taken):
                    painter.setPen(theme.colour("text"))
                    painter.drawText(QPointF(left + size + 6, middle + metrics.capHeight() / 2), words)
                    taken = left + size + 6 + wide + 8
                    break

    def _paint_band(self, painter: QPainter, scale: Scale) -> None:
        """Paint the comfortable lengths as a line with two ends below the bar, and its name."""
        band = self._values.comfortable
        if band is None:
            return
        theme, y = self._theme, self._lines.band + 7
        left, right = scale.px(band[0]), min(scale.px(band[1]), scale.box.right())
        painter.setPen(QPen(theme.colour("line"), 2))
        painter.drawLine(QLineF(left, y, right, y))
        painter.drawLine(QLineF(left, y - 5, left, y + 5))
        if scale.px(band[1]) <= scale.box.right():
            painter.drawLine(QLineF(right, y - 5, right, y + 5))
        painter.setFont(theme.font(14))
        painter.setPen(theme.colour("soft"))
        metrics = QFontMetricsF(painter.font())
        span = msg("charts.shares.comfortable", low=clock(band[0]), high=clock(band[1]))
        words = self._texts(msg("charts.shares.comfortable_and_aim", span=span))
        if metrics.horizontalAdvance(words) > scale.box.width():
            words = self._texts(span)
        start = min(left, scale.box.right() - metrics.horizontalAdvance(words))
        painter.drawText(QPointF(max(start, scale.box.left()), y + 7 + metrics.ascent()), words)

    def _paint_aim(self, painter: QPainter, scale: Scale) -> None:
        """Mark the aim by a dashed line across the bar, with a small triangle on top."""
        if not self._values.aim:
            return
        theme, x = self._theme, scale.px(self._values.aim)
        painter.setPen(QPen(theme.colour("surface"), 5))
        painter.drawLine(QLineF(x, self._lines.bar - 3, x, self._lines.band + 2))
        pen = QPen(theme.colour("text"), 2)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawLine(QLineF(x, self._lines.bar - 3, x, self._lines.band + 7))

    def _paint_above(self, painter: QPainter, scale: Scale) -> None:
        accent = self._theme.colour("accent")
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(accent, 2))
        piece = self._piece_at(self.plot.pointer)
        if piece is not None:
            high = self._lines.band - self._lines.bar
            box = QRectF(scale.px(piece.start), self._lines.bar - 3, piece.seconds / scale.per_px, high)
            painter.drawRoundedRect(box, 4, 4)
        if self.plot.hasFocus():
            painter.drawRoundedRect(QRectF(self.plot.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _piece_at(self, at: float | None) -> Piece | None:
        if at is None:
            return None
        return next((piece for piece in self._values.pieces if piece.start <= at < piece.end), None)

    def _point(self, at: float | None) -> None:
        piece = self._piece_at(at)
        if piece is None:
            self.card.set_readout(self._texts(msg("charts.shares.hint")) if self._values.judged else "")
            return
        name, long, share = self._row(piece)[1:]
        told = msg("charts.shares.at", at=clock(piece.start), name=name, length=long, share=share)
        self.card.set_readout(self._texts(told))

    def _row(self, piece: Piece) -> list[str]:
        percent = round(100 * piece.seconds / self._values.seconds)
        return [
            clock(piece.start),
            anchor_name(piece.name, self._texts) if piece.name else self._texts(msg("charts.shares.plain")),
            length(piece.seconds, self._texts),
            self._texts(msg("charts.shares.percent", percent=percent)),
        ]

    def _rows(self) -> list[list[str]]:
        return [self._row(piece) for piece in self._values.pieces]

    def _hop(self, way: int) -> None:
        """Go to the next or the previous piece."""
        starts = [piece.start for piece in self._values.pieces]
        here = self._piece_at(self.plot.pointer)
        place = starts.index(here.start) + way if here is not None else 0
        if starts:
            self.plot.point_at(starts[min(max(place, 0), len(starts) - 1)])

    def _seek(self, at: float) -> None:
        if at < self._values.seconds:
            self.sought.emit(at)


def shares_of(attempt: Attempt) -> SharesValues:
    """Return how the time of a take went to its anchors, by the review that counts and the person's corrections."""
    review, recording = attempt.review, attempt.recording
    aim = attempt.question.aim_seconds if attempt.question is not None else None
    words = review.transcript.words if review is not None else ()
    seconds = max(recording.seconds if recording is not None else 0.0, words[-1].end if words else 0.0)
    if review is None or review.report is None or not words:
        typed = recording is None and review is not None
        return SharesValues(seconds, (), aim, typed=typed)
    anchors, _ = standings(review.report, attempt.corrections, review.transcript)
    return SharesValues(seconds, divide(anchors, review.report.candidates, review.transcript, seconds), aim, True)


def summary(values: SharesValues, texts: Texts) -> Message:
    """Say in one sentence how long the answer is and where its time went."""
    long = length(values.seconds, texts)
    if not values.judged:
        return msg("charts.shares.typed") if values.typed else msg("charts.shares.unjudged")
    told = (
        msg("charts.shares.aimed", length=long, aim=length(values.aim, texts))
        if values.aim
        else msg("charts.shares.long", length=long)
    )
    heard = [name for name in values.totals if name in ANCHORS]
    if not heard:
        return msg("charts.shares.none", told=told)
    parts = [
        texts(msg("charts.shares.part", name=texts.inside(anchor_name(name, texts)), percent=values.percent(name)))
        for name in heard
    ]
    return msg("charts.shares.summary", told=told, parts=", ".join(parts), rest=values.percent(""))
