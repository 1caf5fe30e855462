"""A person's own question packs: what can be done with them, and how a question is saved while it is being written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from coach.errors import CoachError
from coach.messages import Message
from coach.model import Pack, Question
from coach.practice.ports import Packs

ID_WORDS = 6
ID_LENGTH = 50
EITHER = frozenset({"anchors", "structure"})
"""Of these two a question needs one, so they are good or not good together."""


@dataclass(frozen=True, slots=True)
class Binned:
    """Hold something that was deleted: a question, or a whole pack where `question` is None."""

    id: str
    binned_at: datetime
    pack_id: str
    title: str
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """Hold a pack that somebody wants to bring in, and the one that has its id already.

    `replaceable` says that the present one is the person's own.
    """

    pack: Pack
    there: Pack | None = None
    replaceable: bool = False


class OwnPacks(Packs, Protocol):
    """Keep the person's own packs; the program's are only read.

    Each change is written whole or not at all, and what it deletes or replaces is in the bin first. All raise FileError
    where a file cannot be read or written or would not be a good pack any more; then nothing has changed. Keys never
    change: takes refer to them.
    """

    @property
    def folder(self) -> Path:
        """Return where the person's packs are."""
        ...

    def own(self) -> Sequence[Pack]:
        """List the packs that can be changed."""
        ...

    def problems(self) -> Sequence[CoachError]:
        """List what is wrong with the packs that cannot be used, each naming its file, line and key."""
        ...

    def read_again(self) -> None:
        """Forget what was read, so that changed files are seen."""
        ...

    def mistakes(self, question: Question) -> Mapping[str, Message]:
        """Say by the name of the field what is wrong with a question; nothing for one that a pack can hold."""
        ...

    def unfinished(self) -> Mapping[str, Question]:
        """Return what was last written of questions that hold a mistake, by their keys; a new one has none yet."""
        ...

    def keep_unfinished(self, questions: Mapping[str, Question]) -> None:
        """Keep what is written of such questions, in place of those that were kept before."""
        ...

    def make(self, title: str, question: Question) -> Question:
        """Make a pack with its first question, and return that one with its key."""
        ...

    def add(self, pack_id: str, question: Question) -> Question:
        """Put a question at the end of a pack, and return it with its key: the id that it has, if that is free."""
        ...

    def replace(self, before: Question, after: Question) -> Question:
        """Write the fields in which two versions of a question differ; the key is that of `before`."""
        ...

    def remove(self, key: str) -> Binned:
        """Put a question into the bin; a pack goes there with its last question."""
        ...

    def rename(self, pack_id: str, title: str) -> None:
        """Give a pack another title."""
        ...

    def duplicate(self, pack_id: str, title: str) -> Pack:
        """Copy any pack, the program's too, into one of the person's own."""
        ...

    def remove_pack(self, pack_id: str) -> Binned:
        """Put a pack into the bin."""
        ...

    def binned(self) -> Sequence[Binned]:
        """List what is in the bin, newest first."""
        ...

    def restore(self, binned_id: str) -> str:
        """Take something out of the bin, to the place where it was; return the key of the question or the pack's id.

        A pack that has got the same id in the meantime goes into the bin instead.
        """
        ...

    def peek(self, path: Path) -> Incoming:
        """Check a pack that somebody wants to bring in."""
        ...

    def bring(self, path: Path, *, replace: bool = False) -> Pack:
        """Copy a pack into the person's own; where its id is taken, it gets another one or replaces the own one."""
        ...

    def export(self, pack_id: str, path: Path) -> None:
        """Write a copy of any pack to a file."""
        ...


@dataclass(frozen=True, slots=True)
class Shelf:
    """Hold all that can be seen of the packs at one moment; `own` are the ids of those that can be changed."""

    packs: tuple[Pack, ...] = ()
    own: frozenset[str] = frozenset()
    problems: tuple[CoachError, ...] = ()
    binned: tuple[Binned, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """Return every question, the person's own first."""
        return tuple(question for pack in self.sorted for question in pack.questions)

    @property
    def sorted(self) -> tuple[Pack, ...]:
        """Return the packs, the person's own first; those by title, the program's in their order."""
        mine = sorted((pack for pack in self.packs if pack.id in self.own), key=lambda pack: pack.title.casefold())
        return (*mine, *(pack for pack in self.packs if pack.id not in self.own))

    def pack_of(self, question: Question) -> Pack | None:
        """Find the pack that holds a question."""
        return next((pack for pack in self.packs if pack.id == question.key.partition("/")[0]), None)

    def find(self, key: str) -> Question | None:
        """Find a question by its key."""
        return next((question for pack in self.packs for question in pack.questions if question.key == key), None)


def look(packs: OwnPacks) -> Shelf:
    """Look at the packs as they are now."""
    own = frozenset(pack.id for pack in packs.own())
    return Shelf(tuple(packs.packs()), own, tuple(packs.problems()), tuple(packs.binned()))


@dataclass(frozen=True, slots=True)
class Home:
    """Name the pack that a new question goes to; one without an id is made, with this title."""

    pack_id: str
    title: str


@dataclass(frozen=True, slots=True)
class Kept:
    """Tell what of a question is in its pack now (None: nothing yet), and what of it had to wait, by field."""

    question: Question | None
    mistakes: Mapping[str, Message]


def keep(packs: OwnPacks, before: Question, wanted: Question, home: Home) -> Kept:
    """Write what is good of a question that is being written; a field with a mistake stays as it was.

    A question that has no key yet gets one as soon as it has a text. What has to wait is kept beside the packs.
    """
    mistakes = packs.mistakes(wanted)
    after = good_part(before, wanted, mistakes)
    now: Question | None = before
    if not before.key and "text" in mistakes:
        now = None
    elif not before.key:
        now = packs.add(home.pack_id, after) if home.pack_id else packs.make(home.title, after)
    elif after != before:
        now = packs.replace(before, after)
    waiting = {key: each for key, each in packs.unfinished().items() if key != before.key}
    key = now.key if now is not None else ""
    if mistakes and replace(wanted, key=key) != (now or before):
        waiting[key] = replace(wanted, key=key)
    if waiting != packs.unfinished():
        packs.keep_unfinished(waiting)
    return Kept(now, mistakes)


def good_part(before: Question, wanted: Question, mistakes: Collection[str]) -> Question:
    """Return the wanted question with the earlier value in each field that holds a mistake."""
    stay = set(mistakes)
    if stay & EITHER:
        stay |= EITHER
    values = {name: getattr(before, name) for name in stay}
    return replace(wanted, key=before.key, **values)


def id_from(text: str, taken: Collection[str]) -> str:
    """Make an id of the first words of a text: small letters and digits, and not one that is taken."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))[:ID_WORDS]
    stem = "-".join(words)[:ID_LENGTH].strip("-") or "one"
    number, name = 2, stem
    while name in taken:
        name = f"{stem}-{number}"
        number += 1
    return name


def free_title(title: str, taken: Collection[str]) -> str:
    """Return a title that can be told from those that are there: "Nursing" becomes "Nursing (2)"."""
    number, name = 2, title
    while name in taken:
        name = f"{title} ({number})"
        number += 1
    return name
