"""The open history: its places, its database and its locks, and one take of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, select, update

from coach.adapters.database import orphans, rows
from coach.adapters.database import tables as t
from coach.adapters.database.engine import Database
from coach.adapters.database.locks import TakeLocks
from coach.adapters.database.opening import Places, open_database
from coach.errors import CoachError, HistoryError
from coach.messages import msg
from coach.model import Attempt


class OpenHistory:
    """Open the database of a folder with the first call, and close it. Any thread may call; all raise HistoryError."""

    def __init__(self, folder: Path, measure: orphans.Measured) -> None:
        self._places = Places(folder.absolute())
        self._measure = measure
        self._locks = TakeLocks(self._places.locks)
        self._opening = threading.Lock()
        self._database: Database | None = None
        self._problem: HistoryError | None = None

    @property
    def problem(self) -> CoachError | None:
        """Return what was wrong with the database that was found when it was opened, if anything was."""
        return self._problem

    def open(self) -> CoachError | None:
        """Open the database, which every other call does when it must; return `problem`."""
        self._opened()
        return self._problem

    def share(self) -> Database:
        """Return the open database, for what is kept beside the takes; raise HistoryError."""
        return self._opened()

    def close(self) -> None:
        """Close the database and give up the takes that are being recorded, as the end of the process does."""
        with self._opening:
            if self._database is not None:
                self._database.close()
                self._database = None
            self._locks.close()

    def _opened(self) -> Database:
        with self._opening:
            if self._database is None:
                self._database, self._problem = open_database(self._places)
            return self._database

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._opened().reading() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._opened().writing() as connection:
            yield connection

    def _orphans(self) -> orphans.Orphans:
        return orphans.Orphans(self._opened(), self._places.folder, self._places.recordings, self._locks, self._measure)

    def _load(self, connection: Connection, attempt_id: str) -> Attempt:
        attempt = rows.load_attempt(connection, self._places.folder, attempt_id)
        if attempt is None:
            raise _unknown(attempt_id)
        return attempt

    def _set(self, connection: Connection, attempt_id: str, **values: object) -> None:
        """Write columns of the row of a take; raise HistoryError where it is unknown."""
        written = connection.execute(update(t.attempt).where(t.attempt.c.id == attempt_id).values(values))
        if written.rowcount == 0:
            raise _unknown(attempt_id)

    def _check(self, connection: Connection, attempt_id: str) -> None:
        """Raise HistoryError where a take is unknown."""
        if connection.execute(select(t.attempt.c.number).where(t.attempt.c.id == attempt_id)).first() is None:
            raise _unknown(attempt_id)


def _unknown(attempt_id: str) -> HistoryError:
    return HistoryError(msg("history.unknown", id=attempt_id), msg("history.unknown.advice"))
