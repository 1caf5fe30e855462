"""The notes on a take: write one, read them, write one anew, take one away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.forms.button import named_button
from coach.gui.widgets.forms.entries import TextBox
from coach.gui.widgets.forms.flow import flow
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.gui.widgets.review.rows import Rows
from coach.gui.widgets.signs.play_button import plain_line
from coach.gui.wording import moment_of_day
from coach.messages import Texts, msg
from coach.model import Note

NEW = ""
"""The id of a note that is not kept yet."""


class NoteBox(TextBox):
    """Write some lines; Ctrl+Enter keeps them."""

    kept = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Keep with Ctrl+Enter, leave with Escape."""
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class NoteRow(QWidget):
    """Show a note with its date; it can be written anew in its place."""

    kept = Signal(str)
    """What is written now."""
    removed = Signal()

    def __init__(self, texts: Texts, theme: Theme, note: Note) -> None:
        super().__init__()
        self.note = note
        when = moment_of_day(note.written_at, texts)
        self.text = Paragraph(theme, note.text)
        self.when = plain_line(when)
        self.when.setWordWrap(False)
        self.when.setProperty("type", "small")
        self.when.setProperty("tone", "soft")
        self.edit = named_button(texts(msg("noting.edit")), "quiet")
        self.remove = named_button(texts(msg("noting.remove")), "quiet")
        self.save = named_button(texts(msg("noting.save")), "quiet")
        self.leave = named_button(texts(msg("noting.leave")), "quiet")
        for button in (self.edit, self.remove, self.save, self.leave):
            tell(button, texts(msg("noting.note.about", what=button.text(), when=when)))
        self.box = NoteBox(theme)
        tell(self.box, texts(msg("noting.note.again", when=when)), texts(msg("noting.note.keys")))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for part in (self.text, self.box, flow(self.when, self.edit, self.remove, self.save, self.leave)):
            rows.addWidget(part)
        self.when.setMinimumHeight(self.edit.sizeHint().height())  # level with what stands beside it
        self.edit.clicked.connect(self.write)
        self.remove.clicked.connect(self.removed)
        self.save.clicked.connect(self._keep)
        self.leave.clicked.connect(self.rest)
        self.box.kept.connect(self._keep)
        self.box.left.connect(self.rest)
        self._show_writing(False)

    @property
    def draft(self) -> str | None:
        """Return what is written anew and not kept yet; None where nothing is."""
        text = self.box.toPlainText().strip()
        writing = not self.box.isHidden()
        return text if writing and text and text != self.note.text else None

    def write(self) -> None:
        """Write the note anew."""
        self.take(self.note.text)
        self.box.setFocus()
        self.box.moveCursor(self.box.textCursor().MoveOperation.End)

    def take(self, draft: str) -> None:
        """Go on with what was begun in another moment."""
        self.box.setPlainText(draft)
        self._show_writing(True)

    def rest(self) -> None:
        """Leave the note as it is."""
        had = self.box.hasFocus() or self.leave.hasFocus() or self.save.hasFocus()
        self._show_writing(False)
        if had:
            self.edit.setFocus()

    def _keep(self) -> None:
        text = self.box.toPlainText().strip()
        if text == self.note.text:
            self.rest()
        elif text:
            self.kept.emit(text)
        else:
            self.removed.emit()

    def _show_writing(self, wanted: bool) -> None:
        for part in (self.box, self.save, self.leave):
            part.setVisible(wanted)
        for other in (self.text, self.edit, self.remove):
            other.setVisible(not wanted)


class Notes(QWidget):
    """List the notes of a take below the box for another one."""

    kept = Signal(str, str)
    """A text, and the id of the note that it is for, NEW for another one."""
    removed = Signal(object)
    """A Note."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._notes: Sequence[Note] = ()
        self.box = NoteBox(theme)
        self.box.setPlaceholderText(texts(msg("noting.note.empty")))
        tell(self.box, texts(msg("noting.note.write")), texts(msg("noting.note.keys")))
        self.add = named_button(texts(msg("noting.note.add")))
        tell(self.add, texts(msg("noting.note.add")), texts(msg("noting.note.keys")))
        self.how = Paragraph(theme, texts(msg("noting.note.keys")), size=14, soft=True)
        line = QHBoxLayout()
        line.setSpacing(2 * MARGIN)
        line.addWidget(self.add)
        line.addWidget(self.how, 1, Qt.AlignmentFlag.AlignVCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(MARGIN, 0, 0, MARGIN)
        self._column.setSpacing(MARGIN)
        self._column.addWidget(self.box)
        self._column.addLayout(line)
        self._list = Rows(self._make)
        self._column.addWidget(self._list)
        self.add.clicked.connect(self._add)
        self.box.kept.connect(self._add)

    @property
    def rows(self) -> Sequence[NoteRow]:
        """Return a row for each note."""
        made = {row.note: row for row in self._list.findChildren(NoteRow)}
        return [made[note] for note in self._notes if note in made]

    @property
    def drafts(self) -> Mapping[str, str]:
        """Return what is written and not kept yet, by the id of its note."""
        text = self.box.toPlainText().strip()
        begun = {row.note.id: row.draft for row in self.rows if row.draft is not None}
        return begun | ({NEW: text} if text else {})

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show the notes of the take; what is being written in them stays, and so does the focus."""
        held = next((row.note.id for row in self.rows if self._inside(row)), None)
        self._notes = notes
        self._list.setVisible(bool(notes))
        self._list.show_values(notes)
        row = next((one for one in self.rows if one.note.id == held), None)
        if row is not None and not self._inside(row):
            row.edit.setFocus()

    def _inside(self, row: NoteRow) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and row.isAncestorOf(focus)

    def take(self, drafts: Mapping[str, str]) -> None:
        """Go on with what was begun in another moment; anything that is being written now is let go of."""
        self.box.setPlainText(drafts.get(NEW, ""))
        for row in self.rows:
            if row.note.id in drafts:
                row.box.setPlainText(drafts[row.note.id])
                row._show_writing(True)
            else:
                row.rest()

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        drafts = self.drafts
        self.box.set_theme(theme)
        self.how.set_theme(theme)
        self._list.show_values(())
        self._list.show_values(self._notes)
        self.take(drafts)

    def _make(self, value: object) -> QWidget:
        assert isinstance(value, Note)
        row = NoteRow(self._texts, self._theme, value)
        row.kept.connect(lambda text: self.kept.emit(text, value.id))
        row.removed.connect(lambda: self.removed.emit(value))
        return row

    def _add(self) -> None:
        text = self.box.toPlainText().strip()
        if text:
            self.box.clear()
            self.kept.emit(text, NEW)
        self.box.setFocus()
