"""A person's own packs: questions and packs made, changed, deleted, brought in and handed on.

Every change reads the file afresh, so that what somebody wrote there with an editor in the meantime is kept.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import msgspec

from coach.adapters.packs.bin import Bin, Entry, write_text
from coach.adapters.packs.blocks import Blocks, body_text, cut, head_text
from coach.adapters.packs.shelf import QuestionPacks, read_text
from coach.adapters.packs.toml import NotTomlError
from coach.errors import FileError
from coach.messages import Message, msg
from coach.model import Pack, Question
from coach.practice.own_packs import Binned, Incoming, free_title, id_from

BIN = "deleted"
WAITING = "unfinished.json"
LICENCE = "private"
"""What stands in a pack made in the window, until its writer chooses terms for others."""


class OwnQuestionPacks(QuestionPacks):
    """Read the packs of some folders, and change those of the last one; see `practice.own_packs.OwnPacks`."""

    def __init__(self, folders: Sequence[Path], schema: Path) -> None:
        super().__init__(folders, schema)
        self._own = folders[-1]
        self._bin = Bin(self._own / BIN)
        self._known: dict[str, Path] = {}
        self._waiting: dict[str, Question] | None = None
        self._lock = threading.RLock()

    @property
    def folder(self) -> Path:
        """Return where the person's packs are."""
        return self._own

    def own(self) -> Sequence[Pack]:
        """List the packs that can be changed."""
        return [pack for pack in self.packs() if self._is_own(pack)]

    def mistakes(self, question: Question) -> Mapping[str, Message]:
        """Say by the name of the field what is wrong with a question; nothing for one that a pack can hold."""
        return self.mistakes_of({**fields(question), "id": "any"})

    def unfinished(self) -> Mapping[str, Question]:
        """Return what was last written of questions that hold a mistake; a file that cannot be read is left alone."""
        if self._waiting is None:
            try:
                self._waiting = msgspec.json.decode((self._own / WAITING).read_bytes(), type=dict[str, Question])
            except (OSError, msgspec.DecodeError):
                self._waiting = {}
        return self._waiting

    def keep_unfinished(self, questions: Mapping[str, Question]) -> None:
        """Keep what is written of such questions, in place of those that were kept before."""
        with self._lock:
            write_text(self._own / WAITING, msgspec.json.encode(questions).decode() + "\n")
            self._waiting = dict(questions)

    def make(self, title: str, question: Question) -> Question:
        """Make a pack with its first question, and return that one with its key."""
        with self._lock:
            name = self._free_id(title)
            values = fields(question)
            values["id"] = _wished(question, ())
            head = {"format": 1, "id": name, "title": title, "language": "en", "licence": LICENCE}
            blocks = Blocks((head_text(head), ""), (body_text(values),))
            return self._write(self._free_file(name), blocks.text).questions[0]

    def add(self, pack_id: str, question: Question) -> Question:
        """Put a question at the end of a pack, and return it with its key."""
        with self._lock:
            pack, path, blocks = self._open(pack_id)
            values = fields(question)
            values["id"] = _wished(question, self._taken(pack))
            blocks = blocks.with_body(body_text(values), len(blocks.bodies))
            return self._write(path, blocks.text).questions[-1]

    def replace(self, before: Question, after: Question) -> Question:
        """Write the fields in which two versions of a question differ; the key is that of `before`."""
        with self._lock:
            pack, path, blocks = self._open(before.key.partition("/")[0])
            number = _place(pack, before.key, path)
            old, new = fields(before), fields(after)
            values = {key: new.get(key) for key in {**old, **new} if old.get(key) != new.get(key) and key != "id"}
            return self._write(path, blocks.with_values(number, values).text).questions[number]

    def remove(self, key: str) -> Binned:
        """Put a question into the bin; a pack goes there with its last question."""
        with self._lock:
            pack, path, blocks = self._open(key.partition("/")[0])
            number = _place(pack, key, path)
            if len(pack.questions) == 1:
                return self.remove_pack(pack.id)
            entry = self._bin.put(blocks.alone(number).text, pack.id, key.partition("/")[2], number)
            self._write(path, blocks.without(number).text)
            return Binned(entry.id, entry.binned_at, pack.id, pack.title, pack.questions[number])

    def rename(self, pack_id: str, title: str) -> None:
        """Give a pack another title."""
        with self._lock:
            _, path, blocks = self._open(pack_id)
            self._write(path, blocks.with_head(title=title).text)

    def duplicate(self, pack_id: str, title: str) -> Pack:
        """Copy any pack into one of the person's own."""
        with self._lock:
            _, blocks = self._blocks(self._path_of(pack_id))
            name = self._free_id(title)
            return self._write(self._free_file(name), blocks.with_head(id=name, title=title).text)

    def remove_pack(self, pack_id: str) -> Binned:
        """Put a pack into the bin."""
        with self._lock:
            path = self._own_path(pack_id)
            pack, text = self.check(path), read_text(path)
            entry = self._bin.put(text, pack_id)
            _unlink(path)
            self.read_again()
            return Binned(entry.id, entry.binned_at, pack.id, pack.title)

    def binned(self) -> Sequence[Binned]:
        """List what is in the bin, newest first; what cannot be read there is left alone."""
        found = []
        for entry in self._bin.entries():
            try:
                pack = self.check(entry.path)
            except FileError:
                continue
            question = pack.questions[0] if entry.question else None
            found.append(Binned(entry.id, entry.binned_at, pack.id, pack.title, question))
        return found

    def restore(self, binned_id: str) -> str:
        """Take something out of the bin; return the key of the question or the pack's id."""
        with self._lock:
            entry = self._bin.find(binned_id)
            pack, text = self.check(entry.path), read_text(entry.path)
            own = next((each for each in self.own() if each.id == pack.id), None)
            if entry.question and own is not None:
                return self._put_back(entry, pack.questions[0], own)
            if own is not None:
                self.remove_pack(own.id)
            elif any(each.id == pack.id for each in self.packs()):
                raise FileError(msg("packs.read_only", title=pack.title), entry.path, msg("packs.read_only.advice"))
            self._write(self._free_file(pack.id), text)
            self._bin.drop(entry)
            return pack.questions[0].key if entry.question else pack.id

    def _put_back(self, entry: Entry, question: Question, own: Pack) -> str:
        path = self._own_path(own.id)
        _, kept = self._blocks(entry.path)
        pack, blocks = self._blocks(path)
        body = kept.bodies[0]
        ids = {each.key.partition("/")[2] for each in pack.questions}
        if entry.question in ids:
            body = kept.with_values(0, {"id": id_from(question.text, ids)}).bodies[0]
        place = min(entry.place, len(pack.questions))
        back = self._write(path, blocks.with_body(body, place).text)
        self._bin.drop(entry)
        return back.questions[place].key

    def peek(self, path: Path) -> Incoming:
        """Check a pack that somebody wants to bring in."""
        pack = self.check(path)
        there = next((each for each in self.packs() if each.id == pack.id), None)
        return Incoming(pack, there, there is not None and self._is_own(there))

    def bring(self, path: Path, *, replace: bool = False) -> Pack:
        """Copy a pack into the person's own; where its id is taken, it gets another one or replaces the own one."""
        with self._lock:
            pack, text = self.check(path), read_text(path)
            if replace and any(each.id == pack.id for each in self.own()):
                target = self._own_path(pack.id)
                self._bin.put(read_text(target), pack.id)
                return self._write(target, text)
            if any(each.id == pack.id for each in self.packs()):
                name = self._free_id(pack.id)
                title = free_title(pack.title, [each.title for each in self.packs()])
                _, blocks = self._blocks(path)
                return self._write(self._free_file(name), blocks.with_head(id=name, title=title).text)
            return self._write(self._free_file(pack.id), text)

    def export(self, pack_id: str, path: Path) -> None:
        """Write a copy of any pack to a file."""
        write_text(path, read_text(self._path_of(pack_id)))

    # Files

    def _is_own(self, pack: Pack) -> bool:
        return pack.path is not None and pack.path.parent == self._own

    def _path_of(self, pack_id: str) -> Path:
        """Return the file of a pack that can be used; raise FileError where there is none."""
        paths = {pack.id: pack.path for pack in self.packs() if pack.path is not None}
        self._known.update(paths)
        if pack_id not in paths:
            known = self._known.get(pack_id, self._own / f"{pack_id}.toml")
            self.check(known)  # says what is wrong with a pack that was good before
            raise FileError(msg("packs.gone", file=str(known)), known, msg("packs.gone.advice"))
        return paths[pack_id]

    def _own_path(self, pack_id: str) -> Path:
        path = self._path_of(pack_id)
        if path.parent != self._own:
            raise FileError(msg("packs.read_only", title=pack_id), path, msg("packs.read_only.advice"))
        return path

    def _open(self, pack_id: str) -> tuple[Pack, Path, Blocks]:
        path = self._own_path(pack_id)
        pack, blocks = self._blocks(path)
        return pack, path, blocks

    def _blocks(self, path: Path) -> tuple[Pack, Blocks]:
        """Read a pack afresh, with its text in pieces."""
        text = read_text(path)
        pack = self.check_text(path, text)
        try:
            return pack, cut(text)
        except NotTomlError as error:
            raise FileError(msg("packs.rigid", file=str(path)), path, msg("packs.rigid.advice")) from error

    def _write(self, path: Path, text: str) -> Pack:
        """Write what is a good pack, and nothing else."""
        pack = self.check_text(path, text)
        write_text(path, text)
        self.forget(path)
        return pack

    # Names

    def _free_id(self, title: str) -> str:
        """Find an id that no pack has or had: takes may refer to it."""
        there = {pack.id for pack in self.packs()} | {entry.pack_id for entry in self._bin.entries()}
        return id_from(title, there | {path.stem for path in self._own.glob("*.toml")})

    def _free_file(self, name: str) -> Path:
        path, number = self._own / f"{name}.toml", 2
        while path.exists():
            path = self._own / f"{name}-{number}.toml"
            number += 1
        return path

    def _taken(self, pack: Pack) -> set[str]:
        """List the ids that the questions of a pack have or had."""
        had = {entry.question for entry in self._bin.entries() if entry.pack_id == pack.id}
        return {question.key.partition("/")[2] for question in pack.questions} | had


