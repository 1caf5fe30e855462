"""Put the pieces that the model writes together to words, with their times and how sure each is."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from coach.adapters.moonshine.decoder import FRAME, RATE, SPACE, Said, written
from coach.model import Word

HOP = FRAME / RATE
"""Seconds between two frames of sound."""
CENTRE = 895 / 2 / RATE
"""Seconds from the beginning of a frame to the middle of what it listens to: the kernels 127, 7 and 3."""
FAINTEST = 1e-4
"""Attention that counts as none: keeps one deaf frame from deciding over the whole path."""


def spell(said: Said, start: float, within: tuple[float, float]) -> list[Word]:
    """Return the words of sound that began at `start`; their times are kept within some seconds."""
    bounds = _bounds(said.pieces)
    if not bounds:
        return []
    starts = np.clip(start + CENTRE + HOP * follow(said.attention), *within)
    starts = np.append(starts, within[1])  # where no end was found, the last word has the rest
    words = []
    for first, last in pairwise([*bounds, len(said.pieces)]):
        text = written(said.pieces[first:last])
        words.append(Word(text, float(starts[first]), float(starts[last]), _likely(said, first, last)))
    return words


def _bounds(pieces: tuple[bytes, ...]) -> list[int]:
    """Return where words begin: at a space, or where a sentence begins without one."""
    space = SPACE.encode()
    return [
        number
        for number, piece in enumerate(pieces)
        if number == 0
        or piece.startswith(space)
        or (pieces[number - 1] in (b".", b"?", b"!") and piece[:1].isalpha() and piece[:1].isupper())
    ]


def _likely(said: Said, first: int, last: int) -> float:
    """Return how likely a word is: all its pieces together, marks apart."""
    pieces = zip(said.pieces[first:last], said.likely[first:last], strict=True)
    return float(np.prod([likely for piece, likely in pieces if re.search(rb"\w|[\x80-\xff]", piece.strip())]))


def follow(attention: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the frame at which each piece begins: the likeliest way through the sound that never goes back.

    Each piece has at least one frame; `attention` is pieces x frames. Where there are more pieces than frames, the
    last ones share the last frame.
    """
    pieces, frames = attention.shape
    used = min(pieces, frames)
    sums = np.cumsum(np.log(attention[:used] + FAINTEST), axis=1, dtype=np.float64)
    best = sums[0]
    came: list[NDArray[np.int64]] = []
    for row in sums[1:]:
        # A piece that begins at a frame gains its own attention from there on, and what the pieces before it had.
        gained = np.append(-np.inf, best[:-1] - row[:-1])
        top = np.maximum.accumulate(gained)
        changed = np.append(True, gained[1:] > top[:-1])
        came.append(np.maximum.accumulate(np.where(changed, np.arange(frames), 0)))
        best = top + row
    starts = np.full(pieces, frames - 1, dtype=np.int64)
    at = frames - 1
    for piece in range(used - 1, 0, -1):
        at = int(came[piece - 1][at])
        starts[piece] = at
        at -= 1
    starts[0] = 0
    return starts
