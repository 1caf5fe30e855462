"""Notes and bookmarks of the take that shows, folded until they are wanted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from coach.gui.keys import KeyMap
from coach.gui.making.noting import Mark, Noting
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.judging.done_line import DoneLine
from coach.gui.widgets.noting.bookmarks import Bookmarks
from coach.gui.widgets.noting.mark_bar import MarkBar
from coach.gui.widgets.noting.notes import NEW, Notes
from coach.gui.widgets.review.fold import Fold
from coach.messages import Message, Texts, msg
from coach.model import Attempt, Bookmark, Note

STACKED = 700
"""Width in pixels, at 100 % text, under which notes and bookmarks stand one below the other."""

SAME = 0.2
"""Seconds within which a place is marked already: less than a word."""


class Remarks(QWidget):
    """Write notes and mark places; what was begun is kept for its take, and saved when the page is left."""

    play_wanted = Signal(float, object)
    """Play from here (seconds), to there (seconds or None)."""
    revealed = Signal(object)
    """A widget that has to be seen."""

    def __init__(
        self, texts: Texts, theme: Theme, noting: Noting, place: Callable[[], float], *, beside: QWidget
    ) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._noting = noting
        self._place = place
        self._keys = KeyMap()
        self._attempt: Attempt | None = None
        self._drafts: dict[str, dict[str, str]] = {}
        self._mark: Mark | None = None
        self._has_sound = False
        self.notes = Notes(texts, theme)
        self.bookmarks = Bookmarks(texts, theme)
        self.mark_bar = MarkBar(texts, theme, beside)
        self.notes_fold = Fold(theme, texts(msg("noting.notes")), lambda: self.notes)
        self.bookmarks_fold = Fold(theme, texts(msg("noting.bookmarks")), lambda: self.bookmarks)
        self.done = DoneLine(texts, theme)
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(4 * MARGIN)
        for fold in (self.notes_fold, self.bookmarks_fold):
            fold.open()  # so that what it holds has its place
            fold.open(False)
            self._pair.addWidget(fold, 1, Qt.AlignmentFlag.AlignTop)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(MARGIN)
        rows.addLayout(self._pair)
        rows.addWidget(self.done)
        self._connect()

    def _connect(self) -> None:
        noting = self._noting
        self.notes.kept.connect(self._keep)
        self.notes.removed.connect(self._remove)
        self.bookmarks.play_wanted.connect(self.play_wanted)
        self.bookmarks.labelled.connect(self._rename)
        self.bookmarks.removed.connect(self._unmark)
        self.mark_bar.wanted.connect(self.mark)
        self.mark_bar.labelled.connect(self._label)
        for fold in (self.notes_fold, self.bookmarks_fold):
            fold.button.toggled.connect(lambda _: self._fill())
        self.done.undone.connect(noting.undo)
        noting.told.connect(self._tell)
        noting.lost.connect(self._take_back)

    def set_keys(self, keys: KeyMap) -> None:
        """Take over which key does what."""
        self._keys = keys

    def show_attempt(self, attempt: Attempt, *, has_sound: bool) -> None:
        """Show a take; what was begun on the one before is kept for it."""
        if self._attempt is None or self._attempt.id != attempt.id:
            self._store_drafts()
            self._noting.forget()
            for fold in (self.notes_fold, self.bookmarks_fold):
                fold.open(False)
            self.notes.show_notes(())
            self.bookmarks.show_bookmarks((), playable=has_sound)
            self._has_sound = has_sound
            drafts = self._drafts.pop(attempt.id, {})
            self._show(attempt)
            self.notes_fold.open(bool(drafts))
            self.notes.take(drafts)
        else:
            self._has_sound = has_sound
            self._show(attempt)

    def show_changed(self, attempt: Attempt) -> None:
        """Show what was noted of the same take."""
        self._show(attempt)

    def press(self, event: QKeyEvent) -> bool:
        """Use a key that nothing under the focus wanted; return whether it was one of these."""
        if self._attempt is None:
            return False
        if event.matches(QKeySequence.StandardKey.Undo) and self._noting.can_undo:
            self._noting.undo()
            return True
        action = self._keys.action(event)
        if action == "note":
            self.write_note()
        elif action == "bookmark" and self._has_sound:
            self.mark()
        else:
            return False
        return True

    def write_note(self) -> None:
        """Open the notes and begin one."""
        self.notes_fold.open()
        self.notes.box.setFocus()
        self.revealed.emit(self.notes.box)

    def mark(self) -> None:
        """Mark the place that plays or was heard last; where it is marked already, take a name for that."""
        if self._attempt is None:
            return
        self.mark_bar.rest()  # the name of the mark before is kept first
        at = self._place()
        same = next((one for one in self._attempt.bookmarks if abs(one.at - at) < SAME), None)
        if same is not None:
            self._mark = Mark(self._attempt.id, same.at, same.id)
        else:
            self._mark = self._noting.mark(self._attempt.id, at)
        self.mark_bar.offer(at)
        self.revealed.emit(self.mark_bar.field)

    def keep_drafts(self) -> None:
        """Save all that was begun: the page is left."""
        self._store_drafts()
        if self._attempt is not None:
            self.notes.take({})
        begun, self._drafts = self._drafts, {}
        for attempt_id, drafts in begun.items():
            for note_id, text in drafts.items():
                self._noting.keep(attempt_id, text, note_id)

    def finish(self) -> None:
        """Save all that was begun before the program ends, and wait until it is saved."""
        self.keep_drafts()
        self._noting.wait()

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        for part in (self.notes, self.bookmarks, self.mark_bar, self.notes_fold, self.bookmarks_fold, self.done):
            part.set_theme(theme)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Put one below the other where there is no room side by side."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        stacked = self.width() < self._theme.px(STACKED)
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._pair.setDirection(direction)
        self._pair.setSpacing(MARGIN if stacked else 4 * MARGIN)

    def _show(self, attempt: Attempt) -> None:
        self._attempt = attempt
        self._fill()
        self.mark_bar.allow(self._has_sound)
        notes, marks = len(attempt.notes), len(attempt.bookmarks)
        _name(self.notes_fold, self._texts(_counted(msg("noting.notes"), msg("noting.notes.some", count=notes), notes)))
        named = _counted(msg("noting.bookmarks"), msg("noting.bookmarks.some", count=marks), marks)
        _name(self.bookmarks_fold, self._texts(named))
        self.bookmarks_fold.setVisible(self._has_sound or bool(marks))

    def _fill(self) -> None:
        """Make the rows of what is open, or was: sixty take twice as long as all else on the page."""
        attempt = self._attempt
        if attempt is None:
            return
        if self.notes_fold.opened or self.notes.rows:
            self.notes.show_notes(attempt.notes)
        if self.bookmarks_fold.opened or self.bookmarks.rows:
            self.bookmarks.show_bookmarks(attempt.bookmarks, playable=self._has_sound)

    def _store_drafts(self) -> None:
        """Put aside what is begun on the take that shows; names are kept at once."""
        self.mark_bar.rest()
        self.bookmarks.rest()
        if self._attempt is None:
            return
        drafts = dict(self.notes.drafts)
        if drafts:
            self._drafts[self._attempt.id] = drafts

    def _tell(self, message: Message | None, undo: bool) -> None:
        """Say what was done, and let the focus follow from what is gone to its way back."""
        focus = self.window().focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        self.done.say(message, undo=undo)
        if inside and undo:
            self.done.undo.setFocus()
        elif focus is self.done.undo:
            self.notes_fold.button.setFocus()

    def _take_back(self, attempt_id: str, note_id: str, text: str) -> None:
        """Put a note that could not be saved back where it was written."""
        drafts = self._drafts.setdefault(attempt_id, {})
        if self._attempt is not None and self._attempt.id == attempt_id:
            drafts |= self.notes.drafts
        drafts[note_id] = "\n".join(filter(None, (text, drafts.get(note_id) if note_id == NEW else "")))
        if self._attempt is not None and self._attempt.id == attempt_id:
            self.notes.take(self._drafts.pop(attempt_id))
            self.notes_fold.open()

    def _keep(self, text: str, note_id: str) -> None:
        if self._attempt is not None:
            self._noting.keep(self._attempt.id, text, note_id)

    def _remove(self, note: Note) -> None:
        if self._attempt is not None:
            self._noting.remove(self._attempt.id, note)

    def _label(self, text: str) -> None:
        if self._mark is not None:
            self._noting.label(self._mark, text)

    def _rename(self, mark: Bookmark, text: str) -> None:
        if self._attempt is not None:
            self._noting.label(Mark(self._attempt.id, mark.at, mark.id), text)

    def _unmark(self, mark: Bookmark) -> None:
        if self._attempt is not None:
            self._noting.unmark(self._attempt.id, mark)


def _counted(none: Message, some: Message, count: int) -> Message:
    return some if count else none


def _name(fold: Fold, heading: str) -> None:
    fold.button.setText(heading)
    fold.button.setAccessibleName(heading)
