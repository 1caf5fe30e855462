"""How SQLite is spoken to: connections, transactions, and its failures in plain words."""

from __future__ import annotations

import errno
import logging
import sqlite3
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

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def keep_log(engine: Engine) -> None:
    """Let readers and the writer work at the same time (WAL); the file remembers it, so only our own is asked."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode=WAL")
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
