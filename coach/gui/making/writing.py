"""A question while it is being written: saved at every rest of the keys, one writing after another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, QObject, QTimer, Signal

from coach.errors import CoachError
from coach.gui.making.packs import PackChanges
from coach.messages import Message
from coach.model import Question
from coach.practice.own_packs import Home, Kept

REST = 600
"""Milliseconds without a key after which a question is saved."""
LAST_WAIT = 2000
"""Milliseconds that closing waits for a question to be on the disk."""


@dataclass
class Session:
    """Hold one question in the form: what is saved of it, what is wanted next, and what had to wait."""

    saved: Question
    home: Home
    wanted: Question | None = None
    busy: bool = False
    mistakes: Mapping[str, Message] = field(default_factory=dict)


class Writing(QObject):
    """Save what `read` gives, while the form is open and once more when it is left."""

    kept = Signal(object)
    """The Kept of the question in the form."""
    failed = Signal(object)

    def __init__(self, changes: PackChanges, read: Callable[[], Question], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._changes = changes
        self._read = read
        self._session: Session | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.flush)

    @property
    def saved(self) -> Question | None:
        """Return the open question as it is in its pack; one that is not there yet has no key."""
        return self._session.saved if self._session is not None else None

    @property
    def resting(self) -> bool:
        """Tell whether all that was written is saved or was found to be mistaken."""
        return self._session is None or not (self._rest.isActive() or self._session.busy)

    def begin(self, question: Question, home: Home) -> Question:
        """Open a question; return what to show of it: what was last written, where that could not be saved whole."""
        self.end()
        self._session = Session(question, home)
        draft = self._changes.packs.unfinished().get(question.key)
        if draft is None:
            return question
        self._session.mistakes = self._changes.packs.mistakes(draft)
        return draft

    def take(self, question: Question) -> None:
        """Take the open question as it is in its pack by now: changed elsewhere, or a change taken back."""
        if self._session is not None:
            self._rest.stop()
            self._session.saved = question
            self._session.wanted = None

    def touch(self) -> None:
        """Note that something was written."""
        if self._session is not None:
            self._rest.start()

    def flush(self) -> None:
        """Save at once."""
        self._rest.stop()
        if self._session is not None:
            self._session.wanted = self._read()
            self._go_on(self._session)

    def end(self) -> None:
        """Save, and close the question."""
        if self._session is not None:
            if self._rest.isActive():
                self.flush()
            self._session = None

    def finish(self) -> None:
        """Save before the program ends, and wait until it is done."""
        session = self._session
        if session is None:
            return
        if self._rest.isActive():
            self.flush()
        clock = QElapsedTimer()
        clock.start()
        while session.busy and clock.elapsed() < LAST_WAIT:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, 50)

    def _go_on(self, session: Session) -> None:
        if session.busy or session.wanted is None:
            return
        wanted, session.wanted = replace(session.wanted, key=session.saved.key), None
        if wanted == session.saved and not session.mistakes:
            return
        session.busy = True
        self._changes.save(
            session.saved,
            wanted,
            session.home,
            partial(self._was_kept, session),
            partial(self._has_failed, session),
        )

    def _was_kept(self, session: Session, kept: Kept) -> None:
        session.busy = False
        session.saved = kept.question or session.saved
        session.mistakes = kept.mistakes
        if session is self._session:
            self.kept.emit(kept)
        self._go_on(session)

    def _has_failed(self, session: Session, error: CoachError) -> None:
        session.busy = False
        session.mistakes = session.mistakes or {}
        self.failed.emit(error)
        if session is self._session:
            self._go_on(session)
