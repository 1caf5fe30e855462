from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from coach.adapters.download import SOURCES as OWN_SOURCES
from coach.adapters.download import WhisperModels
from coach.adapters.download.fetch import MARKER, is_complete
from coach.errors import DownloadError, EngineError, ModelMissing
from coach.practice.ports import Controls
from tests.adapters.download.conftest import FILES, SOURCES
from tests.practice.promises.models import Kept, ModelsPromises, run
from tests.tools.hub import COMMIT, Hub


@pytest.fixture
def models(tmp_path: Path, hub: Hub) -> WhisperModels:
    return WhisperModels(tmp_path / "models", hub.endpoint, sources=SOURCES)


def nobody_listens() -> str:
    """Return an address on this computer at which nothing answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


@pytest.mark.endtoend
class TestWhisperModels(ModelsPromises):
    @pytest.fixture
    def kept(self, tmp_path: Path, hub: Hub) -> Kept:
        models = WhisperModels(tmp_path / "models", hub.endpoint, sources=SOURCES)
        hub.pause = 0.02

        def cut() -> None:
            models._endpoint = nobody_listens()

        return Kept(models, "base.en", cut)


@pytest.mark.endtoend
def test_a_fetched_model_has_every_needed_file_and_no_other(models: WhisperModels, hub: Hub, tmp_path: Path) -> None:
    _, info = run(models.get("base.en", Controls()))
    folder = tmp_path / "models" / "base.en"
    assert info.path == folder
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.name != MARKER} == {
        name: data for name, data in FILES.items() if name != "README.md"
    }
    marker = json.loads((folder / MARKER).read_text())
    assert (marker["repo"], marker["commit"]) == ("maker/base.en", COMMIT)
    assert [path.name for path in (tmp_path / "models").iterdir()] == ["base.en"]
    assert models.find("base.en") == folder
    assert not [path for path in hub.asked if "agent" in path or "telemetry" in path]


@pytest.mark.endtoend
def test_the_server_can_be_named_by_the_environment(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", hub.endpoint)
    _, info = run(WhisperModels(tmp_path, sources=SOURCES).get("tiny", Controls()))
    assert info.path == tmp_path / "tiny"
    assert hub.asked[0] == f"/api/models/maker/tiny/revision/{COMMIT}"


PROGRAM = """
import sys
from pathlib import Path
from coach.adapters.download import Source, WhisperModels
from coach.practice.ports import Controls
if __name__ == "__main__":
    models = WhisperModels(Path(sys.argv[1]), sys.argv[2], sources=[Source("base.en", "maker/base.en", "main", 1)])
    work = models.get("base.en", Controls())
    print(next(work).total)
    work.close()
    for news in models.get("base.en", Controls()):
        pass
    print(news.done)
