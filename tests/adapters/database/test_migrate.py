"""Migrations run whole or not at all, after a backup, and old databases keep what they hold."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from coach.adapters.database.engine import make_engine
from coach.adapters.database.migrate import BACKUPS_KEPT, SCRIPTS, back_up, migrate
from coach.adapters.database.prepared.stories import SqlStories
from coach.adapters.database.tables import SCHEMA, metadata
from coach.adapters.database.takes import SqlHistory
from coach.model import Correction, Transcript
from coach.practice.history import AnchorCount, Wanted
from tests.practice.promises.history import ASKED, judged, kept, said
from tests.tools.freeze_database import FRAMES, NOT_UM, OUTAGE

FROZEN = sorted((Path(__file__).parents[2] / "data" / "databases").glob("schema-*.db"))

REBUILD = f'''
"""Build a table anew that others refer to."""
import sqlalchemy as sa
from alembic import op
revision = "{SCHEMA + 1:04d}"
down_revision = "{SCHEMA:04d}"
def upgrade():
    with op.batch_alter_table("attempt", recreate="always") as batch:
        batch.add_column(sa.Column("mood", sa.Text(), nullable=False, server_default="calm"))
'''
FAIL = f'''
"""Break off after a change."""
from alembic import op
revision = "{SCHEMA + 2:04d}"
down_revision = "{SCHEMA + 1:04d}"
def upgrade():
    op.drop_table("note")
    op.execute("CREATE TABLE half_done (x)")
    op.execute("SELECT nonsense")
'''
ORPHAN = f'''
"""Leave rows without their owner."""
from alembic import op
revision = "{SCHEMA + 1:04d}"
down_revision = "{SCHEMA:04d}"
def upgrade():
    op.execute("DELETE FROM attempt")
'''


@pytest.fixture
def database(history: SqlHistory, folder: Path) -> Iterator[Engine]:
    """Give an engine, fit for migrations, on a history with one reviewed take."""
    attempt = kept(history, text="it was slow")
    assert attempt.review is not None
    history.reviewed(attempt.id, attempt.review.id, judged())
    history.close()
    engine = make_engine(folder / "history.db", foreign_keys=False)
    yield engine
    engine.dispose()


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SCRIPTS, tmp_path / "100% later"))


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [*connection.iterdump(), str(connection.execute("PRAGMA user_version").fetchone())]


def test_the_newest_script_is_the_schema() -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    assert ScriptDirectory.from_config(config).get_current_head() == f"{SCHEMA:04d}"


def test_migrations_make_the_tables_that_the_code_knows(history: SqlHistory) -> None:
    history.open()
    with history._reading() as connection:

        def ours(name: str | None, kind: str, _parents: object) -> bool:
            return kind != "table" or not (name or "").startswith("search")

        context = MigrationContext.configure(connection, opts={"include_name": ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_partial_indices_and_keyed_tables_are_as_the_code_says(history: SqlHistory, tmp_path: Path) -> None:
    # compare_metadata looks neither at WHERE nor at WITHOUT ROWID.
    def statements(connection: sqlite3.Connection, kind: str) -> dict[str, str]:
        query = "SELECT name, sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL"
        found = {name: " ".join(sql.split()) for name, sql in connection.execute(query, (kind,))}
        return {name: sql for name, sql in found.items() if not name.startswith(("search", "alembic"))}

    history.open()
    engine = make_engine(tmp_path / "other.db")
    metadata.create_all(engine)
    engine.dispose()
    with (
        closing(sqlite3.connect(history._places.database)) as migrated,
        closing(sqlite3.connect(tmp_path / "other.db")) as made,
    ):
        assert statements(migrated, "index") == statements(made, "index")
        keyed = [
            {name for name, sql in statements(connection, "table").items() if sql.endswith("WITHOUT ROWID")}
            for connection in (migrated, made)
        ]
    assert keyed[0] == keyed[1] == {"word", "moment", "measure", "finding", "key_term", "trend"}


def test_there_is_a_frozen_database_of_every_schema() -> None:
    assert [path.name for path in FROZEN] == [f"schema-{number}.db" for number in range(1, SCHEMA + 1)]


@pytest.mark.parametrize("frozen", FROZEN, ids=lambda path: path.stem)
def test_an_old_database_keeps_what_it_holds(
    frozen: Path, open_history: Callable[[], SqlHistory], folder: Path
) -> None:
    folder.mkdir()
    shutil.copyfile(frozen, folder / "history.db")
    history = open_history()
    assert history.open() is None
    with history._reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
    rows = history.rows()
    assert [row.seconds for row in rows] == [0.0, 1.0, 1.0, 1.0]
    reviews = [history.attempt(row.id).review for row in rows]
    assert [row.engine for row in rows] == [review.transcript.engine if review else "" for review in reviews]
    assert [row.state for row in rows] == ["recording", "recorded", "transcribed", "transcribed"]
    assert [row.question_key for row in rows] == ["core/sync", "core/ü", "core/conflict", "core/sync"]
    assert [row.state for row in history.rows(Wanted(binned=True))] == ["transcribed"]
    assert len(history.rows(Wanted(search="C++ trade-off"))) == 1
    assert [row.id for row in history.rows(Wanted(order="question"))] == [rows[place].id for place in (1, 0, 2, 3)]
    judged_in = ["architecture", "behavioural"] if frozen in FROZEN[1:] else ["architecture"]
    said_of = (("outcome", "missing"), ("problem", "found"))
    expected = [AnchorCount(category, *found, 1) for category in judged_in for found in said_of]  # type: ignore[arg-type]
    assert history.anchors_covered() == expected
    assert [point.value for point in history.trend("speech_rate")] == [120.0]
    first = history.attempt(rows[-1].id)
    assert (first.question, first.title, first.starred) == (ASKED, "The first", True)
    assert [review.report for review in first.reviews] == [judged(), None]
    assert first.reviews[0].transcript == said("um it was slow and c++ was the trade-off")
    assert first.reviews[1].transcript == Transcript("it was slow, and C++ was the trade-off", (), edited=True)
    assert [note.text for note in first.notes] == ["Slower at the end."]
    assert [(mark.at, mark.label) for mark in first.bookmarks] == [(0.5, "here")]
    assert first.corrections == (Correction("fix-1", "filler", "um", "dismissed", 0.0, 0.25, "um"),)
    living = history.attempt(rows[0].id)
    assert living.story is not None
    assert living.session_id == "sitting-1"
    number = int(frozen.stem.partition("-")[2])
    assert first.feeling == ("hard" if number >= 6 else "")
    stories = SqlStories(history.share)
    outage = OUTAGE if number >= 4 else replace(OUTAGE, leads=())
    assert [living.story, *stories.stories()] == [outage, outage]
    assert [story.title for story in stories.stories(binned=True)] == (["Never mind"] if number >= 4 else [])
    told = history.attempt(rows[2].id)
    assert told.reviews[-1].transcript.text.endswith("a conflict")
    assert len(kept(history, ASKED, "a new take").reviews) == 1
    backups = [path.stem.partition("schema-")[2] for path in (folder / "backups").glob("*.db")]
    assert backups == ([] if number == SCHEMA else [str(number)])


@pytest.mark.parametrize("frozen", FROZEN[1:], ids=lambda path: path.stem)
def test_frames_and_corrections_of_an_old_database_are_there(
    frozen: Path, open_history: Callable[[], SqlHistory], folder: Path
) -> None:
    folder.mkdir()
    shutil.copyfile(frozen, folder / "history.db")
    history = open_history()
    told = history.attempt(history.rows(Wanted(search="conflict"))[0].id)
    first, second = told.reviews
    noted = FRAMES if frozen in FROZEN[2:] else replace(FRAMES, lift=b"")
    assert (first.transcript.frames, second.transcript.frames) == (None, noted)
    assert told.corrections == (NOT_UM,)
    assert first.report is not None
    assert [moment.kind for moment in first.report.moments] == ["pause"]
    assert history.withdraw(told.id, NOT_UM.id).reviews[0].report == judged(None)


def test_a_migration_keeps_every_row_and_makes_a_backup(
    database: Engine, scripts: Path, folder: Path, tmp_path: Path
) -> None:
    (scripts / "versions" / "later.py").write_text(REBUILD)
    before = dump(folder / "history.db")
    migrate(database, SCHEMA, folder / "backups", SCHEMA + 1, scripts)
    with database.begin() as connection:
        counts = [
            connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()
            for name in ("attempt", "recording", "transcript", "word", "report", "moment", "measure")
        ]
        assert connection.exec_driver_sql("SELECT mood FROM attempt").scalar_one() == "calm"
        assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == SCHEMA + 1
    assert counts == [1, 1, 1, 3, 1, 2, 2]
    (backup,) = (folder / "backups").iterdir()
    assert sorted(dump(backup)) == sorted(before)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


@pytest.mark.parametrize(("last", "steps"), [(FAIL, 2), (ORPHAN, 1)])
def test_a_migration_that_fails_changes_nothing(
    database: Engine, scripts: Path, folder: Path, last: str, steps: int
) -> None:
    if steps == 2:
        (scripts / "versions" / "later.py").write_text(REBUILD)
    (scripts / "versions" / "last.py").write_text(last)
    before = dump(folder / "history.db")
    with pytest.raises(Exception, match=r"nonsense|without its owner"):
        migrate(database, SCHEMA, folder / "backups", SCHEMA + steps, scripts)
    assert dump(folder / "history.db") == before


def test_a_backup_holds_what_the_log_still_has_and_few_are_kept(database: Engine, folder: Path) -> None:
    with database.begin() as connection:
        connection.exec_driver_sql("UPDATE attempt SET title = 'in the log'")
    made = [back_up(database, 1, folder / "backups") for _ in range(BACKUPS_KEPT + 2)]
    assert sorted((folder / "backups").iterdir()) == made[-BACKUPS_KEPT:]
    with closing(sqlite3.connect(made[-1])) as connection:
        assert connection.execute("SELECT title FROM attempt").fetchall() == [("in the log",)]
