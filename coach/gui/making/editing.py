"""The text of a take put right by hand: judged and saved away from the window, and taken back where it was wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from coach.errors import CoachError
from coach.gui.bridge import Bridge
from coach.gui.widgets.judging.done_line import DoneLine
from coach.gui.widgets.transcript.editor import TextEditor
from coach.messages import msg
from coach.model import Attempt
from coach.practice.edits import Edits

PATIENCE = 1000
"""Milliseconds after which saving says that it goes on."""
REST = 1000
"""Milliseconds without a key after which what is written is kept for the next start of the program, too."""


class Written(Protocol):
    """Show a take's text, with a box to write it again and a line that says what was done."""

    editor: TextEditor
    done: DoneLine

    @property
    def written(self) -> SignalInstance:
        """Tell an Attempt, and the text that its transcript shall have."""
        ...

    @property
    def attempt(self) -> Attempt | None:
        """Return the take that shows."""
        ...

    @property
    def drafts(self) -> Mapping[str, str]:
        """Return the texts that are written and not saved, by the ids of their takes."""
        ...

    def take_drafts(self, drafts: Mapping[str, str]) -> None:
        """Take over texts that were written and not saved before the program started."""
        ...

    def let_go(self, attempt: Attempt) -> None:
        """Forget what was written for a take: it is saved."""
        ...

    def isVisible(self) -> bool:  # noqa: N802 - Qt's own name
        """Tell whether it can be seen."""
        ...


@dataclass(eq=False)
class _Job:
    """Hold a take whose text is being saved."""

    attempt: Attempt


class Editing(QObject):
    """Lead the editor of the Review page; every call and every signal is on the GUI thread."""

    changed = Signal(object)
    """The Attempt with another text that counts."""
    told = Signal(object, object)
    """Something happened to a take that does not show: a Message, and an advice."""
    troubled = Signal(object)

    def __init__(self, bridge: Bridge, edits: Edits, reading: Written) -> None:
        super().__init__(reading.editor)
        self._bridge = bridge
        self._edits = edits
        self._reading = reading
        self._job: _Job | None = None
        self._before: Attempt | None = None
        self._kept: Mapping[str, str] = {}
        self._ended = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._keep)
        reading.editor.box.textChanged.connect(self._rest.start)
        for signal in (reading.editor.left, reading.editor.given_up):
            signal.connect(self._rest.start)
        self.read_again()
        reading.written.connect(self._save)
        reading.done.undone.connect(self._take_back)

    @property
    def busy(self) -> bool:
        """Tell whether a text is being saved."""
        return self._job is not None

    def read_again(self) -> None:
        """Take over what was written and not saved, from where it is kept."""
        self._bridge.call("errand", self._edits.read_drafts, on_done=self._read)

    def finish(self) -> None:
        """Keep what is written and not saved, before the program ends."""
        self._ended = True
        self._rest.stop()
        drafts = self._reading.drafts
        if drafts != self._kept:
            try:
                self._edits.keep_drafts(drafts)
            except CoachError as error:
                self.troubled.emit(error)

    def _read(self, drafts: Mapping[str, str]) -> None:
        self._kept = drafts
        self._reading.take_drafts(drafts)

    def _keep(self) -> None:
        drafts = self._reading.drafts
        if drafts != self._kept:
            self._kept = drafts
            self._bridge.call("errand", lambda: None if self._ended else self._edits.keep_drafts(drafts))

    def _save(self, attempt: Attempt, text: str) -> None:
        if self._job is not None:
            self._reading.editor.say(msg("words.edit.elsewhere"))
            return
        job = self._job = _Job(attempt)
        self._reading.editor.set_busy(True)
        self._bridge.call(
            "review",
            lambda: self._edits.rewrite(attempt, text),
            on_done=lambda after: self._saved(job, after),
            on_failed=lambda error: self._failed(job, error),
        )
        QTimer.singleShot(PATIENCE, self, lambda: self._still_saving(job))

    def _still_saving(self, job: _Job) -> None:
        if self._job is job and self._shows(job.attempt):
            self._reading.editor.say(msg("words.edit.saving"))

    def _saved(self, job: _Job, after: Attempt) -> None:
        self._job = None
        shows = self._shows(job.attempt)
        self._reading.let_go(after)
        self._keep()
        if after == job.attempt:
            return
        self.changed.emit(after)
        if shows:
            self._before = job.attempt
            self._reading.done.say(msg("words.edit.saved"), undo=True)
        if not shows or not self._reading.isVisible():
            question = after.question.text if after.question is not None else after.title
            self.told.emit(msg("words.edit.saved.elsewhere", question=question), None)

    def _failed(self, job: _Job, error: BaseException) -> None:
        self._job = None
        shows = self._shows(job.attempt)
        if shows:
            self._reading.editor.set_busy(False)
            said = (error.message, error.advice) if isinstance(error, CoachError) else (msg("words.edit.kept"),)
            self._reading.editor.say(*said)
        elif isinstance(error, CoachError):
            self.troubled.emit(error)

    def _take_back(self) -> None:
        before, self._before = self._before, None
        if before is None or not self._shows(before):
            return
        self._reading.done.say(msg("words.edit.taking_back"))
        self._bridge.call(
            "errand",
            lambda: self._edits.take_back(before),
            on_done=self._taken_back,
            on_failed=lambda error: self._not_taken_back(before, error),
        )

    def _taken_back(self, attempt: Attempt) -> None:
        self.changed.emit(attempt)
        if self._shows(attempt):
            self._reading.done.say(msg("words.edit.taken_back"))

    def _not_taken_back(self, before: Attempt, error: BaseException) -> None:
        if self._shows(before):
            self._before = before
            self._reading.done.say(msg("words.edit.saved"), undo=True)
        if isinstance(error, CoachError):
            self.troubled.emit(error)

    def _shows(self, attempt: Attempt) -> bool:
        shown = self._reading.attempt
        return shown is not None and shown.id == attempt.id
