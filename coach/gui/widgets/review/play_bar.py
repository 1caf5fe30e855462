"""The buttons under the timeline: play, go back and forth, from moment to moment, slower and faster, in a loop."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from coach.gui.names import clock
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.forms.button import named_button
from coach.gui.widgets.forms.flow import FlowRow
from coach.gui.widgets.paragraph import tell
from coach.gui.widgets.signs.icons import Sign, put_icon
from coach.messages import Message, Texts, msg

STEP = 5
"""Seconds that back and forward go."""
SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5)
"""How many times as fast as it was spoken; beyond these speech is hard to follow."""

Looped = Literal["sentence", "selection"]
"""What plays in a loop."""


class PlayBar(QWidget):
    """Offer to play a take."""

    toggled = Signal()
    stopped = Signal()
    stepped = Signal(float)
    hopped = Signal(int)
    """The next (1) or the previous (-1) moment is wanted."""
    sped = Signal(float)
    """Another speed is wanted."""
    looped = Signal()
    """A loop is wanted, or its end."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._seconds = 0.0
        self._state = "stopped"
        self._speed = 1.0
        self._allowed = True
        self.back = self._button(msg("review.play.back", seconds=STEP))
        self.play = self._button(msg("review.play.play"))
        self.forward = self._button(msg("review.play.forward", seconds=STEP))
        self.stop = self._button(msg("review.play.stop"))
        self.previous = self._button(msg("listening.previous"), msg("listening.previous.name"))
        self.next = self._button(msg("listening.next"), msg("listening.next.name"))
        self.slower = self._button(msg("listening.slower"))
        self.faster = self._button(msg("listening.faster"))
        self.speed = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.loop = self._button(msg("listening.loop"), msg("listening.loop.name"))
        self.loop.setCheckable(True)
        self.what = QLabel()
        self.place = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        for label in (self.what, self.place):
            label.setProperty("tone", "soft")
        self._connect()
        self._lay_out()
        self.set_theme(theme)
        self.show_speed(1.0)
        self.show_loop(None)

    def _button(self, text: Message, name: Message | None = None) -> QPushButton:
        made = named_button(self._texts(text))
        if name is not None:
            tell(made, self._texts(name))
            made.setToolTip(self._texts(name))
        return made

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self.stepped.emit(-STEP))
        self.forward.clicked.connect(lambda: self.stepped.emit(STEP))
        self.play.clicked.connect(self.toggled)
        self.stop.clicked.connect(self.stopped)
        self.previous.clicked.connect(lambda: self.hopped.emit(-1))
        self.next.clicked.connect(lambda: self.hopped.emit(1))
        self.slower.clicked.connect(lambda: self.change_speed(-1))
        self.faster.clicked.connect(lambda: self.change_speed(1))
        self.loop.clicked.connect(self._want_loop)

    def _lay_out(self) -> None:
        stepper = QWidget()
        row = QHBoxLayout(stepper)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MARGIN // 2)
        for part in (self.slower, self.speed, self.faster):
            row.addWidget(part)
        flow = FlowRow()
        self.setLayout(flow)
        transport: tuple[QWidget, ...] = (self.back, self.play, self.forward, self.stop, self.place)
        for control in (*transport, self.previous, self.next, stepper, self.loop, self.what):
            flow.addWidget(control)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """Return all buttons, from left to right."""
        first = (self.back, self.play, self.forward, self.stop, self.previous, self.next)
        return (*first, self.slower, self.faster, self.loop)

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
        tall = self.stop.sizeHint().height()
        for label in (self.what, self.place, self.speed):
            label.setMinimumHeight(tall)
        widest_place = self.place.fontMetrics().horizontalAdvance("00:00 / 00:00")
        self.place.setMinimumWidth(widest_place + MARGIN)
        widest = max(self.speed.fontMetrics().horizontalAdvance(self._told(speed)) for speed in SPEEDS)
        self.speed.setMinimumWidth(widest + MARGIN)
        self.show_state(self._state)

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
        text = self._texts(msg("review.play.place", at=clock(seconds), length=clock(self._seconds)))
        if text != self.place.text():
            self.place.setText(text)

    def change_speed(self, way: int) -> None:
        """Want the next faster (1) or slower (-1) speed, where there is one."""
        speeds = [speed for speed in SPEEDS if (speed > self._speed if way > 0 else speed < self._speed)]
        if speeds and self._allowed:
            self.sped.emit(speeds[0] if way > 0 else speeds[-1])

    def show_speed(self, speed: float) -> None:
        """Show how fast it plays."""
        self._speed = speed
        self.speed.setText(self._told(speed))
        tell(self.speed, self._texts(msg("listening.speed.name", speed=f"{speed:g}")))
        self.slower.setEnabled(self._allowed and speed > SPEEDS[0])
        self.faster.setEnabled(self._allowed and speed < SPEEDS[-1])

    def _told(self, speed: float) -> str:
        return self._texts(msg("listening.speed", speed=f"{speed:g}" if speed % 1 else f"{speed:.1f}"))

    def show_loop(self, span: tuple[float, float] | None, what: Looped = "sentence") -> None:
        """Show what plays in a loop, None for nothing."""
        self.loop.setChecked(span is not None)
        self.what.setVisible(span is not None)
        if span is None:
            self.loop.setAccessibleDescription("")
            return
        start, end = clock(span[0]), clock(span[1])
        sentence = msg("listening.loop.sentence", start=start, end=end)
        words = self._texts(sentence if what == "sentence" else msg("listening.loop.selection", start=start, end=end))
        self.what.setText(words)
        self.loop.setAccessibleDescription(words)

    def _want_loop(self) -> None:
        """Ask for it: whether there is a loop now, and of what, is shown when it is there."""
        self.loop.setChecked(not self.loop.isChecked())
        self.looped.emit()

    def allow(self, wanted: bool) -> None:
        """Let the buttons be used, or not."""
        self._allowed = wanted
        for button in self.buttons:
            button.setEnabled(wanted)
        self.show_speed(self._speed)
