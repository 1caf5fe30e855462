"""Ask which sentence it was, and make the verdict of the answer."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coach.analysis.sentences import read_answer
from coach.analysis.verdicts.places import rank_sentences
from coach.gui.theme import Theme
from coach.gui.widgets.judging.sentence_picker import Said, SentencePicker
from coach.gui.widgets.judging.wish import Wish
from coach.messages import Texts
from coach.model import Attempt, Correction

LIKELY = 3
"""Sentences that are called likely at most: to read more of them takes as long as to read all."""


class AskingWhich(QObject):
    """Open the list of sentences of the take that shows, for one wish at a time."""

    given = Signal(object)
    """The verdict, as a Correction."""
    play_wanted = Signal(float, object)
    """Play from here (seconds), to there (seconds)."""

    def __init__(self, texts: Texts, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self._texts, self._page = texts, page
        self.theme = theme
        self._attempt: Attempt | None = None
        self.picker: SentencePicker | None = None

    def show_attempt(self, attempt: Attempt) -> None:
        """Take over the take that shows."""
        self._attempt = attempt

    def ask(self, wish: Wish) -> None:
        """Ask which sentence it was."""
        said = self._sentences(wish)
        if not said:
            return
        if self.picker is not None:
            self.picker.deleteLater()
        self.picker = SentencePicker(self._texts, self.theme, wish.title, said, self._page)
        self.picker.play_wanted.connect(self.play_wanted)
        self.picker.chosen.connect(lambda chosen: self.given.emit(_verdict(wish, chosen)))
        # Not every desktop gives the focus back by itself.
        self.picker.finished.connect(lambda _: self._page.activateWindow())
        self.picker.open()

    def _sentences(self, wish: Wish) -> Sequence[Said]:
        review = self._attempt.review if self._attempt is not None else None
        if review is None:
            return ()
        candidates = review.report.candidates if review.report is not None else ()
        reading = read_answer(review.transcript, {})
        mine = {one.start for one in candidates if (one.kind, one.name) == (wish.kind, wish.name) and one.score > 0}
        said = []
        for place, unit in enumerate(rank_sentences(reading, candidates, wish.kind, wish.name)):
            at, until = reading.span(unit.start, unit.end)
            said.append(Said(reading.quote(unit), at, until, unit.start in mine and place < LIKELY))
        return said


def _verdict(wish: Wish, said: Said) -> Correction:
    return Correction(uuid4().hex, wish.kind, wish.name, wish.said, said.at, said.until, said.text)  # type: ignore[arg-type]
