"""One of two transcripts that stand beside each other: what is only here, written otherwise, or left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from coach.analysis.compare import Stretch, Written
from coach.gui.theme import Theme
from coach.gui.widgets.transcript.view import TranscriptView
from coach.messages import Message, Texts, msg
from coach.model import Transcript

Kind = Literal["same", "only", "other", "missing"]
"""As on the other side, only on this side, written otherwise there, only on the other side."""
TINT = 0.82
"""How much of the ground shines through the mark of a place."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Hold a word as one side shows it; `word` is its number on this side, None for one of the other side.

    `place` is the number of the stretch that it belongs to.
    """

    text: str
    word: int | None
    kind: Kind
    place: int
    filler: bool = False


def marks(stretches: Sequence[Stretch], mine: Written, theirs: Written, *, left: bool) -> list[Mark]:
    """Lay out one side of a comparison: its own words, and at their place those that only the other side has."""
    made: list[Mark] = []
    for place, stretch in enumerate(stretches):
        own, other = (stretch.left, stretch.right) if left else (stretch.right, stretch.left)
        if own:
            kind: Kind = "same" if stretch.kind == "same" else "other" if other else "only"
            made += [Mark(text, number, kind, place, filler) for number, text, filler in _bracketed(own, mine)]
        else:
            made += [Mark(text, None, "missing", place, filler) for _, text, filler in _bracketed(other, theirs)]
    return made


def _bracketed(numbers: range, written: Written) -> Iterator[tuple[int, str, bool]]:
    fillers = written.filler_words
    opens, closes = ({filler[end] for filler in written.fillers} for end in (0, -1))
    for number in numbers:
        text = "[" * (number in opens) + written.words[number].text + "]" * (number in closes)
        yield number, text, number in fillers


def mark_format(mark: Mark, theme: Theme) -> QTextCharFormat:
    """Return how a mark looks: each kind by a line of its own, fillers in their colour besides their brackets."""
    form, lines = QTextCharFormat(), QTextCharFormat.UnderlineStyle
    form.setForeground(theme.colour("filler" if mark.filler else "soft" if mark.kind == "missing" else "text"))
    form.setUnderlineColor(theme.colour("filler" if mark.filler else "accent"))
    if mark.kind == "missing":
        form.setFontStrikeOut(True)
    elif mark.kind == "only":
        form.setUnderlineStyle(lines.SingleUnderline)
        form.setFontWeight(QFont.Weight.DemiBold)
    elif mark.kind == "other":
        form.setUnderlineStyle(lines.WaveUnderline)
    return form


class ComparedView(TranscriptView):
    """Show one side; a click or Enter on a word plays from there."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__(texts, theme)
        self._marks: Sequence[Mark] = ()
        self._kinds: dict[int, Kind] = {}
        self._places: dict[int, tuple[int, int]] = {}
        self._pointed: int | None = None

    def show_marks(self, written: Written, side: Sequence[Mark]) -> None:
        """Show the words of one side with what differs."""
        self._marks = side
        self._kinds = {mark.word: mark.kind for mark in side if mark.word is not None}
        self._pointed = None
        self.set_transcript(Transcript.of_words(written.words))
        self.setAccessibleDescription(self._texts(msg("compare.side.how")))

    def point_at(self, place: int) -> None:
        """Tint a place where the sides differ, and bring it into sight; the keys go on from there."""
        self._pointed = place
        first = next((mark.word for mark in self._marks if mark.place >= place and mark.word is not None), None)
        if first is not None:
            self._choose(first)
        begin = self._places[place][0]
        cursor = QTextCursor(self.document())
        cursor.setPosition(begin)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self._light_up()

    @property
    def pointed(self) -> str:
        """Return the words of the tinted place."""
        return " ".join(mark.text for mark in self._marks if mark.place == self._pointed)

    def _write_words(self, cursor: QTextCursor) -> None:
        self._places = {}
        for number, mark in enumerate(self._marks):
            first = cursor.position()
            cursor.insertText(mark.text, mark_format(mark, self._theme))
            if mark.word is not None:
                self._spans[mark.word] = (first, cursor.position())
            begin = self._places.get(mark.place, (first, first))[0]
            self._places[mark.place] = (begin, cursor.position())
            follows = self._marks[number + 1] if number + 1 < len(self._marks) else None
            runs_on = follows is not None and follows.place == mark.place and follows.filler == mark.filler
            cursor.insertText(" ", mark_format(mark, self._theme) if runs_on else QTextCharFormat())

    def _light_up(self) -> None:
        super()._light_up()
        if self._pointed not in self._places:
            return
        first, last = self._places[self._pointed]
        light = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setBackground(self._theme.blend("accent", "surface", TINT))
        light.cursor, light.format = cursor, form
        self.setExtraSelections([light, *self.extraSelections()])

    def _told(self, word: int) -> Message:
        """Say to a screen reader what a word is, and how the sides differ there."""
        text = self._transcript.words[word].text
        if self._kinds[word] == "only":
            return msg("compare.word.only", word=text)
        if self._kinds[word] == "other":
            return msg("compare.word.other", word=text)
        return msg("review.transcript.word", word=text)
