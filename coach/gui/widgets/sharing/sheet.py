"""The sheet for saving takes as files: as what, where to, how far it is, and how it ended."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QWidget

from coach.errors import CoachError
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.choice import Choice
from coach.gui.widgets.forms.button import named_button
from coach.gui.widgets.forms.field import Field
from coach.gui.widgets.forms.scroll import ScrollRows
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.gui.widgets.sheet import Sheet
from coach.messages import Message, Texts, msg
from coach.practice.export.exports import Outcome, Saved
from coach.practice.export.formats import FORMATS

ChooseFolder = Callable[[QWidget, str, str], str]
"""Ask for a folder: the widget above which it is asked, the title, the folder to begin in; "" where nobody chose."""

WIDE = 460
"""Pixels, at the usual text size, that the sheet's text is wide; less in a small window."""
STEPS = 1000
LEAST = 96
"""Pixels that what is asked is high at least: one control and its name."""
BREAK = "\N{ZERO WIDTH SPACE}"
"""Where a long path may go on in the next line."""
UNSEEN = 500
"""Milliseconds that work may take before its progress shows: what is over sooner would only flicker."""


class SharingSheet(Sheet):
    """Ask how and where takes are saved; it stays open to say how that goes."""

    wanted = Signal(str, str)
    """The key of a format, and a folder."""
    stop_wanted = Signal()
    open_wanted = Signal(str)
    """A person wants to see this folder."""

    def __init__(
        self,
        texts: Texts,
        theme: Theme,
        count: int,
        folder: str,
        format_key: str,
        parent: QWidget,
        choose_folder: ChooseFolder = QFileDialog.getExistingDirectory,
    ) -> None:
        super().__init__(theme, texts(msg("out.sheet")), parent)
        self._texts = texts
        self._theme = theme
        self._choose_folder = choose_folder
        self._working = False
        self._wide = min(theme.px(WIDE), max(parent.window().width() - 12 * MARGIN, 320))
        self.folder = folder
        self.scrolled = ScrollRows()
        self.which = Paragraph(theme, texts(msg("out.sheet.which", n=count)))
        self.formats = Choice()
        self.formats.fill([(texts(one.name), one.key) for one in FORMATS], format_key)
        self.format_field = Field(theme, texts(msg("out.sheet.format")), self.formats)
        self.purpose = Paragraph(theme, size=14, soft=True)
        self.heading = Paragraph(theme, texts(msg("out.sheet.folder")))
        self.choose = named_button(texts(msg("out.sheet.folder.choose")))
        self.path = Paragraph(theme, size=14)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, STEPS)
        self.bar.setAccessibleName(texts(msg("out.sheet.progress.name")))
        self.state = Paragraph(theme)
        self.save = named_button(texts(msg("out.sheet.save")), "primary")
        self.stop = named_button(texts(msg("out.sheet.stop")))
        self.open_folder = named_button(texts(msg("out.sheet.open")))
        self.leave = named_button(texts(msg("out.sheet.close")))
        self._lay_out()
        self.formats.currentIndexChanged.connect(lambda _: self._show_purpose())
        self.choose.clicked.connect(self._ask_folder)
        self.save.clicked.connect(self._begin)
        self.stop.clicked.connect(self._stop)
        self.open_folder.clicked.connect(lambda: self.open_wanted.emit(self.folder))
        self.leave.clicked.connect(self.reject)
        self._show_folder()
        self._show_purpose()

    @property
    def format_key(self) -> str:
        """Return the format that is chosen."""
        return str(self.formats.currentData())

    def show_progress(self, saved: Saved) -> None:
        """Show how many takes are done."""
        self.bar.setValue(round(STEPS * saved.done / max(saved.total, 1)))
        if not self.bar.isHidden():
            number = min(int(saved.done) + 1, saved.total)
            self._say(msg("out.sheet.progress", number=number, total=saved.total), loud=False)

    def show_outcome(self, outcome: Outcome) -> None:
        """Say what was saved and what was left out, and offer to look at it."""
        self._rest(*outcome.told)
        self.open_folder.setVisible(bool(outcome.written))
        for asked in (self.scrolled, self.save):
            asked.setVisible(not outcome.written)
        self._shrink()
        (self.open_folder if outcome.written else self.leave).setFocus()

    def show_stopped(self, files: int) -> None:
        """Say that it was stopped, and that whole files are there to stay."""
        self._rest(msg("out.sheet.stopped", n=files) if files else msg("out.sheet.stopped.none"))
        self.open_folder.setVisible(files > 0)

    def show_failed(self, error: CoachError) -> None:
        """Say what happened and what to do; it can be tried again, elsewhere."""
        self._rest(error.message, *([error.advice] if error.advice is not None else []))
        self.choose.setFocus()

    def show_unsaved(self) -> None:
        """Come to rest after what nobody foresaw; the window tells of it."""
        self._rest(msg("out.nothing"))

    def reject(self) -> None:
        """Stop what is being saved, or close."""
        if self._working:
            self._stop()
        else:
            super().reject()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        for part in (self.which, self.state, self.format_field, self.purpose, self.heading, self.path):
            part.set_theme(theme)

    def _lay_out(self) -> None:
        self.rows.setSpacing(2 * MARGIN)
        for part in (self.which, self.format_field, self.purpose, self.heading, self.path, self.bar, self.state):
            part.setFixedWidth(self._wide)
        asking = self.scrolled.rows
        for part in (self.which, self.format_field, self.purpose, self.heading, self.path):
            asking.addWidget(part)
        asking.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.scrolled.follow(self.formats, self.choose)
        for row in (self.scrolled, self.bar, self.state):
            self.rows.addWidget(row)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * MARGIN)
        for button in (self.save, self.stop, self.open_folder, self.leave):
            buttons.addWidget(button)
            button.setAutoDefault(False)
        buttons.addStretch(1)
        self.rows.addLayout(buttons)
        self.save.setDefault(True)
        for hidden in (self.bar, self.stop, self.open_folder):
            hidden.hide()

    def _begin(self) -> None:
        self._working = True
        self.bar.setValue(0)
        self.save.setEnabled(False)
        self.formats.setEnabled(False)
        self.choose.setEnabled(False)
        self.open_folder.hide()
        self.state.say("")
        QTimer.singleShot(UNSEEN, self, self._reveal)
        self.wanted.emit(self.format_key, self.folder)

    def _reveal(self) -> None:
        """Show that it takes a while."""
        if self._working:
            self.bar.show()
            self.stop.show()
            self.leave.hide()
            self._say(msg("out.sheet.begun"))

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.stop_wanted.emit()

    def _rest(self, *said: Message) -> None:
        self._working = False
        self.bar.hide()
        self.stop.hide()
        self.stop.setEnabled(True)
        self.open_folder.hide()
        self.leave.show()
        for part in (self.save, self.formats, self.choose):
            part.setEnabled(True)
        self._say(*said)

    def _say(self, *said: Message, loud: bool = True) -> None:
        self.state.say(" ".join(self._texts(one) for one in said))
        self._fit(self.state)
        if loud:
            QAccessible.updateAccessibility(QAccessibleEvent(self.state, QAccessible.Event.Alert))

    def _show_purpose(self) -> None:
        purpose = self._texts(next(one.purpose for one in FORMATS if one.key == self.format_key))
        self.purpose.say(purpose)
        tell(self.formats, self._texts(msg("out.sheet.format")), purpose)
        self._fit(self.purpose)

    def _show_folder(self) -> None:
        self.path.say(self.folder.replace("\\", f"\\{BREAK}").replace("/", f"/{BREAK}"))
        self.path.setAccessibleName(self.folder)
        tell(self.choose, self._texts(msg("out.sheet.folder.choose")), self.folder)
        self._fit(self.path)

    def _ask_folder(self) -> None:
        chosen = self._choose_folder(self, self._texts(msg("out.sheet.folder.heading")), self.folder)
        if chosen:
            self.folder = chosen
            self._show_folder()

    def _fit(self, paragraph: Paragraph) -> None:
        """Give a text the height that it needs: a dialog does not ask for it."""
        paragraph.setMinimumHeight(paragraph.heightForWidth(self._wide))
        self._shrink()

    def _shrink(self) -> None:
        """Be as high as what shows; what is asked scrolls where a small screen has no room for all of it."""
        asked = self.scrolled.rows.sizeHint().height()
        self.scrolled.setFixedHeight(asked)
        self._lay_out_again()
        missing = self.sizeHint().height() - self.screen().availableGeometry().height()
        if missing > 0:
            self.scrolled.setFixedHeight(max(asked - missing, LEAST))
            self.scrolled.setMinimumWidth(self._wide + self.scrolled.verticalScrollBar().sizeHint().width())
            self._lay_out_again()
        self.adjustSize()

    def _lay_out_again(self) -> None:
        for layout in (self.scrolled.rows, self.rows, self.layout()):
            if layout is not None:
                layout.activate()
