from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from coach.cli.keeping.backup import step_name
from coach.practice.keeping.backup import Step
from tests.cli.conftest import Program
from tests.cli.keeping.test_bring import sound as sound  # a fixture


def ids(program: Program) -> list[str]:
    return [take["id"] for take in json.loads(program("history", "--json").out)]


def test_everything_goes_into_a_file_and_comes_back(program: Program, sound: Path, tmp_path: Path) -> None:
    program("import", str(sound))
    before = ids(program)
    done = program("backup", "mine.zip")
    assert (done.code, done.err) == (0, "")
    assert "1 recording " in done.out
    sound.write_bytes(sound.read_bytes()[:-2])
    program("import", str(sound))
    after = ids(program)
    assert len(after) == 2

    back = program("restore", "mine.zip")

    assert (back.code, back.err) == (0, "")
    assert ids(program) == before
    assert "coach restore --undo" in back.out
    undone = program("restore", "--undo")
    assert undone.code == 0
    assert ids(program) == after


def test_a_file_that_is_there_is_kept_unless_it_may_go(program: Program, tmp_path: Path) -> None:
    (tmp_path / "mine.zip").write_text("a letter")

    done = program("backup", "mine.zip")
    assert done.code == 1
    assert len(done.err.splitlines()) == 1
    assert "mine.zip" in done.err

    assert program("backup", "mine.zip", "--replace").code == 0
    assert zipfile.is_zipfile(tmp_path / "mine.zip")


@pytest.mark.parametrize("data", [None, b"a letter"])
def test_what_is_no_backup_is_named(program: Program, tmp_path: Path, data: bytes | None) -> None:
    if data is not None:
        (tmp_path / "letter.zip").write_bytes(data)

    done = program("restore", "letter.zip")

    assert done.code == 1
    assert "letter.zip" in done.err
    assert len(done.err.splitlines()) == 1


def test_without_a_restore_there_is_nothing_to_undo(program: Program) -> None:
    assert program("restore", "--undo").code == 1


@pytest.mark.parametrize("words", [("backup",), ("restore",), ("restore", "a.zip", "--undo")])
def test_too_little_and_too_much_is_usage(program: Program, words: tuple[str, ...]) -> None:
    assert program(*words).code == 2


def test_an_interrupted_backup_leaves_no_file(
    program: Program, sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    program("import", str(sound))
    monkeypatch.setattr("coach.cli.output.ProgressLine.update", interrupt)

    done = program("backup", "mine.zip")
    assert (done.code, done.err) == (130, "Stopped. No backup was written.\n")
    assert not list(tmp_path.glob("mine.zip*"))


def test_an_interrupted_restore_changes_nothing(
    program: Program, sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    program("import", str(sound))
    program("backup", "mine.zip")
    before = ids(program)
    with monkeypatch.context() as patch:
        patch.setattr("coach.cli.output.ProgressLine.update", interrupt)
        done = program("restore", "mine.zip")
        assert (done.code, done.err) == (130, "Stopped. Nothing has changed.\n")

    assert ids(program) == before
    assert not list((program.home / "data").glob("coming-*"))


def test_a_terminal_sees_how_far_it_is(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)

    assert program("backup", "mine.zip").code == 0
    assert "Writing" in screen.getvalue()


def test_each_stage_has_its_words() -> None:
    names = {step_name(Step(stage, 1, 2)).key for stage in ("writing", "checking", "unpacking")}

    assert names == {"keeping.step.writing", "keeping.step.checking"}
