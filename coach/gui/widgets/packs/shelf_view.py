"""The packs with all their questions, and what can be done with them; it only tells what a person wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from coach.errors import CoachError, FileError
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.forms.button import named_button, wish_button
from coach.gui.widgets.forms.flow import flow
from coach.gui.widgets.packs.question_list import QuestionList, Row
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.gui.widgets.takes.undo_bar import UndoBar
from coach.messages import Message, Texts, msg
from coach.model import Question
from coach.practice.own_packs import Shelf

MOST_PROBLEMS = 3


class ShelfView(QWidget):
    """Show packs and questions, and offer what fits the chosen one; where the window is low, all but that scrolls."""

    wanted = Signal(str)
    """What a person wants: new, edit, mine, copy, delete, restore, practise, or of packs: new_pack, bring, rename,
    copy_pack, export, delete_pack."""

    def __init__(self, texts: Texts, theme: Theme, folder: Path) -> None:
        super().__init__()
        self._texts = texts
        self._folder = folder
        self._shelf = Shelf()
        self.teach = Paragraph(theme, texts(msg("own_packs.teach")))
        self.problems = _Problems(texts, theme)
        self.questions = QuestionList(texts, theme)
        self.undo_bar = UndoBar(texts)
        make = partial(wish_button, texts, self.wanted)
        self.new_pack = make("new_pack", msg("own_packs.new_pack"), "plain")
        self.bring = make("bring", msg("own_packs.bring"), "plain")
        self.rename = make("rename", msg("own_packs.rename"), "plain")
        self.copy_pack = make("copy_pack", msg("own_packs.copy_pack"), "plain")
        self.export = make("export", msg("own_packs.export"), "plain")
        self.delete_pack = make("delete_pack", msg("own_packs.delete_pack"), "plain")
        self.new = make("new", msg("own_packs.new"), "primary")
        self.edit = make("edit", msg("own_packs.edit"))
        self.mine = make("mine", msg("own_packs.make_mine"))
        self.copy = make("copy", msg("own_packs.copy"))
        self.practise = make("practise", msg("own_packs.practise"))
        self.delete = make("delete", msg("own_packs.delete"))
        self.restore = make("restore", msg("own_packs.restore"))
        self._lay_out()
        self.set_theme(theme)
        self.questions.moved.connect(self._offer)
        self.questions.opened.connect(self._open)
        self.problems.folder.clicked.connect(self._open_folder)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.questions.list, self._delete_by_key)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.setAutoRepeat(False)

    def _lay_out(self) -> None:
        tools = flow(self.new_pack, self.bring, self.rename, self.copy_pack, self.export, self.delete_pack, gap=0)
        page = QWidget()
        page.setObjectName("page")
        scrolled = QVBoxLayout(page)
        scrolled.setContentsMargins(0, 0, 0, 0)
        scrolled.setSpacing(MARGIN)
        for part in (self.teach, self.problems, tools):
            scrolled.addWidget(part)
        scrolled.addWidget(self.questions, 1)
        self.scrolled = QScrollArea()
        self.scrolled.setWidgetResizable(True)
        self.scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tell(self.scrolled, self._texts(msg("own_packs.section")))
        self.scrolled.setWidget(page)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 2 * MARGIN, 0, 0)
        rows.setSpacing(MARGIN)
        rows.addWidget(self.scrolled, 1)
        rows.addWidget(self.undo_bar)
        rows.addWidget(flow(self.new, self.edit, self.mine, self.copy, self.practise, self.delete, self.restore))

    @property
    def current(self) -> Row | None:
        """Return the chosen question, or the chosen thing in the bin."""
        return self.questions.current

    def show_shelf(self, shelf: Shelf, mark: str = "") -> None:
        """Show the packs as they are now, with one question chosen."""
        self._shelf = shelf
        self.teach.setVisible(not shelf.own)
        self.problems.show_problems(shelf.problems)
        self.questions.show_shelf(shelf, mark)
        self._offer()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self.teach.set_theme(theme)
        self.problems.set_theme(theme)
        self.questions.set_theme(theme)

    def is_own(self, question: Question) -> bool:
        """Tell whether a question can be changed."""
        return question.key.partition("/")[0] in self._shelf.own

    def _offer(self) -> None:
        """Offer what fits the chosen question and the chosen pack; the focus never goes with a button that hides."""
        row, pack = self.current, self.questions.chosen_pack
        question = row if isinstance(row, Question) else None
        own = question is not None and self.is_own(question)
        shown = {
            self.edit: own,
            self.mine: question is not None and not own,
            self.copy: own,
            self.practise: question is not None,
            self.delete: own,
            self.restore: row is not None and question is None,
            self.rename: pack is not None and pack.id in self._shelf.own,
            self.copy_pack: pack is not None,
            self.export: pack is not None,
            self.delete_pack: pack is not None and pack.id in self._shelf.own,
        }
        if any(button.hasFocus() and not visible for button, visible in shown.items()):
            self.questions.list.setFocus()
        for button, visible in shown.items():
            button.setVisible(visible)

    def _open(self) -> None:
        for button in (self.edit, self.mine, self.restore):
            if button.isVisibleTo(self):
                button.click()
                return

    def _delete_by_key(self) -> None:
        if self.delete.isVisibleTo(self):
            self.delete.click()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


class _Problems(QFrame):
    """Say which packs cannot be used, and where that is."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self.setProperty("card", True)
        self.title = Paragraph(theme, bold=True)
        self.lines = [Paragraph(theme, size=14, wide=True) for _ in range(MOST_PROBLEMS)]
        self.folder = named_button(texts(msg("own_packs.open_folder")), "plain")
        words = QVBoxLayout()
        words.setSpacing(MARGIN // 2)
        for line in (self.title, *self.lines):
            words.addWidget(line)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * MARGIN, MARGIN, MARGIN, MARGIN)
        row.addLayout(words, 1)
        row.addWidget(self.folder, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_problems(self, problems: Sequence[CoachError]) -> None:
        """Name the first of them; without any, take no room."""
        self.title.say(self._texts(msg("own_packs.problems", n=len(problems))) if problems else "")
        for number, line in enumerate(self.lines):
            line.say(self._texts(_by_name(problems[number])) if number < len(problems) else "")
        self.setVisible(bool(problems))

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        for line in (self.title, *self.lines):
            line.set_theme(theme)


def _by_name(error: CoachError) -> Message:
    """Return what is wrong with the file's name instead of its whole path: that one has no place to break a line."""
    if isinstance(error, FileError) and "file" in error.message.values:
        return replace(error.message, values={**error.message.values, "file": error.path.name})
    return error.message
