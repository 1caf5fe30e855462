"""Models that exist only in memory."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from pathlib import Path

from coach.errors import Cancelled, DownloadError, EngineError
from coach.messages import msg
from coach.practice.ports import Controls, Fetched, ModelInfo


class FakeModels:
    """Keep models that are fetched in `pieces` steps; with `reachable` off, fetching fails as it does offline."""

    def __init__(self, sizes: Mapping[str, int], *, pieces: int = 4, reachable: bool = True) -> None:
        self._sizes = dict(sizes)
        self._done = dict.fromkeys(sizes, 0)
        self._pieces = pieces
        self.reachable = reachable

    def list(self) -> Sequence[ModelInfo]:
        """List all models."""
        return [self._info(name) for name in self._sizes]

    def get(self, name: str, controls: Controls) -> Generator[Fetched, None, ModelInfo]:
        """Fetch a model piece by piece."""
        if name not in self._sizes:
            raise DownloadError(
                msg("models.unknown", name=name), msg("models.unknown.advice", names=", ".join(self._sizes))
            )
        size = self._sizes[name]
        while self._done[name] < size:
            if not self.reachable:
                raise DownloadError(msg("models.unreachable", name=name), msg("models.unreachable.advice"))
            if controls.cancel.is_set():
                raise Cancelled
            self._done[name] = min(size, self._done[name] + max(1, size // self._pieces))
            yield Fetched(self._done[name], size)
        yield Fetched(size, size)
        return self._info(name)

    def remove(self, name: str) -> None:
        """Forget a model."""
        if not self._done.get(name):
            raise EngineError(msg("models.not_removable", name=name), msg("models.not_removable.advice"))
        self._done[name] = 0

    def _info(self, name: str) -> ModelInfo:
        here = self._done[name] == self._sizes[name]
        return ModelInfo("fake", name, self._sizes[name], Path(name) if here else None, here)
