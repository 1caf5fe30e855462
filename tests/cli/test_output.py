import sys
from pathlib import Path

import pytest

from coach.cli.output import ProgressLine, complain, explain, show, tell
from coach.errors import CoachError
from coach.messages import load_texts, msg
from coach.settings import find_resources

TEXTS = load_texts(find_resources() / "assets" / "messages")
ERROR = CoachError(msg("errors.sound.nothing"), msg("errors.sound.nothing.advice"), "a detail for the log")


def test_results_and_words_beside_them_are_kept_apart(capsys: pytest.CaptureFixture[str]) -> None:
    show("a result")
    tell("a word beside it")

    said = capsys.readouterr()
    assert (said.out, said.err) == ("a result\n", "a word beside it\n")


def test_a_failure_is_one_line_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    complain(ERROR, TEXTS)

    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "plugged in" in said
    assert "detail" not in said


def test_a_failure_without_advice_is_told_too() -> None:
    assert explain(CoachError(msg("errors.sound.nothing")), TEXTS) == TEXTS("errors.sound.nothing")


def test_progress_is_silent_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    line = ProgressLine()
    line.update("half")
    line.close()

    assert capsys.readouterr().err == ""


def test_progress_is_shown_on_a_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with (tmp_path / "terminal").open("w+") as terminal:
        monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
        monkeypatch.setattr(sys, "stderr", terminal)
        line = ProgressLine()
        line.update("half")
        line.close()
    assert (tmp_path / "terminal").read_bytes() == b"\rhalf\n"
