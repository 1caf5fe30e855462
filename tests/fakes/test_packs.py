"""The packs in memory promise what those on disk promise."""

from __future__ import annotations

import pytest

from tests.fakes.packs import FakeOwnPacks
from tests.practice.promises.own_packs import THEIRS, OwnPacksPromises


class TestFakePacks(OwnPacksPromises):
    @pytest.fixture
    def packs(self) -> FakeOwnPacks:
        return FakeOwnPacks([THEIRS])
