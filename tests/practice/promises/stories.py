"""What every shelf of stories promises; a subclass brings `open_stories`, a shelf and the history of its takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from coach.errors import HistoryError
from coach.model import Story
from coach.practice.history import History
from coach.practice.stories import Stories

OUTAGE = Story(
    "s1",
    "The outage",
    {"problem": "pager at night", "outcome": "0 pages since May"},
    {"who": "Ada", "object": "the red light"},
    ("failure", "conflict"),
    ("behavioural",),
)
LIST = Story("s2", "Die Liste 🙂")
OpenStories = Callable[[], tuple[Stories, History]]


class StoryPromises:
    @pytest.fixture
    def stories(self, open_stories: OpenStories) -> Stories:
        return open_stories()[0]

    def test_stories_come_back_in_the_order_in_which_they_were_made(self, stories: Stories) -> None:
        assert list(stories.stories()) == []
        stories.keep(LIST)
        stories.keep(OUTAGE)
        assert list(stories.stories()) == [LIST, OUTAGE]

    def test_a_story_is_written_in_its_own_place(self, stories: Stories) -> None:
        stories.keep(OUTAGE)
        stories.keep(LIST)
        changed = replace(OUTAGE, title="The red light", cues={}, moment={"when": "May"}, themes=(), leads=("metrics",))
        stories.keep(changed)
        assert list(stories.stories()) == [changed, LIST]

    def test_the_bin_keeps_a_story_until_it_is_wanted_back(self, stories: Stories) -> None:
        stories.keep(OUTAGE)
        stories.keep(LIST)
        stories.bin(OUTAGE.id)
        assert list(stories.stories()) == [LIST]
        assert list(stories.stories(binned=True)) == [OUTAGE]
        stories.restore(OUTAGE.id)
        assert list(stories.stories()) == [OUTAGE, LIST]
        assert list(stories.stories(binned=True)) == []

    def test_a_story_that_is_written_stays_in_the_bin(self, stories: Stories) -> None:
        stories.keep(OUTAGE)
        stories.bin(OUTAGE.id)
        stories.keep(replace(OUTAGE, title="Written late"))
        assert [story.title for story in stories.stories(binned=True)] == ["Written late"]

    def test_an_unknown_story_is_an_error(self, stories: Stories) -> None:
        for act in (stories.bin, stories.restore):
            with pytest.raises(HistoryError):
                act("nobody")

    def test_a_take_keeps_the_story_as_it_was_told(self, open_stories: OpenStories) -> None:
        stories, history = open_stories()
        stories.keep(OUTAGE)
        attempt = history.begin(None, OUTAGE)
        stories.keep(replace(OUTAGE, title="Another one"))
        stories.bin(OUTAGE.id)
        assert history.attempt(attempt.id).story == OUTAGE

    def test_takes_are_counted_per_story(self, open_stories: OpenStories) -> None:
        stories, history = open_stories()
        stories.keep(OUTAGE)
        stories.keep(LIST)
        takes = [history.begin(None, OUTAGE) for _ in range(3)]
        history.begin(None)
        history.bin(takes[0].id)
        assert dict(stories.told()) == {OUTAGE.id: 2}
