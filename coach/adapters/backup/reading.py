"""Read a backup: nothing in it is believed before it has been checked, and nothing is written outside its folder."""

from __future__ import annotations

import hashlib
import stat
import time
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal

from coach.adapters.backup import manifest as m
from coach.adapters.backup.places import DATABASE
from coach.errors import Cancelled
from coach.practice.keeping.backup import Step
from coach.practice.ports import Controls

BLOCK = 1 << 20
"""Bytes that are copied between two looks at the controls: a few milliseconds of work."""
NEWS_EVERY = 0.05
"""Seconds between two pieces of news."""
MOST_GROWTH = 200
"""How many times larger than in the backup a file may be: a database of this program grows 3 to 10 times."""
GROWN_FREELY = 1_000_000
"""Bytes up to which a file may grow as much as it likes."""

_HEADER = 100
_MAGIC = b"SQLite format 3\x00"
_VERSION_AT, _APPLICATION_AT = 60, 68
"""Where SQLite keeps `user_version` and `application_id` in the first page (sqlite.org/fileformat.html)."""


class Pace:
    """Tell how far a stage is, now and then."""

    def __init__(self, stage: Literal["writing", "checking", "unpacking", "deleting"], total: int) -> None:
        self._stage = stage
        self._total = total
        self._done = 0
        self._told = 0.0

    def tell(self, more: int) -> Iterator[Step]:
        """Count what was done, and yield news where it is time for some."""
        self._done += more
        if time.monotonic() - self._told >= NEWS_EVERY:
            self._told = time.monotonic()
            yield Step(self._stage, self._done, self._total)


def look_at(controls: Controls) -> None:
    """Raise Cancelled where a person no longer wants this."""
    if controls.cancel.is_set() or controls.stop.is_set():
        raise Cancelled


def read_manifest(path: Path, schema: int) -> m.Manifest:
    """Read what is in a backup, and check its files as far as their names and sizes tell; raise FileError."""
    with _opened(path) as archive:
        return _manifest(archive, path, schema)


def read_through(
    path: Path, schema: int, controls: Controls, into: Path | None = None, application: int | None = None
) -> Generator[Step, None, m.Manifest]:
    """Read a backup to its end and compare each file with the manifest; with `into`, write the files below it.

    `schema` is the newest that this program knows, `application` the mark that its databases carry. Raise FileError,
    Cancelled.
    """
    with _opened(path) as archive:
        manifest = _manifest(archive, path, schema)
        pace = Pace("checking" if into is None else "unpacking", manifest.contents.bytes)
        for entry in manifest.files:
            target = None if into is None else into.joinpath(*entry.name.split("/"))
            with _inside(path, entry.name):
                yield from _read(archive, entry, path, target, pace, controls)
            if target is not None and entry.name == DATABASE:
                _check_database(target, path, schema, application)
    return manifest


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError, ValueError) as error:
        raise m.no_backup(path, type(error).__name__) from error
    with archive:
        yield archive


@contextmanager
def _inside(path: Path, name: str) -> Iterator[None]:
    """Name the file inside that could not be read."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError) as error:
        raise m.damaged(path, name, type(error).__name__) from error


def _manifest(archive: zipfile.ZipFile, path: Path, schema: int) -> m.Manifest:
    infos = archive.infolist()
    by_name = {info.filename: info for info in infos}
    if m.NAME not in by_name or by_name[m.NAME].file_size > m.LONGEST:
        raise m.no_backup(path, "no manifest")
    with _inside(path, m.NAME), archive.open(m.NAME) as file:
        data = file.read(m.LONGEST + 1)
    manifest = m.decode(data, path, schema)
    wanted = {entry.name: entry.bytes for entry in manifest.files}
    for info in infos:
        if info.filename != m.NAME and info.filename not in wanted:
            raise m.damaged(path, info.filename, "not in the list")
    if len(infos) != len(by_name):
        raise m.damaged(path, m.NAME, "a name twice")
    for name, size in wanted.items():
        found = by_name.get(name)
        if found is None:
            raise m.damaged(path, name, "missing")
        _check_entry(found, size, path)
    if sum(info.compress_size for info in infos) > path.stat().st_size:
        raise m.damaged(path, m.NAME, "files that share their bytes")
    return manifest


def _check_entry(info: zipfile.ZipInfo, size: int, path: Path) -> None:
    """Refuse what no backup of this program holds: links, secrets, another size, bytes that grow beyond measure."""
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG) or info.flag_bits & 1:
        raise m.damaged(path, info.filename, "no plain file")
    if info.file_size != size:
        raise m.damaged(path, info.filename, "another size")
    if size > GROWN_FREELY and size > MOST_GROWTH * info.compress_size:
        raise m.damaged(path, info.filename, "grows beyond measure")


def _read(
    archive: zipfile.ZipFile, entry: m.Entry, path: Path, target: Path | None, pace: Pace, controls: Controls
) -> Generator[Step, None, None]:
    digest, size = hashlib.sha256(), 0
    writer: IO[bytes] | None = None
    try:
        if target is not None:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            writer = target.open("xb")
            target.chmod(0o600)
        with archive.open(entry.name) as reader:
            while block := reader.read(BLOCK):
                look_at(controls)
                size += len(block)
                if size > entry.bytes:  # whatever the header claimed
                    break
                digest.update(block)
                if writer is not None:
                    writer.write(block)
                yield from pace.tell(len(block))
    finally:
        if writer is not None:
            writer.close()
    if size != entry.bytes or digest.hexdigest() != entry.sha256:
        raise m.damaged(path, entry.name, "other bytes")


def _check_database(database: Path, path: Path, schema: int, application: int | None) -> None:
    """Look into the first page: the manifest may say anything."""
    with database.open("rb") as file:
        page = file.read(_HEADER)
    version = int.from_bytes(page[_VERSION_AT : _VERSION_AT + 4], "big")
    mark = int.from_bytes(page[_APPLICATION_AT : _APPLICATION_AT + 4], "big")
    if not page.startswith(_MAGIC) or (application is not None and mark != application):
        raise m.damaged(path, DATABASE, "another kind of file")
    if version > schema:
        raise m.newer(path)
