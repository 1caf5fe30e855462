"""The buttons under the timeline: back, play or pause, forward, stop, and where we are."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from coach.gui.names import clock
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.signs.icons import Sign, put_icon
from coach.messages import Message, Texts, msg

STEP = 5
"""Seconds that back and forward go."""


class PlayBar(QWidget):
    """Offer to play a take."""

    toggled = Signal()
    stopped = Signal()
    stepped = Signal(float)

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._seconds = 0.0
        self._state = "stopped"
        self.back = self._button(msg("review.play.back", seconds=STEP))
        self.play = self._button(msg("review.play.play"))
        self.forward = self._button(msg("review.play.forward", seconds=STEP))
        self.stop = self._button(msg("review.play.stop"))
        self.place = QLabel()
        self.place.setProperty("tone", "soft")
        self.back.clicked.connect(lambda: self.stepped.emit(-STEP))
        self.forward.clicked.connect(lambda: self.stepped.emit(STEP))
        self.play.clicked.connect(self.toggled)
        self.stop.clicked.connect(self.stopped)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(MARGIN)
        for place, button in enumerate((self.back, self.play, self.forward, self.stop)):
            self._grid.addWidget(button, 0, place)
        self._grid.setColumnStretch(5, 1)
        self.set_theme(theme)

    def _button(self, name: Message) -> QPushButton:
        button = QPushButton(self._texts(name))
        button.setAccessibleName(self._texts(name))
        return button

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        signs: tuple[tuple[QPushButton, Sign], ...] = (
            (self.back, "back"),
            (self.forward, "forward"),
            (self.stop, "stop"),
        )
        for button, sign in signs:
            put_icon(button, sign, theme)
        self.show_state(self._state)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Put the position below the buttons where there is no room beside them."""
        super().resizeEvent(event)
        buttons = (self.back, self.play, self.forward, self.stop)
        wide = sum(button.sizeHint().width() + MARGIN for button in buttons) + self.place.sizeHint().width()
        if wide > self.width():
            self._grid.addWidget(self.place, 1, 0, 1, 4)
        else:
            self._grid.addWidget(self.place, 0, 4)

    def show_state(self, state: str) -> None:
        """Show what the big button does next: play, pause or go on."""
        self._state = state
        names = {
            "playing": msg("review.play.pause"),
            "held": msg("review.play.go_on"),
            "stopped": msg("review.play.play"),
        }
        widest = max(self.play.fontMetrics().horizontalAdvance(self._texts(name)) for name in names.values())
        self.play.setMinimumWidth(widest + self._theme.px(16) + 6 * MARGIN)
        self.play.setText(self._texts(names[state]))
        self.play.setAccessibleName(self._texts(names[state]))
        put_icon(self.play, "pause" if state == "playing" else "play", self._theme)

    def show_length(self, seconds: float) -> None:
        """Show how long the take is, to the nearest second as everywhere."""
        self._seconds = float(round(seconds))
        self.show_position(0.0)

    def show_position(self, seconds: float) -> None:
        """Show where playing is."""
        self.place.setText(self._texts(msg("review.play.place", at=clock(seconds), length=clock(self._seconds))))

    def allow(self, wanted: bool) -> None:
        """Let the buttons be used, or not."""
        for button in (self.back, self.play, self.forward, self.stop):
            button.setEnabled(wanted)
