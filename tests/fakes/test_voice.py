"""The fake voice keeps the promises of every voice."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.practice.ports import Voice
from tests.fakes.voice import FakeVoice
from tests.practice.promises.voice import VoicePromises


class TestFakeVoice(VoicePromises):
    @pytest.fixture
    def voice(self, tmp_path: Path) -> Voice:
        return FakeVoice(tmp_path / "voice")
