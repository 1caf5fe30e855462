"""One of two takes: when it was, its timeline, and a button that plays it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from coach.gui.charts.envelope import Envelope
from coach.gui.charts.stack import values_of
from coach.gui.charts.timeline import TimelineChart
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.forms.button import named_button
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.gui.widgets.signs.icons import put_icon
from coach.gui.wording import length, moment_of_day
from coach.messages import Message, Texts, msg
from coach.model import Attempt


class TakeSide(QWidget):
    """Show one take on an axis that may be longer than it is."""

    toggled = Signal()
    """Play it, hold it, or go on."""
    sought = Signal(float)
    """Play it from here (seconds)."""
    opened = Signal()
    """Open its review."""

    def __init__(self, texts: Texts, theme: Theme, which: Message, title: Message) -> None:
        super().__init__()
        self._texts, self._theme, self._which, self._title = texts, theme, which, title
        self._state = "stopped"
        self._anchors: Mapping[str, str] = {}
        self.heading = Paragraph(theme, bold=True)
        self.play = named_button(texts(msg("two_takes.play")))
        self.open = named_button(texts(msg("two_takes.open")), "plain")
        self.note = Paragraph(theme, size=14, soft=True)
        self.timeline = TimelineChart(texts, theme)
        top = QHBoxLayout()
        top.setSpacing(MARGIN)
        top.addWidget(self.heading, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addStretch(1)
        for button in (self.play, self.open):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            top.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MARGIN)
        column.addLayout(top)
        column.addWidget(self.timeline)
        column.addWidget(self.note)
        self.play.clicked.connect(self.toggled)
        self.open.clicked.connect(self.opened)
        self.timeline.sought.connect(self.sought)
        tell(self.open, texts(msg("two_takes.open.name", which=which)))
        self.show_state("stopped")

    def show_take(self, attempt: Attempt, names: Mapping[str, str], longest: float, *, has_sound: bool) -> None:
        """Show a take on an axis of `longest` seconds; `names` holds what anchors are called."""
        values = values_of(attempt, names, with_sound=has_sound)
        title, when = self._texts(self._title), moment_of_day(attempt.started_at, self._texts)
        spoken = length(values.seconds, self._texts)
        self.heading.say(self._texts(msg("two_takes.heading", which=title, when=when, length=spoken)))
        self.play.setEnabled(has_sound)
        self.note.say("" if has_sound else self._texts(msg("two_takes.no_sound")))
        self.timeline.set_values(replace(values, anchors=names))
        self.timeline.plot.set_range(0.0, max(longest, 0.1))

    def show_sound(self, sound: Envelope) -> None:
        """Add the waveform."""
        self.timeline.set_sound(sound)

    def show_state(self, state: str) -> None:
        """Show what the button does next."""
        self._state = state
        playing = state == "playing"
        self.play.setText(self._texts(msg("two_takes.pause") if playing else msg("two_takes.play")))
        name = (
            msg("two_takes.pause.name", which=self._which) if playing else msg("two_takes.play.name", which=self._which)
        )
        tell(self.play, self._texts(name))
        put_icon(self.play, "pause" if playing else "play", self._theme)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        for part in (self.heading, self.note, self.timeline):
            part.set_theme(theme)
        self.show_state(self._state)
