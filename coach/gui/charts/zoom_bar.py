"""Zooming and scrolling a chart with buttons and a bar, for those who use neither wheel nor keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollBar, QWidget

from coach.gui.charts.plot import Plot
from coach.gui.theme import MARGIN
from coach.messages import Message, Texts, msg

NEARER = 1.5
"""Times that one press of a button comes nearer; the keys do the same."""
STEPS = 1000
"""Steps of the scroll bar over the whole chart."""


class ZoomBar(QWidget):
    """Hold the buttons that zoom a plot; `bar` is what scrolls it and belongs below it while it is zoomed."""

    back = Signal()
    """Show the place of the sound again."""

    def __init__(self, texts: Texts, plot: Plot) -> None:
        super().__init__()
        self._plot = plot
        self.to_sound = self._button(texts(msg("listening.zoom.back")), texts, msg("listening.zoom.back"))
        self.to_sound.setProperty("kind", "plain")
        self.farther = self._button("−", texts, msg("listening.zoom.out"))
        self.nearer = self._button("+", texts, msg("listening.zoom.in"))
        self.whole = self._button(texts(msg("listening.zoom.whole")), texts, msg("listening.zoom.whole"))
        self.whole.setToolTip(texts(msg("listening.zoom.whole.tip")))
        self.bar = QScrollBar(Qt.Orientation.Horizontal)
        self.bar.setAccessibleName(texts(msg("listening.zoom.scroll")))
        self.to_sound.hide()
        self.bar.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MARGIN)
        for button in (self.to_sound, self.farther, self.nearer, self.whole):
            row.addWidget(button)
        self.to_sound.clicked.connect(self.back)
        self.farther.clicked.connect(lambda: self._zoom(1 / NEARER))
        self.nearer.clicked.connect(lambda: self._zoom(NEARER))
        self.whole.clicked.connect(lambda: self._zoom(1e-6))
        self.bar.valueChanged.connect(self._scroll)
        plot.looked.connect(self._follow)
        self.around: float | None = None
        self._follow()

    @staticmethod
    def _button(sign: str, texts: Texts, name: Message) -> QPushButton:
        made = QPushButton(sign)
        made.setAccessibleName(texts(name))
        made.setToolTip(texts(name))
        return made

    def _zoom(self, factor: float) -> None:
        """Zoom around the place of the sound where it is in sight, else around the middle."""
        now = self._plot.scale_now()
        seen = self.around is not None and now.first <= self.around <= now.last
        self._plot.zoom(factor, self.around if seen and self.around is not None else (now.first + now.last) / 2)

    def _scroll(self, value: int) -> None:
        first, last = self._plot.whole
        self._plot.scroll_to(first + value / STEPS * (last - first))

    def _follow(self) -> None:
        """Show which part of the chart is in sight."""
        now, (first, last) = self._plot.scale_now(), self._plot.whole
        share = (now.last - now.first) / max(last - first, 1e-9)
        page = max(1, round(STEPS * min(share, 1.0)))
        self.bar.blockSignals(True)
        self.bar.setPageStep(page)
        self.bar.setSingleStep(max(1, page // 10))
        self.bar.setRange(0, STEPS - page)
        self.bar.setValue(round(STEPS * (now.first - first) / max(last - first, 1e-9)))
        self.bar.blockSignals(False)
        zoomed = share < 0.999
        self.farther.setEnabled(zoomed)
        self.whole.setEnabled(zoomed)
        self.nearer.setEnabled(share > 1 / 39.9)
        self.bar.setVisible(zoomed and not self.isHidden())
