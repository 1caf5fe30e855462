"""How the takes are spread over the categories."""

from __future__ import annotations

from collections.abc import Mapping

from coach.gui.bridge import Bridge
from coach.gui.charts.maps.balance import BalanceChart, BalanceValues
from coach.gui.pages.history.charted import Charted
from coach.gui.theme import Theme
from coach.messages import Texts, msg
from coach.model import CATEGORIES
from coach.practice.choose import Share, balance_words
from coach.practice.history import History, Wanted


class BalanceSection(Charted):
    """Show the takes of each category, and offer to practise one that has few."""

    title = msg("history_charts.balance")

    def __init__(self, texts: Texts, theme: Theme, bridge: Bridge, history: History) -> None:
        super().__init__(bridge)
        self._history = history
        self.chart = BalanceChart(texts, theme)
        self.chart.chosen.connect(lambda category: self.takes_wanted.emit(Wanted(category=category)))
        self.chart.practice_wanted.connect(lambda category: self.practice_wanted.emit(category))
        self.lay_out(self.chart)

    def refresh(self) -> None:
        """Ask the history again."""
        self.ask(self._history.balance, lambda takes: self.chart.set_values(balance_values(takes)))

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self.chart.set_theme(theme)


def balance_values(takes: Mapping[str, int]) -> BalanceValues:
    """Put the takes by category together with the sentence that the page for practising says about them too."""
    shares = [Share(category, takes.get(category, 0), 0, 0) for category in CATEGORIES]
    return BalanceValues(takes, balance_words(sorted(shares, key=lambda share: share.takes)))
