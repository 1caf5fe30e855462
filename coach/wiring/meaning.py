"""Know what sentences mean, as far as the model for it is on this computer."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import CoachError
from coach.practice.ports import Controls, Fetched

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


log = logging.getLogger("coach.meaning")

Embed = Callable[[Sequence[str]], "NDArray[np.float32]"]
"""Turn n sentences into n rows of length 1: `coach.practice.ports.Meaning` as a plain function."""


REPOSITORY = "sentence-transformers/all-MiniLM-L6-v2"
REVISION = "c9745ed1d9f207416be6d2e6f8de32d1f16199bf"


def fetch_weights(folder: Path, controls: Controls) -> Generator[Fetched, None, None]:
    """Bring what the model is built from into a folder, each file by its SHA-256; raise DownloadError, Cancelled."""
    from coach.adapters.download import Source, transfer
    from coach.adapters.meaning import FETCH_BYTES, MINILM

    source = Source(
        MINILM.name, REPOSITORY, REVISION, FETCH_BYTES, needed=tuple(MINILM.files), wanted=(), sha256=MINILM.files
    )
    yield from transfer(source, folder, None, controls)


REMEMBERED = 2000
"""Sentences whose vectors are kept, 3 MB: those of a take are judged again while a person corrects it."""


class Remembered:
    """Turn sentences into vectors, those known from before without the model; the longest unused are forgotten."""

    def __init__(self, embed: Embed, most: int = REMEMBERED) -> None:
        self._embed, self._most = embed, most
        self._known: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._lock = threading.Lock()

    def embed(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Return one row for each sentence."""
        with self._lock:
            known = {each: self._known[each] for each in sentences if each in self._known}
        fresh = [each for each in dict.fromkeys(sentences) if each not in known]
        rows = self._embed(fresh)
        known.update(zip(fresh, rows, strict=True))
        with self._lock:
            for each in sentences:
                self._known[each] = known[each]
                self._known.move_to_end(each)
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        import numpy as np

        return np.stack([known[each] for each in sentences]) if sentences else rows


class KeptMeaning:
    """Keep the meaning model loaded while it is on this computer; `find` names its folder, or nothing."""

    def __init__(self, find: Callable[[], Path | None]) -> None:
        self._find = find
        self._loaded: Remembered | None = None
        self._lock = threading.Lock()

    def embed(self) -> Embed | None:
        """Return what turns sentences into vectors; None where there is no model, or one that cannot be used.

        A review never fails for it: the log has the reason, and `coach doctor` tells it.
        """
        try:
            return self.load()
        except CoachError as error:
            log.warning("meaning is left out: %s %s", error.message.key, error.detail)
            return None

    def load(self) -> Embed | None:
        """Return the same; raise EngineError for a model that cannot be used."""
        from coach.adapters.meaning import Encoder

        with self._lock:
            folder = self._find()
            if folder is None:
                self._loaded = None
            elif self._loaded is None:
                self._loaded = Remembered(Encoder(folder).embed)
            return None if self._loaded is None else self._loaded.embed

    def close(self) -> None:
        """Let the model go; its memory is free once nobody uses it any more."""
        with self._lock:
            self._loaded = None
