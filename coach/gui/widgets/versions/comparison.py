"""Two transcripts of one take beside each other: where they differ, and which of them counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coach.analysis.compare import Stretch, Written, fillers_left_out
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.gui.widgets.versions.compared import marks
from coach.gui.widgets.versions.side import Side
from coach.messages import Message, Texts, msg

STACKED = 560
"""Width in pixels, at 100 % text, under which one side stands below the other."""
MOST = 12
"""Words of a place that are named; a longer one is cut."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Hold what is compared: the reviews' ids, what each transcript says, and how the two lie beside each other."""

    left: str
    right: str
    written: tuple[Written, Written]
    stretches: tuple[Stretch, ...]


class Comparison(QWidget):
    """Show two transcripts."""

    pair_wanted = Signal(str, str)
    """Compare the transcripts of these reviews, the one on the left first."""
    use_wanted = Signal(str)
    """Let this review count."""
    play_wanted = Signal(float)
    """Play from here (seconds)."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._names: Mapping[str, str] = {}
        self._pair: Pair | None = None
        self._differences: list[int] = []
        self._at: int | None = None
        self.summary = Paragraph(theme, wide=True)
        self.place = Paragraph(theme, size=14, soft=True, wide=True)
        self.before = self._button(msg("compare.before"), msg("compare.before.name"))
        self.after = self._button(msg("compare.after"), msg("compare.after.name"))
        self.sides = (Side(texts, theme, msg("compare.side.left")), Side(texts, theme, msg("compare.side.right")))
        self.legend = Paragraph(theme, texts(msg("compare.legend")), size=14, soft=True, wide=True)
        self.setAccessibleName(texts(msg("compare.name")))
        self._lay_out()
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))
        for number, side in enumerate(self.sides):
            side.chosen.connect(lambda wanted, number=number: self._choose(number, wanted))
            side.use_wanted.connect(self.use_wanted)
            side.play_wanted.connect(self.play_wanted)

    def _button(self, text: Message, name: Message) -> QPushButton:
        button = QPushButton(self._texts(text))
        tell(button, self._texts(name))
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MARGIN)
        top = QHBoxLayout()
        top.setSpacing(MARGIN)
        top.addWidget(self.summary, 1, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.before)
        top.addWidget(self.after)
        column.addLayout(top)
        column.addWidget(self.place)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(3 * MARGIN)
        for side in self.sides:
            self._beside.addWidget(side, 1)
        column.addLayout(self._beside)
        column.addWidget(self.legend)

    @property
    def pair(self) -> tuple[str, str] | None:
        """Return the ids of the reviews that are compared."""
        return (self._pair.left, self._pair.right) if self._pair is not None else None

    def forget(self) -> None:
        """Forget what was compared: another take comes."""
        self._pair = None

    def show_pair(self, pair: Pair, names: Mapping[str, str], used: str) -> None:
        """Show two transcripts; `names` holds what all of the take are called, `used` is the id of the one that counts.

        The same two again keep their place.
        """
        known, self._pair, self._names = pair == self._pair, pair, names
        for side, review in zip(self.sides, (pair.left, pair.right), strict=True):
            side.show_choice(names, review, used)
        if known:
            return
        ours, theirs = pair.written
        self.sides[0].show_words(ours, marks(pair.stretches, ours, theirs, left=True))
        self.sides[1].show_words(theirs, marks(pair.stretches, theirs, ours, left=False))
        self._differences = [place for place, one in enumerate(pair.stretches) if one.kind != "same"]
        self._at = None
        self.summary.say(self._summary(pair))
        self.place.say("")
        for widget in (self.before, self.after, self.legend):
            widget.setVisible(bool(self._differences))

    def follow(self, seconds: float | None) -> None:
        """Highlight the words at a position of the sound; None takes the highlight away."""
        for side in self.sides:
            side.view.follow(seconds)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        for part in (self.summary, self.place, self.legend, *self.sides):
            part.set_theme(theme)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Put the sides one below the other where there is no room for two."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        stacked = self.width() < self._theme.px(STACKED)
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._beside.setDirection(direction)

    def _summary(self, pair: Pair) -> str:
        if not self._differences:
            return self._texts(msg("compare.same"))
        left_out = fillers_left_out(pair.stretches, *pair.written)
        said = [msg("compare.places", n=len(self._differences))]
        for review, fillers in zip((pair.left, pair.right), left_out, strict=True):
            if fillers:
                said.append(msg("compare.fillers", n=len(fillers), name=self._names[review]))
        return " ".join(self._texts(one) for one in said)

    def _choose(self, number: int, wanted: str) -> None:
        """Take another transcript on one side; the one from the other side changes places with it."""
        assert self._pair is not None
        ids = [self._pair.left, self._pair.right]
        if wanted == ids[1 - number]:
            ids[1 - number] = ids[number]
        ids[number] = wanted
        self.pair_wanted.emit(*ids)

    def _step(self, by: int) -> None:
        """Go to another place where the sides differ, round and round, and say what differs."""
        assert self._pair is not None
        count = len(self._differences)
        self._at = (0 if by > 0 else count - 1) if self._at is None else (self._at + by) % count
        place = self._differences[self._at]
        for side in self.sides:
            side.view.point_at(place)
        what = self._difference(self._pair, self._pair.stretches[place])
        self.place.say(self._texts(msg("compare.place", number=self._at + 1, count=count, what=what)))
        QAccessible.updateAccessibility(QAccessibleEvent(self.place, QAccessible.Event.Alert))

    def _difference(self, pair: Pair, stretch: Stretch) -> Message:
        left, right = (
            _words(written, numbers)
            for written, numbers in zip(pair.written, (stretch.left, stretch.right), strict=True)
        )
        one, other = self._names[pair.left], self._names[pair.right]
        if stretch.kind == "other":
            return msg("compare.place.other", left=left, right=right, one=one, other=other)
        return msg("compare.place.only", words=left or right, name=one if stretch.left else other)


def _words(written: Written, numbers: Sequence[int]) -> str:
    said = " ".join(written.words[number].text for number in numbers[:MOST])
    return f"{said} …" if len(numbers) > MOST else said
