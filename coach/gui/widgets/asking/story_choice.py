"""Which story the next answer is told with: none, or one of the person's own; in sight until it is changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.choice import Choice
from coach.gui.widgets.paragraph import tell
from coach.gui.widgets.stories.story_list import title_of
from coach.messages import Texts, msg
from coach.model import Story
from coach.practice.stories import lead_first

WIDEST = 560
"""Most pixels, at the usual text size, that the choice is wide."""


class StoryChoice(QWidget):
    """Choose a story; without any there is nothing to choose, and nothing shows."""

    changed = Signal()

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._stories: list[Story] = []
        self._story: Story | None = None
        self._category = ""
        self.label = QLabel(texts(msg("practice.story")))
        self.label.setProperty("tone", "soft")
        self.choice = Choice()
        self.label.setBuddy(self.choice)
        tell(self.choice, texts(msg("practice.story")), texts(msg("practice.story.how")))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MARGIN + 4)
        row.addWidget(self.label, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.choice, 100)
        row.addStretch(1)
        self.choice.currentIndexChanged.connect(lambda _: self._chosen())
        self.set_theme(theme)
        self.hide()

    @property
    def story(self) -> Story | None:
        """Return the story that is chosen."""
        return self._story

    def set_stories(self, stories: Sequence[Story]) -> None:
        """Offer these; the chosen one stays, as it is now, while it is among them."""
        self._stories = list(stories)
        same = [story for story in stories if self._story is not None and story.id == self._story.id]
        before, self._story = self._story, same[0] if same else None
        self._fill()
        if self._story != before:
            self.changed.emit()

    def set_category(self, category: str) -> None:
        """Offer the stories to lead with in a category first."""
        self._category = category
        self._fill()

    def choose(self, story: Story | None) -> None:
        """Choose a story by its id; one that is not among them any more is told as it was."""
        if story is not None and all(each.id != story.id for each in self._stories):
            self._stories.append(story)
        same = [each for each in self._stories if story is not None and each.id == story.id]
        self._story = same[0] if same else None
        self._fill()
        self.changed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self.choice.setMaximumWidth(theme.px(WIDEST))

    def _fill(self) -> None:
        self.choice.blockSignals(True)
        choices: list[tuple[str, object]] = [(self._texts(msg("practice.story.none")), "")]
        for story in lead_first(self._stories, self._category):
            title = title_of(story, self._texts)
            leads = self._category in story.leads
            choices.append((self._texts(msg("practice.story.leads", title=title)) if leads else title, story.id))
        self.choice.fill(choices, self._story.id if self._story is not None else "")
        self.choice.blockSignals(False)
        self.setVisible(bool(self._stories))

    def _chosen(self) -> None:
        story_id = self.choice.currentData()
        self._story = next((story for story in self._stories if story.id == story_id), None)
        self.changed.emit()
