"""Prepare, the part about stories: made, written and kept here, each change by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from coach.errors import CoachError
from coach.gui.bridge import Bridge
from coach.gui.theme import Theme
from coach.gui.widgets.empty import EmptyPage
from coach.gui.widgets.paragraph import tell
from coach.gui.widgets.stories.story_form import StoryForm
from coach.gui.widgets.stories.story_list import StoryList, title_of
from coach.messages import Message, Texts, msg
from coach.model import Story
from coach.practice.stories import Stories, copy_of, is_blank, new_story

LIST, FORM, EMPTY = range(3)
REST = 500
"""Milliseconds without a key after which a story is saved."""

Shelf = tuple[Sequence[Story], Sequence[Story], Mapping[str, int]]
"""The stories, those in the bin, and how often each was told."""


class StoriesSection(QWidget):
    """Show the stories, or one of them in its form; every look into the history runs on the errand worker."""

    changed = Signal(object)
    """The stories as they are now, a list."""
    practise = Signal(object)
    """The Story that a person wants to tell."""
    troubled = Signal(object)

    def __init__(self, texts: Texts, theme: Theme, bridge: Bridge, stories: Stories) -> None:
        super().__init__()
        self._texts = texts
        self._bridge = bridge
        self._stories = stories
        self._newest: dict[str, Story] = {}
        self._saved = Story("", "")
        self._undo: Callable[[], None] | None = None
        self.list = StoryList(texts, theme)
        self.form = StoryForm(texts, theme)
        self.empty = EmptyPage(
            theme,
            texts(msg("stories.empty.heading")),
            texts(msg("stories.empty.text")),
            texts(msg("stories.empty.button")),
        )
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._states = QStackedLayout(self)
        for widget in (self.list, self.form, self.empty):
            self._states.addWidget(widget)
        self.setFocusProxy(self.list.list)
        tell(self, texts(msg("stories.section")))
        self._connect()

    def _connect(self) -> None:
        self._rest.timeout.connect(self._save)
        self.list.wanted.connect(self._do)
        self.list.bin_wanted.connect(lambda _: self.refresh())
        self.list.undo_bar.undone.connect(self._take_back)
        self.form.wanted.connect(self._do)
        self.form.edited.connect(self._touch)
        self.empty.wanted.connect(lambda: self._do("new"))
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence.StandardKey.New, self, lambda: self._do("new"), context=inside)
        QShortcut(QKeySequence.StandardKey.Undo, self.list, self._undo_by_key, context=inside)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        for part in (self.list, self.form, self.empty):
            part.set_theme(theme)

    def refresh(self, mark: str = "") -> None:
        """Look at the stories again; the one with the id `mark` is chosen."""

        def look() -> Shelf:
            stories = self._stories
            return stories.stories(), stories.stories(binned=True), stories.told()

        self._bridge.call("errand", look, on_done=lambda shelf: self._show(shelf, mark), on_failed=self._fail)

    def finish(self) -> None:
        """Save what is being written at once, before the program ends."""
        if self._rest.isActive():
            self._rest.stop()
            story = self.form.story
            self._newest[story.id] = story
            if story != self._saved and not is_blank(story):
                self._stories.keep(story)

    # What a person wants

    def _do(self, wish: str) -> None:
        if wish == "new":
            self._open(new_story())
            return
        if wish == "back":
            self._back()
            return
        story = self.form.story if self._states.currentIndex() == FORM else self.list.current
        if story is None:
            return
        self._leave_form()
        if wish == "edit":
            self._open(story)
        elif wish == "practise":
            self.practise.emit(story)
        elif wish == "copy":
            copied = copy_of(story, self._texts(msg("stories.copy_title", title=title_of(story, self._texts))))
            self._act(lambda: self._stories.keep(copied), copied.id)
        else:
            self._put(story, to_bin=wish == "delete")

    def _open(self, story: Story) -> None:
        self._leave_form()
        self._saved = story
        self._states.setCurrentIndex(FORM)
        self.form.open(story)
        self._tell_state()

    def _back(self) -> None:
        mark = self._saved.id
        self._leave_form()
        self.refresh(mark)
        self.list.list.setFocus()

    def _leave_form(self) -> None:
        """Save what stands in the form, and show the list."""
        if self._states.currentIndex() == FORM:
            self._save()
            self._states.setCurrentIndex(LIST)

    def _put(self, story: Story, *, to_bin: bool) -> None:
        """Put a story into the bin or take it out, and offer to undo that."""
        there, back = (self._stories.bin, self._stories.restore)
        if not to_bin:
            there, back = back, there
        done = msg("stories.binned") if to_bin else msg("stories.restored")
        self._undo = lambda: self._act(lambda: back(story.id), story.id)
        self._act(lambda: there(story.id), then=lambda: self.list.undo_bar.offer(done))

    def _act(self, act: Callable[[], None], mark: str = "", then: Callable[[], None] = lambda: None) -> None:
        def done(_: object) -> None:
            then()
            self.refresh(mark)

        self._bridge.call("errand", act, on_done=done, on_failed=self._fail)

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        if undo is not None:
            undo()

    def _undo_by_key(self) -> None:
        if self.list.undo_bar.isVisible():
            self.list.undo_bar.undo.click()

    # Writing

    def _touch(self) -> None:
        self._tell_state(msg("stories.writing"))
        self._rest.start()

    def _save(self) -> None:
        """Keep the story in the form where it differs from what is kept; one with nothing in it is none yet."""
        self._rest.stop()
        story = self.form.story
        if story == self._saved or (is_blank(story) and is_blank(self._saved)):
            self._tell_state()
            return
        self._saved = story
        # A writing that comes late writes what is newest then, never something older.
        self._newest[story.id] = story
        self._bridge.call(
            "errand",
            lambda: self._stories.keep(self._newest[story.id]),
            on_done=lambda _: self._kept(story),
            on_failed=lambda error: self._not_kept(story, error),
        )

    def _kept(self, story: Story) -> None:
        if self._states.currentIndex() == FORM and story.id == self._saved.id and not self._rest.isActive():
            self._tell_state()
        self.refresh()

    def _not_kept(self, story: Story, error: BaseException) -> None:
        """Say that a story is not on the disk; the next change, or leaving the form, tries again."""
        if story.id == self._saved.id:
            self._saved = Story(story.id, "")
            self._tell_state(msg("stories.not_saved"))
        self._fail(error)

    def _tell_state(self, words: Message | None = None) -> None:
        there = not is_blank(self._saved)
        usual = msg("stories.saved") if there else msg("stories.unsaved")
        self.form.show_state(words or usual, there=there)

    # What became of it

    def _show(self, shelf: Shelf, mark: str) -> None:
        stories, binned, told = shelf
        self.changed.emit(list(stories))
        self.list.bin.setVisible(bool(binned) or self.list.bin.isChecked())
        self.list.show_stories(binned if self.list.bin.isChecked() else stories, told, mark)
        if self._states.currentIndex() != FORM:
            self._states.setCurrentIndex(LIST if stories or binned else EMPTY)

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, CoachError):
            self.troubled.emit(error)

    # Coming, going and keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Go back to the list with Escape; what was written is saved."""
        if event.key() == Qt.Key.Key_Escape and self._states.currentIndex() == FORM:
            self._back()
        else:
            event.ignore()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Look again whenever the section comes up."""
        super().showEvent(event)
        if not event.spontaneous():
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's own name
        """Save what was written when another page comes up."""
        super().hideEvent(event)
        if not event.spontaneous() and self._rest.isActive():
            self._save()
