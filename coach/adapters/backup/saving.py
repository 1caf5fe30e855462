"""Write everything into one file: under another name first, read back, and only then where it was wanted."""

from __future__ import annotations

import hashlib
import os
import time
import zipfile
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from coach.adapters.backup import manifest as m
from coach.adapters.backup.places import explained, need_room
from coach.adapters.backup.reading import BLOCK, Pace, look_at, read_through
from coach.errors import FileError
from coach.messages import msg
from coach.practice.keeping.backup import Saved, Step
from coach.practice.ports import Controls

PART = ".part"
STORED_SUFFIXES = (".wav", ".zip")
"""Files that are not deflated: speech would be a third smaller, at 23 MB a second (measured on the recordings of real
people in the tests), and a stored recording can be got out of a damaged backup."""
ROOM_TO_SPARE = 5_000_000
"""Bytes that must be free besides the files themselves: names, manifest, and what is written while this runs."""


@dataclass(frozen=True, slots=True)
class Source:
    """Name a file by the name that it gets inside."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class About:
    """Hold what a backup says of itself."""

    version: str
    schema: int


def save(sources: Sequence[Source], about: About, target: Path, controls: Controls) -> Generator[Step, None, Saved]:
    """Write a backup and read it back; what was at `target` gives way at the very end.

    Raise FileError, Cancelled; then nothing is left of it.
    """
    for source in sources:
        if not m.is_safe(source.name):
            message = msg("keeping.name", file=source.name)
            raise FileError(message, source.path, msg("keeping.name.advice"), detail="unsafe name")
    part = target.with_name(target.name + PART)
    with explained(target):
        need_room(target.parent, sum(_size(source.path) for source in sources) + ROOM_TO_SPARE)
        try:
            part.unlink(missing_ok=True)
            yield from _write(sources, about, part, controls)
            manifest = yield from read_through(part, about.schema, controls)
            os.replace(part, target)
            return Saved(target, target.stat().st_size, manifest.contents)
        finally:
            part.unlink(missing_ok=True)


def _write(sources: Sequence[Source], about: About, part: Path, controls: Controls) -> Generator[Step, None, None]:
    pace = Pace("writing", sum(_size(source.path) for source in sources))
    entries: list[m.Entry] = []
    handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "r+b") as file:
        with zipfile.ZipFile(file, "w", allowZip64=True) as archive:
            for source in sources:
                entry = yield from _add(archive, source, pace, controls)
                if entry is not None:
                    entries.append(entry)
            made = m.Manifest(m.FORMAT, m.PROGRAM, about.version, about.schema, datetime.now(UTC), tuple(entries))
            archive.writestr(_info(m.NAME, time.time()), m.encode(made), zipfile.ZIP_DEFLATED)
        file.flush()
        os.fsync(file.fileno())


def _add(
    archive: zipfile.ZipFile, source: Source, pace: Pace, controls: Controls
) -> Generator[Step, None, m.Entry | None]:
    """Copy one file in, as long as it is now; one that was deleted meanwhile is left out."""
    try:
        reader = source.path.open("rb")
    except FileNotFoundError:
        return None
    digest, size = hashlib.sha256(), 0
    with reader:
        info = _info(source.name, os.fstat(reader.fileno()).st_mtime)
        stored = source.path.suffix.lower() in STORED_SUFFIXES
        info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        # How long a file that is being recorded will be is not known before: room for any size is left in its header.
        with archive.open(info, "w", force_zip64=True) as writer:
            while block := reader.read(BLOCK):
                look_at(controls)
                writer.write(block)
                digest.update(block)
                size += len(block)
                yield from pace.tell(len(block))
    return m.Entry(source.name, size, digest.hexdigest())


def _info(name: str, when: float) -> zipfile.ZipInfo:
    # The format knows no year before 1980 and none after 2107.
    moment = min(max(time.localtime(when)[:6], (1980, 1, 1, 0, 0, 0)), (2107, 12, 31, 23, 59, 58))
    info = zipfile.ZipInfo(name, moment)
    info.external_attr = 0o600 << 16
    return info


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
