"""The fake history keeps the promises of every history."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.practice.history import History
from tests.fakes.history import FakeHistory, FakeStories, Shelf
from tests.practice.promises.choosing import ChoicePromises
from tests.practice.promises.corrections import CorrectionPromises, FramesPromises
from tests.practice.promises.history import HistoryPromises, Open
from tests.practice.promises.stories import OpenStories, StoryPromises
from tests.practice.promises.takes.counting import CountPromises, zone
from tests.practice.promises.takes.keeping import KeepingPromises
from tests.practice.promises.takes.listing import ListPromises
from tests.practice.promises.takes.remarks import RemarkPromises
from tests.practice.promises.takes.searching import SearchPromises

__all__ = ["zone"]


class TestFakeHistory(HistoryPromises, ChoicePromises, CorrectionPromises, FramesPromises):
    @pytest.fixture
    def open_history(self, tmp_path: Path) -> Open:
        shelf = Shelf()
        return lambda: FakeHistory(tmp_path, shelf=shelf)


class TestFakeTakes(ListPromises, SearchPromises, RemarkPromises, CountPromises, KeepingPromises):
    @pytest.fixture
    def open_history(self, tmp_path: Path) -> Open:
        shelf = Shelf()
        return lambda: FakeHistory(tmp_path, shelf=shelf)

    @pytest.fixture
    def history(self, open_history: Open) -> History:
        return open_history()


class TestFakeStories(StoryPromises):
    @pytest.fixture
    def open_stories(self, tmp_path: Path) -> OpenStories:
        shelf = Shelf()
        return lambda: (FakeStories(shelf), FakeHistory(tmp_path, shelf=shelf))
