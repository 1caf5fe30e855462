"""A spoken take that the micro model understands: espeak-ng says its sentences into a WAV file, with pauses between."""

from __future__ import annotations

import io
import shutil
import subprocess
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from tests.tools.micro_speech import SENTENCES

MICRO_MODEL = Path(__file__).resolve().parent.parent / "data" / "micro-whisper"
PAUSE = 1.0
ANSWER = (
    "the problem was slow search",
    "we decided to build a cache",
    "the trade off was cost",
    "the outcome was happy users",
)


@dataclass(frozen=True, slots=True)
class Take:
    """Hold a take: its file, the words in it, and the second at which each sentence begins."""

    path: Path
    words: tuple[str, ...]
    begins: tuple[float, ...]
    seconds: float


def say_take(
    path: Path,
    sentences: Sequence[str] = ANSWER,
    *,
    voice: str = "en-us+m3",
    rate: int = 150,
    pause: float = PAUSE,
    tail: float = PAUSE,
) -> Take:
    """Say sentences of the micro model into a WAV file (16 bit, 22.05 kHz); skip the test without espeak-ng."""
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not installed, so nobody can speak")
    if not set(sentences) <= set(SENTENCES):
        raise ValueError("the micro model does not know these sentences")
    blocks: list[np.ndarray[tuple[int], np.dtype[np.int16]]] = []
    begins = []
    frames = 22_050
    for number, sentence in enumerate(sentences):
        spoken = _say(sentence, voice, rate)
        loud = np.flatnonzero(np.abs(spoken) > 200)
        begins.append((sum(map(len, blocks)) + loud[0]) / frames)
        silence = pause if number + 1 < len(sentences) else tail
        blocks += [spoken[: loud[-1]], np.zeros(round(silence * frames), np.int16)]
    samples = np.concatenate(blocks)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, frames, 0, "NONE", "not compressed"))
        file.writeframes(samples.tobytes())
    words = tuple(word for sentence in sentences for word in sentence.split())
    return Take(path, words, tuple(begins), len(samples) / frames)


def _say(sentence: str, voice: str, rate: int) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    command = ["espeak-ng", "-v", voice, "-s", str(rate), "--stdout", "--stdin"]
    made = subprocess.run(command, input=sentence.encode(), check=True, capture_output=True, timeout=60)
    with wave.open(io.BytesIO(made.stdout)) as file:
        assert (file.getframerate(), file.getnchannels()) == (22_050, 1)
        return np.frombuffer(file.readframes(1 << 26), dtype=np.int16)
