"""What a take gives away: the formats, what each needs of a take, and how files come to lie in a folder.

Terminal and window read the same list of formats. What writes a format is handed in, as a function.
"""

from __future__ import annotations

import errno
import unicodedata
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

from coach.errors import Cancelled, FileError
from coach.messages import Message, msg
from coach.model import Attempt
from coach.practice.ports import Controls

Need = Literal["", "review", "words", "sound"]
"""What a take must have to be written in a format; "" is nothing."""
Lack = Literal["typed", "no_review", "no_words", "no_sound"]
"""Why a take was left out."""

LONGEST_NAME = 60
"""Characters of the question in a file's name: it stays readable in a list of files."""
LONGEST_BYTES = 180
"""Bytes of it: file systems stop at 255, and a date, a number and an ending join it."""
KEPT = " -_'(),"
"""What stands in a file's name besides letters and digits: safe on Linux, macOS and Windows."""
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


@dataclass(frozen=True, slots=True)
class Format:
    """Hold one way to write takes: what it is called and for, and whether all takes go together into one file.

    A file of all takes is called `stem`.
    """

    key: str
    name: Message
    purpose: Message
    extension: str
    needs: Need = ""
    stem: str = ""

    @property
    def together(self) -> bool:
        """Tell whether one file holds all takes."""
        return bool(self.stem)


FORMATS: tuple[Format, ...] = (
    Format("pdf", msg("out.pdf"), msg("out.pdf.for"), ".pdf", "review"),
    Format("html", msg("out.html"), msg("out.html.for"), ".html", "review"),
    Format("markdown", msg("out.markdown"), msg("out.markdown.for"), ".md", "review"),
    Format("csv", msg("out.csv"), msg("out.csv.for"), ".csv", stem="takes"),
    Format("moments", msg("out.moments"), msg("out.moments.for"), ".csv", stem="moments"),
    Format("json", msg("out.json"), msg("out.json.for"), ".json", stem="takes"),
    Format("srt", msg("out.srt"), msg("out.srt.for"), ".srt", "words"),
    Format("vtt", msg("out.vtt"), msg("out.vtt.for"), ".vtt", "words"),
    Format("wav", msg("out.wav"), msg("out.wav.for"), ".wav", "sound"),
    Format("flac", msg("out.flac"), msg("out.flac.for"), ".flac", "sound"),
)


