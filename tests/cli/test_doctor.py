from pathlib import Path

import pytest

from coach.errors import VoiceError
from coach.messages import msg
from tests.cli.conftest import Program
from tests.fakes.models import FakeModels
from tests.fakes.sound import FakeDevices
from tests.fakes.voice import FakeVoice


def test_where_all_works_it_says_so(program: Program) -> None:
    program("models", "get", "tiny-en")

    done = program("doctor")

    assert done.code == 0
    assert "look at" not in done.out


def test_what_is_missing_is_named_with_what_to_do(program: Program) -> None:
    program.fakes["devices"] = FakeDevices([], [])
    program.fakes["models"] = FakeModels({})
    program.fakes["voice"] = FakeVoice(program.home, error=VoiceError(msg("errors.sound.nothing")))

    done = program("doctor")

    assert done.code == 1
    assert done.out.count("look at") >= 3


def test_a_wrong_pack_is_named(program: Program) -> None:
    folder = program.home / "data" / "questions"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text("format = one", encoding="utf-8")

    assert "mine.toml" in program("doctor").out


def test_a_data_folder_that_cannot_be_written_is_named(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: Path(path).name != "data")

    assert "cannot be written" in program("doctor").out
