"""Hearing a take: its timeline, the bar below it, and what plays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.analysis.delivery.stretches import sentence_at
from coach.errors import CoachError
from coach.gui.bridge import Bridge
from coach.gui.charts.envelope import Envelope, ReadEnvelope
from coach.gui.charts.stack import values_of
from coach.gui.charts.timeline import TimelineChart
from coach.gui.keys import Action, KeyMap
from coach.gui.playback import Playback, Span
from coach.gui.theme import Theme
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.review.play_bar import STEP, Looped, PlayBar
from coach.messages import Texts, msg
from coach.model import Attempt, Bookmark, Moment, Transcript
from coach.practice.ports import Player

SpanHere = Callable[[], Span | None]
"""Return the stretch of the sound (seconds) whose words are selected, None where none are."""
PASSED = 0.8
"""Seconds after a moment within which "previous" while it plays means the one before it."""
BESIDE = 0.05
"""Seconds from which a place is another one."""


class Listening(QWidget):
    """Show and play the sound of one take."""

    moved = Signal(object)
    """Where the sound is (seconds), None where nothing plays."""

    def __init__(
        self,
        texts: Texts,
        theme: Theme,
        bridge: Bridge,
        player: Player,
        read_envelope: ReadEnvelope,
        *,
        span_here: SpanHere = lambda: None,
    ) -> None:
        super().__init__()
        self._texts = texts
        self._bridge = bridge
        self._read_envelope = read_envelope
        self.span_here = span_here
        self._attempt: Attempt | None = None
        self._keys = KeyMap()
        self._shortcuts: dict[Action, QShortcut] = {}
        self._what: Looped = "sentence"
        self.playback = Playback(bridge, player, self)
        self.timeline = TimelineChart(texts, theme, tools=True)
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
        self.play_bar.hopped.connect(self._hop)
        self.play_bar.sped.connect(self.playback.set_speed)
        self.play_bar.looped.connect(self._turn_loop)
        self.playback.moved.connect(self._follow)
        self.playback.changed.connect(self.play_bar.show_state)
        self.playback.failed.connect(self._cannot_play)
        self.playback.sped.connect(self.play_bar.show_speed)
        self.playback.looped.connect(self._show_loop)
        self.playback.went.connect(lambda _: self.timeline.follow())

    # Keys

    def set_keys(self, keys: KeyMap) -> None:
        """Take over other keys."""
        self._keys = keys
        for action, shortcut in self._shortcuts.items():
            shortcut.setKey(keys.key(action))

    def take_keys(self, page: QWidget) -> None:
        """Step back and forth with keys wherever they are free on a page."""
        ways: tuple[tuple[Action, int], ...] = (("back", -STEP), ("forward", STEP))
        for action, seconds in ways:
            shortcut = QShortcut(self._keys.key(action), page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda seconds=seconds: self.playback.step(seconds))
            self._shortcuts[action] = shortcut

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key stands for here; return whether it stands for anything."""
        does: dict[Action, Callable[[], None]] = {
            "back": lambda: self.playback.step(-STEP),
            "forward": lambda: self.playback.step(STEP),
            "slower": lambda: self.play_bar.change_speed(-1),
            "faster": lambda: self.play_bar.change_speed(1),
            "loop": self._turn_loop,
            "previous": lambda: self._hop(-1),
            "next": lambda: self._hop(1),
        }
        action = self._keys.action(event)
        if action not in does or not self.play_bar.play.isEnabled() or self._attempt is None:
            return False
        does[action]()
        return True

    def put(self, widget: QWidget) -> None:
        """Add something below the bar."""
        self._below.insertWidget(self._below.indexOf(self.sound_note), widget)

    # What shows

    def show_sound(self, attempt: Attempt, names: Mapping[str, str], *, has_sound: bool) -> None:
        """Show the timeline, and read the waveform while the page is already there."""
        self._attempt = attempt
        recording, values = attempt.recording, values_of(attempt, names, with_sound=has_sound)
        seconds = values.seconds
        self.timeline.setVisible(seconds > 0)
        self.timeline.set_values(values)
        self.timeline.set_bookmarks(attempt.bookmarks)
        self.play_bar.show_length(seconds)
        self.play_bar.allow(has_sound)
        self.sound_note.say("" if has_sound else self._texts(msg("review.sound.missing")))
        self.playback.load(recording.path if recording is not None and has_sound else None, seconds)
        if recording is not None and has_sound:
            self._read_waveform(attempt, recording.path)

    def show_moments(self, moments: tuple[Moment, ...]) -> None:
        """Show other moments over the same sound; what plays goes on."""
        self.timeline.set_moments(moments)

    def show_bookmarks(self, bookmarks: tuple[Bookmark, ...]) -> None:
        """Show other bookmarks over the same sound; what plays goes on."""
        self.timeline.set_bookmarks(bookmarks)

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

        self._bridge.call("errand", lambda: self._read_envelope(path), show, fail)

    def _shows(self, attempt: Attempt) -> bool:
        return self._attempt is not None and self._attempt.id == attempt.id

    # What plays

    def loop(self, start: float, end: float, what: Looped = "selection") -> None:
        """Play a stretch (seconds) again and again."""
        if not self.play_bar.play.isEnabled():
            return
        self._what = what
        self.playback.set_loop((start, end))
        if self.playback.state != "playing":
            self.playback.toggle()

    def _turn_loop(self) -> None:
        """Loop what is selected, else the sentence that is heard; where there is a loop, end it."""
        if self.playback.loop is not None:
            self.playback.set_loop(None)
            return
        chosen = self.span_here() or self.timeline.plot.span
        span = chosen or sentence_at(self._transcript(), self.playback.position)
        if span is None:
            self.timeline.card.set_readout(self._texts(msg("listening.loop.nothing")))
            return
        self.loop(*span, what="sentence" if chosen is None else "selection")

    def _transcript(self) -> Transcript:
        review = self._attempt.review if self._attempt is not None else None
        return review.transcript if review is not None else Transcript("", ())

    def _show_loop(self, span: Span | None) -> None:
        self.timeline.set_loop(span)
        self.play_bar.show_loop(span, self._what)

    def _hop(self, way: int) -> None:
        """Go to the next or the previous moment or bookmark, and say what it is."""
        at, playing = self.playback.position, self.playback.state == "playing"
        to = self.timeline.neighbour(at, way, PASSED if playing and way < 0 else BESIDE)
        if to is not None:
            self.playback.seek(to)
            self.timeline.tell(to)

    def _follow(self, seconds: float) -> None:
        self.timeline.set_cursor(seconds)
        self.play_bar.show_position(seconds)
        self.moved.emit(seconds if self.playback.state != "stopped" else None)

    def _cannot_play(self, error: CoachError) -> None:
        words = [self._texts(error.message)] + ([self._texts(error.advice)] if error.advice is not None else [])
        self.sound_note.say(" ".join(words))
