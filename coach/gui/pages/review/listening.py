"""Hearing a take: its timeline, the bar below it, and what plays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.errors import CoachError
from coach.gui.bridge import Bridge
from coach.gui.charts.envelope import Envelope, envelope
from coach.gui.charts.timeline import TimelineChart, values_of
from coach.gui.playback import Playback
from coach.gui.theme import Theme
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.review.play_bar import STEP, PlayBar
from coach.messages import Texts, msg
from coach.model import Attempt, Moment
from coach.practice.ports import Player

ReadSound = Callable[[Path], tuple[np.ndarray[Any, Any], int]]
"""Read a sound file: mono samples of shape (n,), and samples a second. Raise CoachError."""


class Listening(QWidget):
    """Show and play the sound of one take."""

    moved = Signal(object)
    """Where the sound is (seconds), None where nothing plays."""

    def __init__(self, texts: Texts, theme: Theme, bridge: Bridge, player: Player, read_sound: ReadSound) -> None:
        super().__init__()
        self._texts = texts
        self._bridge = bridge
        self._read_sound = read_sound
        self._attempt: Attempt | None = None
        self.playback = Playback(bridge, player, self)
        self.timeline = TimelineChart(texts, theme)
        self.play_bar = PlayBar(texts, theme)
        self.sound_note = Paragraph(theme, size=14, soft=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.timeline)
        self._below = self.timeline.card.body
        self._below.addWidget(self.play_bar)
        self._below.addWidget(self.sound_note)
        self._connect()

    def _connect(self) -> None:
        self.timeline.sought.connect(self.playback.play)
        self.play_bar.toggled.connect(self.playback.toggle)
        self.play_bar.stopped.connect(self.playback.stop)
        self.play_bar.stepped.connect(self.playback.step)
        self.playback.moved.connect(self._follow)
        self.playback.changed.connect(self.play_bar.show_state)
        self.playback.failed.connect(self._cannot_play)

    def take_keys(self, page: QWidget) -> None:
        """Step back and forth with the arrow keys wherever they are free on a page."""
        for key, seconds in ((Qt.Key.Key_Left, -STEP), (Qt.Key.Key_Right, STEP)):
            shortcut = QShortcut(QKeySequence(key), page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda seconds=seconds: self.playback.step(seconds))

    def put(self, widget: QWidget) -> None:
        """Add something below the bar."""
        self._below.insertWidget(self._below.indexOf(self.sound_note), widget)

    def show_sound(self, attempt: Attempt, names: Mapping[str, str], *, has_sound: bool) -> None:
        """Show the timeline, and read the waveform while the page is already there."""
        self._attempt = attempt
        recording, values = attempt.recording, values_of(attempt, names, with_sound=has_sound)
        seconds = values.seconds
        self.timeline.setVisible(seconds > 0)
        self.timeline.set_values(values)
        self.play_bar.show_length(seconds)
        self.play_bar.allow(has_sound)
        self.sound_note.say("" if has_sound else self._texts(msg("review.sound.missing")))
        self.playback.load(recording.path if recording is not None and has_sound else None, seconds)
        if recording is not None and has_sound:
            self._read_waveform(attempt, recording.path)

    def show_moments(self, moments: tuple[Moment, ...]) -> None:
        """Show other moments over the same sound; what plays goes on."""
        self.timeline.set_moments(moments)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        for part in (self.timeline, self.play_bar, self.sound_note):
            part.set_theme(theme)

    def _read_waveform(self, attempt: Attempt, path: Path) -> None:
        def show(sound: object) -> None:
            if self._shows(attempt) and isinstance(sound, Envelope):
                self.timeline.set_sound(sound)

        def fail(_: BaseException) -> None:
            if self._shows(attempt):
                self.sound_note.say(self._texts(msg("review.sound.unreadable")))

        self._bridge.call("errand", lambda: envelope(self._read_sound(path)[0]), show, fail)

    def _shows(self, attempt: Attempt) -> bool:
        return self._attempt is not None and self._attempt.id == attempt.id

    def _follow(self, seconds: float) -> None:
        self.timeline.set_cursor(seconds)
        self.play_bar.show_position(seconds)
        self.moved.emit(seconds if self.playback.state != "stopped" else None)

    def _cannot_play(self, error: CoachError) -> None:
        words = [self._texts(error.message)] + ([self._texts(error.advice)] if error.advice is not None else [])
        self.sound_note.say(" ".join(words))
