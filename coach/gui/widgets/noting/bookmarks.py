"""The bookmarks of a take: hear one, name it, take it away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from coach.gui.names import clock
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.forms.button import named_button
from coach.gui.widgets.forms.flow import flow
from coach.gui.widgets.noting.inline import InlineField
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.gui.widgets.review.rows import Rows
from coach.gui.widgets.signs.play_button import plain_line, play_button
from coach.messages import Message, Texts, msg
from coach.model import Bookmark


class BookmarkRow(QWidget):
    """Show a bookmark: where it is, what it is called, and what can be done with it."""

    play_wanted = Signal(float, object)
    """Play from here (seconds), to there (None: on and on)."""
    labelled = Signal(str)
    removed = Signal()

    def __init__(self, texts: Texts, theme: Theme, mark: Bookmark, *, playable: bool) -> None:
        super().__init__()
        self.mark = mark
        self._texts = texts
        said = mark.label or texts(msg("noting.bookmark.unnamed"))
        self.label = plain_line(said)
        self.label.setProperty("tone", "" if mark.label else "soft")
        self.play = play_button(texts, theme, (mark.at, None), said, self.play_wanted.emit, playable)
        self.rename = self._button(msg("noting.rename"))
        self.remove = self._button(msg("noting.remove"))
        self.field = InlineField()
        self.field.setPlaceholderText(texts(msg("noting.bookmark.label")))
        tell(self.field, texts(msg("noting.bookmark.label_at", at=clock(mark.at))), texts(msg("noting.inline.keys")))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(MARGIN)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.play, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.label, 0, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.field, 0, 1)
        grid.addWidget(flow(self.rename, self.remove), 1, 1)
        self.rename.clicked.connect(self.write)
        self.remove.clicked.connect(self.removed)
        self.field.kept.connect(self._keep)
        self.field.left.connect(self._rest)

    def write(self) -> None:
        """Write another label in its place."""
        self.label.hide()
        self.field.open(self.mark.label)

    def _keep(self, text: str) -> None:
        self.labelled.emit(text)
        self._rest()

    def _rest(self) -> None:
        self.label.show()
        if self.field.focused:
            self.rename.setFocus()

    def _button(self, word: Message) -> QPushButton:
        button = named_button(self._texts(word), "quiet")
        named = msg("noting.bookmark.about", what=word, at=clock(self.mark.at), label=self.mark.label)
        tell(button, self._texts(named).strip())
        return button


class Bookmarks(QWidget):
    """List the bookmarks of a take in the order of time."""

    play_wanted = Signal(float, object)
    labelled = Signal(object, str)
    """A Bookmark, and what it is called from now on."""
    removed = Signal(object)
    """A Bookmark."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._marks: Sequence[Bookmark] = ()
        self._playable = True
        self.none = Paragraph(theme, texts(msg("noting.bookmarks.none")), size=14, soft=True)
        self._list = Rows(self._make)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.none.setContentsMargins(2 * MARGIN, 0, 0, MARGIN)
        column.addWidget(self.none)
        column.addWidget(self._list)

    @property
    def rows(self) -> Sequence[BookmarkRow]:
        """Return a row for each bookmark."""
        made = {row.mark: row for row in self._list.findChildren(BookmarkRow)}
        return [made[mark] for mark in self._marks if mark in made]

    def show_bookmarks(self, marks: Sequence[Bookmark], *, playable: bool) -> None:
        """Show the bookmarks of the take; the focus stays with the one that has it."""
        focus = self.window().focusWidget()
        held = next((row.mark.id for row in self.rows if focus is not None and row.isAncestorOf(focus)), None)
        if playable != self._playable:
            self._playable = playable
            self._list.show_values(())
        self._marks = marks
        self.none.setVisible(not marks)
        self._list.setVisible(bool(marks))
        self._list.show_values(marks)
        focus = self.window().focusWidget()
        row = next((one for one in self.rows if one.mark.id == held), None)
        if row is not None and (focus is None or not row.isAncestorOf(focus)):
            row.rename.setFocus()

    def rest(self) -> None:
        """Keep the names that are being written."""
        for row in self.rows:
            row.field.leave()

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self.rest()
        self._theme = theme
        self.none.set_theme(theme)
        self._list.show_values(())
        self._list.show_values(self._marks)

    def _make(self, value: object) -> QWidget:
        assert isinstance(value, Bookmark)
        row = BookmarkRow(self._texts, self._theme, value, playable=self._playable)
        row.play_wanted.connect(self.play_wanted)
        row.labelled.connect(lambda text: self.labelled.emit(value, text))
        row.removed.connect(lambda: self.removed.emit(value))
        return row
