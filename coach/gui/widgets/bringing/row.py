"""One recording on its way into the history: its name, how it is, and the one thing to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.forms.button import named_button
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.messages import Message, Texts, msg

State = Literal["waiting", "held", "reading", "transcribing", "done", "here", "failed", "stopped"]
UNDER_WAY: tuple[State, ...] = ("waiting", "held", "reading", "transcribing")
OPENED: tuple[State, ...] = ("done", "here")


@dataclass(frozen=True, slots=True)
class Line:
    """Hold how a file is: `share` (0-1) of its stage, None where that is not known; `why` is what went wrong."""

    number: int
    name: str
    state: State = "waiting"
    share: float | None = None
    why: tuple[Message, ...] = ()


class BringRow(QWidget):
    """Show one file; while it is under way it can be stopped, and opened when it is there."""

    stop_wanted = Signal(int)
    open_wanted = Signal(int)

    def __init__(self, texts: Texts, theme: Theme, line: Line) -> None:
        super().__init__()
        self._texts = texts
        self.line = line
        self.name = Paragraph(theme, line.name, bold=True, wide=True)
        self.state = Paragraph(theme, size=14, soft=True, wide=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        tell(self.bar, texts(msg("bring.row.progress", name=line.name)))
        self.stop = named_button(texts(msg("bring.row.stop")), "plain")
        tell(self.stop, texts(msg("bring.row.stop.name", name=line.name)))
        self.open = named_button(texts(msg("bring.row.open")), "plain")
        tell(self.open, texts(msg("bring.row.open.name", name=line.name)))
        words = QVBoxLayout()
        words.setSpacing(MARGIN // 2)
        for widget in (self.name, self.state, self.bar):
            words.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, MARGIN // 2, 0, MARGIN // 2)
        row.setSpacing(2 * MARGIN)
        row.addLayout(words, 1)
        for button in (self.stop, self.open):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.stop.clicked.connect(lambda: self.stop_wanted.emit(self.line.number))
        self.open.clicked.connect(lambda: self.open_wanted.emit(self.line.number))
        self.show_line(line)

    def show_line(self, line: Line) -> None:
        """Show how the file is now."""
        had_focus = self.stop.hasFocus()
        self.line = line
        self.state.say(" ".join(self._texts(part) for part in (state_words(line), *line.why)))
        works = line.state in ("reading", "transcribing")
        self.bar.setVisible(works)
        if works:
            self.bar.setRange(0, 0 if line.share is None else 1000)
            self.bar.setValue(round(1000 * (line.share or 0.0)))
        self.stop.setVisible(line.state in UNDER_WAY)
        self.open.setVisible(line.state in OPENED)
        if had_focus and line.state in OPENED:
            self.open.setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self.name.set_theme(theme)
        self.state.set_theme(theme)


def state_words(line: Line) -> Message:
    """Say how a file is."""
    percent = round(100 * line.share) if line.share is not None else None
    if line.state == "reading":
        return msg("bring.state.reading") if percent is None else msg("bring.reading", percent=percent)
    if line.state == "transcribing":
        known = msg("bring.state.transcribing.share", percent=percent)
        return msg("bring.state.transcribing") if percent is None else known
    return {
        "waiting": msg("bring.state.waiting"),
        "held": msg("bring.state.held"),
        "done": msg("bring.state.done"),
        "here": msg("bring.state.here"),
        "failed": msg("bring.state.failed"),
        "stopped": msg("bring.state.stopped"),
    }[line.state]
