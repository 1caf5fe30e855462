"""Ears without a model: what each does is the first value it is loaded with."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coach.errors import EngineError
from coach.messages import msg
from coach.model import Frames


def load(name: str) -> Ear:
    if name == "broken":
        raise EngineError(msg("engines.moonshine.broken"), msg("engines.moonshine.broken.advice"), "why")
    return Ear()


class Ear:
    """Notes a byte a second."""

    def __init__(self) -> None:
        self._heard = 0

    def feed(self, samples: NDArray[np.float32]) -> None:
        assert samples.dtype == np.float32
        assert samples.size
        self._heard += samples.size

    def finish(self) -> Frames:
        heard, self._heard = self._heard, 0
        return Frames(1.0, bytes(heard // 16000))
