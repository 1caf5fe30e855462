"""The seam to everything that is kept: as one file to carry away, brought back from it, listed, and deleted."""

from __future__ import annotations

from collections.abc import Collection, Generator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

from coach.practice.history import Stored
from coach.practice.ports import Controls

Extra = Literal["models", "settings"]
"""What "delete everything" leaves alone unless a person wants it gone too."""
ALWAYS_DELETED = ("database", "recordings", "backups", "packs", "voice", "reports")
"""The kinds of what is stored that "delete everything" deletes; the log holds nothing that was said."""


@dataclass(frozen=True, slots=True)
class Step:
    """Tell how much of a stage is done, in bytes; deleting counts files."""

    stage: Literal["writing", "checking", "unpacking", "deleting"]
    done: int
    total: int

    @property
    def share(self) -> float:
        """Return how much of the stage is done (0-1)."""
        return min(1.0, self.done / self.total) if self.total > 0 else 1.0


@dataclass(frozen=True, slots=True)
class Contents:
    """Describe a backup: when it was made and by which version, and the files, recordings and bytes that are in it."""

    made_at: datetime
    version: str
    schema: int
    files: int
    recordings: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Saved:
    """Hold a finished backup that was read back, with its own size in bytes."""

    path: Path
    bytes: int
    contents: Contents


@dataclass(frozen=True, slots=True)
class Coming:
    """Hold a backup that was checked and unpacked beside what is here; nothing has changed yet."""

    folder: Path
    contents: Contents


@dataclass(frozen=True, slots=True)
class SetAside:
    """Hold what was here before a backup was restored; it can be brought back until it is removed."""

    folder: Path
    made_at: datetime


class Keeping(Protocol):
    """Keep everything in one file, bring it back, say what is stored where, delete it all."""

    def stored(self) -> Sequence[Stored]:
        """Say what is stored where, kind by kind."""
        ...

    def save(self, target: Path, controls: Controls, *, replace: bool = False) -> Generator[Step, None, Saved]:
        """Write everything into one file and read it back; a folder gets a file with today's date.

        Raise FileError, HistoryError, Cancelled; then what was at `target` is as it was.
        """
        ...

    def look(self, source: Path) -> Contents:
        """Say what is in a backup without unpacking it; raise FileError where it cannot be used."""
        ...

    def unpack(self, source: Path, controls: Controls) -> Generator[Step, None, Coming]:
        """Check every file of a backup and lay it beside what is here; raise FileError, Cancelled."""
        ...

    def take_over(self, coming: Coming) -> SetAside:
        """Set aside what is here and put what was unpacked in its place: all of it, or nothing.

        Raise HistoryError where another program has the takes open, FileError; then what is here is as it was.
        """
        ...

    def drop(self, coming: Coming) -> None:
        """Forget what was unpacked."""
        ...

    def set_aside(self) -> SetAside | None:
        """Return what was set aside last, if it is still here."""
        ...

    def bring_back(self) -> SetAside:
        """Swap what is here for what was set aside last; what was here is set aside in turn.

        Raise HistoryError, FileError.
        """
        ...

    def remove_set_aside(self) -> None:
        """Delete what was set aside."""
        ...

    def delete_everything(self, controls: Controls, also: Collection[Extra] = ()) -> Generator[Step, None, int]:
        """Delete all that a person said, wrote and made; return how many files those were.

        Raise HistoryError where another program has the takes open, FileError.
        """
        ...
