"""Whisper in the warm child process keeps the promises of every transcriber."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.adapters.recogniser import Recogniser
from tests.practice.promises.transcriber import TranscriberPromises
from tests.tools.micro_take import MICRO_MODEL, say_take


@pytest.fixture
def transcriber() -> Iterator[Recogniser]:
    recogniser = Recogniser("coach.adapters.whisper", str(MICRO_MODEL))
    yield recogniser
    recogniser.close()


@pytest.fixture
def speech(tmp_path: Path) -> Path:
    return say_take(tmp_path / "speech.wav").path


@pytest.mark.endtoend
class TestWhisper(TranscriberPromises):
    pass
