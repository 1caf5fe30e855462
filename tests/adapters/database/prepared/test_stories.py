"""The stories on disk keep the promises of all stories, and outlive the program."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.adapters.database.prepared.stories import SqlStories
from coach.adapters.database.takes import SqlHistory
from tests.practice.promises.stories import OUTAGE, OpenStories, StoryPromises


class TestSqlStories(StoryPromises):
    @pytest.fixture
    def open_stories(self, history: SqlHistory) -> OpenStories:
        return lambda: (SqlStories(history.share), history)


def test_stories_outlive_the_program(open_history: Callable[[], SqlHistory]) -> None:
    first = open_history()
    SqlStories(first.share).keep(OUTAGE)
    first.close()
    assert SqlStories(open_history().share).stories() == [OUTAGE]
