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
        self._seen: dict[Path, tuple[object, Pack]] = {}

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

    def forget(self, path: Path) -> None:
        """Read a file again, whatever its clock says: it was written here."""
        self._seen.pop(path, None)
        self._read = None

    def check(self, path: Path) -> Pack:
        """Read one pack; raise FileError with the first thing that is wrong."""
        return self.check_text(path, read_text(path))

    def check_text(self, path: Path, text: str) -> Pack:
        """Read a pack from the text that its file holds, or is going to hold; raise FileError."""
        data = _parse(path, text)
        for problem in self._problems_of(path, text, data):
            raise problem
        return _pack(path, data)

    def check_all(self, path: Path) -> list[FileError]:
        """List everything that is wrong with one pack; nothing for a good one."""
        try:
            text = read_text(path)
            return list(self._problems_of(path, text, _parse(path, text)))
        except FileError as error:
            return [error]

    def mistakes_of(self, question: dict[str, Any]) -> dict[str, Message]:
        """Say by its key what is wrong with the values of a question: the first thing of each."""
        whole = {"format": 1, "id": "any", "title": "any", "language": "en", "licence": "any", "question": [question]}
        found: dict[str, Message] = {}
        for error in self._schema_errors(whole):
            for place, what in explain(error):
                found.setdefault(str(place[2]), what)
        return found

    def _all(self) -> tuple[tuple[Pack, ...], tuple[FileError, ...]]:
        if self._read is None:
            packs: dict[str, Pack] = {}
            problems: list[FileError] = []
            for path in self._files(problems):
                pack = self._checked(path)
                if isinstance(pack, FileError):
                    problems.append(_left_out(pack))
                    continue
                if pack.id in packs:
                    first = packs[pack.id].path
                    what = msg("packs.same_pack", id=pack.id, other=str(first))
                    problem = _problem(path, what, line_of(read_text(path), ("id",)), "id")
                    problems.append(_left_out(problem))
                else:
                    packs[pack.id] = pack
            self._read = tuple(packs.values()), tuple(problems)
        return self._read

    def _checked(self, path: Path) -> Pack | FileError:
        """Read a pack, unless its file is as it was when it was read last."""
        try:
            status = path.stat()
            stamp = (status.st_mtime_ns, status.st_size)
            if path not in self._seen or self._seen[path][0] != stamp:
                self._seen[path] = stamp, self.check(path)
            return self._seen[path][1]
        except FileError as error:
            return error
        except OSError as error:
            return _unreadable(path, error)

    def _files(self, problems: list[FileError]) -> Iterator[Path]:
        for folder in self._folders:
            try:
                found = sorted(folder.iterdir()) if folder.exists() else []
            except OSError as error:
                problems.append(_unreadable(folder, error))
                continue
            yield from (path for path in found if path.suffix.lower() == ".toml" and not path.name.startswith("."))

    def _problems_of(self, path: Path, text: str, data: dict[str, Any]) -> Iterator[FileError]:
        found = [pair for error in self._schema_errors(data) for pair in explain(error)]
        found = sorted(found + list(repeated(data)), key=lambda pair: [str(step).zfill(6) for step in pair[0]])
        placed = [(line_of(text, place), place, what) for place, what in found[:MOST_PROBLEMS]]
        for line, place, what in sorted(placed, key=lambda entry: entry[0]):
            yield _problem(path, what, line, _key(place))

    def _schema_errors(self, data: dict[str, Any]) -> Iterator[Any]:
        if self._validator is None:
            self._validator = Draft202012Validator(json.loads(self._schema.read_text(encoding="utf-8")))
        yield from self._validator.iter_errors(data)


def read_text(path: Path) -> str:
    """Read the text of a pack; raise FileError."""
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
