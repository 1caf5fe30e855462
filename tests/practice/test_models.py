from collections.abc import Generator

import pytest

from coach.errors import UsageError
from coach.practice.models import JoinedModels
from coach.practice.ports import Controls, Fetched
from tests.fakes.models import FakeModels


@pytest.fixture
def shelf() -> JoinedModels:
    return JoinedModels([FakeModels({"small": 10}), FakeModels({"large": 1000, "huge": 9000})])


def test_the_models_of_all_engines_are_one_list(shelf: JoinedModels) -> None:
    assert [model.name for model in shelf.list()] == ["small", "large", "huge"]


def test_a_wish_goes_to_the_engine_that_knows_the_name(shelf: JoinedModels) -> None:
    def fetch() -> Generator[Fetched, None, None]:
        model = yield from shelf.get("large", Controls())
        assert model.name == "large"

    news = list(fetch())

    assert news[-1] == Fetched(1000, 1000)
    assert [model.name for model in shelf.list() if model.path] == ["large"]

    shelf.remove("large")
    assert [model.name for model in shelf.list() if model.path] == []


def test_an_unknown_name_is_told(shelf: JoinedModels) -> None:
    with pytest.raises(UsageError):
        shelf.remove("nothing")
    with pytest.raises(UsageError):
        next(shelf.get("nothing", Controls()))
