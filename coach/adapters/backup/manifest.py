"""The first thing to read in a backup: what is in it, and how each file must be to be taken for whole."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec

from coach.adapters.backup.places import DATABASE, DRAFTS, FOLDERS, SETTINGS
from coach.errors import FileError
from coach.messages import msg
from coach.practice.keeping.backup import Contents

NAME = "manifest.json"
FORMAT = 1
PROGRAM = "anchor-coach"
LONGEST = 64_000_000
"""Bytes of a manifest that are read: about 400,000 files, far over what a person records in a lifetime."""

_FORBIDDEN = frozenset("\\") | frozenset(map(chr, range(32)))


class Entry(msgspec.Struct, frozen=True):
    """Describe a file: its name inside, its bytes, and the SHA-256 of these in hexadecimal digits."""

    name: str
    bytes: Annotated[int, msgspec.Meta(ge=0)]
    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class Manifest(msgspec.Struct, frozen=True):
    """Describe a backup; `schema` is that of its database."""

    format: int
    program: str
    version: str
    schema: int
    made_at: datetime
    files: tuple[Entry, ...]

    @property
    def contents(self) -> Contents:
        """Say what is in it in the words of the program."""
        recordings = sum(entry.name.startswith("recordings/") for entry in self.files)
        size = sum(entry.bytes for entry in self.files)
        return Contents(self.made_at, self.version, self.schema, len(self.files), recordings, size)


class _Beginning(msgspec.Struct, frozen=True):
    """Read what every version of the format has."""

    format: int
    program: str


def encode(manifest: Manifest) -> bytes:
    """Write a manifest as JSON."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"


def decode(data: bytes, path: Path, schema: int) -> Manifest:
    """Read the manifest of the backup at `path` and check it; `schema` is the newest that this program knows.

    Raise FileError where it is no backup, one of a newer program, or one that names what has no place in it.
    """
    try:
        beginning = msgspec.json.decode(data, type=_Beginning)
        if beginning.program != PROGRAM:
            raise no_backup(path, "another program")
        if beginning.format > FORMAT:
            raise newer(path)
        manifest = msgspec.json.decode(data, type=Manifest)
    except msgspec.DecodeError as error:
        raise no_backup(path, type(error).__name__) from error
    if manifest.schema > schema:
        raise newer(path)
    names = [entry.name for entry in manifest.files]
    if DATABASE not in names:
        raise damaged(path, DATABASE, "not in the list")
    seen: set[str] = set()
    for name in names:
        if not is_safe(name) or name.casefold() in seen:
            raise damaged(path, name, "unsafe name")
        seen.add(name.casefold())
    return manifest


def is_safe(name: str) -> bool:
    """Tell whether a name inside leads to a place that a backup may fill, and nowhere else."""
    first, *rest = name.split("/")
    at_home = name in (DATABASE, SETTINGS, DRAFTS) or (first in FOLDERS and bool(rest))
    plain = all(part not in ("", ".", "..") and not (_FORBIDDEN & set(part)) for part in (first, *rest))
    # A drive or a second stream of a file on Windows; no file of this program has a colon in its name.
    return at_home and plain and ":" not in name


def no_backup(path: Path, detail: str) -> FileError:
    """Say that a file is no backup of this program."""
    return FileError(msg("keeping.no_backup", file=path.name), path, msg("keeping.no_backup.advice"), detail=detail)


def damaged(path: Path, name: str, detail: str) -> FileError:
    """Say which file inside is not as it was written."""
    message = msg("keeping.damaged", file=path.name, inside=name)
    return FileError(message, path, msg("keeping.damaged.advice"), key=name, detail=detail)


def newer(path: Path) -> FileError:
    """Say that a backup was made by a newer version of the program."""
    return FileError(msg("keeping.newer", file=path.name), path, msg("keeping.newer.advice"), detail="newer")
