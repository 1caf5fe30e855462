"""What worked and one next step: words before numbers, and the place in the take where they rest on one."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.signs.play_button import play_button
from coach.messages import Message, Texts, msg
from coach.model import Report

BESIDE = 720
"""Pixels, at the usual text size, that names, sentences and the button need side by side."""
Span = tuple[float, float | None]


class Told(QWidget):
    """Say one sentence, with a button that plays where it was heard."""

    play_wanted = Signal(float, object)

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._span: Span | None = None
        self._playable = True
        self.play: QPushButton | None = None
        self.sentence = Paragraph(theme, size=20)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(MARGIN)
        self._row.addWidget(self.sentence, 1)
        self._row.addStretch()

    def say(self, text: str, span: Span | None, *, playable: bool) -> None:
        """Say a sentence that rests on a span (seconds), or on none."""
        self.sentence.say(text)
        self._span, self._playable = span, playable
        self._offer()

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        self.sentence.set_theme(theme)
        self._offer()

    def _offer(self) -> None:
        if self.play is not None:
            self.play.setParent(None)
            self.play.deleteLater()
            self.play = None
        if self._span is not None and self.sentence.plain:
            said, wanted = self.sentence.plain, self.play_wanted.emit
            self.play = play_button(self._texts, self._theme, self._span, said, wanted, self._playable)
            self._row.insertWidget(1, self.play, 0, Qt.AlignmentFlag.AlignTop)


class Feedback(QWidget):
    """Show one strength, one next step, and the button to try again."""

    try_again = Signal()
    play_wanted = Signal(float, object)
    """Play from here (seconds), to there (seconds or None)."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._worked = QLabel(texts(msg("review.worked")))
        self._next = QLabel(texts(msg("review.next")))
        for label in (self._worked, self._next):
            label.setProperty("tone", "soft")
        self.worked, self.next = Told(texts, theme), Told(texts, theme)
        for told in (self.worked, self.next):
            told.play_wanted.connect(self.play_wanted)
        self.strength, self.next_step = self.worked.sentence, self.next.sentence
        self.button = QPushButton(texts(msg("review.try_again")))
        self.button.setAccessibleName(texts(msg("review.try_again")))
        self.button.clicked.connect(self.try_again)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, MARGIN, 0, MARGIN)
        self._grid.setHorizontalSpacing(3 * MARGIN)
        self._grid.setVerticalSpacing(MARGIN)
        self._grid.setColumnStretch(1, 1)
        self.set_theme(theme)
        self.set_primary(True)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Put one thing below the other where there is no room for three side by side."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < self._theme.px(BESIDE)
        top, left = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(self._worked, 0, 0, top)
        self._grid.addWidget(self._next, 2, 0, top)
        if narrow:
            self._grid.addWidget(self.worked, 1, 0, 1, 3, top)
            self._grid.addWidget(self.next, 3, 0, 1, 3, top)
            self._grid.addWidget(self.button, 4, 0, 1, 3, left)
        else:
            self._grid.addWidget(self.worked, 0, 1, top)
            self._grid.addWidget(self.next, 2, 1, top)
            self._grid.addWidget(self.button, 0, 2, 3, 1, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight)

    def show_report(self, report: Report | None, *, playable: bool = True) -> None:
        """Show what a report says; a line with nothing to say is left out."""
        strength = report.strength if report is not None else None
        next_step = report.next_step if report is not None else None
        for label, told, said in ((self._worked, self.worked, strength), (self._next, self.next, next_step)):
            span = span_of(said, report) if said is not None and report is not None else None
            told.say(self._texts(said) if said is not None else "", span, playable=playable)
            label.setVisible(said is not None)
            told.setVisible(said is not None)

    def set_primary(self, wanted: bool) -> None:
        """Make the button the page's main one, or leave that to another."""
        self.button.setProperty("kind", "primary" if wanted else "")
        self.button.style().unpolish(self.button)
        self.button.style().polish(self.button)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        for label in (self._worked, self._next):
            label.setContentsMargins(0, theme.px(3), 0, 0)
        for part in (self.worked, self.next):
            part.set_theme(theme)
        self._arrange()


def span_of(said: Message, report: Report) -> Span | None:
    """Find the span (seconds) that a sentence of the advice rests on; None where it rests on no place.

    It is where the words that the sentence quotes were heard, or the rambling reason or weak pattern that it is about.
    """
    quotes = list(_quotes(said))
    about = said.key.rpartition(".")[2]
    for moment in report.moments:
        named = moment.kind in ("rambling", "weak_pattern") and moment.name == about
        if moment.start is not None and (named or any(_holds(moment.text, quote) for quote in quotes)):
            return moment.start, moment.end
    for finding in (*report.anchors, *report.structure):
        if finding.at is not None and any(_holds(finding.quote, quote) for quote in quotes):
            return finding.at, None
    return None


def _quotes(said: Message) -> Iterator[str]:
    """Yield what a message quotes, also from the messages that it is made of."""
    for name, value in said.values.items():
        if isinstance(value, Message):
            yield from _quotes(value)
        elif name == "quote" and value:
            yield str(value).removesuffix("…").strip()


def _holds(text: str, quote: str) -> bool:
    return quote.casefold() in text.casefold()
