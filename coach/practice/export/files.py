"""How files come to lie in a folder: whole, under names that work everywhere, over nothing that is there."""

from __future__ import annotations

import errno
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from coach.errors import FileError
from coach.messages import msg
from coach.model import Attempt

LONGEST_NAME = 60
"""Characters of the question in a file's name: it stays readable in a list of files."""
LONGEST_BYTES = 180
"""Bytes of it: file systems stop at 255, and a date, a number and an ending join it."""
KEPT = " -_'(),"
"""What stands in a file's name besides letters and digits: safe on Linux, macOS and Windows."""
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


def file_stem(attempt: Attempt) -> str:
    """Name a file after the day of a take and how its title or question begins; safe on every system."""
    asked = attempt.title or (attempt.question.text if attempt.question is not None else "")
    plain = unicodedata.normalize("NFC", asked)
    kept = "".join(mark if unicodedata.category(mark)[0] in "LNM" or mark in KEPT else " " for mark in plain)
    words = ""
    for word in kept.split():
        longer = f"{words} {word}".strip()
        if len(longer) > LONGEST_NAME or len(longer.encode()) > LONGEST_BYTES:
            words = words or longer[: LONGEST_BYTES // 6]
            break
        words = longer
    return f"{attempt.started_at.astimezone():%Y-%m-%d} {words}".strip()


def free(folder: Path, stem: str, extension: str) -> Path:
    """Return a path in a folder at which nothing lies yet: a number is added to a name that is taken."""
    path, number = folder / f"{stem}{extension}", 2
    while path.exists():
        path = folder / f"{stem} ({number}){extension}"
        number += 1
    return path


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a path to write to; the file comes to its own name when it is whole. Raise FileError for an OSError."""
    fresh = path.with_name(f".{path.name}.part")
    with explained(path.parent):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            yield fresh
            fresh.replace(path)
        finally:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn an OSError into a FileError about this folder."""
    try:
        yield
    except OSError as error:
        full = error.errno in _FULL
        message = msg("out.full", folder=str(folder)) if full else msg("out.folder", folder=str(folder))
        advice = msg("out.full.advice") if full else msg("out.folder.advice")
        raise FileError(message, folder, advice, detail=type(error).__name__) from error
