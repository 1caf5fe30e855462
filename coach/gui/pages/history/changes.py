"""What is done to takes from the list, many at once where many are chosen, and how the last step is taken back."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from coach.errors import CoachError
from coach.gui.bridge import Bridge
from coach.gui.widgets.takes.model import Chosen
from coach.messages import Message, msg
from coach.practice.history import AttemptRow, History, Wanted
from coach.practice.ports import Controls

BATCH = 100
"""Takes that are changed in one transaction; a cancelled change ends between two."""
STEPS = 20
"""Steps that can be taken back, the newest first."""

Act = Callable[..., object]


@dataclass(frozen=True, slots=True)
class Step:
    """Hold what was done and how it is taken back: with a call for batches of these takes."""

    done: Message
    back: Act
    ids: tuple[str, ...]


class Changes(QObject):
    """Change takes on the errand worker, one change at a time."""

    begun = Signal(object, bool)
    """Something is being done (what), and whether it can be ended half-way."""
    progressed = Signal(int, int)
    """So many takes are done, of so many."""
    done = Signal(object, bool)
    """Something was done (what), and whether it can be taken back."""
    rested = Signal()
    """The change has ended, one way or another: look again."""

    def __init__(self, bridge: Bridge, history: History) -> None:
        super().__init__()
        self._bridge = bridge
        self._history = history
        self._steps: list[Step] = []
        self._controls: Controls | None = None

    @property
    def busy(self) -> bool:
        """Tell whether a change is on its way."""
        return self._controls is not None

    def end(self) -> None:
        """End the change that is on its way; what is done by then stays done, and can be taken back."""
        if self._controls is not None:
            self._controls.cancel.set()

    def bin(self, chosen: Chosen, wanted: Wanted) -> None:
        """Put takes into the bin."""

        def then(ids: tuple[str, ...]) -> Step:
            return Step(msg("takes.binned", n=len(ids)), self._history.restore, ids)

        self._change(chosen, wanted, msg("takes.binning"), self._history.bin, _finished, then)

    def restore(self, chosen: Chosen, wanted: Wanted) -> None:
        """Take takes out of the bin."""

        def then(ids: tuple[str, ...]) -> Step:
            return Step(msg("takes.restored", n=len(ids)), self._history.bin, ids)

        self._change(chosen, wanted, msg("takes.restoring"), self._history.restore, _finished, then)

    def star(self, chosen: Chosen, wanted: Wanted, starred: bool) -> None:
        """Star takes, or take the star away; those that are so already are left alone."""

        def then(ids: tuple[str, ...]) -> Step:
            done = msg("takes.starred", n=len(ids)) if starred else msg("takes.unstarred", n=len(ids))
            return Step(done, lambda *back: self._history.star(not starred, *back), ids)

        def act(*ids: str) -> None:
            self._history.star(starred, *ids)

        self._change(chosen, wanted, msg("takes.starring"), act, lambda row: row.starred != starred, then)

    def rename(self, row: AttemptRow, title: str) -> None:
        """Give a take a title, or "" to call it by its question again."""
        done = msg("takes.renamed", title=title) if title else msg("takes.renamed.back")

        def then(ids: tuple[str, ...]) -> Step:
            return Step(done, lambda *back: self._history.rename(back[0], row.title), ids)

        def act(*ids: str) -> None:
            self._history.rename(ids[0], title)

        self._change(Chosen((row,)), Wanted(), msg("takes.renaming"), act, lambda _: True, then)

    def take_back(self) -> None:
        """Take the last step back."""
        if self.busy or not self._steps:
            return
        step = self._steps.pop()
        self._start(step.ids, (), msg("takes.taking_back"), step.back, lambda _: None)

    def delete_binned(self) -> None:
        """Delete the takes in the bin for good; nothing before it can be taken back then."""

        def work(_: Controls) -> Generator[object, None, int]:
            yield from ()
            return self._history.delete_binned()

        def told(count: int) -> None:
            self._steps.clear()
            self.done.emit(msg("takes.deleted", n=count), False)

        if not self.busy:
            self._run(work, msg("takes.deleting"), told, endable=False)

    def _change(
        self,
        chosen: Chosen,
        wanted: Wanted,
        what: Message,
        act: Act,
        affects: Callable[[AttemptRow], bool],
        then: Callable[[tuple[str, ...]], Step],
    ) -> None:
        """Do something to the chosen takes that it affects, and keep how it is taken back."""
        if self.busy:
            return

        def keep(ids: tuple[str, ...]) -> None:
            if ids:
                step = then(ids)
                self._steps = [*self._steps[1 - STEPS :], step]
                self.done.emit(step.done, True)

        ids = [row.id for row in chosen.rows if affects(row)]
        bring = [self._bringer(wanted, stretch, affects) for stretch in chosen.stretches]
        self._start(ids, bring, what, act, keep)

    def _bringer(
        self, wanted: Wanted, stretch: tuple[int, int], affects: Callable[[AttemptRow], bool]
    ) -> Callable[[], Sequence[str]]:
        """Return what finds the ids of a stretch of the list that is not here."""
        start, long = stretch

        def bring() -> Sequence[str]:
            rows = self._history.rows(wanted, start=start, limit=long)
            return [row.id for row in rows if row.state != "recording" and affects(row)]

        return bring

    def _start(
        self,
        ids: Sequence[str],
        bring: Sequence[Callable[[], Sequence[str]]],
        what: Message,
        act: Act,
        then: Callable[[tuple[str, ...]], None],
    ) -> None:
        """Find the ids that are not known yet, all of them before the first is changed; then act, batch by batch."""

        def work(controls: Controls) -> Generator[object, None, tuple[str, ...]]:
            wanted, done = list(ids), 0
            for more in bring:
                if controls.cancel.is_set():
                    return ()
                wanted += more()
            while done < len(wanted) and not controls.cancel.is_set():
                act(*wanted[done : done + BATCH])
                done = min(done + BATCH, len(wanted))
                yield done, len(wanted)
            return tuple(wanted[:done])

        self._run(work, what, then, endable=True)

    def _run(
        self, work: Callable[[Controls], Any], what: Message, then: Callable[[Any], None], *, endable: bool
    ) -> None:
        self._controls = Controls()

        def rest() -> None:
            self._controls = None
            self.rested.emit()

        def done(result: object) -> None:
            then(result)
            rest()

        def failed(error: BaseException) -> None:
            if isinstance(error, CoachError):
                self._bridge.troubled.emit(error)
            rest()

        self.begun.emit(what, endable)
        self._bridge.start(
            "errand",
            work,
            self._controls,
            on_news=lambda news: self.progressed.emit(*news),
            on_done=done,
            on_failed=failed,
        )


def _finished(row: AttemptRow) -> bool:
    """Tell whether a take is not being recorded."""
    return row.state != "recording"
