import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable

import pytest

from coach.errors import Cancelled, CoachError
from coach.settings import find_folders
from coach.wiring import Parts
from tests.cli.conftest import Program


def raising(error: BaseException) -> Callable[..., int]:
    def command(*_: object) -> int:
        raise error

    return command


def test_the_version_is_told(program: Program) -> None:
    assert program("--version").out.startswith("Anchor Coach ")


@pytest.mark.parametrize("error", [KeyboardInterrupt(), Cancelled()])
def test_an_interruption_is_exit_code_130(
    program: Program, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    monkeypatch.setattr("coach.cli.packs.packs", raising(error))

    done = program("packs", "list")

    assert done.code == 130
    assert "kept" in done.err


def test_a_reader_that_went_away_is_no_failure() -> None:
    command = [sys.executable, "-m", "coach", "packs", "list"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()

    assert (process.returncode, said) == (0, "")


def test_a_bug_is_not_hidden(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.cli.packs.packs", raising(RuntimeError("a bug")))

    with pytest.raises(RuntimeError):
        program("packs", "list")


def test_a_broken_settings_file_is_told_here_and_handed_to_the_window(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed: list[CoachError | None] = []

    def window(_: Namespace, parts: Parts) -> int:
        handed.append(parts.problem)
        return 0

    monkeypatch.setattr("coach.cli.start.window", window)
    file = find_folders().settings_file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("theme = ", encoding="utf-8")

    assert "settings" in program().err
    assert [problem.message.key for problem in handed if problem is not None] == ["errors.settings.broken"]
    assert program().err == ""
    assert handed[1:] == [None]


def test_verbose_lines_go_to_stderr(program: Program) -> None:
    assert program("--verbose", "packs", "list").code == 0
