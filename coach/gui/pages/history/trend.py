"""How a measure moved from take to take."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QSizePolicy

from coach.analysis.analyse import MEASURES, MEASURES_ON_REQUEST
from coach.analysis.coverage import share_heard
from coach.analysis.trends import describe_trend, own_range
from coach.errors import Cancelled
from coach.gui.bridge import Bridge
from coach.gui.charts.trend import PERCENT, TrendChart, TrendValues
from coach.gui.pages.history.charted import Charted
from coach.gui.theme import Theme
from coach.gui.widgets.forms.field import Field
from coach.messages import Message, Texts, msg
from coach.practice.history import AttemptRow, History, TrendPoint, Wanted
from coach.practice.ports import Controls
from coach.practice.rows import measure_name

LENGTH, ANCHORS = "length", "anchors"
OF_A_TAKE: Mapping[str, str] = {LENGTH: "s", ANCHORS: PERCENT}
"""What can be drawn besides the measures of a report, with its unit."""
AT_ONCE = 250
"""Takes that are read at a time with what was heard in them: about 60 ms (measured at 10,000 takes on two cores)."""

Reading = Generator[int, None, Sequence[TrendPoint]]


def no_pitch() -> bool:
    """Say that nobody asked for how the voice moves."""
    return False


class TrendSection(Charted):
    """Draw one measure over all takes; `with_pitch` tells whether the person asked for how the voice moves."""

    title = msg("history_charts.trend")

    def __init__(
        self, texts: Texts, theme: Theme, bridge: Bridge, history: History, with_pitch: Callable[[], bool] = no_pitch
    ) -> None:
        super().__init__(bridge)
        self._texts = texts
        self._history = history
        self._with_pitch = with_pitch
        self._reading = Controls()
        self.chart = TrendChart(texts, theme)
        self.chart.chosen.connect(self.opened)
        self.measure = QComboBox()
        self.measure.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for name in (*MEASURES, *OF_A_TAKE):
            self.measure.addItem(texts(trend_name(name)), name)
        self.measure.currentIndexChanged.connect(lambda _: self._draw())
        self._choosing = Field(theme, texts(msg("history_charts.measure")), self.measure)
        self.lay_out(self._choosing, self.chart)

    def refresh(self) -> None:
        """Ask the history again, for what can be chosen now."""
        self._offer_pitch()
        self._draw()

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._choosing.set_theme(theme)
        self.chart.set_theme(theme)

    def _offer_pitch(self) -> None:
        """Let how the voice moves be chosen where it is asked for, and only there."""
        self.measure.blockSignals(True)
        for name in MEASURES_ON_REQUEST:
            place = self.measure.findData(name)
            if self._with_pitch() and place < 0:
                self.measure.insertItem(len(MEASURES), self._texts(trend_name(name)), name)
            elif not self._with_pitch() and place >= 0:
                self.measure.removeItem(place)
        self.measure.blockSignals(False)

    def _draw(self) -> None:
        """Read what was chosen; where it takes long the chart says how far it is, and another choice ends it."""
        name = str(self.measure.currentData())
        self._reading.cancel.set()
        self._reading = Controls()
        self._asked += 1
        asked = self._asked

        def tell(read: int) -> None:
            if asked == self._asked:
                self.chart.card.set_sentence(self._texts(msg("history_charts.reading", n=read)))

        def show(points: Sequence[TrendPoint]) -> None:
            if asked == self._asked:
                self.chart.set_values(trend_values(name, points))

        def read(controls: Controls) -> Reading:
            return points_of(self._history, name, controls)

        self._bridge.start("errand", read, self._reading, on_news=tell, on_done=show)


def trend_name(name: str) -> Message:
    """Say what can be drawn over all takes."""
    return {LENGTH: msg("history_charts.length"), ANCHORS: msg("history_charts.anchors")}.get(name) or measure_name(
        name
    )


def trend_values(name: str, points: Sequence[TrendPoint]) -> TrendValues:
    """Put points together with the person's own range and a sentence about them."""
    values = [point.value for point in points]
    unit = {**MEASURES, **MEASURES_ON_REQUEST, **OF_A_TAKE}.get(name, "")
    usual = own_range(values)
    if usual is not None and unit == PERCENT:
        usual = replace(usual, high=min(usual.high, 100.0))
    return TrendValues(name, unit, tuple(points), usual, describe_trend(values, trend_name(name)))


def points_of(history: History, name: str, controls: Controls) -> Reading:
    """Read a measure of all takes, or what is told of each take itself, oldest first; yield how many are read so far.

    Raise Cancelled where somebody gave up.
    """
    if name == LENGTH:
        rows = history.rows(Wanted(order="oldest"))
        return [TrendPoint(row.id, row.started_at, row.seconds) for row in rows if row.seconds > 0]
    if name != ANCHORS:
        return history.trend(name)
    points: list[TrendPoint] = []
    start = 0
    while rows := history.rows(Wanted(order="oldest"), start=start, limit=AT_ONCE):
        points += [anchors_heard(row) for row in rows if row.state == "reviewed"]
        start += len(rows)
        yield start
        if controls.cancel.is_set():
            raise Cancelled
    return points


def anchors_heard(row: AttemptRow) -> TrendPoint:
    """Return how many per cent of the expected anchors were heard in a take."""
    heard = (moment.name for moment in row.moments if moment.kind == "anchor")
    return TrendPoint(row.id, row.started_at, share_heard(heard))
