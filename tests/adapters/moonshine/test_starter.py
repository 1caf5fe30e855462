"""The starter model is built once, whole or not at all, and says clearly what is missing."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from coach.adapters.moonshine import MODEL, StarterModels, build_starter, is_built, load, starter, starter_source
from coach.errors import Cancelled, EngineError, ModelMissing
from coach.practice.ports import Controls, Fetched
from tests.tools.real_voice import assets


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    assets()
    return build_starter(tmp_path_factory.mktemp("models") / MODEL)


@pytest.fixture
def copy(model: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(model, tmp_path / MODEL))


@pytest.mark.endtoend
def test_the_built_model_is_whole_and_tells_where_it_looks(model: Path) -> None:
    import onnxruntime

    assert is_built(model)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(str(model / starter.DECODER), options, providers=["CPUExecutionProvider"])
    outputs = [output.name for output in session.get_outputs() if output.name.startswith("cross_attentions.")]
    assert outputs == [f"cross_attentions.{layer}" for layer in range(len(outputs))]
    assert len(outputs) >= 4
    assert sorted(path.name for path in model.parent.iterdir()) == [MODEL]


@pytest.mark.endtoend
def test_a_second_build_touches_nothing(model: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in model.iterdir()}
    assert build_starter(model) == model
    assert {path: path.stat().st_mtime_ns for path in model.iterdir()} == before


@pytest.mark.endtoend
@pytest.mark.parametrize("damage", ["cut", "gone", "marker", "older", "source"])
def test_a_damaged_model_is_noticed_and_built_again(copy: Path, damage: str) -> None:
    marker = copy / starter.MARKER
    told = json.loads(marker.read_text())
    if damage == "cut":
        with (copy / starter.DECODER).open("r+b") as file:
            file.truncate(1000)
    elif damage == "gone":
        (copy / "tokenizer.bin").unlink()
    elif damage == "marker":
        marker.write_text("{")
    elif damage == "older":
        marker.write_text(json.dumps({**told, "version": 0}))
    else:
        marker.write_text(json.dumps({**told, "source": {}}))
    assert not is_built(copy)
    with pytest.raises(ModelMissing) as failure:
        load(str(copy), lambda path, complete: iter(()))
    assert failure.value.advice is not None
    assert build_starter(copy) == copy
    assert is_built(copy)
    assert sorted(path.name for path in copy.parent.iterdir()) == [MODEL]


@pytest.mark.endtoend
def test_two_programs_may_build_at_once(tmp_path: Path) -> None:
    assets()
    with ThreadPoolExecutor(2) as pool:
        built = list(pool.map(build_starter, [tmp_path / MODEL] * 2))
    assert built == [tmp_path / MODEL] * 2
    assert is_built(tmp_path / MODEL)
    assert [path.name for path in tmp_path.iterdir()] == [MODEL]


@pytest.mark.endtoend
def test_a_ready_model_that_the_program_brings_is_used_where_it_is(model: Path, tmp_path: Path) -> None:
    assert build_starter(tmp_path / MODEL, bundled=model) == model
    assert list(tmp_path.iterdir()) == []
    shelf = StarterModels(tmp_path / MODEL, bundled=model)
    assert [(info.path, info.removable) for info in shelf.list()] == [(model, False)]
    with pytest.raises(EngineError) as failure:
        shelf.remove(MODEL)
    assert failure.value.message.key == "engines.moonshine.stays"


def test_without_the_library_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert starter_source() is None
    assert StarterModels(tmp_path / MODEL).list() == []
    for call in (lambda: build_starter(tmp_path / MODEL), lambda: load(str(tmp_path), lambda path, complete: iter(()))):
        with pytest.raises(EngineError) as failure:
            call()
        assert failure.value.message.key == "engines.moonshine.absent"


def test_without_onnx_it_says_so_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assets()
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(EngineError) as failure:
        build_starter(tmp_path / MODEL)
    assert failure.value.message.key == "engines.moonshine.tools"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    assets()
    (tmp_path / "models").write_text("a file")
    with pytest.raises(EngineError) as failure:
        build_starter(tmp_path / "models" / MODEL)
    assert failure.value.message.key == "engines.moonshine.unwritable"


@pytest.mark.endtoend
def test_the_shelf_builds_and_removes(copy: Path) -> None:
    shelf = StarterModels(copy)
    assert [(info.name, info.path, info.removable) for info in shelf.list()] == [(MODEL, copy, True)]
    shelf.remove(MODEL)
    assert not copy.exists()
    assert [(info.path, info.removable) for info in shelf.list()] == [(None, False)]
    work = shelf.get(MODEL, Controls())
    news = next(work)
    assert isinstance(news, Fetched)
    assert news.done == news.total > 0
    with pytest.raises(StopIteration) as end:
        next(work)
    assert end.value.value.path == copy
    assert is_built(copy)


def test_the_shelf_knows_its_own_model_only(tmp_path: Path) -> None:
    shelf = StarterModels(tmp_path / MODEL)
    controls = Controls()
    controls.cancel.set()
    with pytest.raises(Cancelled):
        next(shelf.get(MODEL, controls))
    with pytest.raises(EngineError):
        next(shelf.get("tiny-xx", Controls()))
    with pytest.raises(EngineError):
        shelf.remove("tiny-xx")
