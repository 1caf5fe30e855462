from __future__ import annotations

import pytest

from tests.fakes.models import FakeModels
from tests.practice.promises.models import Kept, ModelsPromises


class TestFakeModels(ModelsPromises):
    @pytest.fixture
    def kept(self) -> Kept:
        models = FakeModels({"small": 1000, "large": 2000})

        def cut() -> None:
            models.reachable = False

        return Kept(models, "small", cut)
