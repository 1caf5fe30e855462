"""What a person says of a take, on its way into the history: how it felt, notes, bookmarks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, QObject, Signal

from coach.errors import CoachError
from coach.gui.bridge import Bridge
from coach.gui.names import clock
from coach.messages import Message, msg
from coach.model import Attempt, Bookmark, Feeling, Note
from coach.practice.history import History

LAST_WAIT = 2000
"""Milliseconds that closing waits for what was written to be on the disk."""
Write = Callable[[], Attempt]


@dataclass
class Mark:
    """Hold a bookmark that is on its way: its id is known once it is kept."""

    attempt_id: str
    at: float
    id: str = ""


class Noting(QObject):
    """Save one thing after another on the errand worker; every call and every signal is on the GUI thread."""

    changed = Signal(object)
    """The Attempt as it is after something was saved."""
    told = Signal(object, bool)
    """What was done, as a Message, and whether it can be taken back; None for nothing."""
    lost = Signal(str, str, str)
    """A note that could not be saved: the take's id, the note's id ("" for a new one) and the text."""
    failed = Signal(str)
    """The id of a take of which something could not be saved."""
    troubled = Signal(object)
    """The CoachError."""

    def __init__(self, bridge: Bridge, history: History, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._history = history
        self._busy = 0
        self._back: tuple[str, Write] | None = None

    @property
    def resting(self) -> bool:
        """Tell whether all that was wanted is saved, or was told to have failed."""
        return not self._busy

    @property
    def can_undo(self) -> bool:
        """Tell whether what was done last can be taken back."""
        return self._back is not None

    def feel(self, attempt_id: str, feeling: Feeling | Literal[""]) -> None:
        """Keep how an answer felt, "" for nothing."""
        self._save(attempt_id, lambda: self._history.feel(attempt_id, feeling))

    def keep(self, attempt_id: str, text: str, note_id: str = "") -> None:
        """Keep a note, or another text for one."""
        self.forget()
        write = self._history.note
        self._save(
            attempt_id,
            lambda: write(attempt_id, text, note_id),
            lambda: self.lost.emit(attempt_id, note_id, text),
        )

    def remove(self, attempt_id: str, note: Note) -> None:
        """Take a note away, until that is undone."""
        self._save(attempt_id, lambda: self._history.note(attempt_id, "", note.id))
        back = lambda: self._history.note(attempt_id, note.text)  # noqa: E731 - said in one line, used once
        self._offer(attempt_id, back, msg("noting.note.removed"))

    def mark(self, attempt_id: str, at: float) -> Mark:
        """Mark a place (seconds)."""
        self.forget()
        made = Mark(attempt_id, at)

        def write() -> Attempt:
            before = {one.id for one in self._history.attempt(attempt_id).bookmarks}
            attempt = self._history.bookmark(attempt_id, at)
            made.id = next(one.id for one in attempt.bookmarks if one.id not in before)
            return attempt

        self._save(attempt_id, write)
        return made

    def label(self, mark: Mark, text: str) -> None:
        """Name a bookmark; one that is still on its way is named as soon as it is kept."""
        if text or mark.id:
            self._save(mark.attempt_id, lambda: self._history.bookmark(mark.attempt_id, mark.at, text, mark.id))

    def unmark(self, attempt_id: str, mark: Bookmark) -> None:
        """Take a bookmark away, until that is undone."""
        self._save(attempt_id, lambda: self._history.unmark(attempt_id, mark.id))
        back = lambda: self._history.bookmark(attempt_id, mark.at, mark.label)  # noqa: E731 - as above
        self._offer(attempt_id, back, msg("noting.bookmark.removed", at=clock(mark.at)))

    def undo(self) -> None:
        """Bring back what was taken away last."""
        if self._back is not None:
            attempt_id, write = self._back
            self._back = None
            self._save(attempt_id, write)
            self.told.emit(msg("review.said.undone"), False)

    def forget(self) -> None:
        """Offer no undo any more: something else was done, or another take shows."""
        self._back = None
        self.told.emit(None, False)

    def wait(self) -> None:
        """Wait until all is saved, before the program ends."""
        timer = QElapsedTimer()
        timer.start()
        while self._busy and timer.elapsed() < LAST_WAIT:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, 50)

    def _offer(self, attempt_id: str, back: Write, done: Message) -> None:
        self._back = (attempt_id, back)
        self.told.emit(done, True)

    def _save(self, attempt_id: str, write: Write, lost: Callable[[], None] | None = None) -> None:
        self._busy += 1

        def done(attempt: Attempt) -> None:
            self._busy -= 1
            self.changed.emit(attempt)

        def fail(error: BaseException) -> None:
            self._busy -= 1
            self._back = None
            self.told.emit(None, False)
            if lost is not None:
                lost()
            self.failed.emit(attempt_id)
            if isinstance(error, CoachError):
                self.troubled.emit(error)

        self._bridge.call("errand", write, on_done=done, on_failed=fail)