def fields(question: Question) -> dict[str, object]:
    """Return what a pack's file holds of a question, in the order of the guide; what is empty is left out."""
    values: dict[str, object] = {
        "id": question.key.partition("/")[2],
        "category": question.category,
        "topic": question.topic,
        "text": question.text,
        "parts": list(question.parts),
        "aim_seconds": round(question.aim_seconds),
        "anchors": list(question.anchors),
        "structure": list(question.structure),
        "follow_ups": list(question.follow_ups),
        "key_terms": list(question.key_terms),
        "roles": list(question.roles),
        "audience": question.audience,
        "clarify_first": question.clarify_first,
    }
    needed = ("text", "aim_seconds", "follow_ups")
    return {key: value for key, value in values.items() if value or key in needed}


def _wished(question: Question, taken: Collection[str]) -> str:
    """Return the id that a question brings along, or one made of its text."""
    wish = question.key.partition("/")[2]
    return wish if wish and wish not in taken else id_from(wish or question.text, taken)


def _place(pack: Pack, key: str, path: Path) -> int:
    """Return where a question stands in its pack; raise FileError where it is gone."""
    for number, each in enumerate(pack.questions):
        if each.key == key:
            return number
    raise FileError(msg("packs.question_gone", file=str(path)), path, msg("packs.gone.advice"))


def _unlink(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        message = msg("packs.unwritable", file=str(path))
        raise FileError(message, path, msg("packs.unwritable.advice"), detail=type(error).__name__) from error
