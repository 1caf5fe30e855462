"""What the model might have written, made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from coach.adapters.moonshine.decoder import SPACE, Said


def said(text: Sequence[str], likely: Sequence[float] = (), at: Sequence[int] = (), frames: int = 0) -> Said:
    """Make pieces (`_` is the space before a word), each heard from a frame on, the end at the last one."""
    count = len(text)
    places = list(at) or [2 * number for number in range(count)]
    frames = frames or (places[-1] if places else 0) + 4
    attention = np.full((count + 1, frames), 0.01, dtype=np.float32)
    for number, (place, following) in enumerate(pairwise([*places, frames - 1, frames])):
        attention[number, place:following] = 0.5
    shares = tuple(likely) or (0.9,) * count
    log = float(np.log(shares).sum()) if count else 0.0
    return Said(tuple(piece.replace("_", SPACE).encode() for piece in text), shares, log, attention)
