"""Put a backup in the place of what is here: decided on in one instant, and brought to its end whatever happens.

A swap is a list of renames on one disk. It is decided on when its journal gets its name: before that, nothing has
moved; after that, whoever starts next finishes it. So a killed program leaves the old state or the new one.
"""

from __future__ import annotations

import logging
import os
import shutil
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from coach.adapters.backup.places import BEFORE, COMING, GONE, SETTINGS, SWAPPED, TIME, Places, copy_whole, explained
from coach.practice.keeping.backup import SetAside

ABANDONED = 24 * 3600.0
"""Seconds after which a folder of unpacked files without a journal belongs to nobody any more."""

_log = logging.getLogger("coach.adapters.backup")


class _Journal(msgspec.Struct, frozen=True):
    """Hold a swap that was decided on: from which folder, to which, and what comes; both lie below the data."""

    coming: str
    aside: str
    names: tuple[str, ...]


def swap(places: Places, coming: Path, aside: Path) -> None:
    """Move what is here into `aside`, a new folder, and what is in `coming` into its place; `coming` is gone then.

    Raise FileError; then everything is as it was.
    """
    with explained(places.data):
        names = tuple(name for name in (*SWAPPED, SETTINGS) if (coming / name).exists())
        journal = _Journal(_inside(places, coming), _inside(places, aside), names)
        fresh = places.journal.with_suffix(".new")
        with fresh.open("wb") as file:
            file.write(msgspec.json.encode(journal))
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, places.journal)
        settle(places)


def settle(places: Places) -> bool:
    """Bring a swap that was decided on to its end, and tell whether there was one; raise FileError.

    Every start of the program calls it before anything is opened. Where the disk refuses, the swap is taken back.
    """
    journal = _read(places)
    if journal is None:
        return False
    coming, aside = places.data / journal.coming, places.data / journal.aside
    with explained(places.data):
        try:
            _forward(places, journal, coming, aside)
        except OSError:
            _log.warning("a swap of what is kept is taken back")
            _back(places, journal, coming, aside)
            places.journal.unlink(missing_ok=True)
            raise
        places.journal.unlink(missing_ok=True)
    shutil.rmtree(coming, ignore_errors=True)
    _log.info("what is kept was swapped: %d came", len(journal.names))
    return True


def sweep(places: Places) -> None:
    """Remove what a killed program left of unpacking or deleting; call it where no swap is under way."""
    for path in places.data.glob(f"{GONE}*"):
        shutil.rmtree(path, ignore_errors=True)
    for path in places.data.glob(f"{COMING}*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > ABANDONED:
                shutil.rmtree(path, ignore_errors=True)


def set_aside(places: Places) -> SetAside | None:
    """Return what was set aside last."""
    for folder in sorted(places.backups.glob(f"{BEFORE}*"), reverse=True):
        with suppress(ValueError):
            made_at = datetime.strptime(folder.name.removeprefix(BEFORE), TIME).replace(tzinfo=UTC)
            return SetAside(folder, made_at)
    return None


def _forward(places: Places, journal: _Journal, coming: Path, aside: Path) -> None:
    """Do what has not been done yet; each step can be looked at to tell whether it was."""
    aside.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in SWAPPED:
        new, here, old = coming / name, places.data / name, aside / name
        if name in journal.names and not new.exists():
            continue  # it is in its place
        if here.exists() and not old.exists():
            os.replace(here, old)
        if name in journal.names:
            os.replace(new, here)
    if SETTINGS in journal.names and (coming / SETTINGS).exists():
        # The settings may lie on another disk, and are small: they are copied.
        if places.settings.exists() and not (aside / SETTINGS).exists():
            copy_whole(places.settings, aside / SETTINGS)
        copy_whole(coming / SETTINGS, places.settings)
        (coming / SETTINGS).unlink()


def _back(places: Places, journal: _Journal, coming: Path, aside: Path) -> None:
    for name in SWAPPED:
        new, here, old = coming / name, places.data / name, aside / name
        if name in journal.names and not new.exists() and here.exists():
            os.replace(here, new)
        if old.exists() and not here.exists():
            os.replace(old, here)
    if (aside / SETTINGS).exists():
        copy_whole(aside / SETTINGS, places.settings)
    shutil.rmtree(aside, ignore_errors=True)


def _read(places: Places) -> _Journal | None:
    try:
        return msgspec.json.decode(places.journal.read_bytes(), type=_Journal)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        # It was written whole or not at all; one that cannot be read is not ours to act on.
        _log.warning("the journal of a swap cannot be read: %s", type(error).__name__)
        return None


def _inside(places: Places, folder: Path) -> str:
    try:
        return folder.relative_to(places.data).as_posix()
    except ValueError as error:
        raise AssertionError(f"{folder} is not on the disk of the data") from error
