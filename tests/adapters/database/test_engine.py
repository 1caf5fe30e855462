"""Transactions are whole, and a failure of the disk is one clear sentence."""

from __future__ import annotations

import errno
import logging
import os
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from coach.adapters.database import engine as engine_module
from coach.adapters.database.engine import Database, explained, keep_log, make_engine
from coach.adapters.database.takes import SqlHistory
from coach.errors import HistoryError
from tests.practice.promises.history import ASKED, kept, said


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = make_engine(tmp_path / "x.db")
    keep_log(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def database(engine: Engine, tmp_path: Path) -> Database:
    database = Database(engine, tmp_path / "check")
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE owner (id INTEGER PRIMARY KEY)")
        connection.exec_driver_sql("CREATE TABLE thing (owner_id REFERENCES owner(id), text TEXT)")
    return database


def test_connections_are_set_up(history: SqlHistory) -> None:
    with history._reading() as connection:
        names = ("foreign_keys", "busy_timeout", "synchronous", "journal_mode")
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names}
    assert found == {"foreign_keys": 1, "busy_timeout": 5000, "synchronous": 1, "journal_mode": "wal"}


def test_what_fails_leaves_nothing_not_even_a_table(database: Database) -> None:
    def fail() -> None:
        with database.writing() as connection:
            connection.exec_driver_sql("INSERT INTO owner VALUES (1)")
            connection.exec_driver_sql("CREATE TABLE half (x)")
            raise KeyError("x")

    with pytest.raises(KeyError):
        fail()
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM owner").scalar_one() == 0
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
    assert "half" not in tables


def test_a_bug_stays_a_bug_and_hides_what_was_said(database: Database) -> None:
    with pytest.raises(IntegrityError) as failure, database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO thing VALUES (?, ?)", (7, "a secret"))
    assert "secret" not in str(failure.value)


def test_reading_sees_one_state_while_another_thread_writes(database: Database) -> None:
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM owner").scalar_one() == 0

        def write() -> None:
            with database.writing() as other:
                other.exec_driver_sql("INSERT INTO owner VALUES (1)")

        thread = threading.Thread(target=write)
        thread.start()
        thread.join(10)
        assert not thread.is_alive()
        assert connection.exec_driver_sql("SELECT count(*) FROM owner").scalar_one() == 0
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM owner").scalar_one() == 1


def test_a_program_that_writes_for_too_long_is_told(
    history: SqlHistory, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "BUSY_MILLISECONDS", 50)
    kept(history)
    with closing(sqlite3.connect(folder / "history.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(HistoryError) as failure:
            history.begin(ASKED)
        assert len(history.rows()) == 1
        other.execute("ROLLBACK")
    assert failure.value.message.key == "history.busy"
    assert history.begin(ASKED)


def test_a_full_disk_is_told_and_loses_nothing(history: SqlHistory) -> None:
    attempt = kept(history, text="it was slow")
    with history._writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(HistoryError) as failure:
        history.transcribed(attempt.id, said("word " * 5000))
    assert failure.value.message.key == "history.full"
    assert failure.value.advice is not None
    assert failure.value.detail == "SQLITE_FULL"
    assert history.attempt(attempt.id) == attempt


def test_a_database_that_may_only_be_read_is_told(history: SqlHistory) -> None:
    with history._reading() as connection:
        connection.exec_driver_sql("PRAGMA query_only = 1")
    with pytest.raises(HistoryError) as failure:
        history.begin(ASKED)
    assert failure.value.message.key == "history.readonly"
    assert history.rows() == []


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (errno.ENOSPC, "history.full"),
        (errno.EACCES, "history.readonly"),
        (errno.EROFS, "history.readonly"),
        (errno.EIO, "history.folder"),
        (None, "history.folder"),
    ],
)
def test_files_that_fail_are_told(number: int | None, key: str, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(HistoryError) as failure, caplog.at_level(logging.WARNING), explained():
        raise OSError(number, "secret/path") if number else OSError("secret/path")
    assert failure.value.message.key == key
    assert failure.value.detail == (errno.errorcode[number] if number else "OSError")
    assert "secret" not in caplog.text


def test_damage_is_marked_for_the_next_start_where_that_can_be_written(engine: Engine, tmp_path: Path) -> None:
    def damaged(mark: Path) -> str:
        database = Database(engine, mark)
        error = sqlite3.DatabaseError("malformed")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT | 1 << 8
        with pytest.raises(HistoryError) as failure, database.reading():
            raise error
        return failure.value.message.key

    assert damaged(tmp_path / "check") == "history.damaged"
    assert (tmp_path / "check").exists()
    assert damaged(tmp_path / "nowhere" / "check") == "history.damaged"


def _raised(call: Callable[[], object]) -> HistoryError:
    with pytest.raises(HistoryError) as failure:
        call()
    return failure.value


def test_a_folder_that_vanishes_is_told(history: SqlHistory, folder: Path, tmp_path: Path) -> None:
    history.open()
    history.close()
    folder.rename(tmp_path / "gone")
    folder.write_text("x")
    error = _raised(history.rows)
    assert error.message.key == "history.folder"
    assert error.__cause__ is not None


def test_a_copy_holds_what_the_log_still_has_and_is_private(database: Database, tmp_path: Path) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO owner VALUES (7)")
    target = tmp_path / "new" / "copy.db"
    database.copy(target)
    with closing(sqlite3.connect(target)) as copied:
        assert copied.execute("SELECT id FROM owner").fetchall() == [(7,)]
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_copy_that_fails_leaves_the_last_one(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copies" / "copy.db"
    database.copy(target)
    before = target.read_bytes()
    with database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO owner VALUES (7)")

    def refuse(*_: object) -> None:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr("coach.adapters.database.engine.os.fsync", refuse)
    with pytest.raises(HistoryError) as failure:
        database.copy(target)
    assert failure.value.message.key == "history.no_copy"
    assert failure.value.message.values == {"folder": str(target.parent)}
    assert target.read_bytes() == before
    assert list(target.parent.iterdir()) == [target]


def test_a_copy_into_no_folder_is_one_sentence(database: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(HistoryError) as failure:
        database.copy(tmp_path / "file" / "copy.db")
    assert failure.value.message.key == "history.no_copy"


def test_a_full_disk_is_called_full_when_copying(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("coach.adapters.database.engine.os.fsync", refuse)
    with pytest.raises(HistoryError) as failure:
        database.copy(tmp_path / "copy.db")
    assert failure.value.message.key == "history.full"


def test_what_cannot_be_shrunk_stays_as_it_is(
    database: Database, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.INFO, "coach.adapters.database")

    def refuse(*_: object) -> None:
        error = sqlite3.OperationalError("locked")
        error.sqlite_errorcode, error.sqlite_errorname = sqlite3.SQLITE_BUSY, "SQLITE_BUSY"
        raise error

    monkeypatch.setattr(engine_module, "_run", refuse)
    database.shrink()
    assert any("SQLITE_BUSY" in record.getMessage() for record in caplog.records)
