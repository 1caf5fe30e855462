"""The ear hears an um that a made-up voice says, none in a real reading, and no voice where nobody speaks."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.adapters.lexicons import load_hesitations
from coach.adapters.moonshine import MODEL, build_starter, ear
from coach.adapters.moonshine.encoder import FRAME, HOP, RATE
from coach.analysis.delivery.hesitations import Event, find_events
from coach.analysis.delivery.noise import find_lift, read_lift
from coach.errors import FileError, ModelMissing
from coach.model import Frames
from tests.tools.real_voice import assets, voice
from tests.tools.sounds.room import SOUNDS, make
from tests.tools.speak import espeak

Samples = NDArray[np.float32]
HEAD = Path(__file__).resolve().parents[3] / "assets" / "heads" / "hesitations.json"
VOICE = HEAD.with_name("voice.json")

pytestmark = pytest.mark.endtoend


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    assets()
    return build_starter(tmp_path_factory.mktemp("models") / MODEL)


@pytest.fixture(scope="module")
def listener(model: Path) -> ear.Ear:
    return ear.load(str(model), str(HEAD), str(VOICE))


def heard(listener: ear.Ear, samples: Samples, size: int = RATE) -> Frames:
    for at in range(0, samples.size, size):
        listener.feed(samples[at : at + size])
    return listener.finish()


def events(frames: Frames) -> tuple[Event, ...]:
    return find_events(frames, load_hesitations(HEAD).all)


def voices(frames: Frames) -> NDArray[np.float64]:
    return np.frombuffer(frames.voice, dtype=np.uint8) / 255


def as_samples(values: NDArray[np.int16] | NDArray[np.float64]) -> Samples:
    return np.asarray(values / 32768, dtype=np.float32)


def reading() -> Samples:
    return at_one_rate(*voice())


def at_one_rate(samples: NDArray[np.int16], rate: int) -> Samples:
    at = np.arange(0, samples.size - 1, rate / RATE)
    return as_samples(np.interp(at, np.arange(samples.size), samples))


def test_a_clean_reading_by_an_unknown_voice_holds_none(listener: ear.Ear) -> None:
    frames = heard(listener, reading())

    assert events(frames) == ()
    assert len(frames.filler) == len(frames.voice) == reading().size // FRAME
    assert frames.hop == HOP
    samples = np.round(reading() * 32768).astype(np.int16)
    assert read_lift(frames.lift) == pytest.approx(np.clip(find_lift(samples, RATE, voicing=False), -1, 2.98), abs=0.02)


def test_an_um_is_heard_where_it_is_said(listener: ear.Ear, tmp_path: Path) -> None:
    with_um = espeak("We decided, um, to build a cache. Then the nurses complained.", tmp_path / "um.wav", 130)
    without = espeak("We decided to build a cache. Then the nurses complained.", tmp_path / "none.wav", 130)

    (event,) = events(heard(listener, spoken(with_um)))

    assert 0.9 < event.start < event.end < 1.7
    assert events(heard(listener, spoken(without))) == ()


def spoken(path: Path) -> Samples:
    with wave.open(str(path), "rb") as sound:
        return at_one_rate(np.frombuffer(sound.readframes(sound.getnframes()), dtype="<i2"), sound.getframerate())


@pytest.mark.parametrize("name", sorted(SOUNDS))
def test_where_nobody_speaks_there_is_none(listener: ear.Ear, name: str) -> None:
    frames = heard(listener, as_samples(make(name, 20.0, -30.0, seed=7)))

    assert events(frames) == ()
    assert np.mean(voices(frames) > 0.5) < 0.15


@pytest.mark.parametrize("name", ["pink", "fan", "keyboard", "music", "breathing"])
def test_a_voice_is_heard_before_and_after_a_long_silence(listener: ear.Ear, name: str) -> None:
    speech, silence = reading()[: 6 * RATE], as_samples(make(name, 15.0, -45.0, seed=7))

    voice_heard = voices(heard(listener, np.concatenate([speech, silence, speech])))

    speaks = [np.mean(voice_heard[round(a / HOP) : round(b / HOP)] > 0.5) for a, b in ((0, 6), (7, 20), (21, 27))]
    assert speaks[0] > 0.6
    assert speaks[1] < 0.15
    assert speaks[2] > 0.6


def test_the_blocks_make_no_difference_and_the_next_recording_starts_anew(listener: ear.Ear) -> None:
    samples = reading()[: 15 * RATE]
    noise = as_samples(make("pink", 9.0, -20.0))

    first = heard(listener, samples)
    heard(listener, noise, 4000)

    assert heard(listener, samples, 1024) == first
    assert heard(listener, samples, 333) == first


def test_no_sound_gives_no_frames(listener: ear.Ear) -> None:
    assert listener.finish() == Frames(HOP)


def test_what_cannot_be_loaded_is_named(model: Path, tmp_path: Path) -> None:
    with pytest.raises(FileError):
        ear.load(str(model), str(HEAD), str(tmp_path / "gone.json"))
    with pytest.raises(ModelMissing):
        ear.load(str(tmp_path), str(HEAD), str(VOICE))
