"""The stories as cards, and what can be done with them; it only tells what a person wants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from coach.gui.names import anchor_name
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.forms.button import named_button, wish_button
from coach.gui.widgets.forms.card import ABOUT, show_cards
from coach.gui.widgets.forms.flow import flow
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.gui.widgets.stories.cards import STORY, StoryCards, cue_lines
from coach.gui.widgets.takes.undo_bar import UndoBar
from coach.messages import Texts, msg
from coach.model import Story
from coach.practice.stories import THEME_NAMES


class StoryList(QWidget):
    """Show stories; `wanted` carries new, edit, practise, copy, delete or restore, `bin_wanted` a look into the bin."""

    wanted = Signal(str)
    bin_wanted = Signal(bool)

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self.note = Paragraph(theme, soft=True)
        self.bin = named_button(texts(msg("stories.bin")), "plain")
        self.bin.setCheckable(True)
        self.list = QListWidget()
        self._cards = StoryCards(theme, self.list)
        self.undo_bar = UndoBar(texts)
        make = partial(wish_button, texts, self.wanted)
        self.new = make("new", msg("stories.new"), "primary")
        self.edit = make("edit", msg("stories.edit"))
        self.practise = make("practise", msg("stories.practise"))
        self.copy = make("copy", msg("stories.copy"))
        self.delete = make("delete", msg("stories.delete"))
        self.restore = make("restore", msg("stories.restore"))
        self._lay_out()
        self.bin.toggled.connect(self.bin_wanted)
        self.list.itemActivated.connect(lambda _: self.wanted.emit("restore" if self.bin.isChecked() else "edit"))
        self.list.currentItemChanged.connect(lambda *_: self._offer())
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.list, self._delete_by_key)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._offer()

    def _lay_out(self) -> None:
        show_cards(self.list, self._cards)
        self.list.setSpacing(2)
        tell(self.list, self._texts(msg("stories.list")), self._texts(msg("stories.list.how")))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(MARGIN)
        rows.addWidget(self.note)
        rows.addWidget(self.list, 1)
        rows.addWidget(self.undo_bar)
        rows.addWidget(flow(self.new, self.edit, self.practise, self.copy, self.delete, self.restore, self.bin))

    @property
    def current(self) -> Story | None:
        """Return the chosen story."""
        item = self.list.currentItem()
        story: Story | None = item.data(STORY) if item is not None else None
        return story

    def show_stories(self, stories: Sequence[Story], told: Mapping[str, int], mark: str = "") -> None:
        """Show stories; the one with the id `mark` is chosen, or the one that was, or its neighbour."""
        before, place = self.current, self.list.currentRow()
        wanted = mark or (before.id if before is not None else "")
        self.list.clear()
        for story in stories:
            self._add(story, told.get(story.id, 0))
        ids = [story.id for story in stories]
        if ids:
            self.list.setCurrentRow(ids.index(wanted) if wanted in ids else min(max(place, 0), len(ids) - 1))
        note = msg("stories.note", n=len(ids))
        if self.bin.isChecked():
            note = msg("stories.bin.note", n=len(ids))
        self.note.say(self._texts(note))
        self._offer()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self.note.set_theme(theme)
        self._cards.theme = theme
        self.list.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Lay the cards out at the new width."""
        super().resizeEvent(event)
        self.list.scheduleDelayedItemsLayout()

    def _add(self, story: Story, times: int) -> None:
        about = [self._texts(THEME_NAMES[theme]) for theme in story.themes if theme in THEME_NAMES]
        if times:
            about.append(self._texts(msg("stories.told", n=times)))
        item = QListWidgetItem(title_of(story, self._texts))
        item.setData(STORY, story)
        item.setData(ABOUT, " · ".join(about))
        cues = [f"{anchor_name(name, self._texts)}: {cue}" for name, cue in cue_lines(story)]
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ". ".join([item.text(), *about, *cues]))
        self.list.addItem(item)

    def _offer(self) -> None:
        """Offer what fits; the focus never goes with a button that hides."""
        there, binned = self.current is not None, self.bin.isChecked()
        shown = {
            self.new: not binned,
            self.edit: there and not binned,
            self.practise: there and not binned,
            self.copy: there and not binned,
            self.delete: there and not binned,
            self.restore: there and binned,
        }
        if any(button.hasFocus() and not visible for button, visible in shown.items()):
            self.list.setFocus()
        for button, visible in shown.items():
            button.setVisible(visible)

    def _delete_by_key(self) -> None:
        if self.current is not None and not self.bin.isChecked():
            self.wanted.emit("delete")


def title_of(story: Story, texts: Texts) -> str:
    """Return what a story is called; one without a title is called by its first cue."""
    lines = cue_lines(story)
    return story.title or (lines[0][1] if lines else texts(msg("stories.untitled")))
