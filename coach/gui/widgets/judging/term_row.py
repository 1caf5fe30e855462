"""A key term with how it was used, and what a person may say of that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.signs.play_button import plain_line, play_button
from coach.messages import Message, Texts, msg
from coach.model import Correction, Moment, TermUse
from coach.practice.rows import term_name


@dataclass(frozen=True, slots=True)
class Term:
    """Hold a term as it stands: how it was used, None where a person says that it was not meant, and their verdict.

    `until` is where its word ends (seconds), None where that is not known.
    """

    name: str
    use: TermUse | None
    verdict: Correction | None = None
    until: float | None = None


def terms(uses: Sequence[TermUse], corrections: Sequence[Correction], moments: Sequence[Moment] = ()) -> list[Term]:
    """List the terms that were used, with where their words end, and the ones that a person said were not meant."""
    said = {one.name: one for one in corrections if one.kind == "key_term"}
    ends = {(one.name, one.start): one.end for one in moments if one.kind == "key_term"}
    found = [Term(use.term, use, said.get(use.term), ends.get((use.term, use.at))) for use in uses]
    known = {use.term for use in uses}
    return found + [Term(name, None, one) for name, one in said.items() if name not in known]


class TermRow(QWidget):
    """Show a term; it can be said to be explained, or not to be meant."""

    play_wanted = Signal(float, object)
    given = Signal(object)
    """A verdict, as a Correction."""
    taken_back = Signal(object)
    """The Correction that counts no more."""

    def __init__(self, texts: Texts, theme: Theme, term: Term, *, playable: bool) -> None:
        super().__init__()
        self._texts, self._term = texts, term
        self.key = ("key_term", term.name, 0)
        self.buttons: list[QPushButton] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(MARGIN)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        use, verdict = term.use, term.verdict
        line = term.name
        if use is not None:
            line = texts(msg("review.details.finding", name=term.name, state=texts(term_name(use.state))))
        grid.addWidget(plain_line(line), 0, 0)
        if use is not None and use.at is not None:
            grid.addWidget(play_button(texts, theme, (use.at, term.until), line, self._play, playable), 0, 1)
        row = QHBoxLayout()
        row.setSpacing(MARGIN)
        if verdict is not None:
            by = msg("review.verdict.dismissed") if verdict.verdict == "dismissed" else msg("judging.by_you")
            row.addWidget(Paragraph(theme, texts(by), size=14, soft=True), 0, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(self._button(msg("review.verdict.undo"), lambda: self.taken_back.emit(verdict)))
        if use is not None and use.state != "explained":
            row.addWidget(self._button(msg("judging.explained"), lambda: self._give("confirmed")))
        if use is not None and verdict is None:
            row.addWidget(self._button(msg("judging.not_it"), lambda: self._give("dismissed")))
        row.addStretch(1)
        grid.addLayout(row, 1, 0, 1, 2)

    def _button(self, word: Message, press: Callable[[], None]) -> QPushButton:
        button = QPushButton(self._texts(word))
        button.setProperty("kind", "quiet")
        button.setAccessibleName(self._texts(msg("review.verdict.of_untimed", what=word, name=self._term.name)))
        button.clicked.connect(lambda: press())
        self.buttons.append(button)
        return button

    def _give(self, said: str) -> None:
        before = self._term.verdict
        at = self._term.use.at if self._term.use is not None else None
        span = (before.start, before.end) if before is not None else (at, at)
        quote = before.quote if before is not None else self._term.name
        verdict = Correction(uuid4().hex, "key_term", self._term.name, said, *span, quote)  # type: ignore[arg-type]
        self.given.emit(verdict)

    def _play(self, start: float, end: float | None) -> None:
        self.play_wanted.emit(start, end)
