"""The fake transcriber keeps the promises of every transcriber."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coach.model import Word
from coach.practice.ports import Transcriber
from tests.fakes.transcriber import FakeTranscriber
from tests.practice.promises.transcriber import TranscriberPromises
from tests.tools.real_voice import write


class TestFakeTranscriber(TranscriberPromises):
    @pytest.fixture
    def speech(self, tmp_path: Path) -> Path:
        return write(tmp_path / "speech.wav", np.zeros(8 * 16000, dtype=np.int16), 16000)

    @pytest.fixture
    def transcriber(self) -> Transcriber:
        texts = ("we", "moved", "the", "launch", "by", "a", "week")
        spoken = [Word(text, at + 0.5, at + 1.0) for at, text in enumerate(texts)]
        return FakeTranscriber((*spoken, Word("ok", 7.6, 8.1)))
