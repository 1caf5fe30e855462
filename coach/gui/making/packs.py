"""Changes of a person's own packs: each runs on the errand worker, is told, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coach.errors import CoachError
from coach.gui.bridge import Bridge
from coach.messages import Message, msg
from coach.model import Pack, Question
from coach.practice.own_packs import Binned, Home, Incoming, Kept, OwnPacks, Shelf, keep, look

MOST_STEPS = 100
SHORT = 60
"""Characters of a question that are told when it is deleted."""


@dataclass(frozen=True, slots=True)
class Step:
    """Hold what was done, how to take it back, and which question (by key) or pack (by id) it was done to."""

    told: Message
    back: Callable[[], object]
    about: str


class PackChanges(QObject):
    """Change packs and keep the way back; whoever shows them hears of every change."""

    seen = Signal(object, str)
    """A Shelf, and the key or id of what was changed last (empty: nothing)."""
    told = Signal(object)
    """A Message about a step that can be taken back."""
    noted = Signal(object)
    """A Message about something that changed no pack."""
    troubled = Signal(object)

    def __init__(self, bridge: Bridge, packs: OwnPacks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.packs = packs
        self._steps: list[Step] = []

    @property
    def undoable(self) -> bool:
        """Tell whether there is a step to take back."""
        return bool(self._steps)

    def refresh(self) -> None:
        """Look at the files again: somebody may have changed them elsewhere."""

        def again() -> Shelf:
            self.packs.read_again()
            return look(self.packs)

        self._bridge.call("errand", again, on_done=lambda shelf: self.seen.emit(shelf, ""))

    def save(
        self,
        before: Question,
        wanted: Question,
        home: Home,
        on_kept: Callable[[Kept], None],
        on_failed: Callable[[CoachError], None],
    ) -> None:
        """Write what is good of a question that is being written, and say what became of it."""

        def act() -> tuple[Kept, Shelf]:
            return keep(self.packs, before, wanted, home), look(self.packs)

        def done(found: tuple[Kept, Shelf]) -> None:
            kept, shelf = found
            if kept.question is not None and kept.question != before:
                self._note(before, kept.question)
            on_kept(kept)
            self.seen.emit(shelf, kept.question.key if kept.question is not None else "")

        def failed(error: BaseException) -> None:
            if isinstance(error, CoachError):
                on_failed(error)

        self._bridge.call("errand", act, on_done=done, on_failed=failed)

    def copy_question(self, question: Question, home: Home) -> None:
        """Put a copy of a question into a pack; the program's own becomes the person's that way."""

        def act() -> Step:
            made = self.packs.add(home.pack_id, question) if home.pack_id else self.packs.make(home.title, question)
            told = msg("own_packs.done.copied", title=self._title_of(made))
            return Step(told, partial(self.packs.remove, made.key), made.key)

        self._do(act)

    def remove(self, question: Question) -> None:
        """Put a question into the bin."""

        def act() -> Step:
            binned = self.packs.remove(question.key)
            told = msg("own_packs.done.deleted", text=_short(question.text))
            if binned.question is None:
                told = msg("own_packs.done.deleted_last", text=_short(question.text), title=binned.title)
            return Step(told, partial(self.packs.restore, binned.id), question.key)

        self._do(act)

    def remove_pack(self, pack: Pack) -> None:
        """Put a pack into the bin."""

        def act() -> Step:
            binned = self.packs.remove_pack(pack.id)
            told = msg("own_packs.done.deleted_pack", title=pack.title, n=len(pack.questions))
            return Step(told, partial(self.packs.restore, binned.id), pack.id)

        self._do(act)

    def restore(self, binned: Binned) -> None:
        """Take something out of the bin."""

        def act() -> Step:
            name = self.packs.restore(binned.id)
            again = self.packs.remove if binned.question is not None else self.packs.remove_pack
            what = binned.title if binned.question is None else _short(binned.question.text)
            return Step(msg("own_packs.done.restored", text=what), partial(again, name), name)

        self._do(act)

    def rename(self, pack: Pack, title: str) -> None:
        """Give a pack another title."""

        def act() -> Step:
            self.packs.rename(pack.id, title)
            told = msg("own_packs.done.renamed", title=title)
            return Step(told, partial(self.packs.rename, pack.id, pack.title), pack.id)

        self._do(act)

    def copy_pack(self, pack: Pack, title: str) -> None:
        """Copy a pack whole."""

        def act() -> Step:
            made = self.packs.duplicate(pack.id, title)
            told = msg("own_packs.done.copied_pack", title=title, n=len(made.questions))
            return Step(told, partial(self.packs.remove_pack, made.id), made.id)

        self._do(act)

    def peek(self, path: Path, on_done: Callable[[Incoming], None], on_failed: Callable[[], None]) -> None:
        """Check a file that somebody wants to bring in."""

        def failed(error: BaseException) -> None:
            if isinstance(error, CoachError):
                self.troubled.emit(error)
                on_failed()

        self._bridge.call("errand", lambda: self.packs.peek(path), on_done=on_done, on_failed=failed)

    def bring(self, path: Path, *, instead: bool) -> None:
        """Copy a file into the person's packs; `instead` replaces the one of the same id."""

        def act() -> Step:
            known = {binned.id for binned in self.packs.binned()}
            pack = self.packs.bring(path, replace=instead)
            replaced = [binned.id for binned in self.packs.binned() if binned.id not in known]
            back = partial(self.packs.restore, replaced[0]) if replaced else partial(self.packs.remove_pack, pack.id)
            return Step(msg("own_packs.done.brought", title=pack.title, n=len(pack.questions)), back, pack.id)

        self._do(act)

    def export(self, pack: Pack, path: Path) -> None:
        """Write a copy of a pack to a file."""
        told = msg("own_packs.done.exported", title=pack.title, file=path.name)
        self._bridge.call(
            "errand",
            lambda: self.packs.export(pack.id, path),
            on_done=lambda _: self.noted.emit(told),
        )

    def undo(self) -> None:
        """Take the last step back."""
        if not self._steps:
            return
        step = self._steps.pop()

        def act() -> Shelf:
            step.back()
            return look(self.packs)

        self._bridge.call("errand", act, on_done=lambda shelf: self.seen.emit(shelf, step.about))

    def _do(self, act: Callable[[], Step]) -> None:
        def done(found: tuple[Step, Shelf]) -> None:
            step, shelf = found
            self._push(step)
            self.seen.emit(shelf, step.about)
            self.told.emit(step.told)

        self._bridge.call("errand", lambda: (act(), look(self.packs)), on_done=done)

    def _note(self, before: Question, after: Question) -> None:
        """Remember how to take back what was written."""
        back = partial(self.packs.replace, after, before) if before.key else partial(self.packs.remove, after.key)
        self._push(Step(msg("own_packs.done.changed"), back, after.key))

    def _push(self, step: Step) -> None:
        self._steps = [*self._steps, step][-MOST_STEPS:]

    def _title_of(self, question: Question) -> str:
        titles: Mapping[str, str] = {pack.id: pack.title for pack in self.packs.own()}
        return titles[question.key.partition("/")[0]]


def _short(text: str) -> str:
    return text if len(text) <= SHORT else text[: SHORT - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
