"""The fake history keeps the promises of every history."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes.history import FakeHistory, FakeStories, Shelf
from tests.practice.promises.choosing import ChoicePromises
from tests.practice.promises.corrections import CorrectionPromises, FramesPromises
from tests.practice.promises.history import HistoryPromises, Open
from tests.practice.promises.stories import OpenStories, StoryPromises


class TestFakeHistory(HistoryPromises, ChoicePromises, CorrectionPromises, FramesPromises):
    @pytest.fixture
    def open_history(self, tmp_path: Path) -> Open:
        shelf = Shelf()
        return lambda: FakeHistory(tmp_path, shelf=shelf)


class TestFakeStories(StoryPromises):
    @pytest.fixture
    def open_stories(self, tmp_path: Path) -> OpenStories:
        shelf = Shelf()
        return lambda: (FakeStories(shelf), FakeHistory(tmp_path, shelf=shelf))