"""


@pytest.mark.endtoend
def test_a_program_that_fetched_a_model_ends_without_a_word(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM)
    total = sum(len(data) for name, data in FILES.items() if name != "README.md")
    done = subprocess.run(
        [sys.executable, str(tmp_path / "program.py"), str(tmp_path / "models"), hub.endpoint],
        capture_output=True,
        text=True,
        timeout=120,
        env={"PYTHONPATH": str(Path(__file__).resolve().parents[3]), "PATH": "/usr/bin:/bin", "HF_HUB_OFFLINE": "1"},
        check=False,
    )
    assert done.stdout.split() == [str(total), str(total)]
    assert done.stderr == ""


@pytest.mark.endtoend
def test_a_cancelled_fetch_goes_on_where_it_was(models: WhisperModels, hub: Hub, tmp_path: Path) -> None:
    hub.pause = 0.05
    work = models.get("base.en", Controls())
    while next(work).done < 400_000:
        pass
    work.close()
    hub.pause = 0.0
    small = hub.begins("config.json")
    news, info = run(models.get("base.en", Controls()))
    first, second = hub.begins("model.bin")
    assert first == 0
    assert 300_000 < second < len(FILES["model.bin"])
    assert hub.begins("config.json") == small == [0]
    assert news[0].done >= second
    assert info.path is not None
    assert (info.path / "model.bin").read_bytes() == FILES["model.bin"]


@pytest.mark.endtoend
def test_a_connection_that_breaks_is_taken_up_again(models: WhisperModels, hub: Hub) -> None:
    hub.broken.add("model.bin")
    _, info = run(models.get("base.en", Controls()))
    assert len(hub.begins("model.bin")) == 2
    assert hub.begins("model.bin")[1] > 0
    assert info.path is not None


@pytest.mark.endtoend
@pytest.mark.parametrize("name", ["model.bin", "tokenizer.json"])
def test_a_damaged_file_is_thrown_away_and_never_taken_for_the_model(
    models: WhisperModels, hub: Hub, name: str
) -> None:
    hub.damaged.add(name)
    with pytest.raises(DownloadError) as caught:
        run(models.get("base.en", Controls()))
    assert caught.value.message.key == "models.damaged"
    assert models.list()[0].path is None
    hub.damaged.clear()
    _, info = run(models.get("base.en", Controls()))
    assert hub.begins(name)[-1] == 0
    assert info.path is not None


@pytest.mark.endtoend
def test_a_server_without_the_model_is_said(models: WhisperModels, hub: Hub) -> None:
    del hub.files["model.bin"]
    with pytest.raises(DownloadError) as caught:
        run(models.get("base.en", Controls()))
    assert caught.value.message.key == "models.refused"


@pytest.mark.endtoend
def test_an_interrupted_fetch_can_be_removed(models: WhisperModels, hub: Hub, tmp_path: Path) -> None:
    hub.pause = 0.05
    work = models.get("base.en", Controls())
    next(work)
    work.close()
    assert list((tmp_path / "models").iterdir())
    models.remove("base.en")
    assert not list((tmp_path / "models").iterdir())


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file, where the folder should be")
    with pytest.raises(DownloadError) as caught:
        run(WhisperModels(tmp_path / "models", nobody_listens(), sources=SOURCES).get("base.en", Controls()))
    assert caught.value.message.key == "models.folder"


def put_model(folder: Path, *, marked: bool) -> Path:
    folder.mkdir(parents=True)
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    if marked:
        sizes = {name: len(data) for name, data in FILES.items()}
        (folder / MARKER).write_text(json.dumps({"repo": "maker/base.en", "commit": COMMIT, "files": sizes}))
    return folder


def test_a_model_without_marker_or_with_a_short_file_is_not_here(tmp_path: Path) -> None:
    models = WhisperModels(tmp_path, sources=SOURCES)
    put_model(tmp_path / "base.en", marked=False)
    folder = put_model(tmp_path / "tiny", marked=True)
    assert [info.path for info in models.list()] == [None, folder]
    (folder / "model.bin").write_bytes(b"short")
    assert [info.path for info in models.list()] == [None, None]
    (folder / MARKER).write_text("[]")
    assert not is_complete(folder)
    with pytest.raises(ModelMissing):
        models.find("tiny")


def test_folders_of_ones_own_are_listed_found_and_left_alone(tmp_path: Path) -> None:
    outside = put_model(tmp_path / "elsewhere", marked=False)
    inside = put_model(tmp_path / "models" / "mine", marked=False)
    put_model(tmp_path / "models" / "tiny.partial", marked=False)
    models = WhisperModels(tmp_path / "models", own=(outside, tmp_path / "nothing"), sources=SOURCES)
    own = [info for info in models.list() if info.path is not None]
    assert [(info.name, info.path, info.removable) for info in own] == [
        (str(outside), outside, False),
        (str(inside), inside, False),
    ]
    assert own[0].bytes == sum(len(data) for data in FILES.values())
    assert models.find(str(inside)) == inside
    assert WhisperModels(tmp_path / "other").find(str(outside)) == outside
    with pytest.raises(EngineError) as caught:
        models.remove(str(outside))
    assert caught.value.message.key == "models.not_removable"
    assert outside.is_dir()


def test_a_folder_is_found_by_a_relative_path_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = put_model(tmp_path / "elsewhere", marked=False)
    put_model(tmp_path / "tiny", marked=False)
    monkeypatch.chdir(tmp_path)
    models = WhisperModels(tmp_path / "models", sources=SOURCES)
    assert models.find("elsewhere") == folder
    for name in ("tiny", "nobody", ""):
        with pytest.raises(ModelMissing):
            models.find(name)
    (folder / "model.bin").unlink()
    with pytest.raises(EngineError) as caught:
        models.find("elsewhere")
    assert caught.value.message.key == "models.no_model"


def test_the_models_of_the_program_are_pinned_to_exact_revisions(tmp_path: Path) -> None:
    infos = WhisperModels(tmp_path).list()
    assert {"tiny.en", "base.en", "small.en", "base", "large-v3-turbo"} <= {info.name for info in infos}
    assert all(len(source.revision) == 40 for source in OWN_SOURCES)
