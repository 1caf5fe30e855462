"""Know what sentences mean, as far as the model for it is on this computer."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import CoachError
from coach.practice.ports import Controls, Fetched

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from coach.adapters.meaning import Encoder

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


class KeptMeaning:
    """Keep the meaning model loaded while it is on this computer; `find` names its folder, or nothing."""

    def __init__(self, find: Callable[[], Path | None]) -> None:
        self._find = find
        self._loaded: Encoder | None = None
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
                self._loaded = Encoder(folder)
            return None if self._loaded is None else self._loaded.embed

    def close(self) -> None:
        """Let the model go; its memory is free once nobody uses it any more."""
        with self._lock:
            self._loaded = None
