"""One finding in a list: its place to listen, what it is, how sure, why, and what a person may say to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from coach.gui.names import clock
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.gui.widgets.review.icons import put_icon
from coach.gui.widgets.review.verdict_bar import Entry, VerdictBar
from coach.gui.wording import moment_name, sure_name
from coach.messages import Texts, msg

LEAD = 0.4
"""Seconds that a moment is played before it starts, so that the ear finds its way."""
QUOTED = ("evidence", "weak_pattern")
"""Kinds that show the words they rest on; evidence needs no more than these."""

Wanted = Callable[[float, float | None], None]


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


def play_button(
    texts: Texts, theme: Theme, span: tuple[float, float | None], what: str, wanted: Wanted, playable: bool
) -> QPushButton:
    """Make a button that plays a stretch of the take, with a short lead; its words are the place."""
    start, end = span
    button = QPushButton(clock(start))
    button.setProperty("kind", "plain")
    put_icon(button, "play", theme, "accent", 14)
    button.setEnabled(playable)
    tell(button, texts(msg("review.details.play", at=clock(start), what=what)))
    begin = max(start - LEAD, 0.0)
    last = None if end is None else end + LEAD
    button.clicked.connect(lambda: wanted(begin, last))
    return button


def plain_line(text: str) -> QLabel:
    """Make a line beside a sign or a button, level with it; running text is a Paragraph."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
