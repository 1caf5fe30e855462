import argparse

import pytest

from coach.cli import COMMANDS
from coach.cli.arguments import make_parser
from coach.messages import load_texts
from coach.settings import find_resources


@pytest.fixture
def parser() -> argparse.ArgumentParser:
    return make_parser(load_texts(find_resources() / "assets" / "messages"))


@pytest.mark.parametrize(
    "words",
    [
        ["--nonsense"],
        ["nonsense"],
        ["practice", "--count", "none"],
        ["practice", "--count", "0"],
        ["analyze"],
        ["analyze", "x", "--category", "poetry"],
        ["analyze", "x", "--question", "a/b", "--question-text", "c"],
        ["packs"],
        ["models", "get"],
        ["export", "--format", "docx"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_understood_ends_with_code_two_and_one_line(
    parser: argparse.ArgumentParser,
    words: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as end:
        parser.parse_args(words)

    assert end.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_without_a_command_there_is_none(parser: argparse.ArgumentParser) -> None:
    assert parser.parse_args([]).command is None


def test_the_help_of_every_command_is_a_sentence(
    parser: argparse.ArgumentParser, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in filter(None, COMMANDS):
        with pytest.raises(SystemExit):
            parser.parse_args([command, "--help"])
        assert "cli." not in capsys.readouterr().out
