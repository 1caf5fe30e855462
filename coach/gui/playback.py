"""Playing a take: one position, one state, whatever the loudspeaker's thread is doing."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Signal

from coach.errors import Cancelled, CoachError
from coach.gui.bridge import Bridge
from coach.practice.ports import Controls, Player, Spoken

PlayState = Literal["stopped", "playing", "held"]
Span = tuple[float, float]
"""Where a stretch of a sound begins and ends, in seconds."""
SHORTEST_LOOP = 0.1
"""Seconds under which a loop would be a hum."""
AT_THE_END = 0.15
"""Seconds before the end from which "play" starts again at the beginning."""


class Playback(QObject):
    """Play one sound file on the voice worker; all signals come on the GUI thread."""

    moved = Signal(float)
    """The position in the sound, in seconds."""
    changed = Signal(str)
    """stopped, playing or held."""
    failed = Signal(object)
    """The CoachError that ended it."""
    went = Signal(float)
    """A person went somewhere else in the sound, in seconds."""
    sped = Signal(float)
    """How many times as fast it plays from now on."""
    looped = Signal(object)
    """The Span that plays again and again from now on, None for no loop."""

    def __init__(self, bridge: Bridge, player: Player, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._player = player
        self._path: Path | None = None
        self._seconds = 0.0
        self._position = 0.0
        self._state: PlayState = "stopped"
        self._end: float | None = None
        self._speed = 1.0
        self._loop: Span | None = None
        self._controls = Controls()
        self._turn = 0

    @property
    def state(self) -> PlayState:
        """Return what it is doing."""
        return self._state

    @property
    def position(self) -> float:
        """Return where in the sound it is, in seconds."""
        return self._position

    @property
    def speed(self) -> float:
        """Return how many times as fast as it was spoken it plays."""
        return self._speed

    @property
    def loop(self) -> Span | None:
        """Return what plays again and again."""
        return self._loop

    def load(self, path: Path | None, seconds: float) -> None:
        """Take another sound, of this length; None for no sound at all."""
        self._end_turn()
        self._path = path
        self._seconds = seconds
        self._position = 0.0
        self._end = None
        self._leave_loop()
        self._set_state("stopped")

    def play(self, start: float, end: float | None = None) -> None:
        """Play from a position, to the end or to another position; outside the loop, or to an end, leaves the loop."""
        begin = min(max(start, 0.0), max(self._seconds - 0.01, 0.0))
        if end is not None or not self._in_loop(begin):
            self._leave_loop()
        self._end = end
        self._begin(begin)
        self.went.emit(begin)

    def _begin(self, start: float) -> None:
        path = self._path
        if path is None:
            return
        self._end_turn()
        turn, speed = self._turn, self._speed
        end, again_from = (self._end, None) if self._loop is None else (self._loop[1], self._loop[0])
        controls = self._controls = Controls()
        self._move(start)
        self._set_state("playing")
        self._bridge.start(
            "voice",
            lambda wishes: self._player.play(path, wishes, start, end, speed=speed, again_from=again_from),
            controls,
            on_news=lambda spoken: self._hear(turn, spoken),
            on_done=lambda _: self._finish(turn),
            on_failed=lambda error: self._fail(turn, error),
        )

    def set_speed(self, speed: float) -> None:
        """Play so many times as fast from here on."""
        if speed != self._speed:
            self._speed = speed
            self.sped.emit(speed)
            self._go_on_anew()

    def set_loop(self, span: Span | None) -> None:
        """Play a stretch again and again, from where the sound is if that is in it; None plays on to the end."""
        if span is not None:
            begin = min(max(span[0], 0.0), max(self._seconds - SHORTEST_LOOP, 0.0))
            span = (begin, max(min(span[1], self._seconds), begin + SHORTEST_LOOP))
        if span == self._loop:
            return
        self._loop, self._end = span, None
        self.looped.emit(span)
        if span is not None and not self._in_loop(self._position):
            self._move(span[0])
        self._go_on_anew()

    def _go_on_anew(self) -> None:
        """Let what plays follow a change at once, and what is held follow it when it goes on."""
        if self._state == "playing":
            self._begin(self._position)
        elif self._state == "held":
            self._end_turn()

    def _in_loop(self, seconds: float) -> bool:
        return self._loop is None or self._loop[0] <= seconds < self._loop[1]

    def _leave_loop(self) -> None:
        if self._loop is not None:
            self._loop = None
            self.looped.emit(None)

    def toggle(self) -> None:
        """Play, hold or go on."""
        if self._state == "playing":
            self._controls.pause.set()
            self._set_state("held")
        elif self._state == "held" and self._controls.pause.is_set():
            self._controls.pause.clear()
            self._set_state("playing")
        elif self._state == "held":
            self._begin(self._position)
        elif self._loop is not None:
            self._begin(self._position if self._in_loop(self._position) else self._loop[0])
        else:
            self.play(0.0 if self._position > self._seconds - AT_THE_END else self._position)

    def stop(self) -> None:
        """Stop, and go back to the beginning."""
        self._end_turn()
        self._set_state("stopped")
        self._move(0.0)

    def seek(self, seconds: float) -> None:
        """Go somewhere; what plays goes on from there."""
        seconds = min(max(seconds, 0.0), self._seconds)
        if self._state == "playing":
            self.play(seconds)
            return
        if not self._in_loop(seconds):
            self._leave_loop()
        self._end_turn()
        self._set_state("stopped")
        self._move(seconds)
        self.went.emit(seconds)

    def step(self, seconds: float) -> None:
        """Go forward, or back with a negative number."""
        self.seek(self._position + seconds)

    def _end_turn(self) -> None:
        """Let go of what plays now: its news no longer counts."""
        self._turn += 1
        self._controls.pause.clear()
        self._controls.cancel.set()

    def _hear(self, turn: int, news: object) -> None:
        if turn == self._turn and isinstance(news, Spoken):
            self._move(news.position)

    def _finish(self, turn: int) -> None:
        if turn == self._turn:
            self._set_state("stopped")

    def _fail(self, turn: int, error: BaseException) -> None:
        if turn != self._turn or isinstance(error, Cancelled):
            return
        self._set_state("stopped")
        if isinstance(error, CoachError):
            self.failed.emit(error)

    def _move(self, seconds: float) -> None:
        self._position = seconds
        self.moved.emit(seconds)

    def _set_state(self, state: PlayState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)
