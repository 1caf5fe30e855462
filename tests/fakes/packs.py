"""Question packs that exist only in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace as changed
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coach.errors import CoachError, FileError
from coach.messages import Message, msg
from coach.model import Pack, Question
from coach.practice.own_packs import Binned, Incoming, free_title, id_from


class FakeOwnPacks:
    """Hold the program's packs and one person's; `broken` is what is wrong with others, `failing` fails each change."""

    def __init__(self, program: Sequence[Pack] = (), folder: Path = Path("questions")) -> None:
        self._program = tuple(program)
        self._packs: dict[str, Pack] = {}
        self._bin: dict[str, tuple[Binned, Pack, int]] = {}
        self.files: dict[Path, Pack] = {}
        self.folder = folder
        self.broken: list[CoachError] = []
        self.failing: FileError | None = None
        self.written = 0
        self.waiting: Mapping[str, Question] = {}
        self.looked_again = 0

    def packs(self) -> Sequence[Pack]:
        return (*self._program, *self._packs.values())

    def own(self) -> Sequence[Pack]:
        return tuple(self._packs.values())

    def problems(self) -> Sequence[CoachError]:
        return self.broken

    def question(self, key: str) -> Question | None:
        return next((each for pack in self.packs() for each in pack.questions if each.key == key), None)

    def read_again(self) -> None:
        self.looked_again += 1

    def mistakes(self, question: Question) -> Mapping[str, Message]:
        found = {}
        if not question.text.strip():
            found["text"] = msg("packs.empty")
        if len(question.follow_ups) < 2:
            found["follow_ups"] = msg("packs.too_few", n=2)
        if not (question.anchors or question.structure):
            found["anchors"] = msg("packs.missing_either")
        if len(question.parts) > 3:
            found["parts"] = msg("packs.too_many", n=3)
        return found

    def unfinished(self) -> Mapping[str, Question]:
        return self.waiting

    def keep_unfinished(self, questions: Mapping[str, Question]) -> None:
        self._fail()
        self.waiting = dict(questions)

    def make(self, title: str, question: Question) -> Question:
        self._check(question)
        name = id_from(title, self._ids())
        made = changed(question, key=f"{name}/{question.key.partition('/')[2] or id_from(question.text, ())}")
        return self._write(Pack(name, title, "en", "private", (made,))).questions[0]

    def add(self, pack_id: str, question: Question) -> Question:
        self._check(question)
        pack = self._own(pack_id)
        had = {each.key for _, old, _ in self._bin.values() for each in old.questions}
        taken = {each.key.partition("/")[2] for each in pack.questions} | {key.partition("/")[2] for key in had}
        wish = question.key.partition("/")[2]
        name = wish if wish and wish not in taken else id_from(wish or question.text, taken)
        made = changed(question, key=f"{pack_id}/{name}")
        self._write(changed(pack, questions=(*pack.questions, made)))
        return made

    def replace(self, before: Question, after: Question) -> Question:
        self._check(after)
        pack = self._own(before.key.partition("/")[0])
        place = self._place(pack, before.key)
        new = changed(after, key=before.key)
        self._write(changed(pack, questions=(*pack.questions[:place], new, *pack.questions[place + 1 :])))
        return new

    def remove(self, key: str) -> Binned:
        pack = self._own(key.partition("/")[0])
        place = self._place(pack, key)
        if len(pack.questions) == 1:
            return self.remove_pack(pack.id)
        question = pack.questions[place]
        binned = self._put(changed(pack, questions=(question,)), question, place)
        self._write(changed(pack, questions=tuple(each for each in pack.questions if each is not question)))
        return binned

    def rename(self, pack_id: str, title: str) -> None:
        if not title.strip():
            raise FileError(msg("packs.empty"), Path(pack_id))
        self._write(changed(self._own(pack_id), title=title))

    def duplicate(self, pack_id: str, title: str) -> Pack:
        return self._write(self._copy(self._find(pack_id), id_from(title, self._ids()), title))

    def remove_pack(self, pack_id: str) -> Binned:
        binned = self._put(self._own(pack_id), None, 0)
        del self._packs[pack_id]
        return binned

    def binned(self) -> Sequence[Binned]:
        return [binned for binned, _, _ in reversed(self._bin.values())]

    def restore(self, binned_id: str) -> str:
        if binned_id not in self._bin:
            raise FileError(msg("packs.gone", file=binned_id), Path(binned_id))
        binned, pack, place = self._bin[binned_id]
        if binned.question is not None and pack.id in self._packs:
            now = self._packs[pack.id]
            self._write(changed(now, questions=(*now.questions[:place], binned.question, *now.questions[place:])))
        else:
            if pack.id in self._packs:
                self.remove_pack(pack.id)
            self._write(pack)
        del self._bin[binned_id]
        return binned.question.key if binned.question else pack.id

    def peek(self, path: Path) -> Incoming:
        if path not in self.files:
            raise FileError(msg("packs.gone", file=str(path)), path, msg("packs.gone.advice"))
        pack = self.files[path]
        there = next((each for each in self.packs() if each.id == pack.id), None)
        return Incoming(pack, there, pack.id in self._packs)

    def bring(self, path: Path, *, replace: bool = False) -> Pack:
        coming = self.peek(path)
        if coming.there is None:
            return self._write(coming.pack)
        if replace and coming.replaceable:
            self._put(coming.there, None, 0)
            return self._write(coming.pack)
        title = free_title(coming.pack.title, [each.title for each in self.packs()])
        return self._write(self._copy(coming.pack, id_from(coming.pack.id, self._ids()), title))

    def export(self, pack_id: str, path: Path) -> None:
        self._fail()
        self.files[path] = self._find(pack_id)

    def _check(self, question: Question) -> None:
        for what in self.mistakes(question).values():
            raise FileError(what, self.folder)

    def _fail(self) -> None:
        if self.failing is not None:
            raise self.failing

    def _write(self, pack: Pack) -> Pack:
        self._fail()
        self.written += 1
        self._packs[pack.id] = pack
        return pack

    def _put(self, pack: Pack, question: Question | None, place: int) -> Binned:
        self._fail()
        at = datetime(2026, 3, 2, 12, tzinfo=UTC) + timedelta(minutes=self.written + len(self._bin))
        binned = Binned(f"{self.written}-{len(self._bin)}", at, pack.id, pack.title, question)
        self.written += 1
        self._bin[binned.id] = (binned, pack, place)
        return binned

    def _find(self, pack_id: str) -> Pack:
        found = next((pack for pack in self.packs() if pack.id == pack_id), None)
        if found is None:
            raise FileError(msg("packs.gone", file=pack_id), Path(pack_id), msg("packs.gone.advice"))
        return found

    def _own(self, pack_id: str) -> Pack:
        found = self._find(pack_id)
        if pack_id not in self._packs:
            raise FileError(msg("packs.read_only", title=found.title), Path(pack_id), msg("packs.read_only.advice"))
        return found

    def _place(self, pack: Pack, key: str) -> int:
        for place, question in enumerate(pack.questions):
            if question.key == key:
                return place
        raise FileError(msg("packs.question_gone", file=pack.id), Path(pack.id))

    def _ids(self) -> set[str]:
        return {pack.id for pack in self.packs()} | {pack.id for _, pack, _ in self._bin.values()}

    def _copy(self, pack: Pack, name: str, title: str) -> Pack:
        questions = tuple(changed(each, key=f"{name}/{each.key.partition('/')[2]}") for each in pack.questions)
        return changed(pack, id=name, title=title, questions=questions, path=None)
