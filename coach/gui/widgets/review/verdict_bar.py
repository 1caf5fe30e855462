"""What a person can say about one finding: that it is none, that it is one, or that they take back what they said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from coach.analysis.corrections import ONCE, behind
from coach.gui.names import clock
from coach.gui.theme import MARGIN
from coach.gui.widgets.judging.wish import Wish, shortened
from coach.messages import Message, Texts, msg
from coach.model import Correction, Moment, MomentKind

BEYOND_DOUBT = ("pause", "key_term")
"""Kinds that nobody needs to dismiss: a pause is never a fault, and a key term is a word of the transcript."""
MADE = ("analysis.correction.added", "analysis.correction.confirmed")
"""Reasons of moments that show as they do by a verdict; another reason says that analysis found it by itself."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold a finding as it stands: its moment, and the person's verdict where there is one.

    `shows` is False for what the person dismissed; its moment is then what the verdict remembers of it.
    """

    moment: Moment
    verdict: Correction | None = None
    shows: bool = True

    def distance(self, other: Entry) -> float:
        """Return the seconds between two findings."""
        return abs((self.moment.start or 0.0) - (other.moment.start or 0.0))


def entries(moments: Sequence[Moment], corrections: Sequence[Correction]) -> list[Entry]:
    """List what shows and what was dismissed, in the order of time."""
    verdicts = behind(moments, corrections)
    found = [Entry(moment, verdicts.get(place)) for place, moment in enumerate(moments)]
    gone = [one for one in corrections if one.verdict == "dismissed" and one.kind not in ONCE]
    found += [Entry(_remembered(one), one, shows=False) for one in gone]
    return sorted(found, key=lambda entry: entry.moment.start or 0.0)


def _remembered(verdict: Correction) -> Moment:
    said = msg("review.verdict.dismissed")
    kind = cast(MomentKind, verdict.kind)
    return Moment(kind, verdict.name, verdict.start, verdict.end, verdict.quote, "heard", said)


def verdict_on(moment: Moment, said: str) -> Correction:
    """Make a person's verdict on a moment that shows; that their part is not missing rests on no words of it."""
    if moment.name == "role_invisible":
        return Correction(uuid4().hex, moment.kind, moment.name, said)  # type: ignore[arg-type]
    span = (moment.start, moment.end)
    return Correction(uuid4().hex, moment.kind, moment.name, said, *span, moment.text)  # type: ignore[arg-type]


class VerdictBar(QWidget):
    """Offer the verdicts on one finding; empty for a kind that has none."""

    given = Signal(object)
    """A Correction."""
    taken_back = Signal(object)
    """The Correction that counts no more."""
    choose_wanted = Signal(object)
    """A Wish: in which sentence?"""

    def __init__(self, texts: Texts, entry: Entry, name: str) -> None:
        super().__init__()
        self._texts = texts
        self._name = name
        self.entry = entry
        self.buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(MARGIN)
        verdict, moment = entry.verdict, entry.moment
        if not entry.shows and verdict is not None:
            words = msg("review.verdict.dismissed")
            if verdict.name == "role_invisible" and verdict.quote:
                words = msg("judging.my_part.said", quote=shortened(verdict.quote))
            said = QLabel(texts(words))
            said.setWordWrap(True)
            said.setProperty("type", "small")
            said.setProperty("tone", "soft")
            self._row.addWidget(said)
            self._offer(msg("review.verdict.undo")).clicked.connect(lambda: self.taken_back.emit(verdict))
        elif verdict is not None and moment.why.key in MADE:
            word = msg("review.verdict.take_out") if verdict.verdict == "added" else msg("review.verdict.undo")
            self._offer(word).clicked.connect(lambda: self.taken_back.emit(verdict))
        else:
            self._offer_verdicts(moment)
        self._row.addStretch(1)
        if not self.buttons:
            self.hide()

    def _offer_verdicts(self, moment: Moment) -> None:
        if moment.kind in BEYOND_DOUBT:
            return
        if moment.name == "role_invisible":
            wish = Wish(moment.kind, moment.name, self._texts(msg("judging.my_part.title")), "dismissed")
            self._offer(msg("judging.my_part")).clicked.connect(lambda: self.choose_wanted.emit(wish))
        elif moment.certainty == "probable" and moment.kind != "weak_pattern":
            self._offer_verdict(msg("review.verdict.confirm"), "confirmed")
        dismiss = msg("review.verdict.not_filler") if moment.kind == "filler" else msg("review.verdict.dismiss")
        self._offer_verdict(dismiss, "dismissed")

    def _offer_verdict(self, word: Message, said: str) -> None:
        moment = self.entry.moment
        self._offer(word).clicked.connect(lambda: self.given.emit(verdict_on(moment, said)))

    def _offer(self, word: Message) -> QPushButton:
        button = QPushButton(self._texts(word))
        button.setProperty("kind", "quiet")
        start = self.entry.moment.start
        at = clock(start) if start is not None else ""
        named = msg("review.verdict.of", what=word, name=self._name, at=at)
        alone = msg("review.verdict.of_untimed", what=word, name=self._name)
        button.setAccessibleName(self._texts(named if at else alone))
        self._row.addWidget(button)
        self.buttons.append(button)
        return button
