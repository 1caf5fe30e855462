"""Where the time of an answer went, folded until somebody asks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.gui.charts.shares import SharesChart, shares_of
from coach.gui.theme import Theme
from coach.gui.widgets.review.fold import Fold
from coach.messages import Texts, msg
from coach.model import Attempt


class Timing(QWidget):
    """Show the share of each anchor over the aim of the question; only for an answer with a report and a length."""

    play_wanted = Signal(float)
    """Play from here (seconds)."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._attempt: Attempt | None = None
        self.chart = SharesChart(texts, theme)
        self.fold = Fold(theme, texts(msg("review.timing")), lambda: self.chart)
        self.chart.sought.connect(self.play_wanted)
        self.fold.button.toggled.connect(lambda _: self._draw())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.fold)

    def show_attempt(self, attempt: Attempt) -> None:
        """Take over a take, or what a correction made of it."""
        self._attempt = attempt
        judged = attempt.review is not None and attempt.review.report is not None
        self.setVisible(judged and attempt.recording is not None and attempt.recording.seconds > 0)
        self._draw()

    def _draw(self) -> None:
        if self.fold.opened and self._attempt is not None and not self.isHidden():
            self.chart.set_values(shares_of(self._attempt))

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self.fold.set_theme(theme)
        self.chart.set_theme(theme)
