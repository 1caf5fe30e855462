import json
import wave
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from coach.adapters.media.decode import Decoded, Decoder, Decoding
from coach.adapters.wav import WavWriter
from coach.errors import EngineError
from coach.messages import msg
from coach.practice.ports import Controls
from tests.cli.conftest import SAID, Program

SCHEMA = json.loads(
    (Path(__file__).resolve().parents[2] / "assets" / "schemas" / "analysis.json").read_text(encoding="utf-8")
)


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "answer.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 16000, 0, "NONE", ""))
        file.writeframes(bytes(range(256)) * 16000)
    return path


def test_a_sound_file_becomes_text(program: Program, sound: Path) -> None:
    done = program("analyze", str(sound))

    assert done.code == 0
    assert "slow search" in done.out


def test_a_sound_file_becomes_json(program: Program, sound: Path) -> None:
    done = program("analyze", str(sound), "--json", "--question-text", "Why the search?", "--category", "metrics")

    found = json.loads(done.out)
    jsonschema.validate(found, SCHEMA)
    assert found["question"] == {"key": "", "text": "Why the search?", "category": "metrics"}
    assert found["transcript"]["text"] == SAID


def test_a_question_of_a_pack_is_found_by_its_key(program: Program, sound: Path) -> None:
    from coach.messages import load_texts
    from coach.settings import Settings, find_folders, find_resources
    from coach.wiring import Parts

    parts = Parts(Settings(), find_folders(), load_texts(find_resources() / "assets" / "messages"))
    question = parts.packs.packs()[0].questions[0]

    done = program("analyze", str(sound), "--json", "--question", question.key)

    assert json.loads(done.out)["question"]["key"] == question.key


def test_several_files_become_a_list(program: Program, sound: Path) -> None:
    done = program("analyze", str(sound), str(sound), "--json")

    assert [each["file"] for each in json.loads(done.out)] == [str(sound), str(sound)]


def test_several_files_are_named_in_the_text(program: Program, sound: Path) -> None:
    assert program("analyze", str(sound), str(sound)).out.count(str(sound)) == 2


def test_all_failing_files_give_an_empty_list(program: Program) -> None:
    done = program("analyze", "one.wav", "two.wav", "--json")

    assert done.code == 1
    assert json.loads(done.out) == []
    assert len(done.err.splitlines()) == 2


def test_an_engine_can_be_named(program: Program, sound: Path) -> None:
    assert program("analyze", str(sound), "--engine", "moonshine").code == 0
    assert program.fakes["recogniser"].used == ("moonshine", "")


def test_a_model_that_is_not_here_is_a_known_failure(program: Program, sound: Path) -> None:
    del program.fakes["recogniser"]

    done = program("analyze", str(sound), "--engine", "whisper", "--model", "base.en")

    assert done.code == 1
    assert "base.en" in done.err


def test_a_broken_engine_is_a_known_failure(program: Program, sound: Path) -> None:
    program.fakes["recogniser"].error = EngineError(msg("errors.sound.nothing"))

    assert program("analyze", str(sound)).code == 1


@pytest.mark.parametrize(("name", "data"), [("none.txt", None), ("empty.txt", b"  \n"), ("other.txt", b"\xff\xfe\x80")])
def test_a_text_that_is_no_answer_is_a_known_failure(
    program: Program, tmp_path: Path, name: str, data: bytes | None
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)

    done = program("analyze", name)

    assert done.code == 1
    assert name in done.err


def test_a_typed_answer_has_no_words(program: Program, tmp_path: Path) -> None:
    (tmp_path / "typed.txt").write_text("\ufeff" + SAID * 3, encoding="utf-8")

    found = json.loads(program("analyze", "typed.txt", "--json").out)

    jsonschema.validate(found, SCHEMA)
    assert found["transcript"]["words"] == []
    assert found["seconds"] is None


def test_a_damaged_file_is_analysed_and_named(program: Program, sound: Path) -> None:
    class Damaged(Decoder):
        def decode(self, path: Path, target: Path, controls: Controls) -> Generator[Decoding, None, Decoded]:
            decoded = yield from super().decode(path, target, controls)
            return replace(decoded, warning=msg("sound.file.damaged", file=path.name))

    program.fakes["decoder"] = Damaged(WavWriter)

    done = program("analyze", str(sound))

    assert done.code == 0
    assert "answer.wav" in done.err
