"""On which days a person practised."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from coach.gui.bridge import Bridge
from coach.gui.charts.maps.month import MonthChart
from coach.gui.pages.history.charted import Charted
from coach.gui.theme import Theme
from coach.messages import Texts, msg
from coach.practice.history import History, Wanted


class DaysSection(Charted):
    """Show the days of a month with their takes; a day leads to its takes."""

    title = msg("history_charts.days")

    def __init__(
        self, texts: Texts, theme: Theme, bridge: Bridge, history: History, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__(bridge)
        self._history = history
        self.chart = MonthChart(texts, theme, today)
        self.chart.chosen.connect(lambda day: self.takes_wanted.emit(wanted_on(day)))
        self.lay_out(self.chart)

    def refresh(self) -> None:
        """Ask the history again."""
        self.ask(self._history.days, self.chart.set_days)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self.chart.set_theme(theme)


def wanted_on(day: date) -> Wanted:
    """Return what lists the takes of a day of this computer's clock."""
    begins, ends = (datetime.combine(each, time()).astimezone() for each in (day, day + timedelta(days=1)))
    return Wanted(since=begins, until=ends)
