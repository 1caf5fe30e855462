"""Transcribing a take once more: which engine, how far it is, and how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from coach.gui.names import clock
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.messages import Message, Texts, msg


@dataclass(frozen=True, slots=True)
class Option:
    """Hold an engine with its model that can write a take down; `known` says that it has done so before."""

    engine: str
    model: str
    name: str
    known: bool = False


class AgainCard(QFrame):
    """Offer the engines, then show one at work; it stays away where there is nothing to say."""

    wanted = Signal(object)
    """Write the take down again with this Option."""
    stop_wanted = Signal()
    settings_wanted = Signal()
    left = Signal()
    """Nothing here takes the keys any more: the choice was closed without making one, or the work has ended."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._options: Sequence[Option] = ()
        self._works = False
        self.setProperty("card", True)
        self.text = Paragraph(theme)
        self.hint = Paragraph(theme, size=14, soft=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        tell(self.bar, texts(msg("again.progress.name")))
        self.options = QButtonGroup(self)
        self._list = QWidget()
        tell(self._list, texts(msg("again.choices")))
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.start = self._button(msg("again.start"))
        self.settings = self._button(msg("again.settings"))
        self.leave = self._button(msg("again.leave"))
        self.stop = self._button(msg("again.stop"))
        tell(self.stop, texts(msg("again.stop.name")))
        self._lay_out()
        self.start.clicked.connect(self._begin)
        self.leave.clicked.connect(self._leave)
        self.settings.clicked.connect(self.settings_wanted)
        self.stop.clicked.connect(self.stop_wanted)
        self.hide()

    def _button(self, words: Message) -> QPushButton:
        button = QPushButton(self._texts(words))
        tell(button, self._texts(words))
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * MARGIN, 2 * MARGIN, 3 * MARGIN, 2 * MARGIN)
        column.setSpacing(MARGIN)
        for widget in (self.text, self._list, self.hint, self.bar):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(MARGIN)
        for button in (self.start, self.settings, self.leave, self.stop):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    def rest(self) -> None:
        """Show nothing."""
        self._works = False
        self.hide()

    def offer(self, options: Sequence[Option]) -> None:
        """Ask which engine to take; where there is little choice, say where more can be had."""
        self._options = options
        self._fill()
        few = msg("again.only") if options else msg("again.none")
        self.hint.say(self._texts(few) if len(options) < 2 else "")
        self._show(msg("again.which") if options else None, self._list, self.start, self.leave)
        self._list.setVisible(bool(options))
        self.start.setVisible(bool(options))
        self.settings.setVisible(len(options) < 2)
        first = self.options.checkedButton() or self.settings
        first.setFocus()

    def show_ready(self, name: str) -> None:
        """Say that an engine is being made ready; how long that takes is not known."""
        self.bar.setRange(0, 0)
        self._work(msg("again.ready", name=name))

    def show_progress(self, name: str, done: float, seconds: float) -> None:
        """Show how much of the sound (seconds) has been written down again."""
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(1000 * min(max(done / seconds, 0.0), 1.0)) if seconds > 0 else 0)
        self._work(msg("again.progress", name=name, done=clock(done), length=clock(seconds)))

    def show_stopping(self) -> None:
        """Say that the wish to stop has arrived."""
        self._work(msg("again.stopping"))
        self.stop.setEnabled(False)

    def show_waiting(self, name: str) -> None:
        """Say that a new answer is recorded first."""
        self._show(msg("again.waiting", name=name), self.stop)

    def say(self, *words: Message) -> None:
        """Say how it ended, also to a screen reader."""
        had_focus = self._has_focus()
        self._show(words[0])
        self.text.say(" ".join(self._texts(one) for one in words))
        self._announce()
        if had_focus:
            self.left.emit()

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self.text.set_theme(theme)
        self.hint.set_theme(theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Leave the choice with Escape."""
        if event.key() == Qt.Key.Key_Escape and self.leave.isVisible():
            self._leave()
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        for button in self.options.buttons():
            self.options.removeButton(button)
            self._rows.removeWidget(button)
            button.hide()
            button.deleteLater()
        for number, option in enumerate(self._options):
            name = self._texts(msg("again.known", name=option.name)) if option.known else option.name
            button = QRadioButton(name)
            button.setAccessibleName(name)
            self.options.addButton(button, number)
            self._rows.addWidget(button)
        fresh = [number for number, option in enumerate(self._options) if not option.known]
        if self._options:
            self.options.button(fresh[0] if fresh else 0).setChecked(True)

    def _begin(self) -> None:
        self.wanted.emit(self._options[self.options.checkedId()])

    def _leave(self) -> None:
        self.rest()
        self.left.emit()

    def _work(self, words: Message) -> None:
        begins = not self._works
        moves = begins and self._has_focus()
        self._show(words, self.bar, self.stop)
        if moves:
            self.stop.setFocus()
        if begins:
            self._announce()

    def _show(self, words: Message | None, *shown: QWidget) -> None:
        parts = (self._list, self.bar, self.start, self.settings, self.leave, self.stop)
        for part in parts:
            part.setVisible(part in shown)
        self.text.say(self._texts(words) if words is not None else "")
        self._works = self.bar in shown
        if self._list not in shown:
            self.hint.say("")
        self.stop.setEnabled(True)
        self.show()

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _announce(self) -> None:
        self.setAccessibleName(self.text.plain)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
