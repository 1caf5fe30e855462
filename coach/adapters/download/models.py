"""Know which Whisper models are here, and have others fetched.

A model counts as here once every file has been checked and `complete.json` has been written.
"""

from __future__ import annotations

import shutil
from collections.abc import Generator, Sequence
from pathlib import Path

from coach.adapters.download.fetch import MARKER, NEEDED, Source, is_complete, is_model
from coach.adapters.download.transfer import transfer
from coach.errors import DownloadError, EngineError, ModelMissing
from coach.messages import msg
from coach.practice.ports import Controls, Fetched, ModelInfo

ENGINE = "whisper"

SOURCES = (
    Source("tiny.en", "Systran/faster-whisper-tiny.en", "0d3d19a32d3338f10357c0889762bd8d64bbdeba", 78_000_000),
    Source("base.en", "Systran/faster-whisper-base.en", "3d3d5dee26484f91867d81cb899cfcf72b96be6c", 148_000_000),
    Source("small.en", "Systran/faster-whisper-small.en", "d1d751a5f8271d482d14ca55d9e2deeebbae577f", 486_000_000),
    Source("medium.en", "Systran/faster-whisper-medium.en", "a29b04bd15381511a9af671baec01072039215e3", 1_530_000_000),
    Source("tiny", "Systran/faster-whisper-tiny", "d90ca5fe260221311c53c58e660288d3deb8d356", 78_000_000),
    Source("base", "Systran/faster-whisper-base", "ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66", 148_000_000),
    Source("small", "Systran/faster-whisper-small", "536b0662742c02347bc0e980a01041f333bce120", 486_000_000),
    Source(
        "large-v3-turbo",
        "mobiuslabsgmbh/faster-whisper-large-v3-turbo",
        "0c94664816ec82be77b20e824c8e8675995b0029",
        1_620_000_000,
    ),
)


class WhisperModels:
    """Keep the Whisper models below one folder; `own` are folders of the person's own, each holding one model.

    `endpoint` is the server to fetch from; without it the variable HF_ENDPOINT counts, then huggingface.co.
    """

    def __init__(
        self,
        folder: Path,
        endpoint: str | None = None,
        own: Sequence[Path] = (),
        sources: Sequence[Source] = SOURCES,
    ) -> None:
        self._folder = folder
        self._endpoint = endpoint
        self._own = tuple(own)
        self._sources = {source.name: source for source in sources}

    def list(self) -> Sequence[ModelInfo]:
        """List the known models, then the person's own, without any network."""
        known = [self._info(source) for source in self._sources.values()]
        return [*known, *(_own_info(path) for path in self._own_folders())]

    def find(self, name: str) -> Path:
        """Return the folder of a model that is here, by its name or its path; raise ModelMissing, EngineError."""
        for info in self.list():
            if info.path is not None and (info.name == name or str(info.path) == name):
                return info.path
        own = Path(name).expanduser()
        if not name or name in self._sources or not own.is_dir():
            raise ModelMissing(msg("models.missing", name=name), msg("models.missing.advice"))
        if not is_model(own):
            raise EngineError(msg("models.no_model", name=name), msg("models.no_model.advice", names=", ".join(NEEDED)))
        return own.absolute()

    def get(self, name: str, controls: Controls) -> Generator[Fetched, None, ModelInfo]:
        """Download a model, going on from what is there; raise DownloadError, Cancelled on cancel."""
        source = self._sources.get(name)
        if source is None:
            raise DownloadError(
                msg("models.unknown", name=name), msg("models.unknown.advice", names=", ".join(self._sources))
            )
        if not is_complete(self._folder / name):
            yield from self._fetch(source, controls)
        info = self._info(source)
        yield Fetched(info.bytes, info.bytes)
        return info

    def remove(self, name: str) -> None:
        """Delete a model, and what an interrupted download left; raise EngineError for one that is not removable."""
        if name not in self._sources:
            raise EngineError(msg("models.not_removable", name=name), msg("models.not_removable.advice"))
        folders = [path for path in (self._folder / name, self._partial(name)) if path.is_dir()]
        if not folders:
            raise ModelMissing(msg("models.missing", name=name), msg("models.list.advice"))
        for path in folders:
            # The marker goes first: a removal that is cut short never leaves a model that looks whole.
            (path / MARKER).unlink(missing_ok=True)
            shutil.rmtree(path)

    def _partial(self, name: str) -> Path:
        return self._folder / f"{name}.partial"

    def _info(self, source: Source) -> ModelInfo:
        path = self._folder / source.name
        if is_complete(path):
            return ModelInfo(ENGINE, source.name, _weight(path), path, True)
        return ModelInfo(ENGINE, source.name, source.bytes, None, False)

    def _own_folders(self) -> Sequence[Path]:
        inside = sorted(self._folder.iterdir()) if self._folder.is_dir() else []
        dropped_in = [path for path in inside if path.name not in self._sources and path.suffix != ".partial"]
        return [path for path in (*self._own, *dropped_in) if is_model(path)]

    def _fetch(self, source: Source, controls: Controls) -> Generator[Fetched, None, None]:
        partial = self._partial(source.name)
        yield from transfer(source, partial, self._endpoint, controls)
        final = self._folder / source.name
        if final.is_dir():
            shutil.rmtree(final)
        partial.replace(final)


def _own_info(path: Path) -> ModelInfo:
    return ModelInfo(ENGINE, str(path), _weight(path), path, False)


def _weight(path: Path) -> int:
    return sum(entry.stat().st_size for entry in path.iterdir() if entry.is_file() and entry.name != MARKER)
