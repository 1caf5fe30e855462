"""A backup at work and how it ended, and what was set aside by a restore."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.data.sheets import step_words
from coach.gui.widgets.data.stored_list import NARROW
from coach.gui.widgets.forms.button import named_button
from coach.gui.widgets.forms.flow import flow
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.gui.wording import moment_of_day
from coach.messages import Message, Texts, msg
from coach.practice.keeping.backup import SetAside, Step


class KeepCard(QFrame):
    """Show progress, then a sentence; it stays away where there is nothing to say."""

    stop_wanted = Signal()

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self.setProperty("card", True)
        self.text = Paragraph(theme)
        self.text.setMinimumWidth(NARROW)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        tell(self.bar, texts(msg("keeping.progress")))
        self.stop = named_button(texts(msg("keeping.stop")))
        self.close_button = named_button(texts(msg("keeping.close")))
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * MARGIN, 2 * MARGIN, 3 * MARGIN, 2 * MARGIN)
        column.setSpacing(MARGIN)
        for widget in (self.text, self.bar, flow(self.stop, self.close_button)):
            column.addWidget(widget)
        self.stop.clicked.connect(self._stop)
        self.close_button.clicked.connect(self.hide)
        self.hide()

    def begin(self, *, waits: bool = False) -> None:
        """Show that a backup has begun, or waits until a download is done; how much there is is not known yet."""
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self._show(self._texts(msg("keeping.waits") if waits else msg("keeping.begins")), works=True)
        self.stop.setFocus()

    def show_step(self, step: Step) -> None:
        """Show how far it is."""
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(1000 * step.share))
        self.text.say(self._texts(step_words(step)))

    def say(self, *words: Message) -> None:
        """Say how it ended, also to a screen reader."""
        had_focus = self.stop.hasFocus()
        self._show(" ".join(self._texts(one) for one in words), works=False)
        if had_focus:
            self.close_button.setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self.text.set_theme(theme)

    def _show(self, words: str, *, works: bool) -> None:
        self.text.say(words)
        self.bar.setVisible(works)
        self.stop.setVisible(works)
        self.close_button.setVisible(not works)
        self.show()
        self.setAccessibleName(words)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.stop_wanted.emit()


class AsideCard(QFrame):
    """Offer to bring back what a restore set aside, or to remove that copy."""

    back_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self.setProperty("card", True)
        self.text = Paragraph(theme)
        self.back = named_button(texts(msg("keeping.aside.back")))
        self.remove = named_button(texts(msg("keeping.aside.remove")))
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * MARGIN, 2 * MARGIN, 3 * MARGIN, 2 * MARGIN)
        column.setSpacing(MARGIN)
        column.addWidget(self.text)
        column.addWidget(flow(self.back, self.remove, gap=MARGIN + 4))
        self.back.clicked.connect(self.back_wanted)
        self.remove.clicked.connect(self.remove_wanted)
        self.hide()

    def show_aside(self, aside: SetAside | None) -> None:
        """Show what was set aside last; without any, stay away."""
        self.setVisible(aside is not None)
        if aside is not None:
            made = moment_of_day(aside.made_at, self._texts)
            self.text.say(self._texts(msg("keeping.aside", made=made)))

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self.text.set_theme(theme)
