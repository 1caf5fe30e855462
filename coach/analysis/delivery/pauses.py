"""Find the pauses in the sound itself: word times near a silence are too poor to measure it.

Somebody speaks where the encoder that hears fillers says so, weighed against how far the sound stands out of the room's
own noise (`noise`): the first knows a voice from breath, keys and music, the second knows to a hundredth of a second
when something begins. Without the first, the second decides alone, helped by how voiced the sound is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from coach.analysis.delivery.noise import HOP, find_lift, hop_of, read_lift
from coach.model import Frames, Pausing

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
PauseName = Literal["brief", "long", "long_think"]

BEGIN, STAY = 1.0, 0.8
"""How far sound stands out where speech begins, and while it stays, by loudness alone."""
TAIL = 0.08
"""Seconds by which a voice has faded into the noise before it has ended, by loudness alone."""
MIDDLE, PULL = 0.9, 1.5
"""How far sound stands out that speaks neither for a voice nor against it; at most so much log-odds it may add."""
SUREST = 0.002
"""How near a byte comes to certainty."""
SHORTEST_SPEECH, SHORTEST_GAP = 0.1, 0.2
"""Seconds below which speech is a click, and a gap the closure of a consonant."""
SHORTEST, LONG, LONG_THINK = 0.25, 1.0, 5.0
"""Pauses count from 0.25 s (Campione and Veronis 2002), are long from 1 s, and think time over 5 s."""
NEAR = 0.5
"""Seconds by which speech may begin before the first recognised word, or go on after the last, and still be it."""
PRESSED = 0.3
"""A silence this close to a pressed pause belongs to it."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Hold a recording's samples (int16, one channel; a memory map will do), their rate, and the pressed pauses."""

    samples: NDArray[np.int16]
    rate: int
    pausings: tuple[Pausing, ...] = ()

    @property
    def seconds(self) -> float:
        """Return how long the sound is."""
        return len(self.samples) / self.rate


@dataclass(frozen=True, slots=True)
class Pause:
    """Hold one silence between words, in seconds."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        """Return how long it is."""
        return self.end - self.start

    @property
    def name(self) -> PauseName:
        """Return its kind by length."""
        if self.seconds > LONG_THINK:
            return "long_think"
        return "long" if self.seconds >= LONG else "brief"


@dataclass(frozen=True, slots=True)
class Silences:
    """Hold the pauses of an answer, when its first word really begins and its last one ends, and the speech in it."""

    pauses: tuple[Pause, ...]
    begins: float
    ends: float
    speech: tuple[tuple[float, float], ...] = ()


def find_silences(sound: Sound, first: float, last: float, frames: Frames | None = None) -> Silences:
    """Find the pauses between the first word's start and the last word's end, and put those two right by the sound.

    `frames` is what was noted of a voice while the sound was recognised, where it was.
    """
    speech = speech_spans(sound, frames)
    pauses = tuple(_between(speech, sound.pausings, first, last))
    opening = next((span for span in speech if span[1] > first), None)
    closing = next((span for span in reversed(speech) if span[0] < last), None)
    begins = opening[0] if opening and first - opening[0] <= NEAR and opening[0] < last else first
    ends = closing[1] if closing and closing[1] - last <= NEAR and closing[1] > begins else last
    spoken = tuple(span for span in speech if span[1] > begins and span[0] < ends)
    return Silences(pauses, begins, max(begins, ends), spoken)


def _between(
    speech: Sequence[tuple[float, float]], pausings: Sequence[Pausing], first: float, last: float
) -> Iterator[Pause]:
    for (_, before), (after, _) in pairwise(speech):
        pause = Pause(round(before, 3), round(after, 3))
        inside = first < (pause.start + pause.end) / 2 < last
        if inside and pause.seconds >= SHORTEST and not _pressed(pause, pausings):
            yield pause


def speech_spans(sound: Sound, frames: Frames | None = None) -> tuple[tuple[float, float], ...]:
    """Find where somebody speaks, as (start, end) in seconds."""
    heard = frames is not None and len(frames.voice) > 0
    if frames is not None and heard and frames.lift:
        lift, hop = read_lift(frames.lift), HOP
    else:
        lift, hop = find_lift(sound.samples, sound.rate, voicing=not heard), hop_of(sound.rate) / sound.rate
    on = _spoken(lift, hop, frames) if frames is not None and heard else _loud(lift)
    _flip_short(~on, on, SHORTEST_GAP / hop, edges=False)
    _flip_short(on, on, SHORTEST_SPEECH / hop, edges=True)
    tail = 0.0 if heard else TAIL
    return tuple((start * hop, min(end * hop + tail, sound.seconds)) for start, end in _runs(on))


def _spoken(lift: Floats, hop: float, frames: Frames) -> Flags:
    """Weigh what was noted of a voice against how far the sound stands out, which alone counts where nothing was."""
    chance = np.clip(np.frombuffer(frames.voice, dtype=np.uint8) / 255.0, SUREST, 1 - SUREST)
    at = (np.arange(len(lift)) + 0.5) * hop
    odds = np.interp(at, (np.arange(len(chance)) + 0.5) * frames.hop, np.log(chance / (1 - chance)))
    odds[at > (len(chance) + 1) * frames.hop] = 0.0
    return np.asarray(odds + np.clip(lift - MIDDLE, -PULL, PULL) > 0)


def _loud(lift: Floats) -> Flags:
    """Take sound for speech as long as it stands out, if it stands out clearly somewhere."""
    on = np.zeros(len(lift), dtype=bool)
    for start, end in _runs(lift > STAY):
        on[start:end] = bool(np.any(lift[start:end] > BEGIN))
    return on


def _pressed(pause: Pause, pausings: Sequence[Pausing]) -> bool:
    return any(pause.start - PRESSED <= pausing.at <= pause.end + PRESSED for pausing in pausings)


def _runs(flags: Flags) -> list[tuple[int, int]]:
    """Return the stretches of frames that are on."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _flip_short(flags: Flags, target: Flags, shortest: float, *, edges: bool) -> None:
    """Turn around the stretches of `flags` shorter than `shortest` frames, in `target`."""
    for start, end in _runs(flags):
        if end - start < shortest and (edges or (start > 0 and end < len(flags))):
            target[start:end] = ~target[start:end]
