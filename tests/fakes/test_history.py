"""The fake history keeps the promises of every history."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes.history import FakeHistory, Shelf
from tests.practice.promises.choosing import ChoicePromises
from tests.practice.promises.corrections import CorrectionPromises, FramesPromises
from tests.practice.promises.history import HistoryPromises, Open


class TestFakeHistory(HistoryPromises, ChoicePromises, CorrectionPromises, FramesPromises):
    @pytest.fixture
    def open_history(self, tmp_path: Path) -> Open:
        shelf = Shelf()
        return lambda: FakeHistory(tmp_path, shelf=shelf)
