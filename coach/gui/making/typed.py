"""A typed answer on its way from the box to its review."""

from __future__ import annotations

from collections.abc import Generator
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from coach.errors import CoachError
from coach.gui.bridge import Bridge
from coach.gui.widgets.asking.writing import Writing
from coach.model import Attempt, Question
from coach.practice.ports import Controls
from coach.practice.run import Asking, News


class Writes(Protocol):
    """Keep and judge typed answers."""

    def write(self, asking: Asking, text: str, controls: Controls, /) -> Generator[News, None, Attempt]:
        """Keep an answer that was typed, and judge it."""
        ...


class Keeps(Protocol):
    """Keep typed answers as they stand."""

    def write(self, question: Question | None, text: str, /) -> Attempt:
        """Keep one, not judged yet."""
        ...


class Typed(QObject):
    """Keep what was typed, have it judged, and tell of it; the text stays in its box until it is in the history."""

    reviewed = Signal(object)
    troubled = Signal(object)

    def __init__(self, practice: Writes, bridge: Bridge, box: Writing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._practice = practice
        self._bridge = bridge
        self._box = box
        self._busy = False

    def keep(self, asking: Asking, text: str) -> None:
        """Keep an answer; a second wish while the first is on its way is the same one."""
        if self._busy:
            return
        self._busy = True
        self._bridge.start(
            "errand",
            lambda controls: self._practice.write(asking, text, controls),
            on_news=lambda _: self._box.forget(),
            on_done=self._done,
            on_failed=self._failed,
        )

    def keep_drafts(self, history: Keeps) -> bool:
        """Keep what was typed and not looked at; return whether that went well, and tell why it did not."""
        try:
            for question, text in self._box.drafts:
                history.write(question, text)
        except CoachError as error:
            self.troubled.emit(error)
            return False
        return True

    def _done(self, attempt: object) -> None:
        self._busy = False
        self.reviewed.emit(attempt)

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        if isinstance(error, CoachError):
            self.troubled.emit(error)
