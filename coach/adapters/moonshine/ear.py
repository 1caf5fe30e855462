"""Hear um and uh in the sound itself: the starter engine's encoder, and one small head on top of it.

It is fed the same blocks as the engine that writes the words down, whichever that is.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.adapters.moonshine.encoder import ENCODER, HOP, SIZE, Encoder, Stream, open_encoder
from coach.adapters.moonshine.head import Head, load_head
from coach.model import Frames

Samples = NDArray[np.float32]


def load(folder: str, head: str) -> Ear:
    """Open the encoder of a built starter model and the head in a file; raise EngineError, ModelMissing, FileError."""
    encoder = open_encoder(Path(folder))
    return Ear(encoder, load_head(Path(head), Path(folder) / ENCODER, SIZE))


class Ear:
    """Note of one recording after another where it may hold an um or uh."""

    def __init__(self, encoder: Encoder, head: Head) -> None:
        self._encoder = encoder
        self._head = head
        self._stream = Stream(encoder)
        self._filler = bytearray()

    def feed(self, samples: Samples) -> None:
        """Hear the next samples (16 kHz, one channel), any number of them."""
        for vectors in self._stream.feed(samples):
            self._note(vectors)

    def finish(self) -> Frames:
        """Return what was noted of the whole recording, and be ready for the next."""
        for vectors in self._stream.finish():
            self._note(vectors)
        filler = bytes(self._filler)
        self._stream = Stream(self._encoder)
        self._head.restart()
        self._filler.clear()
        return Frames(HOP, filler)

    def _note(self, vectors: NDArray[np.float32]) -> None:
        self._filler += np.round(255 * self._head.judge(vectors)).astype(np.uint8).tobytes()
