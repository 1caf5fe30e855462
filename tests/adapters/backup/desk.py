"""A program's folders with something in all of them, and what keeps and restores them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, TypeVar

from coach.adapters.backup.kept import KeptData
from coach.adapters.backup.places import Places
from coach.adapters.backup.saving import About
from coach.errors import CoachError, HistoryError
from coach.messages import msg
from coach.practice.keeping.backup import Saved, SetAside
from coach.practice.ports import Controls

SCHEMA, APPLICATION = 5, 0x416E6368
T = TypeVar("T")


def database(text: str, schema: int = SCHEMA, application: int = APPLICATION) -> bytes:
    """Make something that begins as a database of ours does."""
    page = bytearray(b"SQLite format 3\x00".ljust(100, b"\x00"))
    page[60:64] = schema.to_bytes(4, "big")
    page[68:72] = application.to_bytes(4, "big")
    return bytes(page) + text.encode()


def run(job: Generator[Any, None, T]) -> T:
    try:
        while True:
            next(job)
    except StopIteration as end:
        result: T = end.value
        return result


def news(job: Generator[T, None, object]) -> list[T]:
    return list(job)


class Desk:
    """`busy` makes another program have the database open; `log` says what was done to it."""

    def __init__(self, home: Path) -> None:
        self.places = Places(home / "data", home / "config" / "settings.json", home / "cache", home / "log")
        self.busy: CoachError | None = None
        self.log: list[str] = []
        self.keeping = KeptData(
            self.places,
            About("1.2", SCHEMA),
            APPLICATION,
            snapshot=lambda target: target.write_bytes(self.places.database.read_bytes()),
            alone=self._be_alone,
            empty=self._empty,
            pack_settings=lambda: b"packed " + self.places.settings.read_bytes(),
            unpack_settings=lambda data: b"un" + data,
        )

    def _be_alone(self) -> None:
        self.log.append("alone")
        if self.busy is not None:
            raise self.busy

    def _empty(self) -> None:
        self.log.append("empty")
        raise HistoryError(msg("history.damaged"))

    def fill(self, word: str) -> None:
        """Put something into every place."""
        for name, data in {
            "history.db": database(word),
            "history.db-wal": word.encode(),
            "recordings/2026/one.wav": word.encode() * 9000,
            f"recordings/2026/{word}.wav": b"",
            "questions/mine.toml": word.encode(),
            "questions/deleted/old.toml": b"old",
            "reports/one.html": word.encode(),
            "drafts.json": word.encode(),
            "models/whisper/base.bin": b"model",
            "backups/history-1.db": b"copy",
            "locks/opening.lock": b"",
        }.items():
            path = self.places.data / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        for path in (self.places.settings, self.places.cache / "voice" / "a.wav", self.places.log / "coach.log"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(word)

    def save(self, target: Path) -> Saved:
        return run(self.keeping.save(target, Controls()))

    def restore(self, source: Path) -> SetAside:
        return self.keeping.take_over(run(self.keeping.unpack(source, Controls())))

    def state(self) -> dict[str, bytes]:
        """Return what a swap replaces, by name."""
        found = files(self.places.data)
        swapped = ("history.db", "history.check", "drafts.json", "recordings", "questions", "reports")
        kept = {name: data for name, data in found.items() if name.startswith(swapped)}
        return kept | {"settings": self.places.settings.read_bytes() if self.places.settings.exists() else b""}

    def leftovers(self) -> list[str]:
        """Name what no finished swap leaves in the data folder."""
        usual = {"recordings", "questions", "reports", "models", "backups", "locks"}
        return sorted(
            path.name
            for path in self.places.data.iterdir()
            if path.name not in usual and not path.name.startswith(("history.", "drafts."))
        )


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its name."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def rewrite(source: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Write a backup again with other files in it."""
    with zipfile.ZipFile(source) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    change(inside)
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in inside.items():
            archive.writestr(name, data)
    return target
