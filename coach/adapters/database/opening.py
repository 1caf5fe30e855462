"""Open the history: make it, migrate it, or set a broken one aside; nothing is ever deleted."""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from coach.adapters.database.engine import Database, explained, is_broken, keep_log, make_engine
from coach.adapters.database.migrate import migrate
from coach.adapters.database.tables import APPLICATION, SCHEMA
from coach.errors import HistoryError
from coach.messages import msg

OPENING_SECONDS = 60.0
"""How long to wait for another process that is making or migrating the database."""

_log = logging.getLogger("coach.adapters.database")


@dataclass(frozen=True, slots=True)
class Places:
    """Name the files of a history folder."""

    folder: Path

    @property
    def database(self) -> Path:
        """Return the database file."""
        return self.folder / "history.db"

    @property
    def suspect(self) -> Path:
        """Return the mark that asks the next start for a whole check."""
        return self.folder / "history.check"

    @property
    def recordings(self) -> Path:
        """Return the folder of the sound files, one sub-folder a year."""
        return self.folder / "recordings"

    @property
    def locks(self) -> Path:
        """Return the folder of the lock files."""
        return self.folder / "locks"

    @property
    def backups(self) -> Path:
        """Return the folder of the copies made before migrations."""
        return self.folder / "backups"


def open_database(places: Places) -> tuple[Database, HistoryError | None]:
    """Open the database and tell what was wrong with the one found, if anything was; raise HistoryError."""
    with explained():
        _make_folders(places)
        engine = make_engine(places.database)
        try:
            ready = not places.suspect.exists() and places.database.is_file() and _is_current(engine)
        except DBAPIError as error:
            if not is_broken(error):
                raise
            ready = False
        problem = None
        if not ready:
            engine.dispose()
            problem = _repair(places)
        else:
            _make_private(places.database)
        keep_log(engine)
    return Database(engine, places.suspect), problem


def _repair(places: Places) -> HistoryError | None:
    """Make, migrate or replace the database while no other process does."""
    try:
        with FileLock(places.locks / "opening.lock", timeout=OPENING_SECONDS, mode=0o600):
            damage = _damage(places)
            problem = None
            if damage:
                aside = set_aside(places.database)
                _log.warning("database set aside as %s: %s", aside.name, damage)
                message = msg("history.broken", file=str(places.database), aside=aside.name)
                problem = HistoryError(message, msg("history.broken.advice"), damage)
            places.suspect.unlink(missing_ok=True)
            _bring_up_to_date(places)
            return problem
    except Timeout as error:
        raise HistoryError(msg("history.busy"), msg("history.busy.advice"), "opening") from error


def _bring_up_to_date(places: Places) -> None:
    if not places.database.exists():
        # SQLite gives its -wal and -shm files the mode of the database.
        os.close(os.open(places.database, os.O_CREAT | os.O_WRONLY, 0o600))
    _make_private(places.database)
    engine = make_engine(places.database, foreign_keys=False)
    try:
        found = _schema(engine)
        if found > SCHEMA:
            raise HistoryError(msg("history.newer"), msg("history.newer.advice"), f"schema {found}")
        if found < SCHEMA:
            _log.info("database: schema %d to %d", found, SCHEMA)
            migrate(engine, found, places.backups)
    finally:
        engine.dispose()


def _is_current(engine: Engine) -> bool:
    with engine.begin() as connection:
        if connection.exec_driver_sql("PRAGMA application_id").scalar_one() != APPLICATION:
            return False
    return _schema(engine) == SCHEMA


def _schema(engine: Engine) -> int:
    with engine.begin() as connection:
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _damage(places: Places) -> str:
    """Say in a word what is wrong with the file, or nothing."""
    path = places.database
    if path.is_dir():
        return "a folder in its place"
    if not path.exists() or path.stat().st_size == 0:
        return ""
    engine = make_engine(path, foreign_keys=False)
    try:
        with engine.begin() as connection:
            tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
            if tables and connection.exec_driver_sql("PRAGMA application_id").scalar_one() != APPLICATION:
                return "another program's database"
            if places.suspect.exists():
                found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
                return "" if found == "ok" else "damaged pages"
    except DBAPIError as error:
        if not is_broken(error):
            raise
        return getattr(error.orig, "sqlite_errorname", "broken")
    finally:
        engine.dispose()
    return ""


def set_aside(path: Path) -> Path:
    """Rename a database, with what belongs to it, to a name that is free; return the new path."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.broken-{number}{path.suffix}")).exists():
        number += 1
    for suffix in ("-wal", "-shm"):
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + suffix))
    path.replace(aside)
    return aside


def _make_folders(places: Places) -> None:
    places.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for folder in (places.recordings, places.locks):
        folder.mkdir(mode=0o700, exist_ok=True)
    _make_private(places.folder)


def _make_private(path: Path) -> None:
    """Take the rights of other people away; where the system does not let us, the person decided otherwise."""
    mode = path.stat().st_mode & 0o777
    if mode & 0o077:
        with suppress(OSError):
            path.chmod(mode & 0o700)
