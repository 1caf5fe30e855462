"""A broken database is named and set aside, a fresh one made, and nothing is deleted."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from filelock import FileLock

from coach.adapters.database import opening
from coach.adapters.database.opening import set_aside
from coach.adapters.database.takes import SqlHistory
from coach.adapters.wav import wav_seconds
from coach.errors import HistoryError
from tests.practice.promises.history import ASKED, kept

Open = Callable[[], SqlHistory]


@pytest.fixture
def filled(open_history: Open, folder: Path) -> Path:
    """Give a database with one take of one second, closed."""
    history = open_history()
    kept(history, ASKED, "it was slow")
    history.close()
    return folder / "history.db"


def garbage(path: Path) -> None:
    path.write_bytes(os.urandom(4096))


def text(path: Path) -> None:
    path.write_text("no database at all")


def halved(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def cut_in_the_header(path: Path) -> None:
    os.truncate(path, 50)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "something").write_text("x")


def somebody_elses(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE invoice (id)")
        connection.execute("PRAGMA user_version = 7")
        connection.commit()


@pytest.mark.parametrize("damage", [garbage, text, halved, cut_in_the_header, a_folder, somebody_elses])
def test_a_broken_database_is_set_aside(open_history: Open, filled: Path, damage: Callable[[Path], None]) -> None:
    damage(filled)
    content = filled.read_bytes() if filled.is_file() else b""
    history = open_history()
    problem = history.open()
    assert problem is history.problem
    assert isinstance(problem, HistoryError)
    assert problem.message.key == "history.broken"
    assert problem.message.values == {"file": str(filled), "aside": "history.broken-1.db"}
    assert problem.advice is not None
    aside = filled.with_name("history.broken-1.db")
    assert aside.is_dir() or aside.read_bytes() == content
    assert history.rows() == []
    (adopted,) = history.adopt()
    assert adopted.state == "recovered"
    assert adopted.recording is not None
    assert adopted.recording.seconds == pytest.approx(1.0)
    assert history.adopt() == []
    history.close()
    assert open_history().open() is None


def test_a_second_broken_one_gets_a_name_of_its_own(open_history: Open, filled: Path) -> None:
    for number in (1, 2):
        garbage(filled)
        history = open_history()
        history.open()
        history.close()
        assert filled.with_name(f"history.broken-{number}.db").exists()


def test_the_log_of_a_database_goes_with_it(tmp_path: Path) -> None:
    for name in ("history.db", "history.db-wal", "history.db-shm"):
        (tmp_path / name).write_text(name)
    aside = set_aside(tmp_path / "history.db")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        aside.name: "history.db",
        aside.name + "-wal": "history.db-wal",
        aside.name + "-shm": "history.db-shm",
    }


def test_damage_met_later_is_told_and_set_aside_at_the_next_start(open_history: Open, filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'attempt'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with filled.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(os.urandom(size))
    history = open_history()
    assert history.open() is None
    with pytest.raises(HistoryError) as failure:
        history.rows()
    assert failure.value.message.key == "history.damaged"
    history.close()
    history = open_history()
    problem = history.open()
    assert problem is not None
    assert problem.message.key == "history.broken"
    assert len(history.adopt()) == 1
    history.close()
    assert open_history().open() is None


def test_a_suspect_that_is_sound_stays(open_history: Open, filled: Path, folder: Path) -> None:
    (folder / "history.check").touch()
    history = open_history()
    assert history.open() is None
    assert len(history.rows()) == 1
    assert not (folder / "history.check").exists()


def test_an_empty_file_is_a_new_database(open_history: Open, folder: Path) -> None:
    folder.mkdir()
    (folder / "history.db").touch()
    history = open_history()
    assert history.open() is None
    assert history.rows() == []


def test_a_newer_database_is_left_alone(open_history: Open, filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = {path: path.read_bytes() for path in filled.parent.rglob("*") if path.is_file()}
    with pytest.raises(HistoryError) as failure:
        open_history().rows()
    assert failure.value.message.key == "history.newer"
    assert {path: path.read_bytes() for path in filled.parent.rglob("*") if path.is_file()} == before


def test_programs_that_start_together_make_one_database(open_history: Open) -> None:
    programs = [open_history() for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        attempts = list(pool.map(lambda history: history.begin(ASKED), programs))
    assert {history.problem for history in programs} == {None}
    assert {row.id for row in programs[0].rows()} == {attempt.id for attempt in attempts}


def test_somebody_who_opens_for_too_long_is_told(
    open_history: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "locks").mkdir(parents=True)
    monkeypatch.setattr(opening, "OPENING_SECONDS", 0.05)
    with FileLock(folder / "locks" / "opening.lock"), pytest.raises(HistoryError) as failure:
        open_history().open()
    assert failure.value.message.key == "history.busy"


def test_a_file_in_place_of_the_folder_is_told(open_history: Open, folder: Path) -> None:
    folder.write_text("x")
    with pytest.raises(HistoryError) as failure:
        open_history().open()
    assert failure.value.message.key == "history.folder"


@pytest.fixture
def as_a_guest() -> Iterator[Path]:
    """Give a folder of the person's own; somebody who may do anything becomes nobody for the test."""
    closed = [folder for folder in Path(__file__).resolve().parents if not folder.stat().st_mode & 0o001]
    if os.geteuid() == 0 and closed:
        pytest.skip(f"nobody may not read the program below {closed[-1]}")
    if os.name != "posix":
        pytest.skip("rights of files as on POSIX")
    place = Path(tempfile.mkdtemp(prefix="coach-guest-"))
    if os.geteuid() != 0:
        yield place
        place.chmod(0o700)
    else:
        history = SqlHistory(place / "first", wav_seconds)
        history.open()  # loads what is loaded late: nobody may not read the folder that Python itself lives in
        history.close()
        shutil.rmtree(place / "first")
        os.chown(place, 65534, 65534)
        os.seteuid(65534)
        yield place
        os.seteuid(0)
    shutil.rmtree(place)


