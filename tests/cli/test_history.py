import json
import wave
from pathlib import Path

import pytest

from tests.cli.conftest import Program


@pytest.fixture
def take(program: Program, tmp_path: Path) -> str:
    path = tmp_path / "answer.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 16000, 0, "NONE", ""))
        file.writeframes(bytes(range(256)) * 16000)
    assert program("import", str(path)).code == 0
    identity: str = json.loads(program("history", "--json").out)[0]["id"]
    return identity


def test_an_empty_history_says_how_to_fill_it(program: Program) -> None:
    assert "coach practice" in program("history").out


def test_a_take_is_one_line(program: Program, take: str) -> None:
    assert program("history").out.startswith(take)


def test_takes_are_found_by_what_was_said(program: Program, take: str) -> None:
    assert take in program("history", "--search", "slow").out
    assert take not in program("history", "--search", "elephant").out
