"""Take over what a dead process left: takes without an end, and sound that no take knows."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select, text, update

from coach.adapters.database import rows
from coach.adapters.database import tables as t
from coach.adapters.database.engine import Database
from coach.adapters.database.lists.search import forget_attempt, index_attempt
from coach.adapters.database.lists.summary import summarise
from coach.adapters.database.locks import TakeLocks
from coach.errors import CoachError
from coach.model import Recording

SHORTEST_SECONDS = 0.1
"""Less sound than this is no take (a tenth of a second holds no syllable)."""

HEADER_BYTES = 44
"""The size of a WAV file that holds no sample."""

ID_TIME = "%Y%m%d-%H%M%S"
"""How the id of a take, and with it the name of its sound file, begins: the UTC time at which it was begun."""

Measured = Callable[[Path], tuple[float, int]]
"""Return the seconds and the sample rate of a WAV file, finished or not; raise a CoachError or OSError."""

_log = logging.getLogger("coach.adapters.database")


class Orphans:
    """Find and adopt what no living process owns."""

    def __init__(self, database: Database, folder: Path, recordings: Path, locks: TakeLocks, measure: Measured) -> None:
        self._database = database
        self._folder = folder
        self._recordings = recordings
        self._locks = locks
        self._measure = measure

    def adopt(self) -> list[str]:
        """Adopt all of them; return the ids of those that hold sound, oldest first. Raise HistoryError, OSError."""
        files = sorted(self._recordings.rglob("*.wav"))
        with self._database.reading() as connection:
            living = being_recorded(connection)
            known = set(connection.execute(select(t.recording.c.path)).scalars())
        adopted = [attempt_id for attempt_id, path in living if self._owned(attempt_id, self._finish, path)]
        for path in files:
            name = path.relative_to(self._folder).as_posix()
            if name not in known and self._owned(path.stem, self._take_in, name):
                adopted.append(path.stem)
        return sorted(adopted)

    def _owned(self, attempt_id: str, act: Callable[[str, str], bool], path: str) -> bool:
        """Act while holding the take's lock; do nothing where a living process holds it."""
        if not self._locks.take(attempt_id):
            return False
        try:
            return act(attempt_id, path)
        finally:
            self._locks.release(attempt_id)

    def _finish(self, attempt_id: str, name: str) -> bool:
        """Adopt a take that was being recorded, or forget it where it holds no sound."""
        path = self._folder / name
        seconds, rate = self.seconds(path)
        with self._database.writing() as connection:
            empty = seconds < SHORTEST_SECONDS and not _holds_something(path, seconds)
            if not still_recording(connection, attempt_id):
                return False
            if empty:
                forget(connection, attempt_id)
                path.unlink(missing_ok=True)
                return False
            finish(connection, attempt_id, "recovered", Recording(path, seconds, rate))
        _log.info("adopted a take of %.1f s", seconds)
        return True

    def _take_in(self, attempt_id: str, name: str) -> bool:
        """Make a take of a sound file that the database does not know, as after one was set aside."""
        path = self._folder / name
        seconds, rate = self.seconds(path)
        if seconds < SHORTEST_SECONDS:
            return False
        with self._database.writing() as connection:
            taken = select(t.attempt.c.id).join(t.recording).where(t.recording.c.path == name)
            if connection.execute(taken.union(select(t.attempt.c.id).where(t.attempt.c.id == attempt_id))).first():
                return False
            values = rows.attempt_values(attempt_id, _begun_at(path), None, None, None)
            connection.execute(insert(t.attempt).values(values | {"state": "recovered"}))
            found = rows.recording_values(Recording(path, seconds, rate))
            connection.execute(insert(t.recording).values(found | {"attempt_id": attempt_id, "path": name}))
            index_attempt(connection, attempt_id)
            summarise(connection, attempt_id)
        _log.info("took in a sound file of %.1f s", seconds)
        return True

    def seconds(self, path: Path) -> tuple[float, int]:
        """Measure a sound file; one that is missing or cannot be understood has 0 seconds."""
        try:
            return self._measure(path)
        except (CoachError, OSError) as error:
            _log.info("a sound file cannot be measured: %s", type(error).__name__)
            return 0.0, 0


def being_recorded(connection: Connection) -> list[tuple[str, str]]:
    """List id and sound file of the takes that are being recorded."""
    # Written out, not as a parameter: only then does SQLite see that the small index on living takes will do.
    query = select(t.attempt.c.id, t.recording.c.path).join(t.recording).where(text("attempt.state = 'recording'"))
    return [(row.id, row.path) for row in connection.execute(query)]


def still_recording(connection: Connection, attempt_id: str) -> bool:
    """Tell whether a take is there and without an end."""
    query = select(t.attempt.c.state).where(t.attempt.c.id == attempt_id)
    return connection.execute(query).scalar() == "recording"


def finish(connection: Connection, attempt_id: str, state: str, recording: Recording) -> None:
    """Write the end of a recording; a take that is further on keeps its state."""
    mine = t.attempt.c.id == attempt_id
    connection.execute(update(t.attempt).where(mine, t.attempt.c.state == "recording").values(state=state))
    values = rows.recording_values(recording)
    connection.execute(update(t.recording).where(t.recording.c.attempt_id == attempt_id).values(values))
    summarise(connection, attempt_id)


def forget(connection: Connection, attempt_id: str) -> None:
    """Delete a take with all that belongs to it, but its sound."""
    forget_attempt(connection, attempt_id)
    connection.execute(delete(t.attempt).where(t.attempt.c.id == attempt_id))


def _holds_something(path: Path, seconds: float) -> bool:
    """Tell whether a file of no measurable length may hold sound all the same, so that it must not be deleted."""
    return seconds == 0 and path.is_file() and path.stat().st_size > HEADER_BYTES


def _begun_at(path: Path) -> datetime:
    """Read the time a take was begun off the name of its file, or else take the file's own time."""
    try:
        return datetime.strptime(path.stem[:15], ID_TIME).replace(tzinfo=UTC)
    except ValueError:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
