"""Takes written into a folder, one file for each or one for all; what writes a format is handed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from coach.errors import Cancelled
from coach.messages import Message, msg
from coach.model import Attempt
from coach.practice.export.files import explained, file_stem, free, whole
from coach.practice.export.formats import FORMATS, Format, Lack, lacking, left_out_message
from coach.practice.ports import Controls


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
        return ended, *(left_out_message(lack, count) for lack, count in self.left_out.items())


class Write(Protocol):
    """Write takes into a new file; yield how many are done, in parts of one; raise OSError, CoachError, Cancelled."""

    def __call__(self, takes: Iterable[Attempt], target: Path, controls: Controls) -> Generator[float, None, None]:
        """Write them."""
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
        with explained(folder):
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


def _look_at(controls: Controls) -> None:
    if controls.cancel.is_set() or controls.stop.is_set():
        raise Cancelled
