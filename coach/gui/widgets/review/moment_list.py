"""Findings in the order of time: each with its place to listen, how sure it is, why, and what a person may say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from coach.gui.names import clock
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.gui.widgets.review.icons import put_icon
from coach.gui.widgets.review.verdict_bar import Entry, VerdictBar
from coach.gui.wording import moment_name, sure_name
from coach.messages import Texts, msg

LEAD = 0.4
"""Seconds that a moment is played before it starts, so that the ear finds its way."""
MOST = 30
"""Findings that are listed at once: a hundred of them take longer to lay out than a person waits, and to read."""

Wanted = Callable[[float, float | None], None]


class MomentList(QWidget):
    """List findings; those beyond the first are shown on request."""

    play_wanted = Signal(float, object)
    """Play from here (seconds), to there (seconds or None)."""
    given = Signal(object)
    """A verdict, as a Correction."""
    taken_back = Signal(object)
    """The Correction that counts no more."""
    whole_wanted = Signal()
    """The rest is to show, now and later."""

    def __init__(
        self,
        texts: Texts,
        theme: Theme,
        entries: Sequence[Entry],
        names: Mapping[str, str],
        *,
        playable: bool,
        whole: bool = False,
    ) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._names = names
        self._playable = playable
        self._rest = [] if whole else list(entries[MOST:])
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(MARGIN)
        for entry in entries if whole else entries[:MOST]:
            self._column.addLayout(self._row(entry))
        self.more = QPushButton(texts(msg("review.moments.more", n=len(self._rest))))
        self.more.setProperty("kind", "plain")
        self.more.clicked.connect(self._show_rest)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.more.setVisible(bool(self._rest))

    def _show_rest(self) -> None:
        self.more.hide()
        for entry in self._rest:
            self._column.addLayout(self._row(entry))
        self._rest = []
        self.whole_wanted.emit()

    def _row(self, entry: Entry) -> QGridLayout:
        moment, middle = entry.moment, Qt.AlignmentFlag.AlignVCenter
        name = moment_name(moment, self._names, self._texts)
        line = name
        grid = QGridLayout()
        grid.setHorizontalSpacing(MARGIN)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        if entry.shows:
            sure = sure_name(moment.certainty, self._texts)
            line = self._texts(msg("review.details.moment", name=name, sure=sure))
            quoted = moment.kind == "evidence" and moment.text
            why = self._texts(msg("review.details.quote", quote=moment.text) if quoted else moment.why)
            grid.addWidget(Paragraph(self._theme, why, size=14, soft=True), 1, 1)
        grid.addWidget(plain_line(line), 0, 1, middle)
        grid.addWidget(verdict_bar(self._texts, entry, name, self.given.emit, self.taken_back.emit), 2, 1)
        if moment.start is not None:
            span = (moment.start, moment.end)
            button = play_button(self._texts, self._theme, span, line, self.play_wanted.emit, self._playable)
            grid.addWidget(button, 0, 0, middle)
        return grid


def verdict_bar(
    texts: Texts, entry: Entry, name: str, given: Callable[[object], None], taken_back: Callable[[object], None]
) -> VerdictBar:
    """Make the verdicts on a finding, and tell which one was chosen."""
    bar = VerdictBar(texts, entry, name)
    bar.given.connect(given)
    bar.taken_back.connect(taken_back)
    return bar


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
