"""The card of recordings on their way into the history: the question before, the queue while they come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.bringing.asking import AskBring
from coach.gui.widgets.bringing.row import OPENED, UNDER_WAY, BringRow, Line
from coach.gui.widgets.forms.button import named_button
from coach.gui.widgets.forms.flow import flow
from coach.gui.widgets.forms.scroll import ScrollRows
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.messages import Message, Texts, msg
from coach.model import Question

TALLEST = 280
"""Most pixels, at the usual text size, that the list of files is tall; more of them scroll."""


class BringCard(QFrame):
    """Ask, then show each file; the card is away where there is nothing to say."""

    started = Signal(object)
    left = Signal()
    stop_wanted = Signal(int)
    stop_all_wanted = Signal()
    open_wanted = Signal(int)
    closed = Signal()

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._ended = True
        self._here = True
        self._wanted = False
        self.rows: dict[int, BringRow] = {}
        self.setProperty("card", True)
        self.setObjectName("bring")
        # It stands above the pages, which have edges of their own; a layout's edges would stay when it is away.
        self.setStyleSheet(f"#bring {{ margin: {2 * MARGIN}px {4 * MARGIN}px 0 {4 * MARGIN}px; }}")
        self.asking = AskBring(texts, theme)
        self.title = Paragraph(theme, size=20, bold=True)
        self.others = Paragraph(theme, size=14, soft=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        tell(self.bar, texts(msg("bring.progress")))
        self.stop_all = named_button(texts(msg("bring.stop_all")))
        self.close_button = named_button(texts(msg("bring.close")))
        self.list = ScrollRows()
        self._lay_out()
        self.asking.started.connect(self.started)
        self.asking.left.connect(self.left)
        self.stop_all.clicked.connect(self.stop_all_wanted)
        self.close_button.clicked.connect(self.closed)
        self._appear(False)

    def _lay_out(self) -> None:
        tell(self.list, self._texts(msg("bring.list")))
        self.queue = QWidget()
        column = QVBoxLayout(self.queue)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MARGIN)
        for widget in (self.title, self.bar, self.others, self.list, flow(self.stop_all, self.close_button)):
            column.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(3 * MARGIN, 2 * MARGIN, 3 * MARGIN, 2 * MARGIN)
        whole.setSpacing(2 * MARGIN)
        whole.addWidget(self.asking)
        whole.addWidget(self.queue)
        self.asking.hide()
        self.queue.hide()

    def ask(self, sounds: Sequence[str], others: Sequence[str], questions: Sequence[Question]) -> None:
        """Ask to which question the files are answers; a queue that is there goes on below."""
        self.asking.show()
        self._appear(True)
        self.asking.ask(sounds, others, questions)
        self._announce(self.asking.title.plain)

    def ask_no_more(self) -> None:
        """Put the question away."""
        self.asking.hide()
        self._appear(bool(self.rows))

    def say(self, words: Message) -> None:
        """Say something in the place of a queue, such as that there was no sound."""
        self._clear()
        self.asking.hide()
        self._show_queue(self._texts(words), ended=True)
        self._announce(self.title.plain)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show the files, in order; rows that are there stay where they are."""
        numbers = {line.number for line in lines}
        for number in [number for number in self.rows if number not in numbers]:
            self._forget(number)
        for line in lines:
            if line.number in self.rows:
                self.show_line(line, lines)
            else:
                self._add(line)
        self._show_whole(lines)

    def show_line(self, line: Line, lines: Sequence[Line]) -> None:
        """Show how one file is now, among all."""
        self.rows[line.number].show_line(line)
        self._show_whole(lines)

    def rest(self) -> None:
        """Show nothing."""
        self._clear()
        self.asking.hide()
        self.queue.hide()
        self._appear(False)

    def show_here(self, here: bool) -> None:
        """Show on the page that is open now, where there is something to say, or wait for another page."""
        self._here = here
        self._appear(self._wanted)

    def _appear(self, wanted: bool) -> None:
        self._wanted = wanted
        self.setVisible(wanted and self._here)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        self.asking.set_theme(theme)
        for paragraph in (self.title, self.others):
            paragraph.set_theme(theme)
        for row in self.rows.values():
            row.set_theme(theme)
        self._fit()

    def _add(self, line: Line) -> None:
        row = BringRow(self._texts, self._theme, line)
        row.stop_wanted.connect(self.stop_wanted)
        row.open_wanted.connect(self.open_wanted)
        self.rows[line.number] = row
        self.list.rows.addWidget(row)
        self.list.follow(row.stop, row.open)

    def _forget(self, number: int) -> None:
        row = self.rows.pop(number)
        self.list.rows.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _clear(self) -> None:
        for number in list(self.rows):
            self._forget(number)

    def _show_whole(self, lines: Sequence[Line]) -> None:
        ended = not any(line.state in UNDER_WAY for line in lines)
        begins = self._ended and not ended
        done = sum(_share(line) for line in lines) / max(1, len(lines))
        self.bar.setValue(round(1000 * done))
        words = summary(lines) if ended else [msg("bring.head", done=_ended(lines), n=len(lines))]
        ends = ended and not self._ended
        self._show_queue(" ".join(self._texts(part) for part in words), ended=ended)
        if begins or ends:
            self._announce(self.title.plain)

    def _show_queue(self, title: str, *, ended: bool) -> None:
        had_focus = self.stop_all.hasFocus()
        self._ended = ended
        self.title.say(title)
        self.bar.setVisible(not ended)
        self.stop_all.setVisible(not ended)
        self.close_button.setVisible(ended)
        self.list.setVisible(bool(self.rows))
        self.queue.show()
        self._appear(True)
        if ended and had_focus:
            self.close_button.setFocus()
        self._fit()

    def _fit(self) -> None:
        """Be as tall as the files, up to a few of them."""
        wanted = self.list.rows.sizeHint().height()
        self.list.setFixedHeight(min(wanted, self._theme.px(TALLEST)))

    def _announce(self, words: str) -> None:
        self.setAccessibleName(words)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))


def summary(lines: Sequence[Line]) -> list[Message]:
    """Say how it all ended, kind by kind, without what did not happen."""
    count = {state: sum(line.state == state for line in lines) for state in ("done", "here", "failed", "stopped")}
    told = []
    if count["done"]:
        told.append(msg("bring.end.done", n=count["done"]))
    if count["here"]:
        told.append(msg("bring.end.here", n=count["here"]))
    if count["failed"]:
        told.append(msg("bring.end.failed", n=count["failed"]))
    if count["stopped"]:
        told.append(msg("bring.end.stopped", n=count["stopped"]))
    return told


def _share(line: Line) -> float:
    """Return how much of a file is done (0-1): reading takes little of the time that writing it down does."""
    if line.state not in UNDER_WAY:
        return 1.0
    share = line.share or 0.0
    return {"reading": 0.1 * share, "transcribing": 0.1 + 0.9 * share}.get(line.state, 0.0)


def _ended(lines: Sequence[Line]) -> int:
    return sum(line.state in OPENED or line.state in ("failed", "stopped") for line in lines)
