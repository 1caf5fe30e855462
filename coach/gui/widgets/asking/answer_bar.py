"""The foot of the Practice page: the level, the steady line and the one primary button."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coach.gui.names import clock
from coach.gui.theme import COLUMN, MARGIN, Theme
from coach.gui.widgets.column import centre
from coach.gui.widgets.hearing.backlog import Backlog, Remaining, left_words
from coach.gui.widgets.level_meter import LevelMeter
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.messages import Message, Texts, msg
from coach.practice.ports import Heard, Level

PRIMARY: dict[str, Message] = {
    "resting": msg("practice.go.start"),
    "reading": msg("practice.go.skip"),
    "ready": msg("practice.go.record"),
    "opening": msg("practice.go.opening"),
    "recording": msg("practice.go.stop"),
    "paused": msg("practice.go.stop"),
    "closing": msg("practice.go.closing"),
    "transcribing": msg("practice.go.transcribing"),
}
LINES: dict[str, Message] = {
    "resting": msg("practice.line.resting"),
    "reading": msg("practice.line.reading"),
    "ready": msg("practice.line.ready"),
    "opening": msg("practice.line.opening"),
    "recording": msg("practice.line.recording"),
    "paused": msg("practice.line.paused"),
    "closing": msg("practice.line.closing"),
    "transcribing": msg("practice.line.transcribing"),
}
METERED = ("recording", "paused", "closing")
PATIENCE = 1500
"""Milliseconds of transcribing after which a person is shown how far it is, and need not wait for it."""
WORDS = 280
"""Pixels, at the usual text size, that the words need beside the buttons; with less, the buttons go below."""


class AnswerBar(QFrame):
    """Say where the attempt stands, and offer the next thing to do."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._count_up = False
        self._state = "resting"
        self._backlog = Backlog()
        self._remaining = Remaining()
        self._behind = ""
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self._show_waiting)
        self.setObjectName("answerbar")
        self.line = Paragraph(theme)
        self.hint = Paragraph(theme, size=14, soft=True)
        self._room = Paragraph(theme, "\u00a0", size=14)
        self.time = QLabel()
        self.time.setProperty("type", "heading")
        self.meter = LevelMeter(texts, theme)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 100)
        self.progress.setMaximumWidth(320)
        self.primary = QPushButton()
        self.primary.setProperty("kind", "record")
        self.pause = QPushButton()
        self.cancel = QPushButton(texts(msg("practice.cancel")))
        tell(self.cancel, texts(msg("practice.cancel.name")))
        tell(self.progress, texts(msg("practice.progress")))
        self._lay_out()
        self.set_theme(theme)

    def _lay_out(self) -> None:
        sound = QHBoxLayout()
        sound.setSpacing(2 * MARGIN)
        sound.addWidget(self.meter)
        sound.addWidget(self.time)
        sound.addWidget(self.progress, 2)
        sound.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(MARGIN)
        words.addStretch(1)
        words.addWidget(self.line)
        hints = QGridLayout()  # while somebody speaks a line is kept free, so that a hint moves nothing
        hints.addWidget(self._room, 0, 0)
        hints.addWidget(self.hint, 0, 0)
        hints.setColumnStretch(1, 1)
        words.addLayout(hints)
        words.addLayout(sound)
        words.addStretch(1)
        self._column = QWidget()
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * MARGIN)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.pause)
        buttons.addWidget(self.primary)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._column)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2 * MARGIN)
        self._row.addLayout(words, 1)
        self._row.addLayout(buttons)
        centre(self, self._column, above=3 * MARGIN)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Put the buttons below the words where there is no room beside them."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        buttons = [button for button in (self.cancel, self.pause, self.primary) if not button.isHidden()]
        wide = sum(button.sizeHint().width() + 2 * MARGIN for button in buttons)
        beside = self.width() - 12 * MARGIN >= self._theme.px(WORDS) + wide
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        ground, line = theme.colour("surface").name(), theme.colour(theme.edge).name()
        self.setStyleSheet(f"#answerbar {{ background: {ground}; border: none; border-top: 1px solid {line}; }}")
        self.line.set_theme(theme)
        self.hint.set_theme(theme)
        self._room.set_theme(theme)
        self.meter.set_theme(theme)
        self._column.setMaximumWidth(theme.px(COLUMN))
        self._arrange()

    def set_count_up(self, on: bool) -> None:
        """Show the seconds, or do not."""
        self._count_up = on
        self.time.setVisible(on and self._state in METERED)

    @property
    def waiting(self) -> bool:
        """Tell whether a person waits so long that something else to do is offered."""
        return self._state == "transcribing" and not self._patience.isActive()

    def clear(self) -> None:
        """Forget the last take's level and progress."""
        self.meter.clear()
        self.time.clear()
        self.progress.setValue(0)
        self._backlog.clear()

    def show_state(self, state: str, *, read_aloud: bool, possible: bool) -> None:
        """Say where the attempt stands."""
        fresh = state != self._state
        self._state = state
        line = msg("practice.line.resting.aloud") if state == "resting" and read_aloud else LINES[state]
        self._name_primary(PRIMARY[state], self._texts(line))
        # Never disabled while one waits: a disabled button hands its focus on, and the next Space would press another.
        self.primary.setEnabled(possible)
        pause = msg("practice.resume") if state == "paused" else msg("practice.pause")
        self.pause.setText(self._texts(pause))
        tell(self.pause, self.pause.text())
        self.pause.setVisible(state in ("recording", "paused"))
        self.meter.setVisible(state in METERED)
        self.time.setVisible(self._count_up and state in METERED)
        self.line.say(self._texts(line))
        self._room.setVisible(state in METERED)
        if fresh:
            self._show_hint()
            self._patience.stop()
            if state == "transcribing":
                self._remaining.begin(self._backlog.until, self._backlog.speed)
                self._patience.start()
        if state in ("resting", "opening"):
            self.clear()
        for control in (self.cancel, self.progress):
            control.setVisible(self.waiting)
        if self.waiting:
            self._show_waiting()
        self._arrange()

    def show_level(self, level: Level) -> None:
        """Move the meter; a microphone that sends exact zeros gets a calm hint."""
        self.meter.show_level(level)
        self.time.setText(clock(level.seconds))
        self._backlog.speak(level.seconds)
        self._show_hint(silent=level.silent)

    def show_heard(self, heard: Heard) -> None:
        """Note how far the transcription has come; say it to one who waits for it."""
        self._backlog.write(heard.until)
        seconds = max(self._backlog.spoken, heard.seconds)
        if self._state != "transcribing" or seconds <= 0:
            return
        percent = min(100, int(100 * heard.until / seconds))
        self.progress.setValue(percent)
        left = left_words(self._remaining.left(heard.until, seconds))
        line = msg("practice.line.transcribing.at", percent=percent)
        if left is not None:
            line = msg("practice.line.transcribing.left", percent=percent, left=left)
        self.line.say(self._texts(line))

    def show_behind(self, count: int, share: float | None) -> None:
        """Say how many earlier answers still wait for their review, and how much (0-1) is done of the first."""
        self._behind = ""
        if count and share is not None:
            self._behind = self._texts(msg("practice.behind.at", n=count, percent=int(100 * share)))
        elif count:
            self._behind = self._texts(msg("practice.behind", n=count))
        self._show_hint()

    def _show_waiting(self) -> None:
        """Offer what can be done instead of waiting."""
        self.cancel.show()
        self.progress.show()
        self._name_primary(msg("practice.go.meanwhile"), self._texts(msg("practice.meanwhile")))
        self._show_hint()
        self._arrange()

    def _name_primary(self, name: Message, description: str) -> None:
        self.primary.setText(self._texts(name))
        tell(self.primary, self.primary.text(), description)

    def _show_hint(self, *, silent: bool = False) -> None:
        """Say the one thing that matters most now beside the steady line."""
        hint = self._behind
        if self.waiting:
            hint = self._texts(msg("practice.meanwhile"))
        elif self._state in METERED and silent:
            hint = self._texts(msg("practice.silent"))
        elif self._state in METERED and self._backlog.told:
            hint = self._texts(msg("practice.backlog", n=self._backlog.told))
        if hint != self.hint.plain:
            self.hint.say(hint)
