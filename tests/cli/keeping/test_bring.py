import io
import json
import wave
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest

from coach.adapters.media.decode import Decoded, Decoder, Decoding
from coach.adapters.wav import WavWriter
from coach.errors import EngineError
from coach.messages import msg
from coach.practice.ports import Controls
from tests.cli.conftest import Program


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "answer.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 16000, 0, "NONE", ""))
        file.writeframes(bytes(range(256)) * 16000)
    return path


def takes(program: Program) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(program("history", "--json").out)
    return found


def test_imported_files_are_in_the_history(program: Program, sound: Path) -> None:
    done = program("import", str(sound), "missing.wav")

    assert done.code == 1
    assert "missing.wav" in done.err
    assert len(done.err.splitlines()) == 1
    assert [take["state"] for take in takes(program)] == ["reviewed"]


def test_a_file_that_is_here_already_is_named_and_not_doubled(program: Program, sound: Path) -> None:
    first = program("import", str(sound))
    again = program("import", str(sound))

    (take,) = takes(program)
    assert (first.code, again.code) == (0, 0)
    assert str(take["id"]) in again.out
    assert "already" in again.out


def test_an_engine_that_breaks_leaves_no_take(program: Program, sound: Path) -> None:
    program.fakes["recogniser"].error = EngineError(msg("errors.sound.nothing"))

    assert program("import", str(sound)).code == 1
    assert takes(program) == []


def test_an_unknown_question_is_a_known_failure(program: Program, sound: Path) -> None:
    assert program("import", str(sound), "--question", "no/such").code == 1
    assert takes(program) == []


def test_a_damaged_file_comes_in_and_is_named(program: Program, sound: Path) -> None:
    class Damaged(Decoder):
        def decode(self, path: Path, target: Path, controls: Controls) -> Generator[Decoding, None, Decoded]:
            decoded = yield from super().decode(path, target, controls)
            return replace(decoded, warning=msg("sound.file.damaged", file=path.name))

    program.fakes["decoder"] = Damaged(WavWriter)

    done = program("import", str(sound))

    assert done.code == 0
    assert "answer.wav" in done.err


def test_a_terminal_sees_how_far_it_is(program: Program, sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)

    assert program("import", str(sound)).code == 0
    assert "Reading" in screen.getvalue()
    assert "%" in screen.getvalue()


def test_an_interrupted_import_leaves_nothing_of_that_file(
    program: Program, sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("import", str(sound))
    second = tmp_path / "second.wav"
    second.write_bytes(sound.read_bytes()[:-2000])

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("coach.cli.output.ProgressLine.update", interrupt)
        done = program("import", str(second))

    assert done.code == 130
    assert "second.wav" in done.err
    assert len(takes(program)) == 1
    assert len(list((program.home / "data" / "recordings").rglob("*.wav"))) == 1
