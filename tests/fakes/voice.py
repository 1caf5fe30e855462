"""A voice without an engine."""

from __future__ import annotations

import wave
from collections.abc import Generator, Sequence
from pathlib import Path

from coach.errors import Cancelled, VoiceError
from coach.messages import msg
from coach.practice.ports import Controls, SpeakingVoice, Spoken
from tests.fakes.sound import FakePlayer

RATE = 16000


class FakeVoice:
    """Speak a steady tone, 0.06 s a character; with an error, fail with it."""

    def __init__(self, cache: Path, error: VoiceError | None = None) -> None:
        self.said: list[str] = []
        self._cache = cache
        self._error = error
        self._player = FakePlayer()

    def say(self, text: str, controls: Controls) -> Generator[Spoken, None, None]:
        if self._error is not None:
            raise self._error
        if not any(sign.isalnum() for sign in text) or controls.stop.is_set() or controls.cancel.is_set():
            return
        self.said.append(text)
        yield from self._player.play(self.render(text, controls), controls)

    def render(self, text: str, controls: Controls) -> Path:
        if self._error is not None:
            raise self._error
        if not any(sign.isalnum() for sign in text):
            raise VoiceError(msg("voice.empty"))
        if controls.stop.is_set() or controls.cancel.is_set():
            raise Cancelled
        self._cache.mkdir(parents=True, exist_ok=True)
        path = self._cache / f"{abs(hash(text)):x}.wav"
        with wave.open(str(path), "wb") as sound:
            sound.setparams((1, 2, RATE, 0, "NONE", ""))
            sound.writeframes(b"\x00\x10\x00\xf0" * int(0.03 * RATE * len(text)))
        return path

    def voices(self) -> Sequence[SpeakingVoice]:
        return () if self._error is not None else (SpeakingVoice("fake", "A steady tone", "en"),)
