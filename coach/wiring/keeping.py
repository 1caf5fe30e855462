"""What backup, restore and deleting are made of, and how recordings come in from files."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from coach import __version__
from coach.errors import FileError, HistoryError
from coach.messages import msg
from coach.settings import Folders, Settings

if TYPE_CHECKING:
    from coach.adapters.backup.kept import KeptData
    from coach.adapters.backup.places import Places
    from coach.practice.bringing import Bringing
    from coach.wiring import Parts

OF_THIS_COMPUTER = ("data_folder", "microphone", "loudspeaker")
"""Choices that name folders and devices: they stay out of backups, and as they are when one comes back."""
PATIENCE = 500
"""Milliseconds that another program gets to close the database before it is said to be in use."""


def places_of(data: Path, folders: Folders) -> Places:
    """Name the places of what is kept."""
    from coach.adapters.backup.places import Places

    return Places(data.absolute(), folders.settings_file, folders.cache, folders.log)


def finish_restore(data: Path, folders: Folders) -> bool:
    """Bring a restore that was killed to its end before anything is opened; tell whether there was one.

    The settings may be others then. Where the disk refuses, what was here before is here again, and the program starts
    with it.
    """
    if not (data / "restoring.json").exists() and not any(data.glob("deleting-*")):
        return False
    from coach.adapters.backup.swapping import settle, sweep

    places = places_of(data, folders)
    settled = False
    with suppress(FileError):
        settled = settle(places)
    sweep(places)
    return settled


def keeping_of(parts: Parts) -> KeptData:
    """Return what keeps everything in one file and brings it back."""
    from coach.adapters.backup.kept import KeptData
    from coach.adapters.backup.saving import About
    from coach.adapters.database.tables import APPLICATION, SCHEMA

    finish_restore(parts.data_folder, parts.folders)
    places = places_of(parts.data_folder, parts.folders)
    return KeptData(
        places,
        About(__version__, SCHEMA),
        APPLICATION,
        snapshot=lambda target: parts.history.snapshot(target),
        alone=lambda: be_alone(parts),
        empty=lambda: parts.history.delete_everything(),
        pack_settings=lambda: pack_settings(parts.settings),
        unpack_settings=lambda data: unpack_settings(data, parts.settings),
    )


def bringing_of(parts: Parts) -> Bringing:
    """Return what makes takes of sound files."""
    from coach.practice.bringing import Bringing

    return Bringing(
        lambda path, target, controls: parts.decoder.decode(path, target, controls),
        lambda attempt, complete, controls: parts.practice.review(attempt, complete, controls),
        parts.history,
        parts.data_folder.absolute() / "recordings",
    )


def be_alone(parts: Parts) -> None:
    """Close the database; raise HistoryError where another program has it open. The next look into it opens it again.

    Only a connection that is the only one may take the log of a database away; with it, the database is one file.
    """
    from coach.adapters.database.engine import explained, make_engine

    parts.history.close()
    path = parts.data_folder.absolute() / "history.db"
    if not path.is_file():
        return
    engine = make_engine(path)
    try:
        with explained():
            connection = engine.raw_connection()
            try:
                connection.cursor().execute(f"PRAGMA busy_timeout={PATIENCE}")
                connection.cursor().execute("PRAGMA journal_mode=DELETE")
            finally:
                connection.close()
    except HistoryError as error:
        if error.message.key == "history.busy":
            raise HistoryError(msg("keeping.in_use"), msg("keeping.in_use.advice"), error.detail) from error
        # One that is damaged may well give way to a backup.
    finally:
        engine.dispose()


def pack_settings(settings: Settings) -> bytes:
    """Write the choices down that another computer can follow."""
    chosen = msgspec.to_builtins(settings)
    return msgspec.json.encode({key: value for key, value in chosen.items() if key not in OF_THIS_COMPUTER})


def unpack_settings(data: bytes, present: Settings) -> bytes:
    """Return the choices to keep: those that came, as far as this version knows them; what is missing stays."""
    try:
        came: Any = json.loads(data)
    except ValueError:
        came = None
    chosen: dict[str, Any] = msgspec.to_builtins(present)
    for key, value in came.items() if isinstance(came, dict) else ():
        if key in chosen and key not in OF_THIS_COMPUTER and _fits(key, value):
            chosen[key] = value
    return msgspec.json.format(msgspec.json.encode(chosen), indent=2) + b"\n"


def _fits(key: str, value: object) -> bool:
    try:
        msgspec.convert({key: value}, Settings)
    except msgspec.ValidationError:
        return False
    return True
