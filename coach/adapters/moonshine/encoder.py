"""Turn sound that streams in into the starter engine's own description of it, 288 numbers every 24 ms.

The encoder wants a few seconds at a time, so it is given windows that overlap: of each only the middle is kept, where
it has heard what comes before and after. The result does not depend on the blocks that the sound comes in.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.adapters.moonshine.runtime import open_session
from coach.adapters.moonshine.starter import check_built

Samples = NDArray[np.float32]
Vectors = NDArray[np.float32]

RATE = 16000
FRAME = 384
"""Samples between two frames: the strides of the encoder's three convolutions, 64 x 3 x 2."""
HOP = FRAME / RATE
FIELD = 895
"""Samples that one frame looks at: the kernels 127, 7 and 3 with those strides."""
SIZE = 288
"""Numbers in a frame."""
STEP = 250 * FRAME
"""Samples by which the window moves on (6 s)."""
MARGIN = 42
"""Frames at both ends of a window that the neighbouring windows hear better (1 s)."""
WINDOW = STEP + 2 * MARGIN * FRAME + FIELD - FRAME
"""Samples of a window (8 s): what is kept of it, the margins, and the rest of the last frame's field."""
LEVEL = 0.05
"""RMS that each window is brought to."""
QUIETEST = 1e-4
"""RMS under which a window holds nothing that could be brought to any level (-80 dB)."""
ENCODER = "encoder_model.ort"


class Encoder:
    """Describe windows of sound, one at a time, on one thread: it runs beside an engine that needs the others."""

    def __init__(self, folder: Path) -> None:
        self._session: Any = open_session(folder / ENCODER)

    def encode(self, window: Samples) -> Vectors:
        """Return the frames (n x 288) of some seconds of sound at whatever level."""
        level = float(np.sqrt(np.mean(np.square(window, dtype=np.float64))))
        scaled = window * np.float32(LEVEL / max(level, QUIETEST))
        told = {"input_values": scaled[None], "attention_mask": np.ones((1, window.size), dtype=np.int64)}
        vectors: Vectors = self._session.run(None, told)[0][0]
        return vectors


def open_encoder(folder: Path) -> Encoder:
    """Open the encoder of a built starter model; raise ModelMissing."""
    check_built(folder)
    return Encoder(folder)


class Stream:
    """Describe one recording as it comes, in memory that does not grow."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._window = np.zeros(WINDOW, dtype=np.float32)
        self._held = 0
        self._begin = 0

    def feed(self, samples: Samples) -> Iterator[Vectors]:
        """Take the next samples; give the frames of each window that is full."""
        while samples.size:
            part, samples = np.split(samples, [WINDOW - self._held])
            self._window[self._held : self._held + part.size] = part
            self._held += part.size
            if self._held == WINDOW:
                yield self._encoder.encode(self._window)[self._begin : MARGIN + STEP // FRAME]
                self._held -= STEP
                self._window[: self._held] = self._window[STEP:].copy()
                self._begin = MARGIN

    def finish(self) -> Iterator[Vectors]:
        """Give the frames of what is left, one for each whole hop of it."""
        count = self._held // FRAME
        if count > self._begin:
            window = np.append(self._window[: self._held], np.zeros(FIELD - FRAME, dtype=np.float32))
            yield self._encoder.encode(window)[self._begin : count]