def test_a_folder_that_may_not_be_written_is_told(as_a_guest: Path) -> None:
    as_a_guest.chmod(0o500)
    history = SqlHistory(as_a_guest / "data", wav_seconds)
    with pytest.raises(HistoryError) as failure:
        history.open()
    assert failure.value.message.key == "history.readonly"
    as_a_guest.chmod(0o700)
    assert history.open() is None
    history.close()


def test_a_history_that_may_not_be_written_is_told_and_not_set_aside(as_a_guest: Path) -> None:
    history = SqlHistory(as_a_guest, wav_seconds)
    kept(history)
    history.close()
    before = {path.name for path in as_a_guest.iterdir()}
    (as_a_guest / "history.db").chmod(0o400)
    as_a_guest.chmod(0o500)
    for call in (history.rows, lambda: history.begin(ASKED)):
        try:
            call()
        except HistoryError as error:
            assert error.message.key in ("history.readonly", "history.folder")  # noqa: PT017 - a list may work
    with pytest.raises(HistoryError):
        history.begin(ASKED)
    history.close()
    as_a_guest.chmod(0o700)
    assert {path.name for path in as_a_guest.iterdir()} - {"history.db-shm", "history.db-wal"} == before


def test_opening_an_existing_history_loads_no_migrations(filled: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nimport coach.adapters.database\n"
        "assert not {'sqlalchemy', 'alembic', 'filelock'} & set(sys.modules)\n"
        "from coach.adapters.database.takes import SqlHistory\n"
        "history = SqlHistory(Path(sys.argv[1]), lambda path: (0.0, 0))\n"
        "print(len(history.rows()), 'alembic' in sys.modules, 'sqlalchemy.orm' in sys.modules)\n"
        "history.close()\n"
    )
    command = [sys.executable, "-W", "error", "-c", code, str(filled.parent)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (run.stdout, run.stderr) == ("1 False False\n", "")
