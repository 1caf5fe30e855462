"""The ear hears an um in real sound and in made-up voices, and nothing in a reading or where nobody speaks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.adapters.lexicons import load_hesitations
from coach.adapters.moonshine import MODEL, build_starter, ear
from coach.adapters.moonshine.encoder import FRAME, HOP, RATE
from coach.analysis.delivery.hesitations import Event, find_events
from coach.errors import FileError, ModelMissing
from coach.model import Frames
from tests.tools.real_voice import assets, voice
from tests.tools.sounds.room import SOUNDS, make

Samples = NDArray[np.float32]
HEAD = Path(__file__).resolve().parents[3] / "assets" / "heads" / "hesitations.json"
BEEPS = "tones"
"""Beeps at the pitch of a voice are steady and periodic; alone they hold no words, so nothing is told of them."""

pytestmark = pytest.mark.endtoend


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    assets()
    return build_starter(tmp_path_factory.mktemp("models") / MODEL)


@pytest.fixture(scope="module")
def listener(model: Path) -> ear.Ear:
    return ear.load(str(model), str(HEAD))


def heard(listener: ear.Ear, samples: Samples, size: int = RATE) -> Frames:
    for at in range(0, samples.size, size):
        listener.feed(samples[at : at + size])
    return listener.finish()


def events(frames: Frames) -> tuple[Event, ...]:
    return find_events(frames, load_hesitations(HEAD).all)


def as_samples(values: NDArray[np.int16] | NDArray[np.float64]) -> Samples:
    return np.asarray(values / 32768, dtype=np.float32)


def reading() -> Samples:
    samples, rate = voice()
    at = np.arange(0, samples.size - 1, rate / RATE)
    return as_samples(np.interp(at, np.arange(samples.size), samples))


def test_a_clean_reading_by_an_unknown_voice_holds_none(listener: ear.Ear) -> None:
    frames = heard(listener, reading())

    assert events(frames) == ()
    assert len(frames.filler) == reading().size // FRAME
    assert frames.hop == HOP


@pytest.mark.parametrize("name", sorted(set(SOUNDS) - {BEEPS}))
def test_where_nobody_speaks_there_is_none(listener: ear.Ear, name: str) -> None:
    assert events(heard(listener, as_samples(make(name, 20.0, -30.0, seed=7)))) == ()


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
        ear.load(str(model), str(tmp_path / "gone.json"))
    with pytest.raises(ModelMissing):
        ear.load(str(tmp_path), str(HEAD))
