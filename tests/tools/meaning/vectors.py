"""Remember the vectors of sentences between runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.analysis.content.meaning import Embed


class Kept:
    """Turn sentences into vectors, each only once; `path` keeps them, where given."""

    def __init__(self, embed: Embed, path: Path | None = None) -> None:
        self._embed, self._path = embed, path
        self._known: dict[str, NDArray[np.float32]] = {}
        if path is not None and path.exists():
            with np.load(path) as kept:
                self._known = dict(zip(kept["sentences"].tolist(), kept["vectors"], strict=True))

    def __call__(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Return one row for each sentence."""
        fresh = [each for each in dict.fromkeys(sentences) if each not in self._known]
        if fresh:
            self._known |= dict(zip(fresh, self._embed(fresh), strict=True))
        return np.array([self._known[each] for each in sentences], np.float32)

    def save(self) -> None:
        """Write what is known to the file."""
        if self._path is not None:
            np.savez(self._path, sentences=np.array(list(self._known)), vectors=np.array(list(self._known.values())))
