"""What is asked before a backup comes back and before everything goes, and what shows while that lasts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QProgressBar, QPushButton, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.data.stored_list import NAMES, NARROW, breakable, doomed, size_words
from coach.gui.widgets.forms.button import named_button
from coach.gui.widgets.forms.flow import flow
from coach.gui.widgets.forms.scroll import ScrollRows
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.gui.widgets.sheet import Sheet
from coach.gui.wording import moment_of_day
from coach.messages import Message, Texts, msg
from coach.practice.history import Stored
from coach.practice.keeping.backup import Contents, Extra, Step

WIDE = 600
"""Most pixels, at the usual text size, that a sheet's text is wide."""
EDGES = 14 * MARGIN
"""Pixels that a sheet and the window around it leave beside the text."""
LOWEST = 120
"""Fewest pixels of sentences that show; the rest of them scrolls."""


class KeepSheet(Sheet):
    """Hold sentences, as wide as the window allows and scrolling where it is low, above buttons that stay in sight."""

    def __init__(self, texts: Texts, theme: Theme, title: Message, parent: QWidget) -> None:
        super().__init__(theme, texts(title), parent)
        self._texts = texts
        self._theme = theme
        self._room = min(theme.px(WIDE), parent.window().width() - EDGES)
        self._most = parent.window().height() - EDGES
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.rows.setSpacing(2 * MARGIN)
        self.sentences = ScrollRows()
        self.body = self.sentences.rows
        self.rows.addWidget(self.sentences)
        self._buttons = QWidget()

    def sentence(self, text: str, *, soft: bool = False) -> Paragraph:
        """Add a sentence."""
        line = Paragraph(self._theme, text, soft=soft)
        line.setMinimumWidth(NARROW)
        self.body.addWidget(line)
        return line

    def offer(self, *buttons: QPushButton) -> None:
        """Put the buttons below."""
        self._buttons = flow(*buttons, gap=MARGIN + 4)
        self.rows.addWidget(self._buttons)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Take the height that the sentences need now that they wear the style: a dialog does not ask for it."""
        super().showEvent(event)
        self.body.activate()
        buttons = self._buttons.heightForWidth(self._room)
        self._buttons.setFixedSize(self._room, buttons)
        wanted = self.body.totalHeightForWidth(self._room - MARGIN)
        most = max(LOWEST, self._most - buttons - self._theme.px(2 * EDGES // 3))
        self.sentences.setFixedSize(self._room, min(wanted, most))
        self.adjustSize()


class RestoreSheet(KeepSheet):
    """Say what is in a backup and what becomes of what is here."""

    def __init__(self, texts: Texts, theme: Theme, contents: Contents, parent: QWidget) -> None:
        super().__init__(texts, theme, msg("keeping.restore.heading"), parent)
        made = moment_of_day(contents.made_at, texts)
        size = size_words(contents.bytes)
        self.what = self.sentence(texts(msg("keeping.restore.what", made=made, n=contents.recordings, size=size)))
        self.sentence(texts(msg("keeping.restore.aside")), soft=True)
        self.go = named_button(texts(msg("keeping.restore.go")), "primary")
        self.leave = named_button(texts(msg("keeping.leave")))
        self.offer(self.go, self.leave)
        self.go.setDefault(True)
        self.leave.setAutoDefault(False)
        self.go.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)


class DeleteSheet(KeepSheet):
    """List all that goes, and wait for one explicit word; leaving is what every other key does."""

    backup_wanted = Signal()
    confirmed = Signal(object)
    """Delete everything, and these extras: a frozenset of "models" and "settings"."""

    def __init__(self, texts: Texts, theme: Theme, stored: Sequence[Stored], parent: QWidget, saved: str = "") -> None:
        """Show what there is; `saved` names a backup that was made just now."""
        super().__init__(texts, theme, msg("keeping.delete.heading"), parent)
        going = doomed(stored)
        known = {one.kind: one for one in stored}
        self.list = self.sentence(
            "\n".join(texts(line_words(one)) for one in going) or texts(msg("keeping.delete.none"))
        )
        self.sentence(texts(msg("keeping.delete.for_good")), soft=True)
        self.models = self._extra(known["models"])
        self.settings = self._extra(known["settings"])
        self.saved = self.sentence(texts(msg("keeping.delete.saved", file=breakable(saved))) if saved else "")
        self.sure = QCheckBox(texts(msg("keeping.delete.sure")))
        tell(self.sure, self.sure.text())
        self.body.addWidget(self.sure)
        self.sentences.follow(self.models, self.settings, self.sure)
        self.go = named_button(texts(msg("keeping.delete.go")))
        self.backup = named_button(texts(msg("keeping.delete.backup")))
        self.leave = named_button(texts(msg("keeping.delete.leave")), "primary")
        self.offer(self.leave, self.backup, self.go)
        for button in (self.go, self.backup):
            button.setAutoDefault(False)
        self.leave.setDefault(True)
        self.go.setEnabled(False)
        self.sure.toggled.connect(self.go.setEnabled)
        self.go.clicked.connect(self._confirm)
        self.backup.clicked.connect(self._back_up)
        self.leave.clicked.connect(self.reject)
        self.leave.setFocus()

    def _extra(self, stored: Stored) -> QCheckBox:
        also = msg("keeping.delete.also", kind=NAMES[stored.kind], size=size_words(stored.bytes))
        box = QCheckBox(self._texts(also))
        tell(box, box.text())
        box.setVisible(stored.files > 0)
        self.body.addWidget(box)
        return box

    def _confirm(self) -> None:
        extras: tuple[tuple[Extra, QCheckBox], ...] = (("models", self.models), ("settings", self.settings))
        also = frozenset(name for name, box in extras if box.isChecked())
        self.accept()
        self.confirmed.emit(also)

    def _back_up(self) -> None:
        self.reject()
        self.backup_wanted.emit()


class WorkSheet(KeepSheet):
    """Show how far something is that nothing else may happen beside; where it can be stopped, Escape does."""

    stop_wanted = Signal()

    def __init__(self, texts: Texts, theme: Theme, title: Message, parent: QWidget, *, stoppable: bool) -> None:
        super().__init__(texts, theme, title, parent)
        self._stoppable = stoppable
        self.setModal(True)
        self.text = self.sentence(texts(msg("keeping.begins")))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        tell(self.bar, texts(title))
        self.body.addWidget(self.bar)
        self.stop = named_button(texts(msg("keeping.stop")))
        self.stop.setVisible(stoppable)
        self.offer(self.stop)
        self.stop.clicked.connect(self._wish)

    def show_step(self, step: Step) -> None:
        """Show how far it is."""
        self.text.say(self._texts(step_words(step)))
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(1000 * step.share))

    def reject(self) -> None:
        """Take closing the sheet for the wish to stop; it stays until it has stopped."""
        if self._stoppable:
            self._wish()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Stop by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        else:
            super().keyPressEvent(event)

    def _wish(self) -> None:
        self.stop.setEnabled(False)
        self.stop_wanted.emit()


def line_words(stored: Stored) -> Message:
    """Say what goes, in a list."""
    return msg("keeping.delete.line", kind=NAMES[stored.kind], n=stored.files, size=size_words(stored.bytes))


def step_words(step: Step) -> Message:
    """Say how far a stage has come."""
    percent = round(100 * step.share)
    return {
        "writing": msg("keeping.step.writing", percent=percent),
        "checking": msg("keeping.step.checking", percent=percent),
        "unpacking": msg("keeping.step.checking", percent=percent),
        "deleting": msg("keeping.step.deleting", percent=percent),
    }[step.stage]
