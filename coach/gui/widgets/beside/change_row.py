"""One thing that two takes have in common or not, with a place to listen in each."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from coach.analysis.two_takes import Change, Place
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.judging.finding_row import ShapeMark
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.gui.widgets.signs.play_button import plain_line, play_button
from coach.gui.wording import finding_name, moment_name
from coach.messages import Message, Texts, msg
from coach.model import ANCHORS, Finding, Moment, MomentKind

EARLIER, LATER = 0, 1
"""The two takes, in order."""
MARK, PLACE = 24, 104
"""Pixels, at 100 % text, of the columns for a shape and for a place to listen."""
TO_TRY = ("weak_pattern", "rambling")
"""Kinds of which less is a gain."""


class ChangeRow(QWidget):
    """Show a change; `playable` tells of which takes there is sound."""

    play_wanted = Signal(int, float, object)
    """Play this take from here (seconds), to there (seconds or None)."""

    def __init__(self, texts: Texts, theme: Theme, change: Change, playable: tuple[bool, bool]) -> None:
        super().__init__()
        self.name = texts(told(change, texts))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(MARGIN)
        grid.setVerticalSpacing(0)
        line_up(grid, theme)
        middle = Qt.AlignmentFlag.AlignVCenter
        if change.name in ANCHORS and change.kind == "anchor":
            mark = ShapeMark(
                theme, Finding(change.name, "weak" if change.way == "lost" else "found"), ANCHORS.index(change.name)
            )
            grid.addWidget(mark, 0, 0, middle)
        for side, place in ((EARLIER, change.before), (LATER, change.after)):
            if place is not None and place.start is not None:
                grid.addWidget(self._button(texts, theme, side, place, playable[side]), 0, 1 + side, middle)
        grid.addWidget(plain_line(self.name), 0, 3, middle)
        quote = change.after or change.before
        if quote is not None and quote.text:
            words = texts(msg("review.details.quote", quote=quote.text))
            grid.addWidget(Paragraph(theme, words, size=14, soft=True), 1, 3)

    def _button(self, texts: Texts, theme: Theme, side: int, place: Place, playable: bool) -> QWidget:
        assert place.start is not None

        def play(start: float, end: float | None) -> None:
            self.play_wanted.emit(side, start, end)

        button = play_button(texts, theme, (place.start, place.end), self.name, play, playable)
        told_as = msg("two_takes.play.later", name=self.name) if side else msg("two_takes.play.earlier", name=self.name)
        tell(button, texts(told_as))
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        return button


def line_up(grid: QGridLayout, theme: Theme) -> None:
    """Give mark, earlier place and later place the same columns in every row."""
    for column, wide in enumerate((MARK, PLACE, PLACE)):
        grid.setColumnMinimumWidth(column, theme.px(wide))
    grid.setColumnStretch(3, 1000)
    grid.setColumnStretch(4, 1)  # running text stays narrow, and what it leaves belongs to no column before it


def named(change: Change, texts: Texts) -> str:
    """Return what a change is about, without saying what became of it."""
    if change.kind in ("anchor", "structure"):
        return finding_name(change.name, texts)
    kind = cast(MomentKind, change.kind)
    return moment_name(Moment(kind, change.name, None, None, "", "heard", msg("two_takes.title")), {}, texts)


def told(change: Change, texts: Texts) -> Message:
    """Say what became of one thing."""
    name = named(change, texts)
    if change.kind in TO_TRY:
        if change.way == "gained":
            return msg("two_takes.without", name=name)
        return msg("two_takes.with", name=name) if change.way == "kept" else msg("two_takes.once", name=name)
    return msg("two_takes.clearer", name=name) if change.clearer else msg("names.as_written", word=name)
