"""One question on a page of its own: the form, where it is kept, and what can be done with it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.forms.button import wish_button
from coach.gui.widgets.forms.flow import flow
from coach.gui.widgets.packs.question_form import QuestionForm
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.messages import Message, Texts, msg

COLUMN = 760
"""Most pixels, at the usual text size, that the form is wide."""


class QuestionPage(QWidget):
    """Hold the form below its head; `wanted` carries back, undo, practise, copy or delete."""

    wanted = Signal(str)

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self.form = QuestionForm(texts, theme)
        make = partial(wish_button, texts, self.wanted)
        self.back = make("back", msg("own_packs.back"), "plain")
        self.title = Paragraph(theme, size=28)
        self.where = Paragraph(theme, size=14, soft=True)
        self.undo = make("undo", msg("own_packs.undo"), "plain")
        self.practise = make("practise", msg("own_packs.practise"))
        self.copy = make("copy", msg("own_packs.copy"))
        self.delete = make("delete", msg("own_packs.delete"))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tell(self._scroll, texts(msg("own_packs.form")))
        self._column = QWidget()
        self._lay_out()
        self.set_theme(theme)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self._column)
        rows.setContentsMargins(0, MARGIN, 2 * MARGIN, 3 * MARGIN)
        rows.setSpacing(2 * MARGIN)
        rows.addWidget(self.title)
        rows.addWidget(self.form)
        rows.addWidget(flow(self.practise, self.copy, self.delete))
        rows.addStretch(1)
        page = QWidget()
        page.setObjectName("page")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._column)
        self._scroll.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, MARGIN, 0, 0)
        whole.setSpacing(MARGIN)
        whole.addWidget(flow(self.back, self.undo))
        whole.addWidget(self.where)
        whole.addWidget(self._scroll, 1)

    def open(self, *, new: bool) -> None:
        """Begin at the top, with the focus on the text."""
        title = msg("own_packs.form.new") if new else msg("own_packs.form.change")
        self.title.say(self._texts(title))
        self._scroll.verticalScrollBar().setValue(0)
        self.form.text.setFocus()
        self.form.text.moveCursor(QTextCursor.MoveOperation.End)

    def show_state(self, where: Message, *, there: bool, undoable: bool) -> None:
        """Say where the question is kept; what needs it there, and a step to take back, is offered only then."""
        if self.where.plain != self._texts(where):
            self.where.say(self._texts(where))
        for button in (self.practise, self.copy, self.delete):
            button.setEnabled(there)
        if self.undo.hasFocus() and not undoable:
            self.form.text.setFocus()
        self.undo.setEnabled(undoable)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._column.setMaximumWidth(theme.px(COLUMN))
        for paragraph in (self.title, self.where):
            paragraph.set_theme(theme)
        self.form.set_theme(theme)
