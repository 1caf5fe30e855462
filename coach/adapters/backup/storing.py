"""What is stored where, and how it goes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Generator, Iterable, Sequence
from pathlib import Path
from typing import Literal, get_args

from coach.adapters.backup.places import DRAFTS, FOLDERS, GONE, Places, explained, files_below
from coach.adapters.backup.reading import Pace
from coach.adapters.backup.saving import Source
from coach.adapters.backup.swapping import swap
from coach.practice.history import Stored
from coach.practice.keeping.backup import Extra, Step

Kind = Literal["database", "recordings", "backups", "models", "packs", "voice", "reports", "settings", "log"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_DATABASES = ("history.db*", "history.broken-*", "history.check", "drafts*.json")


def stored(places: Places) -> Sequence[Stored]:
    """Say what is stored where, kind by kind."""
    result = []
    for kind in KINDS:
        found = [file for path in _paths(places, kind) for file in files_below(path)]
        result.append(Stored(kind, _shown(places, kind), len(found), sum(size for _, size in found)))
    return result


def sources(places: Places) -> list[Source]:
    """List the files below the data folder that belong into a backup, but the database."""
    return [
        Source(path.relative_to(places.data).as_posix(), path)
        for name in (DRAFTS, *FOLDERS)
        for path, _ in files_below(places.data / name)
        if path.is_file()
    ]


def delete(places: Places, also: Collection[Extra]) -> Generator[Step, None, int]:
    """Delete all that a person said, wrote and made; return how many files those were. Raise FileError.

    What is in use is moved away in one step first, so that the program is empty at once; a program that is killed after
    that deletes the rest at its next start.
    """
    gone = places.fresh(GONE)
    empty = gone / "nothing"
    with explained(places.data):
        empty.mkdir(mode=0o700, parents=True)
        swap(places, empty, gone / "kept")
        copies = {path for pattern in _DATABASES for path in places.data.glob(pattern)} | {places.backups}
        for path in sorted(copies):
            if path.exists():
                os.replace(path, gone / path.name)
        doomed = [gone, *places.caches]
        doomed += [places.data / "models"] if "models" in also else []
        doomed += [places.settings] if "settings" in also else []
        files = [path for each in doomed for path, _ in files_below(each)]
        pace = Pace("deleting", len(files))
        for path in files:
            path.unlink(missing_ok=True)
            yield from pace.tell(1)
        for each in doomed:
            shutil.rmtree(each, ignore_errors=True)
    return len(files)


def _paths(places: Places, kind: Kind) -> Iterable[Path]:
    if kind == "database":
        return sorted({path for pattern in _DATABASES for path in places.data.glob(pattern) if path.is_file()})
    if kind == "voice":
        return places.caches
    return (_shown(places, kind),)


def _shown(places: Places, kind: Kind) -> Path:
    """Return the folder, or the file, that is shown to a person."""
    return {
        "database": places.database,
        "recordings": places.data / "recordings",
        "backups": places.backups,
        "models": places.data / "models",
        "packs": places.data / "questions",
        "voice": places.cache,
        "reports": places.data / "reports",
        "settings": places.settings,
        "log": places.log,
    }[kind]
