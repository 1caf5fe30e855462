"""Bring recordings in from files: each becomes a take of its own, or leaves nothing behind."""

from __future__ import annotations

import filecmp
import mimetypes
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from coach.errors import CoachError, HistoryError
from coach.messages import Message
from coach.model import Attempt, Question, Recording
from coach.practice.history import History
from coach.practice.ports import Controls, Heard

SOUND_SUFFIXES = frozenset(
    (
        *(".wav", ".mp3", ".m4a", ".aac", ".flac", ".ogg", ".oga", ".opus", ".wma", ".aif", ".aiff", ".aifc", ".amr"),
        *(".caf", ".mka", ".weba", ".au", ".3gp", ".mp4", ".mov", ".mkv", ".webm", ".m4v", ".avi", ".spx", ".ac3"),
    )
)
"""What names of files end in that phones, recorders and meeting programs write sound into, with pictures or without."""

LONGEST_TITLE = 120
"""Characters of a file's name that become the title of its take."""


class Decoding(Protocol):
    """Tell how many seconds have been decoded; `total` is what the file claims to hold, 0 where it does not say."""

    @property
    def seconds(self) -> float:
        """Return the seconds so far."""
        ...

    @property
    def total(self) -> float:
        """Return the length that the file claims."""
        ...


class Decoded(Protocol):
    """Hold the decoded file; `warning` says that the source is damaged and what could be read was kept."""

    @property
    def recording(self) -> Recording:
        """Return what was written."""
        ...

    @property
    def warning(self) -> Message | None:
        """Return what was wrong with the source."""
        ...


class Decode(Protocol):
    """Turn any sound file into a WAV file; raise FileError, or Cancelled, and leave no file then."""

    def __call__(self, path: Path, target: Path, controls: Controls, /) -> Generator[Decoding, None, Decoded]:
        """Decode `path` into `target`."""
        ...


Review = Callable[[Attempt, Callable[[], bool], Controls], Generator[Heard, None, Attempt]]
"""Transcribe, judge and save a take whose sound is complete where the function says so."""


Stage = Literal["reading", "transcribing"]
News = TypeVar("News")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Far:
    """Tell how much of a stage is done (0-1); None where the file does not say how long it is."""

    stage: Stage
    share: float | None


@dataclass(frozen=True, slots=True)
class Brought:
    """Hold the take that a file is now, or was already (`here`); `warning` says that the file was damaged."""

    attempt: Attempt
    here: bool = False
    warning: Message | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Hold the files of what was dropped or chosen: those that can hold sound, and those that cannot."""

    sounds: tuple[Path, ...]
    others: tuple[Path, ...]


class Bringing:
    """Make takes of sound files; `recordings` is the folder below which the history keeps its sound."""

    def __init__(self, decode: Decode, review: Review, history: History, recordings: Path) -> None:
        self._decode = decode
        self._review = review
        self._history = history
        self._recordings = recordings

    def bring(self, path: Path, question: Question | None, controls: Controls) -> Generator[Far, None, Brought]:
        """Decode a file into a new take's own file, transcribe, judge and save it.

        Its time is that of the file, and without a question its title is the file's name. A file whose sound is a take
        already becomes none. Raise FileError, EngineError, HistoryError, Cancelled; then there is no take of it.
        """
        attempt = self._history.begin(question, started_at=_spoken_at(path))
        saved = False
        try:
            decoded = yield from self._read(path, attempt, controls)
            twin = self._twin(attempt)
            if twin is not None:
                return Brought(twin, here=True)
            # The take stays "being recorded", locked by this process, until its words are there: so it can still go.
            judged = yield from self._write(attempt, controls)
            saved = True
            if question is None:  # in a list, its file's name tells it from the others
                judged = self._history.rename(judged.id, path.stem[:LONGEST_TITLE])
            return Brought(judged, warning=decoded.warning)
        finally:
            if not saved:
                # A take whose words were saved before something broke is finished by then, and stays.
                with suppress(CoachError):
                    self._history.discard(attempt.id)

    def _read(self, path: Path, attempt: Attempt, controls: Controls) -> Generator[Far, None, Decoded]:
        assert attempt.recording is not None
        reading = self._decode(path, attempt.recording.path, controls)
        return (yield from _told(reading, "reading", lambda news: _share(news.seconds, news.total)))

    def _write(self, attempt: Attempt, controls: Controls) -> Generator[Far, None, Attempt]:
        review = self._review(attempt, lambda: True, controls)
        return (yield from _told(review, "transcribing", lambda heard: _share(heard.until, heard.seconds)))

    def _twin(self, attempt: Attempt) -> Attempt | None:
        """Find a finished take with the very same sound: the same file decodes to the same bytes."""
        assert attempt.recording is not None
        path = attempt.recording.path
        size = path.stat().st_size
        for other in sorted(self._recordings.rglob("*.wav")):
            if other == path or not _same(path, other, size):
                continue
            with suppress(HistoryError):  # sound that no take knows
                found = self._history.attempt(other.stem)
                if found.state != "recording":
                    return found
        return None


def find_sounds(paths: Sequence[Path]) -> Found:
    """Sort files by whether they can hold sound, each once; of a folder, the files directly in it count."""
    sounds: dict[Path, None] = {}
    others: dict[Path, None] = {}
    for path in paths:
        for file in _files_of(path):
            (sounds if may_be_sound(file) else others)[file] = None
    return Found(tuple(sounds), tuple(others))


def may_be_sound(path: Path) -> bool:
    """Tell by its name whether a file can hold sound; one whose name ends in nothing may."""
    suffix = path.suffix.lower()
    kind = mimetypes.guess_type(path.name)[0] or ""
    return not suffix or suffix in SOUND_SUFFIXES or kind.startswith(("audio/", "video/"))


def _files_of(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    try:
        return sorted(each for each in path.iterdir() if each.is_file() and not each.name.startswith("."))
    except OSError:
        return [path]


def _same(path: Path, other: Path, size: int) -> bool:
    try:
        return other.stat().st_size == size and filecmp.cmp(path, other, shallow=False)
    except OSError:  # deleted meanwhile
        return False


def _spoken_at(path: Path) -> datetime | None:
    """Take the time of a file for the time it was spoken; None where there is none to be had, or it is yet to come."""
    try:
        found = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, ValueError, OverflowError):
        return None
    return found if found <= datetime.now(UTC) else None


def _share(done: float, total: float) -> float | None:
    return min(1.0, done / total) if total > 0 else None


def _told(
    work: Generator[News, None, Result], stage: Stage, share: Callable[[News], float | None]
) -> Generator[Far, None, Result]:
    """Run a stage to its end, saying how far it has come."""
    yield Far(stage, 0.0)
    try:
        while True:
            yield Far(stage, share(next(work)))
    except StopIteration as end:
        result: Result = end.value
        return result
    finally:
        work.close()
