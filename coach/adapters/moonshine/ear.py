"""Hear um and uh, and a voice, in the sound itself: the starter engine's encoder, and small heads on top of it.

It is fed the same blocks as the engine that writes the words down, whichever that is.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.adapters.moonshine.encoder import ENCODER, HOP, RATE, SIZE, Encoder, Stream, open_encoder
from coach.adapters.moonshine.head import Head, load_head
from coach.analysis.delivery.noise import Lifting, write_lift
from coach.model import Frames

Samples = NDArray[np.float32]
FULL_SCALE = 32768
"""What a sample of 1 is on the scale of 16 bits."""


def load(folder: str, filler: str, voice: str) -> Ear:
    """Open the encoder of a built starter model and the heads in files; raise EngineError, ModelMissing, FileError."""
    encoder = open_encoder(Path(folder))
    heads = [load_head(Path(head), Path(folder) / ENCODER, SIZE) for head in (filler, voice)]
    return Ear(encoder, *heads)


class Ear:
    """Note of one recording after another where it may hold an um or uh, where a voice, and where it stands out."""

    def __init__(self, encoder: Encoder, filler: Head, voice: Head) -> None:
        self._encoder = encoder
        self._heads = filler, voice
        self._stream = Stream(encoder)
        self._notes = [bytearray() for _ in self._heads]
        self._lifting = Lifting(RATE, voicing=False)

    def feed(self, samples: Samples) -> None:
        """Hear the next samples (16 kHz, one channel), any number of them."""
        self._lifting.feed(samples * np.float32(FULL_SCALE))
        for vectors in self._stream.feed(samples):
            self._note(vectors)

    def finish(self) -> Frames:
        """Return what was noted of the whole recording, and be ready for the next."""
        for vectors in self._stream.finish():
            self._note(vectors)
        notes = [*(bytes(each) for each in self._notes), write_lift(self._lifting.finish())]
        self._stream = Stream(self._encoder)
        self._notes = [bytearray() for _ in self._heads]
        self._lifting = Lifting(RATE, voicing=False)
        for head in self._heads:
            head.restart()
        return Frames(HOP, *notes)

    def _note(self, vectors: NDArray[np.float32]) -> None:
        for head, notes in zip(self._heads, self._notes, strict=True):
            notes += np.round(255 * head.judge(vectors)).astype(np.uint8).tobytes()
