"""The models of all engines as one shelf."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from coach.errors import UsageError
from coach.messages import msg
from coach.practice.ports import Controls, Fetched, ModelInfo, Models


class JoinedModels:
    """Show the models of several engines as one list, and pass each wish on to the engine that knows the name."""

    def __init__(self, shelves: Sequence[Models]) -> None:
        self._shelves = tuple(shelves)

    def list(self) -> Sequence[ModelInfo]:
        """List the models of all engines, in the order of the engines."""
        return [model for shelf in self._shelves for model in shelf.list()]

    def get(self, name: str, controls: Controls) -> Generator[Fetched, None, ModelInfo]:
        """Make a model ready to use; raise UsageError for an unknown name, DownloadError, Cancelled."""
        return (yield from self._shelf(name).get(name, controls))

    def remove(self, name: str) -> None:
        """Delete a model from this computer; raise UsageError for an unknown name, EngineError where it must stay."""
        self._shelf(name).remove(name)

    def _shelf(self, name: str) -> Models:
        for shelf in self._shelves:
            if any(model.name == name for model in shelf.list()):
                return shelf
        raise UsageError(msg("errors.model.unknown", name=name), msg("errors.model.unknown.advice"))
