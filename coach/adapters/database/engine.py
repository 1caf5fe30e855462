"""How SQLite is spoken to: connections, transactions, and its failures in plain words."""

from __future__ import annotations

import errno
import logging
import os
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import ConnectionPoolEntry

from coach.errors import HistoryError
from coach.messages import msg

BUSY_MILLISECONDS = 5000
"""How long to wait for another program that is writing."""

_EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"
_BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_NO_SPACE = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))

_log = logging.getLogger("coach.adapters.database")


def make_engine(path: Path, *, foreign_keys: bool = True) -> Engine:
    """Make the engine of a database file; a migration asks for no foreign keys, or a rebuilt table empties others.

    The driver's own transactions stay off (`isolation_level=None`): on every supported Python they would commit
    before a change of tables. BEGIN is said here instead, IMMEDIATE where writing is meant, so that waiting for
    another writer happens at the start and never in the middle.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        hide_parameters=True,  # they hold what a person said
        connect_args={"isolation_level": None, "timeout": BUSY_MILLISECONDS / 1000},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        connection.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
        connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
        connection.execute("PRAGMA synchronous=NORMAL")
        # What a person deletes for good is overwritten, not just forgotten.
        connection.execute("PRAGMA secure_delete=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def keep_log(engine: Engine) -> None:
    """Let readers and the writer work at the same time (WAL); the file remembers it, so only our own is asked."""
    _run(engine, "PRAGMA journal_mode=WAL")


def copy_database(engine: Engine, target: Path) -> None:
    """Write a database into one file that only its owner may read, in the place of one that is there.

    Whole, or not at all: what was there stays until the copy is on the disk. Raise sqlite3.Error, OSError.
    """
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    os.close(handle)
    try:
        # Copying the file would lose what is still in the write-ahead log. An empty file may be written into.
        _run(engine, "VACUUM INTO ?", parameters=(name,))
        with open(name, "rb+") as copied:
            os.fsync(copied.fileno())
        os.replace(name, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _run(engine: Engine, *statements: str, parameters: tuple[str, ...] = ()) -> None:
    """Run statements that want no transaction around them."""
    connection = engine.raw_connection()
    try:
        for statement in statements:
            connection.cursor().execute(statement, parameters)
    finally:
        connection.close()


class Database:
    """Hold an open database: any thread may read, one at a time writes."""

    def __init__(self, engine: Engine, suspect: Path) -> None:
        self._engine = engine
        self._writing_engine = engine.execution_options(writing=True)
        self._suspect = suspect
        self._one_writer = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one state of the database; raise HistoryError."""
        with self._explained(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that changes everything it changes, or nothing; raise HistoryError."""
        with self._one_writer, self._explained(), self._writing_engine.begin() as connection:
            yield connection

    def copy(self, target: Path) -> None:
        """Write the database into one file, whole or not at all; raise HistoryError."""
        try:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._explained():
                copy_database(self._engine, target)
        except (OSError, HistoryError) as error:
            if isinstance(error, HistoryError) and error.message.key not in ("history.folder", "history.readonly"):
                raise
            message = msg("history.no_copy", folder=str(target.parent))
            raise HistoryError(message, msg("history.no_copy.advice"), type(error).__name__) from error

    def shrink(self) -> None:
        """Leave nothing in the files of what was deleted, where no other program reads them just now."""
        try:
            with self._one_writer, self._explained():
                _run(self._engine, "INSERT INTO search(search) VALUES ('optimize')", "VACUUM", _EMPTY_LOG)
        except HistoryError as error:
            _log.info("the database was not shrunk: %s", error.detail)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            with explained():
                yield
        except HistoryError as error:
            if error.message.key == "history.damaged":
                # The next start checks the whole file and sets it aside; in the middle of a take is no time for that.
                with suppress(OSError):
                    self._suspect.touch()
            raise


@contextmanager
def explained() -> Iterator[None]:
    """Turn a failure of the database or its files into a HistoryError."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        failure = _explain(error)
        if failure is None:
            raise
        _log.warning("database: %s", failure.detail)
        raise failure from error
    except OSError as error:
        failure = _explain_file(error)
        _log.warning("files of the history: %s", failure.detail)
        raise failure from error


def is_broken(error: BaseException) -> bool:
    """Tell whether a failure means that the file is no sound database."""
    return (_code(error) & 0xFF) in _BROKEN


def _code(error: BaseException) -> int:
    cause = error.orig if isinstance(error, DBAPIError) else error
    return getattr(cause, "sqlite_errorcode", 0) or 0


def _explain(error: Exception) -> HistoryError | None:
    """Return what to say, or None for a failure that is a bug of this program."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    detail = getattr(cause, "sqlite_errorname", type(cause).__name__)
    code = _code(error) & 0xFF  # the low byte is the kind, the rest a shade of it
    if code in _BROKEN:
        return HistoryError(msg("history.damaged"), msg("history.damaged.advice"), detail)
    if code == sqlite3.SQLITE_FULL:
        return HistoryError(msg("history.full"), msg("history.full.advice"), detail)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return HistoryError(msg("history.readonly"), msg("history.readonly.advice"), detail)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) or isinstance(error, PoolTimeoutError):
        return HistoryError(msg("history.busy"), msg("history.busy.advice"), detail)
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PROTOCOL):
        return HistoryError(msg("history.folder"), msg("history.folder.advice"), detail)
    return None


def _explain_file(error: OSError) -> HistoryError:
    detail = errno.errorcode.get(error.errno or 0, type(error).__name__)
    if error.errno in _NO_SPACE:
        return HistoryError(msg("history.full"), msg("history.full.advice"), detail)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return HistoryError(msg("history.readonly"), msg("history.readonly.advice"), detail)
    return HistoryError(msg("history.folder"), msg("history.folder.advice"), detail)