@dataclass(frozen=True, slots=True)
class Saved:
    """Tell how many takes are done, in parts of one, of how many; and how many files lie in the folder by now."""

    done: float
    total: int
    files: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold what an export left in a folder, and how many takes it left out for which reason."""

    folder: Path
    written: tuple[Path, ...]
    left_out: Mapping[Lack, int] = field(default_factory=dict)

    @property
    def told(self) -> tuple[Message, ...]:
        """Say how it ended, one sentence each."""
        count = len(self.written)
        ended = msg("out.done", n=count, folder=str(self.folder)) if count else msg("out.nothing")
        return ended, *(_left_out(lack, count) for lack, count in self.left_out.items())


class Write(Protocol):
    """Write takes into a new file; yield how many are done, in parts of one; raise OSError, CoachError, Cancelled."""

    def __call__(self, takes: Iterable[Attempt], target: Path, controls: Controls) -> Generator[float, None, None]:
        """Write them."""
        ...


@dataclass(frozen=True, slots=True)
class Figure:
    """Hold a picture of a report: its name on the page, what it shows in words, its size in pixels, what paints it."""

    name: str
    about: str
    width: int
    height: int
    paint: Callable[[Any], None]


class Printing(Protocol):
    """Draw the pictures of a report, and print reports on paper."""

    def figures(self, attempt: Attempt) -> Sequence[Figure]:
        """Return the pictures that a take has."""
        ...

    def svg(self, figure: Figure) -> str:
        """Return a picture as an SVG element."""
        ...

    def print(self, page: str, figures: Sequence[Figure], title: str, target: Path) -> None:
        """Print a page (HTML, its pictures as `<img src="figure:NAME">`) into a PDF file; raise OSError."""
        ...


class Exports:
    """Write takes into a folder; `find` gives a take by its id, `writer_of` what writes a format by its key."""

    def __init__(self, find: Callable[[str], Attempt], writer_of: Callable[[str], Write]) -> None:
        self._find = find
        self._writer_of = writer_of

    def export(self, ids: Sequence[str], key: str, folder: Path, controls: Controls) -> Generator[Saved, None, Outcome]:
        """Write each file whole or not at all, over none that is there; what is whole stays when it is cancelled.

        Raise FileError where the folder cannot be written into, HistoryError for an unknown take, Cancelled.
        """
        wanted = next(one for one in FORMATS if one.key == key)
        write = self._writer_of(key)
        with _explained(folder):
            folder.mkdir(parents=True, exist_ok=True)
            work = self._together if wanted.together else self._one_by_one
            return (yield from work(wanted, write, ids, folder, controls))

    def _one_by_one(
        self, wanted: Format, write: Write, ids: Sequence[str], folder: Path, controls: Controls
    ) -> Generator[Saved, None, Outcome]:
        written: list[Path] = []
        left_out: Counter[Lack] = Counter()
        for place, attempt in enumerate(self._takes(ids, controls)):
            yield Saved(place, len(ids), len(written))
            lack = lacking(attempt, wanted.needs)
            if lack is not None:
                left_out[lack] += 1
                continue
            target = free(folder, file_stem(attempt), wanted.extension)
            with whole(target) as fresh:
                for share in write([attempt], fresh, controls):
                    yield Saved(place + share, len(ids), len(written))
                    _look_at(controls)
            written.append(target)
        yield Saved(len(ids), len(ids), len(written))
        return Outcome(folder, tuple(written), dict(left_out))

    def _together(
        self, wanted: Format, write: Write, ids: Sequence[str], folder: Path, controls: Controls
    ) -> Generator[Saved, None, Outcome]:
        target = free(folder, wanted.stem, wanted.extension)
        if not ids:
            return Outcome(folder, ())
        with whole(target) as fresh:
            for done in write(self._takes(ids, controls), fresh, controls):
                yield Saved(done, len(ids), 0)
        return Outcome(folder, (target,))

    def _takes(self, ids: Sequence[str], controls: Controls) -> Iterator[Attempt]:
        for attempt_id in ids:
            _look_at(controls)
            yield self._find(attempt_id)


def lacking(attempt: Attempt, needs: Need) -> Lack | None:
    """Say what a take lacks to be written in a format that needs this; None where it has it."""
    review, recording = attempt.review, attempt.recording
    if needs == "review":
        return None if review is not None and review.report is not None else "no_review"
    if needs in ("words", "sound") and recording is None:
        return "typed"
    if needs == "words":
        return None if review is not None and review.transcript.words else "no_words"
    if needs == "sound" and recording is not None and not recording.path.is_file():
        return "no_sound"
    return None


def _left_out(lack: Lack, count: int) -> Message:
    return {
        "typed": msg("out.left.typed", n=count),
        "no_review": msg("out.left.no_review", n=count),
        "no_words": msg("out.left.no_words", n=count),
        "no_sound": msg("out.left.no_sound", n=count),
    }[lack]


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
    with _explained(path.parent):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            yield fresh
            fresh.replace(path)
        finally:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        full = error.errno in _FULL
        message = msg("out.full", folder=str(folder)) if full else msg("out.folder", folder=str(folder))
        advice = msg("out.full.advice") if full else msg("out.folder.advice")
        raise FileError(message, folder, advice, detail=type(error).__name__) from error


def _look_at(controls: Controls) -> None:
    if controls.cancel.is_set() or controls.stop.is_set():
        raise Cancelled
