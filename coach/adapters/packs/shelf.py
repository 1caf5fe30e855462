"""Question packs: read those of some folders, and check one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from coach.adapters.packs.mistakes import explain, repeated
from coach.adapters.packs.toml import NotTomlError, Place, line_of, read_toml
from coach.errors import FileError
from coach.messages import Message, msg
from coach.model import Pack, Question

LARGEST = 1_000_000
"""Bytes beyond which a file is no question pack; tomlkit reads about 400 kB a second."""
MOST_PROBLEMS = 50
"""Problems named of one file: more help nobody."""


class QuestionPacks:
    """Read the packs (`*.toml`) of some folders, in their order; a folder that is not there holds none."""

    def __init__(self, folders: Sequence[Path], schema: Path) -> None:
        self._folders = tuple(folders)
        self._schema = schema
        self._validator: Any = None
        self._read: tuple[tuple[Pack, ...], tuple[FileError, ...]] | None = None

    def packs(self) -> Sequence[Pack]:
        """List the packs that can be used."""
        return self._all()[0]

    def problems(self) -> Sequence[FileError]:
        """List what is wrong with the packs that cannot be used."""
        return self._all()[1]

    def question(self, key: str) -> Question | None:
        """Find a question by its key."""
        return next((each for pack in self.packs() for each in pack.questions if each.key == key), None)

    def read_again(self) -> None:
        """Forget what was read, so that changed files are seen."""
        self._read = None

    def check(self, path: Path) -> Pack:
        """Read one pack; raise FileError with the first thing that is wrong."""
        text = _read_text(path)
        data = _parse(path, text)
        for problem in self._problems_of(path, text, data):
            raise problem
        return _pack(path, data)

    def check_all(self, path: Path) -> list[FileError]:
        """List everything that is wrong with one pack; nothing for a good one."""
        try:
            text = _read_text(path)
            return list(self._problems_of(path, text, _parse(path, text)))
        except FileError as error:
            return [error]

    def _all(self) -> tuple[tuple[Pack, ...], tuple[FileError, ...]]:
        if self._read is None:
            packs: dict[str, Pack] = {}
            problems: list[FileError] = []
            for path in self._files(problems):
                try:
                    pack = self.check(path)
                except FileError as error:
                    problems.append(_left_out(error))
                    continue
                if pack.id in packs:
                    first = packs[pack.id].path
                    what = msg("packs.same_pack", id=pack.id, other=str(first))
                    problem = _problem(path, what, line_of(_read_text(path), ("id",)), "id")
                    problems.append(_left_out(problem))
                else:
                    packs[pack.id] = pack
            self._read = tuple(packs.values()), tuple(problems)
        return self._read

    def _files(self, problems: list[FileError]) -> Iterator[Path]:
        for folder in self._folders:
            try:
                found = sorted(folder.iterdir()) if folder.exists() else []
            except OSError as error:
                problems.append(_unreadable(folder, error))
                continue
            yield from (path for path in found if path.suffix.lower() == ".toml" and not path.name.startswith("."))

    def _problems_of(self, path: Path, text: str, data: dict[str, Any]) -> Iterator[FileError]:
        if self._validator is None:
            self._validator = Draft202012Validator(json.loads(self._schema.read_text(encoding="utf-8")))
        found = [pair for error in self._validator.iter_errors(data) for pair in explain(error)]
        found = sorted(found + list(repeated(data)), key=lambda pair: [str(step).zfill(6) for step in pair[0]])
        placed = [(line_of(text, place), place, what) for place, what in found[:MOST_PROBLEMS]]
        for line, place, what in sorted(placed, key=lambda entry: entry[0]):
            yield _problem(path, what, line, _key(place))


def _read_text(path: Path) -> str:
    try:
        if path.is_dir():
            raise FileError(msg("packs.folder", file=str(path)), path)
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(data) > LARGEST:
        raise FileError(msg("packs.too_big", file=str(path), limit=LARGEST // 1000), path)
    try:
        return data.decode("utf-8-sig")  # some editors of Windows write a byte order mark
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _problem(path, msg("packs.encoding"), line, "") from error


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return read_toml(text)
    except NotTomlError as error:
        raise _problem(path, error.what, error.line, "") from error


def _pack(path: Path, data: dict[str, Any]) -> Pack:
    questions = tuple(
        Question(
            key=f"{data['id']}/{each['id']}",
            category=each["category"],
            text=" ".join(each["text"].split()),
            aim_seconds=float(each["aim_seconds"]),
            audience=each.get("audience", ""),
            topic=each.get("topic", ""),
            clarify_first=each.get("clarify_first", False),
            parts=tuple(each.get("parts", ())),
            anchors=tuple(each.get("anchors", ())),
            structure=tuple(each.get("structure", ())),
            follow_ups=tuple(each["follow_ups"]),
            key_terms=tuple(each.get("key_terms", ())),
            roles=tuple(each.get("roles", ())),
        )
        for each in data["question"]
    )
    return Pack(data["id"], data["title"], data["language"], data["licence"], questions, path)


def _problem(path: Path, what: Message, line: int, key: str) -> FileError:
    if key:
        message = msg("packs.problem", file=str(path), line=line, key=key, what=what)
    else:
        message = msg("packs.problem_line", file=str(path), line=line, what=what)
    return FileError(message, path, None, line, key, what.key)


def _left_out(error: FileError) -> FileError:
    """Add what a problem means for the program, where no advice of its own is there."""
    advice = error.advice or msg("packs.advice")
    return FileError(error.message, error.path, advice, error.line, error.key, error.detail)


def _unreadable(path: Path, error: OSError) -> FileError:
    if isinstance(error, FileNotFoundError):
        return FileError(msg("packs.gone", file=str(path)), path, msg("packs.gone.advice"), detail="FileNotFoundError")
    message = msg("packs.unreadable", file=str(path))
    return FileError(message, path, msg("packs.unreadable.advice"), detail=type(error).__name__)


def _key(place: Place) -> str:
    """Write a place as a person counts: `question[1].id` is the id of the first question."""
    return "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in place).lstrip(".")
