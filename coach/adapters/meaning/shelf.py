"""Keep the meaning model on this computer: made from its package, brought by the program, or fetched on request."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from pathlib import Path

from coach.adapters.meaning.build import MARKER, MINILM, Weights, build_model, is_built, package_source
from coach.errors import Cancelled, DownloadError, EngineError, ModelMissing
from coach.messages import msg
from coach.practice.ports import MEANING, Controls, Fetched, ModelInfo

FETCH_BYTES = 91_400_000
"""What the weights weigh; they are deleted once the model is built."""

Fetch = Callable[[Path, Controls], Generator[Fetched, None, None]]
"""Bring the weights into a folder; raise DownloadError, Cancelled."""


class MeaningModels:
    """Keep the meaning model, one of `coach.practice.ports.Models`.

    `bundled` is a ready one that the program brings, `package` the folder of the weights where they are installed.
    """

    def __init__(
        self,
        target: Path,
        fetch: Fetch,
        bundled: Path | None = None,
        package: Callable[[], Path | None] = package_source,
        weights: Weights = MINILM,
    ) -> None:
        self._target = target
        self._fetch = fetch
        self._bundled = bundled
        self._package = package
        self._weights = weights

    def list(self) -> Sequence[ModelInfo]:
        """List the meaning model, whether it is here or not, without any network."""
        folder = self._here()
        if folder is None:
            return [ModelInfo(MEANING, self._weights.name, FETCH_BYTES, None, removable=False)]
        return [self._info(folder)]

    def find(self) -> Path | None:
        """Return the folder of the model, made now where only the weights are here; None where neither is.

        Raise EngineError.
        """
        here = self._here()
        source = self._package() if here is None else None
        if source is None:
            return here
        build_model(source, self._target, self._weights)
        return self._target

    def get(self, name: str, controls: Controls) -> Generator[Fetched, None, ModelInfo]:
        """Make the model ready: build it from its package, or fetch what it is built from.

        Raise DownloadError, EngineError, Cancelled.
        """
        if name != self._weights.name:
            known = self._weights.name
            raise DownloadError(msg("models.unknown", name=name), msg("models.unknown.advice", names=known))
        if controls.cancel.is_set():
            raise Cancelled
        folder = self.find()
        if folder is not None:
            size = _bytes(folder)
        else:
            folder = self._target
            yield from self._fetch(self._partial, controls)
            size = sum((self._partial / each).stat().st_size for each in self._weights.files)
            build_model(self._partial, folder, self._weights)
            shutil.rmtree(self._partial)
        yield Fetched(size, size)
        return self._info(folder)

    def remove(self, name: str) -> None:
        """Delete the model, and what an interrupted download left; raise EngineError for the program's own."""
        folders = [each for each in (self._target, self._partial) if each.exists() and name == self._weights.name]
        if not folders and self._here() is not None and name == self._weights.name:
            raise EngineError(msg("meaning.stays", name=name))
        if not folders:
            raise ModelMissing(msg("meaning.missing", name=name), msg("models.list.advice"))
        for folder in folders:
            # The marker goes first: a removal that is cut short never leaves a model that looks whole.
            with suppress(FileNotFoundError):
                (folder / MARKER).unlink()
            shutil.rmtree(folder)

    def _here(self) -> Path | None:
        places = (self._bundled, self._target)
        return next((each for each in places if each is not None and is_built(each, self._weights)), None)

    @property
    def _partial(self) -> Path:
        return self._target.with_name(f"{self._target.name}.partial")

    def _info(self, folder: Path) -> ModelInfo:
        return ModelInfo(MEANING, self._weights.name, _bytes(folder), folder, removable=folder == self._target)


def _bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
