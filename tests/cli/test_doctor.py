from pathlib import Path

import pytest

from coach.errors import EngineError, VoiceError
from coach.messages import msg
from coach.wiring.meaning import KeptMeaning
from tests.cli.conftest import Program
from tests.fakes.meaning import FakeMeaning
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


def test_without_the_meaning_model_it_works_and_says_how_to_get_it(program: Program) -> None:
    program("models", "get", "tiny-en")

    done = program("doctor")

    assert done.code == 0
    assert "works    meaning: no model here" in done.out
    assert "(91 MB): coach models get all-MiniLM-L6-v2" in done.out


def test_the_meaning_model_is_loaded_once_to_see_that_it_works(program: Program) -> None:
    program.fakes["_kept_meaning"] = KeptMeaning(lambda: None)
    program.fakes["_kept_meaning"].load = lambda: FakeMeaning().embed

    assert "works    meaning: all-MiniLM-L6-v2 on this computer" in program("doctor").out


def test_a_damaged_meaning_model_is_named_and_is_no_recogniser(program: Program) -> None:
    program.fakes["meaning_models"].error = EngineError(
        msg("meaning.broken"), msg("meaning.broken.advice", name="all-MiniLM-L6-v2")
    )
    program.fakes["models"] = program.fakes["meaning_models"]

    done = program("doctor")

    assert done.code == 1
    assert "look at  meaning: The model that compares meaning is damaged" in done.out
    assert "coach models remove all-MiniLM-L6-v2" in done.out
    assert "look at  recognition: there is no model" in done.out


def test_a_wrong_pack_is_named(program: Program) -> None:
    folder = program.home / "data" / "questions"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text("format = one", encoding="utf-8")

    assert "mine.toml" in program("doctor").out


def test_a_data_folder_that_cannot_be_written_is_named(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: Path(path).name != "data")

    assert "cannot be written" in program("doctor").out
