"""Recordings that come in from files: chosen or dropped, asked about, and brought in one after another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from coach.errors import Cancelled, CoachError
from coach.gui.bridge import Bridge
from coach.gui.widgets.bringing.asking import others_words
from coach.gui.widgets.bringing.card import BringCard, summary
from coach.gui.widgets.bringing.row import UNDER_WAY, Line
from coach.messages import Texts, msg
from coach.model import Question
from coach.practice.bringing import SOUND_SUFFIXES, Bringing, Brought, Far, Found, find_sounds
from coach.practice.ports import Controls

Chooser = Callable[[QWidget, str, str], Sequence[Path]]
"""Ask a person for files: above a window, with a title and the kinds of files; none where they leave it."""


@dataclass(eq=False)
class _Job:
    """Hold one file on its way."""

    path: Path
    question: Question | None
    line: Line
    controls: Controls = field(default_factory=Controls)
    runs: bool = False
    put_off: bool = False
    """A new answer goes first: what runs is being stopped, and begins anew after it."""
    attempt_id: str = ""


class Bringings(QObject):
    """Lead the queue; every call and every signal is on the GUI thread."""

    changed = Signal()
    """There is a take more than before: whoever lists takes looks again."""
    opened = Signal(str)
    """Open the take with this id."""
    told = Signal(object, object)
    """All came in while the card could not be seen: a Message, and an advice or None."""

    def __init__(
        self,
        texts: Texts,
        bridge: Bridge,
        bringing: Bringing,
        questions: Callable[[], Sequence[Question]],
        card: BringCard,
        choose_files: Chooser | None = None,
    ) -> None:
        super().__init__(card)
        self._texts = texts
        self._bridge = bridge
        self._bringing = bringing
        self._questions = questions
        self.card = card
        self._choose_files = choose_files or choose_sounds
        self._asked: Found | None = None
        self._jobs: list[_Job] = []
        self._held = False
        self._count = 0
        card.started.connect(self._start)
        card.left.connect(self._leave)
        card.stop_wanted.connect(self._stop)
        card.stop_all_wanted.connect(self.stop_all)
        card.open_wanted.connect(self._open)
        card.closed.connect(self._close)

    @property
    def busy(self) -> bool:
        """Tell whether a file is under way or waits."""
        return any(job.line.state in UNDER_WAY for job in self._jobs)

    def choose(self) -> None:
        """Ask for files, and then about them."""
        kinds = " ".join(f"*{suffix}" for suffix in sorted(SOUND_SUFFIXES))
        title, filters = self._texts(msg("bring.choose")), self._texts(msg("bring.kinds", kinds=kinds))
        self.bring(self._choose_files(self.card.window(), title, filters))

    def bring(self, paths: Sequence[Path]) -> None:
        """Look at files and folders away from the window, then ask about those that can hold sound."""
        if paths:
            wanted = tuple(paths)
            self._bridge.call("errand", lambda: find_sounds(wanted), on_done=self._ask)

    def hold(self, wanted: bool) -> None:
        """Let a new answer go first: the file that is under way stops, and begins anew after it."""
        self._held = wanted
        for job in self._jobs:
            if job.line.state not in UNDER_WAY:
                continue
            if wanted and job.runs:
                job.put_off = True
                job.controls.cancel.set()
            job.line = replace(job.line, state="held" if wanted else "waiting", share=None)
        self._show()
        self._go_on()

    def stop_all(self) -> None:
        """Stop every file that is not done yet; nothing of them is kept."""
        for job in list(self._jobs):
            self._stop(job.line.number)

    def _ask(self, found: Found) -> None:
        if self._asked is not None:  # more was dropped before the first was answered
            sounds = dict.fromkeys((*self._asked.sounds, *found.sounds))
            found = Found(tuple(sounds), tuple(dict.fromkeys((*self._asked.others, *found.others))))
        others = [path.name for path in found.others]
        if found.sounds:
            self._asked = found
            self.card.ask([path.name for path in found.sounds], others, self._questions())
        elif not self._jobs:
            self.card.say(others_words(others, self._texts) if others else msg("bring.nothing"))

    def _leave(self) -> None:
        self._asked = None
        self.card.ask_no_more()

    def _start(self, question: Question | None) -> None:
        assert self._asked is not None
        if not self.busy:
            self._jobs.clear()
        for path in self._asked.sounds:
            self._count += 1
            line = Line(self._count, path.name, "held" if self._held else "waiting")
            self._jobs.append(_Job(path, question, line))
        self._asked = None
        self._show()
        self.card.ask_no_more()
        self.card.stop_all.setFocus()
        self._go_on()

    def _go_on(self) -> None:
        """Start the next file, where none is under way and no answer is being recorded."""
        waiting = [job for job in self._jobs if job.line.state in UNDER_WAY]
        if self._held or not waiting or any(job.runs for job in self._jobs):
            return
        job = waiting[0]
        job.controls, job.runs, job.put_off = Controls(), True, False
        self._bridge.start(
            "review",
            lambda controls: self._bringing.bring(job.path, job.question, controls),
            job.controls,
            on_news=lambda far: self._hear(job, far),
            on_done=lambda brought: self._done(job, brought),
            on_failed=lambda error: self._failed(job, error),
        )

    def _hear(self, job: _Job, far: Far) -> None:
        if not job.controls.cancel.is_set():
            self._put(job, replace(job.line, state=far.stage, share=far.share))

    def _done(self, job: _Job, brought: Brought) -> None:
        job.runs, job.attempt_id = False, brought.attempt.id
        why = (brought.warning,) if brought.warning is not None else ()
        self._put(job, replace(job.line, state="here" if brought.here else "done", share=None, why=why))
        if not brought.here:
            self.changed.emit()
        self._end()

    def _failed(self, job: _Job, error: BaseException) -> None:
        job.runs = False
        if isinstance(error, Cancelled) and job.put_off:
            pass  # it waits for its turn
        elif isinstance(error, Cancelled):
            self._put(job, replace(job.line, state="stopped", share=None))
        else:
            parts = (error.message, error.advice) if isinstance(error, CoachError) else ()
            why = tuple(part for part in parts if part is not None)
            self._put(job, replace(job.line, state="failed", share=None, why=why))
        self._end()

    def _end(self) -> None:
        """Go on, or say that all is done where nobody sees it."""
        self._go_on()
        if not self.busy and not self.card.isVisible():
            first, *_ = summary([job.line for job in self._jobs])
            self.told.emit(first, None)

    def _stop(self, number: int) -> None:
        job = self._find(number)
        if job.line.state not in UNDER_WAY:
            return
        job.put_off = False
        job.controls.cancel.set()
        self._put(job, replace(job.line, state="stopped", share=None))
        self._go_on()

    def _open(self, number: int) -> None:
        self.opened.emit(self._find(number).attempt_id)

    def _close(self) -> None:
        self._jobs.clear()
        self._asked = None
        self.card.rest()

    def _find(self, number: int) -> _Job:
        return next(job for job in self._jobs if job.line.number == number)

    def _put(self, job: _Job, line: Line) -> None:
        job.line = line
        if job in self._jobs:
            self._show()

    def _show(self) -> None:
        if self._jobs:
            self.card.show_lines([job.line for job in self._jobs])


class Drops(QObject):
    """Take what is dropped anywhere on a window; question packs are left to the page that wants them."""

    dropped = Signal(object)
    """A tuple of paths of files and folders."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Welcome files, and tell of those that were let go."""
        if isinstance(event, QDropEvent):  # entering and moving are drops too
            paths = droppable(event.mimeData())
            if paths:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.dropped.emit(paths)
                return True
        return False


def droppable(data: QMimeData) -> tuple[Path, ...]:
    """Return the files and folders of this computer among what is dragged, unless they are question packs."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return tuple(path for path in paths if path.suffix.casefold() != ".toml")


def choose_sounds(parent: QWidget, title: str, kinds: str) -> Sequence[Path]:
    """Ask for sound files with the dialog of the desktop."""
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, "", kinds)
    return [Path(each) for each in chosen]
