"""Bring a database to the newest schema, with a backup first."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from coach.adapters.database.engine import copy_database
from coach.adapters.database.tables import APPLICATION, SCHEMA

BACKUPS_KEPT = 3
SCRIPTS = Path(__file__).with_name("migrations")


def migrate(engine: Engine, found: int, backups: Path, target: int = SCHEMA, scripts: Path = SCRIPTS) -> None:
    """Run the migrations from schema `found` (0: a new file) up to `target`: all of them, or none.

    The engine must not enforce foreign keys: SQLite changes a table by building it anew, and dropping the old one
    would delete what refers to it.
    """
    # Loading alembic takes longer than everything else at the start, and is needed about once a year.
    from alembic import command
    from alembic.config import Config

    if found:
        back_up(engine, found, backups)
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    with engine.execution_options(writing=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, f"{target:04d}")
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise RuntimeError(f"migration to schema {target} left a row without its owner")
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION}")
        connection.exec_driver_sql(f"PRAGMA user_version={target}")


def back_up(engine: Engine, schema: int, folder: Path) -> Path:
    """Write a copy of the database, whole in one file, and keep the newest few."""
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"history-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}-schema-{schema}.db"
    copy_database(engine, path)
    for old in sorted(folder.glob("history-*.db"))[:-BACKUPS_KEPT]:
        old.unlink(missing_ok=True)
    return path
