"""What is drawn of one answer over its time, on the screen and on paper: its lanes, one below the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from coach.analysis.delivery.pace_curve import PaceCurve, pace_curve
from coach.gui.charts import lanes
from coach.gui.charts.envelope import Envelope
from coach.gui.charts.marked import painting as marks
from coach.gui.charts.plot import Scale
from coach.gui.theme import Theme
from coach.gui.wording import length
from coach.messages import Message, Texts, msg
from coach.model import Attempt, Bookmark, Moment, Pausing

COMFORTABLE = (110.0, 170.0)
"""Words a minute that most listeners follow with ease; a person's own range takes its place after five takes."""
STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600)
"""Seconds between two marks of the axis, whichever are the first to have room."""
NAMES: Mapping[str, Message] = {
    "sound": msg("charts.lane.sound"),
    "anchors": msg("charts.lane.anchors"),
    "fillers": msg("charts.lane.fillers"),
    "pauses": msg("charts.lane.pauses"),
    "pace": msg("charts.lane.pace"),
}


@dataclass(frozen=True, slots=True, eq=False)
class TimelineValues:
    """Hold what a timeline shows; `anchors` maps the names of anchors to what they are called.

    `with_sound` keeps room for a waveform that is still being read; `judged` is False for an answer without a report.
    """

    seconds: float
    moments: tuple[Moment, ...] = ()
    sound: Envelope | None = None
    with_sound: bool = False
    pace: PaceCurve | None = None
    pausings: tuple[Pausing, ...] = ()
    comfortable: tuple[float, float] = COMFORTABLE
    anchors: Mapping[str, str] | None = None
    judged: bool = True
    bookmarks: tuple[Bookmark, ...] = ()

    def of(self, kind: str) -> list[Moment]:
        """Return the moments of a kind that have a place in time."""
        return [moment for moment in self.moments if moment.kind == kind and moment.start is not None]


class LaneStack:
    """Lay lanes below each other, with their names to the left, and paint an answer into them."""

    def __init__(self, names: Sequence[str], values: TimelineValues, texts: Texts, theme: Theme) -> None:
        self._theme = theme
        self._names = {name: texts(NAMES[name]) for name in names}
        self._lanes = lanes.lay_out(theme, names)
        self._pauses = [length((one.end or 0.0) - (one.start or 0.0), texts) for one in values.of("pause")]

    @property
    def bottom(self) -> float:
        """Return the lower edge, in pixels."""
        return self._lanes[-1].bottom

    @property
    def gutter(self) -> float:
        """Return the pixels that the names take."""
        metrics = QFontMetricsF(self._theme.font(14))
        return max(metrics.horizontalAdvance(name) for name in self._names.values()) + 16

    def paint_names(self, painter: QPainter, scale: Scale) -> None:
        """Paint what each lane is called, and a line between two."""
        painter.setFont(self._theme.font(14))
        metrics = QFontMetricsF(self._theme.font(14))
        for lane in self._lanes:
            painter.setPen(self._theme.colour("soft"))
            painter.drawText(QPointF(0, lane.middle + metrics.capHeight() / 2), self._names[lane.name])
            if lane is not self._lanes[0]:
                painter.setPen(QPen(self._theme.colour("raised"), 1))
                painter.drawLine(QLineF(scale.box.left(), lane.top, scale.box.right(), lane.top))

    def paint(self, painter: QPainter, scale: Scale, values: TimelineValues) -> None:
        """Paint what is in each lane; the pauses are those that the lanes were laid out for."""
        for lane in self._lanes:
            painter.save()
            self._paint_lane(painter, scale, lane, values)
            painter.restore()

    def _paint_lane(self, painter: QPainter, scale: Scale, lane: lanes.Lane, values: TimelineValues) -> None:
        theme = self._theme
        if lane.name == "sound" and values.sound is not None:
            lanes.paint_sound(painter, scale, lane, values.sound, values.seconds, theme.colour("line"))
            lanes.paint_pausings(painter, scale, lane, values.pausings, theme)
            marks.paint_flags(painter, scale, lane, values.bookmarks, theme)
        elif lane.name == "anchors":
            lanes.paint_anchors(painter, scale, lane, values.of("anchor"), theme, values.anchors or {})
        elif lane.name == "fillers":
            lanes.paint_fillers(painter, scale, lane, values.of("filler"), theme)
        elif lane.name == "pauses":
            lanes.paint_pauses(painter, scale, lane, values.of("pause"), theme, self._pauses)
        elif lane.name == "pace" and values.pace is not None:
            lanes.paint_pace(painter, scale, lane, values.pace, values.comfortable, theme)


def time_step(scale: Scale, theme: Theme) -> int:
    """Return how many seconds lie between two marks of the axis, so that their clocks have room."""
    room = QFontMetricsF(theme.font(14)).horizontalAdvance("00:00:00") * 1.2
    return next((step for step in STEPS if step / scale.per_px >= room), STEPS[-1])


def values_of(attempt: Attempt, anchors: Mapping[str, str], *, with_sound: bool) -> TimelineValues:
    """Return what the timeline of a take shows; `with_sound` says that its waveform is being read."""
    recording, review = attempt.recording, attempt.review
    words = review.transcript.words if review is not None else ()
    report = review.report if review is not None else None
    seconds = max(recording.seconds if recording is not None else 0.0, words[-1].end if words else 0.0)
    rate = next((one for one in report.measures if one.name == "speech_rate"), None) if report is not None else None
    own = rate is not None and rate.low is not None and rate.high is not None
    return TimelineValues(
        seconds=seconds,
        moments=report.moments if report is not None else (),
        pace=pace_curve(words, seconds, report.moments if report is not None else ()) if words else None,
        pausings=recording.pausings if recording is not None else (),
        comfortable=(rate.low or 0.0, rate.high or 0.0) if rate is not None and own else COMFORTABLE,
        anchors=anchors,
        with_sound=with_sound,
        judged=report is not None,
    )


def summary(values: TimelineValues, texts: Texts) -> Message:
    """Say in one sentence what a timeline shows."""
    if not values.judged:
        return msg("charts.timeline.unjudged", length=length(values.seconds, texts))
    anchors = len({moment.name for moment in values.of("anchor")})
    pauses = [m for m in values.of("pause") if (m.end or 0.0) - (m.start or 0.0) >= lanes.MARKED]
    sure = [moment.certainty for moment in values.of("filler")]
    heard, probable = sure.count("heard"), sure.count("probable")
    fillers = msg("charts.timeline.fillers", n=heard)
    if probable:
        fillers = msg("charts.timeline.fillers_and", heard=fillers, n=probable)
    return msg(
        "charts.timeline.summary",
        length=length(values.seconds, texts),
        anchors=msg("charts.timeline.anchors", n=anchors),
        fillers=fillers,
        pauses=msg("charts.timeline.pauses", n=len(pauses)),
    )
