"""What every keeper of models promises."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass

import pytest

from coach.errors import Cancelled, DownloadError, EngineError
from coach.practice.ports import Controls, Fetched, ModelInfo, Models


@dataclass(frozen=True, slots=True)
class Kept:
    """Hold a keeper of models, the name of one that can be fetched, and how to take its network away."""

    models: Models
    name: str
    cut: Callable[[], None]

    def info(self) -> ModelInfo:
        """Return what the list says of the model."""
        return next(info for info in self.models.list() if info.name == self.name)


def run(work: Generator[Fetched, None, ModelInfo]) -> tuple[list[Fetched], ModelInfo]:
    """Run a fetch to its end."""
    news: list[Fetched] = []
    while True:
        try:
            news.append(next(work))
        except StopIteration as end:
            return news, end.value


class ModelsPromises:
    """Test a keeper of models; the subclass offers it as the fixture `kept`, with no model fetched yet."""

    def test_the_list_knows_models_that_are_not_here(self, kept: Kept) -> None:
        info = kept.info()
        assert info.path is None
        assert not info.removable
        assert info.bytes > 0

    def test_getting_tells_how_far_it_is_and_ends_with_the_model(self, kept: Kept) -> None:
        news, info = run(kept.models.get(kept.name, Controls()))
        dones = [one.done for one in news]
        assert dones == sorted(dones)
        assert dones[0] < dones[-1]
        assert news[-1].done == news[-1].total > 0
        assert info.path is not None
        assert info.removable
        assert kept.info() == info

    def test_getting_what_is_here_needs_no_network(self, kept: Kept) -> None:
        _, first = run(kept.models.get(kept.name, Controls()))
        kept.cut()
        _, second = run(kept.models.get(kept.name, Controls()))
        assert second == first

    def test_cancel_ends_a_fetch_and_a_second_one_completes_it(self, kept: Kept) -> None:
        controls = Controls()
        work = kept.models.get(kept.name, controls)
        next(work)
        controls.cancel.set()
        with pytest.raises(Cancelled):
            run(work)
        assert kept.info().path is None
        _, info = run(kept.models.get(kept.name, Controls()))
        assert kept.info() == info

    def test_closing_a_fetch_leaves_no_model_that_looks_whole(self, kept: Kept) -> None:
        work = kept.models.get(kept.name, Controls())
        next(work)
        work.close()
        assert kept.info().path is None

    def test_offline_is_said_and_nothing_is_taken_for_a_model(self, kept: Kept) -> None:
        kept.cut()
        with pytest.raises(DownloadError) as caught:
            run(kept.models.get(kept.name, Controls()))
        assert caught.value.message.key == "models.unreachable"
        assert caught.value.advice is not None
        assert kept.info().path is None

    def test_an_unknown_name_is_a_download_error_that_names_the_known_ones(self, kept: Kept) -> None:
        with pytest.raises(DownloadError) as caught:
            run(kept.models.get("nobody", Controls()))
        assert caught.value.advice is not None
        assert kept.name in str(caught.value.advice.values["names"])

    def test_removing_takes_the_model_away(self, kept: Kept) -> None:
        run(kept.models.get(kept.name, Controls()))
        kept.models.remove(kept.name)
        assert kept.info().path is None

    def test_what_is_not_here_cannot_be_removed(self, kept: Kept) -> None:
        for name in (kept.name, "nobody"):
            with pytest.raises(EngineError):
                kept.models.remove(name)
