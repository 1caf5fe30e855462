"""Where everything lies that a backup holds, that a restore replaces and that deleting removes."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from coach.errors import FileError
from coach.messages import msg

DATABASE = "history.db"
SETTINGS = "settings.json"
DRAFTS = "drafts.json"
FOLDERS = ("recordings", "questions", "reports")
"""The folders that a backup holds besides the database and the settings."""
SWAPPED = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", "history.check", DRAFTS, *FOLDERS)
"""What gives way to a restored backup: the log of the database goes wherever its database goes."""
BEFORE = "before-"
COMING = "coming-"
GONE = "deleting-"
TIME = "%Y%m%d-%H%M%S-%f"

_NO_SPACE = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


@dataclass(frozen=True, slots=True)
class Places:
    """Name the folders and files of the program."""

    data: Path
    settings: Path
    cache: Path
    log: Path

    @property
    def database(self) -> Path:
        """Return the database file."""
        return self.data / DATABASE

    @property
    def caches(self) -> tuple[Path, ...]:
        """Return the folders of what can be made again: questions that were spoken, waveforms that were drawn."""
        return (self.cache / "voice", self.cache / "waveforms")

    @property
    def backups(self) -> Path:
        """Return the folder of the copies that the program makes itself, those set aside among them."""
        return self.data / "backups"

    @property
    def journal(self) -> Path:
        """Return the file that says which swap has been decided on and must be brought to its end."""
        return self.data / "restoring.json"

    def fresh(self, beginning: str) -> Path:
        """Return a name for a folder on the same disk as the data that is not taken; it carries the time (UTC)."""
        folder = self.backups if beginning == BEFORE else self.data
        return folder / f"{beginning}{datetime.now(UTC):{TIME}}"


def copy_whole(source: Path, target: Path) -> None:
    """Copy a small file so that the target is never seen half written, also from one disk to another."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(target.name + ".new")
    shutil.copyfile(source, fresh)
    fresh.chmod(0o600)
    os.replace(fresh, target)


def files_below(path: Path) -> list[tuple[Path, int]]:
    """List the files at or below a path with their bytes, in order; links to folders are not followed."""
    if path.is_file():
        return [(path, path.stat().st_size)]
    found = []
    for folder, folders, names in os.walk(path):
        folders.sort()
        for name in sorted(names):
            each = Path(folder, name)
            with suppress(OSError):  # deleted meanwhile
                found.append((each, each.stat().st_size))
    return found


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn a failure of files into a FileError about `path`."""
    try:
        yield
    except OSError as error:
        detail = errno.errorcode.get(error.errno or 0, type(error).__name__)
        if error.errno in _NO_SPACE:
            raise FileError(msg("keeping.full"), path, msg("keeping.full.advice"), detail=detail) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            message, advice = msg("keeping.denied", file=str(path)), msg("keeping.denied.advice")
            raise FileError(message, path, advice, detail=detail) from error
        if error.errno == errno.ENOENT:
            message, advice = msg("keeping.missing", file=str(path)), msg("keeping.missing.advice")
            raise FileError(message, path, advice, detail=detail) from error
        message = msg("keeping.failed", file=str(path))
        raise FileError(message, path, msg("keeping.failed.advice"), detail=detail) from error


def need_room(folder: Path, wanted: int) -> None:
    """Raise FileError where a disk has no room for so many bytes."""
    free = shutil.disk_usage(folder).free
    if free < wanted:
        megabytes = max(1, -(-(wanted - free) // 1_000_000))
        message = msg("keeping.no_room", folder=str(folder), needed=-(-wanted // 1_000_000))
        raise FileError(message, folder, msg("keeping.no_room.advice", missing=megabytes), detail="no room")
