"""One finding in a list: its place to listen, what it is, how sure, why, and what a person may say to it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.review.verdict_bar import Entry, VerdictBar
from coach.gui.widgets.signs.play_button import plain_line, play_button
from coach.gui.wording import moment_name, sure_name
from coach.messages import Texts, msg

QUOTED = ("evidence", "weak_pattern")
"""Kinds that show the words they rest on; evidence needs no more than these."""


class MomentRow(QWidget):
    """Show a finding; `names` holds what anchors are called."""

    play_wanted = Signal(float, object)
    """Play from here (seconds), to there (seconds or None)."""

    def __init__(self, texts: Texts, theme: Theme, entry: Entry, names: Mapping[str, str], *, playable: bool) -> None:
        super().__init__()
        moment, middle = entry.moment, Qt.AlignmentFlag.AlignVCenter
        name = moment_name(moment, names, texts)
        line = name
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, theme.px(MARGIN) // 2)
        grid.setHorizontalSpacing(MARGIN)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        if entry.shows:
            line = texts(msg("review.details.moment", name=name, sure=sure_name(moment.certainty, texts)))
            told = (
                [texts(msg("review.details.quote", quote=moment.text))] if moment.kind in QUOTED and moment.text else []
            )
            told += [texts(moment.why)] if moment.kind != "evidence" or not told else []
            grid.addWidget(Paragraph(theme, "\n".join(told), size=14, soft=True), 1, 1)
        grid.addWidget(plain_line(line), 0, 1, middle)
        self.verdicts = VerdictBar(texts, entry, name)
        grid.addWidget(self.verdicts, 2, 1)
        if moment.start is not None:
            span = (moment.start, moment.end)
            grid.addWidget(play_button(texts, theme, span, line, self.play_wanted.emit, playable), 0, 0, middle)
