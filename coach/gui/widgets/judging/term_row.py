"""A key term with how it was used, and what a person may say of that; and the terms that were not noticed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import uuid4

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QPushButton, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.judging.wish import Wish
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.signs.play_button import plain_line, play_button
from coach.messages import Message, Texts, msg
from coach.model import Correction, TermUse
from coach.practice.rows import term_name


@dataclass(frozen=True, slots=True)
class Term:
    """Hold a term as it stands: how it was used, None where a person says that it was not meant, and their verdict."""

    name: str
    use: TermUse | None
    verdict: Correction | None = None


def terms(uses: Sequence[TermUse], corrections: Sequence[Correction]) -> list[Term]:
    """List the terms that were used and the ones that a person said were not meant."""
    said = {one.name: one for one in corrections if one.kind == "key_term"}
    found = [Term(use.term, use, said.get(use.term)) for use in uses]
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
            grid.addWidget(play_button(texts, theme, (use.at, None), line, self._play, playable), 0, 1)
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


class OtherTerms(QPushButton):
    """Offer the question's terms that were not noticed: ask which of them was used."""

    choose_wanted = Signal(object)
    """A Wish: in which sentence?"""

    def __init__(self, texts: Texts, names: Sequence[str]) -> None:
        super().__init__(texts(msg("judging.used")))
        self.setProperty("kind", "quiet")
        self.setAccessibleName(self.text())
        self.names = QMenu(self)
        self.names.setAccessibleName(self.text())
        for name in names:
            action = self.names.addAction(name)
            action.triggered.connect(lambda _=False, name=name: self.choose_wanted.emit(Wish("key_term", name, name)))
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self.names.popup(self.mapToGlobal(QPoint(0, self.height())))
        self.names.setActiveAction(self.names.actions()[0])
