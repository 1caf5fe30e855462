"""Where nobody speaks Whisper is not even asked, so that it can make nothing up; and doubtful words say so."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.adapters.recogniser.child import at_one_rate
from coach.adapters.wav import read_growing
from coach.adapters.whisper import Whisper, load
from coach.adapters.whisper.windows import RATE, Samples
from coach.practice.ports import Controls
from tests.practice.promises.transcriber import run
from tests.tools.micro_take import MICRO_MODEL, say_take
from tests.tools.real_voice import voice
from tests.tools.sounds.room import ROOM, SOUNDS, make

READ = at_one_rate(read_growing, "coach.adapters.media.decode:Resampler")
QUIET = sorted(set(SOUNDS) - {"tones"})
"""All sounds but one: beeps at the pitch of a voice do pass for one, now and then."""


class Inventor:
    """Stand in for a model that writes something for whatever it is given, as Whisper does for noise."""

    feature_extractor = SimpleNamespace(chunk_length=30)

    def __init__(self) -> None:
        self.asked = 0

    def transcribe(self, samples: Samples, **options: Any) -> tuple[Iterator[Any], None]:
        self.asked += 1
        word = SimpleNamespace(word=" Thanks!", start=0.0, end=len(samples) / RATE, probability=0.9)
        return iter([SimpleNamespace(words=[word])]), None


def write(path: Path, samples: NDArray[np.int16], rate: int = RATE) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", "not compressed"))
        file.writeframes(samples.tobytes())
    return path


def inventing() -> tuple[Inventor, Whisper]:
    inventor: Any = Inventor()
    return inventor, Whisper(inventor, "tiny", READ)


@pytest.mark.endtoend
@pytest.mark.parametrize("name", QUIET)
@pytest.mark.parametrize("level", [-50.0, -30.0])
def test_the_sounds_of_a_room_hold_no_words(tmp_path: Path, name: str, level: float) -> None:
    inventor, engine = inventing()
    path = write(tmp_path / "room.wav", make(name, 60.0, level))
    news, transcript = run(engine.transcribe(path, lambda: True, Controls()))
    assert (transcript.words, transcript.text, inventor.asked) == ((), "", 0)
    assert news[-1].until == news[-1].seconds == pytest.approx(60.0)


@pytest.mark.endtoend
def test_the_inventor_is_asked_where_somebody_speaks(tmp_path: Path) -> None:
    inventor, engine = inventing()
    path = write(tmp_path / "speech.wav", *voice(8.0))
    assert run(engine.transcribe(path, lambda: True, Controls()))[1].text.startswith("Thanks!")
    assert inventor.asked > 0


@pytest.mark.endtoend
def test_a_voice_in_a_noisy_room_is_still_heard(tmp_path: Path) -> None:
    take = say_take(tmp_path / "take.wav")
    with wave.open(str(take.path)) as file:
        rate = file.getframerate()
        samples = np.frombuffer(file.readframes(1 << 26), dtype=np.int16)
    noise = np.random.default_rng(3).standard_normal(samples.size) * 32768 * 10 ** (-45 / 20)
    noisy = write(tmp_path / "noisy.wav", np.clip(samples + noise, -32768, 32767).astype(np.int16), rate)
    engine = load(str(MICRO_MODEL), READ)
    clean = run(engine.transcribe(take.path, lambda: True, Controls()))[1]
    heard = run(engine.transcribe(noisy, lambda: True, Controls()))[1]
    assert [word.text for word in heard.words] == list(take.words)
    assert min(word.probability for word in heard.words) < min(word.probability for word in clean.words) <= 1.0


@pytest.mark.endtoend
@pytest.mark.parametrize("name", ROOM)
def test_the_micro_model_hears_nothing_in_a_room_before_and_after_an_answer(tmp_path: Path, name: str) -> None:
    take = say_take(tmp_path / "take.wav", ["the outcome was happy users"], tail=0.0)
    with wave.open(str(take.path)) as file:
        rate = file.getframerate()
        samples = np.frombuffer(file.readframes(1 << 26), dtype=np.int16)
    room = make(name, 20.0, -50.0)
    whole = np.concatenate([room, samples, room])
    path = write(tmp_path / "whole.wav", whole.astype(np.int16), rate)
    words = run(load(str(MICRO_MODEL), READ).transcribe(path, lambda: True, Controls()))[1].words
    assert [word.text for word in words][: len(take.words)] == list(take.words)
    before = room.size / rate
    assert all(before - 0.2 <= word.start and word.end <= before + samples.size / rate + 0.4 for word in words)
