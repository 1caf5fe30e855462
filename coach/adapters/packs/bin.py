"""The bin of question packs: a folder in which everything deleted is a whole pack of its own, and can come back.

A file's name tells what it holds: when it was deleted, the pack, and of a question its id and its place.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coach.errors import FileError
from coach.messages import msg

STAMP = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True, slots=True)
class Entry:
    """Describe a file of the bin; `question` is empty and `place` 0 where it holds a whole pack."""

    path: Path
    binned_at: datetime
    pack_id: str
    question: str = ""
    place: int = 0

    @property
    def id(self) -> str:
        """Return the name by which it is restored."""
        return self.path.name


class Bin:
    """Keep what was deleted, in one folder; raise FileError where that cannot be written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, text: str, pack_id: str, question: str = "", place: int = 0) -> Entry:
        """Write something down before it is deleted; the text is that of a pack."""
        at = datetime.now(UTC)
        while any(self._folder.glob(f"{at.strftime(STAMP)}.*")):
            at += timedelta(microseconds=1)
        inside = f"{pack_id}.{question}.{place}" if question else pack_id
        path = self._folder / f"{at.strftime(STAMP)}.{inside}.toml"
        write_text(path, text)
        return Entry(path, at, pack_id, question, place)

    def entries(self) -> list[Entry]:
        """List what is there, newest first; files of other names are left alone."""
        found = self._folder.glob("*.toml") if self._folder.is_dir() else ()
        return sorted(self._named(found), key=lambda entry: entry.id, reverse=True)

    def find(self, name: str) -> Entry:
        """Find an entry by its id; raise FileError where it is gone."""
        for entry in self.entries():
            if entry.id == name:
                return entry
        path = self._folder / name
        raise FileError(msg("packs.gone", file=str(path)), path, msg("packs.gone.advice"))

    def drop(self, entry: Entry) -> None:
        """Forget something that is back in its place."""
        with contextlib.suppress(OSError):  # twice in the world does less harm than an error after all is well
            entry.path.unlink()

    def _named(self, paths: Iterator[Path] | tuple[Path, ...]) -> Iterator[Entry]:
        for path in paths:
            stamp, *names = path.stem.split(".")
            with contextlib.suppress(ValueError):
                at = datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
                match names:
                    case [pack]:
                        yield Entry(path, at, pack)
                    case [pack, question, place]:
                        yield Entry(path, at, pack, question, int(place))


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all, with the folders above it; raise FileError."""
    path = Path(os.path.realpath(path))  # what is a link to elsewhere stays one
    fresh: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("wb", dir=path.parent, prefix=f".{path.name}-", delete=False) as file:
            fresh = Path(file.name)
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        if fresh is not None:
            fresh.unlink(missing_ok=True)
        message = msg("packs.unwritable", file=str(path))
        raise FileError(message, path, msg("packs.unwritable.advice"), detail=type(error).__name__) from error
