from pathlib import Path

import pytest

from coach.errors import EngineError
from coach.messages import load_texts
from coach.settings import Folders, Settings, find_resources
from coach.wiring.engines import EngineParts


def parts(folder: Path) -> EngineParts:
    places = Folders(folder / "config", folder / "data", folder / "cache", folder / "log")
    return EngineParts(Settings(), places, load_texts(find_resources() / "assets" / "messages"))


def test_a_computer_without_the_starter_can_run_whisper_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = parts(tmp_path)
    monkeypatch.setattr(made.starter_models, "list", list)

    assert made.engines() == ["whisper"]
    assert made.find_ear() == ()
    with pytest.raises(EngineError):
        made.find_engine("moonshine", "")


def test_a_folder_with_a_model_of_ones_own_is_taken_as_it_is(tmp_path: Path) -> None:
    made = parts(tmp_path)

    assert made._starter(str(tmp_path / "mine")) == tmp_path / "mine"
