"""How far writing down is behind speaking, and how long the rest of it will take."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from coach.messages import Message, msg

FAR = 15.0
"""Seconds behind that are worth a word at once."""
SOME = 10.0
"""Seconds behind that are worth a word where they are growing."""
NEAR = 5.0
"""Seconds behind at which there is nothing left to say."""
LOOK = 5.0
"""Seconds of speech between two looks, and the step to which numbers are rounded: a line that one reads does not
flicker."""
WORTH = 3.0
"""Seconds of waiting under which nobody needs to know how long it takes."""
FIRST = 1.0
"""Seconds of work after which its speed is known."""


class Backlog:
    """Compare how much has been spoken with how much of it has been written down."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Start with a new recording."""
        self.spoken = self.until = 0.0
        self._looked = self._before = 0.0
        self._told = 0

    @property
    def told(self) -> int:
        """Return the seconds behind that are worth a word, rounded; 0 where it keeps up."""
        return self._told

    @property
    def speed(self) -> float:
        """Return the seconds of sound written down a second, where the work never had to wait; else 0."""
        return self.until / self.spoken if self._told and self.spoken else 0.0

    def speak(self, seconds: float) -> None:
        """Note how long the recording is by now."""
        self.spoken = max(self.spoken, seconds)

    def write(self, until: float) -> None:
        """Note how far it is written down.

        Between two such notes nothing is known: an engine that waits for the end of a phrase is not behind.
        """
        self.until = max(self.until, until)
        if self.spoken - self._looked < LOOK:
            return
        behind = self.spoken - self.until
        growing = behind > self._before + 1.0
        self._looked, self._before = self.spoken, behind
        if behind > FAR or (behind > SOME and growing) or (self._told and behind >= NEAR):
            self._told = _rounded(behind)
        else:
            self._told = 0


class Remaining:
    """Estimate how long a piece of work still takes from how fast it has been going."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.begin()

    def begin(self, until: float = 0.0, speed: float = 0.0) -> None:
        """Start to measure at a place; `speed` is what is known before, 0 where nothing is."""
        self._began, self._from, self._speed = self._clock(), until, speed

    def left(self, until: float, seconds: float) -> float | None:
        """Return the seconds that are left to a length; None where that cannot be told yet."""
        took, done = self._clock() - self._began, until - self._from
        if took >= FIRST and done > 0:
            self._speed = done / took
        return max(0.0, seconds - until) / self._speed if self._speed > 0 else None


def left_words(seconds: float | None) -> Message | None:
    """Say how long something still takes; None where it is not known, or over in a moment."""
    if seconds is None or seconds <= WORTH:
        return None
    if seconds < 60 - LOOK / 2:
        return msg("practice.left.seconds", n=_rounded(seconds))
    return msg("practice.left.minutes", n=max(1, math.ceil(seconds / 60 - 0.25)))


def _rounded(seconds: float) -> int:
    return max(1, round(seconds / LOOK)) * round(LOOK)
