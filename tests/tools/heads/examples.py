"""Turn recordings into what a head learns from: the encoder's frames, standardised as they are in a stream."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from coach.adapters.moonshine.encoder import HOP, SIZE, Encoder, Stream
from coach.adapters.moonshine.head import Standard
from tests.tools.heads.clips import RATE, Labels, Samples
from tests.tools.heads.sounds import rooms, variants

Floats = npt.NDArray[np.float64]
Vectors = npt.NDArray[np.float32]

VARIANTS = 4
ROOM_SECONDS = 20.0
PRIOR_WEIGHT = 400.0
"""Frames (10 s) for which what speech is like in general counts against what this speaker is like."""


class Labelled(Protocol):
    """What a recording needs to be learned from."""

    @property
    def id(self) -> str:
        """Return its name."""
        ...

    @property
    def speaker(self) -> str:
        """Return who speaks."""
        ...

    @property
    def samples(self) -> Samples:
        """Return the sound at 16 kHz."""
        ...

    def labels(self, count: int, hop: float, stretch: float = 1.0) -> Labels:
        """Label frames: 1, 0, or -1 for unknown. `stretch` is how much longer the recording is played."""
        ...


@dataclass(frozen=True)
class Example:
    """Hold one recording as the encoder hears it: frames as they come, each with a label (1, 0, or -1 for unknown)."""

    clip: str
    speaker: str
    plain: bool
    windows: tuple[Vectors, ...]
    labels: Labels


def encoded(clips: Sequence[Labelled], encoder: Encoder, count: int = VARIANTS) -> Iterator[Example]:
    """Give each clip as it is and in `count` variants, and then sounds that hold no voice."""
    for number, clip in enumerate(clips):
        for samples, stretch in variants(clip.samples, count, 100 + number):
            windows = _windows(samples, encoder)
            labels = clip.labels(sum(map(len, windows)), HOP, stretch)
            yield Example(clip.id, clip.speaker, samples is clip.samples, windows, labels)
    for seed in (1, 2):
        for name, samples in rooms(ROOM_SECONDS, seed):
            windows = _windows(samples, encoder)
            labels = np.zeros(sum(map(len, windows)), dtype=np.int8)
            yield Example(f"room {name}", f"room {name}", seed == 1, windows, labels)


def prior(examples: Sequence[Example]) -> tuple[Floats, Floats]:
    """Return mean and deviation of the frames of all recordings of people."""
    frames = np.concatenate([window for each in examples if "room" not in each.clip for window in each.windows])
    return frames.mean(axis=0, dtype=np.float64), frames.std(axis=0, dtype=np.float64)


def standardised(example: Example, mean: Floats, deviation: Floats) -> Vectors:
    """Return the frames of an example as a head gets them."""
    standard = Standard(mean, deviation, PRIOR_WEIGHT)
    frames = [standard.take(window) for window in example.windows]
    return np.concatenate(frames).astype(np.float32) if frames else np.zeros((0, SIZE), dtype=np.float32)


def _windows(samples: Vectors, encoder: Encoder) -> tuple[Vectors, ...]:
    stream = Stream(encoder)
    windows: list[Vectors] = []
    for at in range(0, samples.size, RATE):
        windows += stream.feed(samples[at : at + RATE])
    return (*windows, *stream.finish())
