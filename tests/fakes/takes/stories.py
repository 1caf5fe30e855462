"""Stories in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from coach.errors import HistoryError
from coach.messages import msg
from coach.model import Story
from tests.fakes.takes.shelf import Shelf


class FakeStories:
    """Stories in memory, in the order in which they were made; `error` is raised by every call."""

    def __init__(self, shelf: Shelf, *stories: Story) -> None:
        self.shelf = shelf
        self.error: HistoryError | None = None
        self.shelf.stories.update((story.id, story) for story in stories)

    def stories(self, *, binned: bool = False) -> Sequence[Story]:
        self._check()
        return [story for key, story in self.shelf.stories.items() if (key in self.shelf.binned_stories) == binned]

    def keep(self, story: Story) -> None:
        self._check()
        self.shelf.stories[story.id] = story

    def bin(self, story_id: str) -> None:
        self._check(story_id)
        self.shelf.binned_stories.add(story_id)

    def restore(self, story_id: str) -> None:
        self._check(story_id)
        self.shelf.binned_stories.discard(story_id)

    def told(self) -> Mapping[str, int]:
        self._check()
        takes = self.shelf.attempts.values()
        return Counter(take.story.id for take in takes if take.story is not None and take.binned_at is None)

    def _check(self, story_id: str | None = None) -> None:
        if self.error is not None:
            raise self.error
        if story_id is not None and story_id not in self.shelf.stories:
            raise HistoryError(msg("history.no_story"))
