"""Freeze a database of the newest schema for the tests of later migrations: `python -m tests.tools.freeze_database`.

Run it once, when a schema version is finished; a frozen file is never written again.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from coach.adapters.database.prepared.stories import SqlStories
from coach.adapters.database.tables import SCHEMA
from coach.adapters.database.takes import SqlHistory
from coach.adapters.wav import wav_seconds
from coach.model import Correction, Frames, Question, Story, Transcript
from tests.practice.promises.history import ASKED, TOLD, judged, kept, said

FOLDER = Path(__file__).resolve().parents[1] / "data" / "databases"
REMARKS = """
INSERT INTO correction (id, attempt_id, made_at, kind, name, verdict, start, "end", quote)
    SELECT 'fix-1', id, started_at, 'filler', 'um', 'dismissed', 0.0, 0.25, 'um' FROM attempt WHERE number = 1;
"""

FRAMES = Frames(0.024, bytes(range(0, 250, 5)), b"\xff\x00\x80", b"\x40\x80\xc0")
OUTAGE = Story("s1", "The outage", {"problem": "pager"}, {"object": "the red light"}, ("failure",), ("metrics",))
NOT_UM = Correction("fix-2", "filler", "um", "dismissed", 0.0, 0.25, "um")


def fill(history: SqlHistory) -> None:
    """Make takes in every state, with every kind of row."""
    first = kept(history, ASKED, "um it was slow and c++ was the trade-off")
    assert first.review is not None
    history.reviewed(first.id, first.review.id, judged())
    history.note(first.id, "Slower at the end.")
    history.bookmark(first.id, 0.5, "here")
    history.rename(first.id, "The first")
    history.star(True, first.id)
    history.feel(first.id, "hard")
    history.transcribed(first.id, Transcript("it was slow, and C++ was the trade-off", (), edited=True))
    told = kept(history, TOLD, "um a conflict")
    assert told.review is not None
    history.reviewed(told.id, told.review.id, judged(None))
    history.correct(told.id, NOT_UM)
    history.transcribed(told.id, replace(said("um a conflict", "moonshine"), frames=FRAMES))
    kept(history, Question("core/ü", "design", "Größe? 🙂", audience="a grandmother"))
    binned = kept(history, None, "never mind")
    history.bin(binned.id)
    history.begin(ASKED, OUTAGE, "sitting-1")
    stories = SqlStories(history.share)
    stories.keep(Story("s2", "Never mind"))
    stories.bin("s2")


def freeze(path: Path) -> None:
    """Write a filled database, whole in one file."""
    with tempfile.TemporaryDirectory() as folder:
        history = SqlHistory(Path(folder), wav_seconds)
        try:
            fill(history)
        finally:
            history.close()
        connection = sqlite3.connect(Path(folder) / "history.db")
        try:
            connection.executescript(REMARKS)
            connection.execute("VACUUM INTO ?", (str(path),))
        finally:
            connection.close()


def main() -> int:
    path = FOLDER / f"schema-{SCHEMA}.db"
    if path.exists():
        sys.stderr.write(f"{path.name} is frozen already\n")
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    freeze(path)
    sys.stdout.write(f"{path.name}: {path.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
