"""Asking how an answer felt: once, before its review is read."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeyEvent

from coach.gui.making.noting import Noting
from coach.gui.theme import Theme
from coach.gui.widgets.noting.feeling import FeelingLine, FeelingQuestion
from coach.messages import Texts
from coach.model import Attempt, Feeling


class AskingFeeling(QObject):
    """Lead the question, which stands before a review, and the line, which stands in it."""

    ended = Signal()
    """It was answered or passed over: the review may show."""

    def __init__(self, texts: Texts, theme: Theme, noting: Noting) -> None:
        super().__init__(noting)
        self.question = FeelingQuestion(texts, theme)
        self.line = FeelingLine(texts, theme)
        self._noting = noting
        self._attempt: Attempt | None = None
        self._wanted = True
        self._asking = False
        self._asked: set[str] = set()
        self._left = False
        self.question.chosen.connect(self._answer)
        self.question.skipped.connect(self._end)
        self.line.chosen.connect(self._keep)
        noting.failed.connect(self._show_again)

    @property
    def asking(self) -> bool:
        """Tell whether the question waits for an answer, and the review behind it."""
        return self._asking

    def allow(self, wanted: bool) -> None:
        """Let the question be asked, or not; one that stands there stays."""
        self._wanted = wanted

    def show_attempt(self, attempt: Attempt, *, fresh: bool = False) -> None:
        """Take over a take; `fresh` says that it was just spoken and that nobody has seen its review."""
        same = self._attempt is not None and self._attempt.id == attempt.id
        going_on = self._asking and same and not self._left
        asking = (going_on or (fresh and self._wanted)) and not attempt.feeling and attempt.id not in self._asked
        if self._asking and self._attempt is not None and not (asking and same):
            self._asked.add(self._attempt.id)  # the first look at it is over
        self._attempt = attempt
        self._left = self._left and not fresh
        self._asking = asking
        self.question.setVisible(asking)
        self.line.show_feeling(attempt.feeling)

    def leave(self) -> None:
        """Note that the page was left: the next look at the take is not the first one."""
        self._left = True

    def press(self, event: QKeyEvent) -> bool:
        """Use a key; return whether it was one of the question's."""
        return self._asking and self.question.press(event)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self.question.set_theme(theme)
        self.line.set_theme(theme)

    def _answer(self, feeling: str) -> None:
        self.line.show_feeling(feeling)
        self._keep(feeling)
        self._end()

    def _keep(self, feeling: str) -> None:
        if self._attempt is not None:
            self._noting.feel(self._attempt.id, cast(Feeling, feeling))

    def _end(self) -> None:
        if self._attempt is not None:
            self._asked.add(self._attempt.id)
        self._asking = False
        self.ended.emit()
        self.question.hide()

    def _show_again(self, attempt_id: str) -> None:
        if self._attempt is not None and self._attempt.id == attempt_id:
            self.line.show_feeling(self._attempt.feeling)
