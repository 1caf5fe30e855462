from __future__ import annotations

import subprocess
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from coach.analysis.delivery.pauses import Sound, speech_spans
from coach.analysis.delivery.pitch import (
    CHUNK,
    HOP,
    LEAST,
    Floats,
    measure_pitch,
    pitch_of,
    pitch_spread,
)
from coach.messages import Texts, msg
from tests.tools.speak import espeak

SENTENCES = (
    "The problem was a slow database. We decided to keep the old search for one more month. The trade off was a "
    "higher bill, and did the board like it? As a result, complaints fell by half."
)


def sung(pitch: NDArray[np.float64], rate: int = 16000, harmonics: int = 12, loud: float = 6000.0) -> Sound:
    """Make a voice-like sound of this pitch (Hz, one value a sample)."""
    turn = 2 * np.pi * np.cumsum(pitch) / rate
    numbers = [n for n in range(1, harmonics + 1) if n * pitch.max() < 0.45 * rate]
    wanted = np.sum([np.sin(n * turn) / n for n in numbers], axis=0)
    return Sound((loud * wanted / 2).astype(np.int16), rate)


def glide(low: float, high: float, seconds: float = 6.0, rate: int = 16000) -> NDArray[np.float64]:
    """Go up and down between two pitches, as long at each semitone."""
    way = np.abs(np.linspace(-1, 1, round(seconds * rate)))
    return low * (high / low) ** way


def spread_of(sound: Sound) -> float | None:
    return pitch_spread(pitch_of(sound, ((0.0, sound.seconds),)))


@settings(max_examples=25, deadline=None)
@given(low=st.floats(75, 200), semitones=st.floats(0, 13), rate=st.sampled_from([8000, 16000, 22050, 48000]))
def test_a_glide_is_as_wide_as_it_was_made(low: float, semitones: float, rate: int) -> None:
    sound = sung(glide(low, low * 2 ** (semitones / 12), rate=rate), rate)

    found = spread_of(sound)
    assert found is not None
    assert found == pytest.approx(0.8 * semitones, abs=0.35)


@pytest.mark.parametrize("pitch", [70.0, 110.0, 200.0, 320.0])
@pytest.mark.parametrize("rate", [8000, 44100])
def test_a_steady_pitch_is_found_and_does_not_move(pitch: float, rate: int) -> None:
    sound = sung(np.full(4 * rate, pitch), rate)
    found = pitch_of(sound, ((0.0, 4.0),))

    assert np.median(found) == pytest.approx(pitch, rel=0.01)
    assert len(found) * HOP > 3.5
    spread = pitch_spread(found)
    assert spread is not None
    assert spread < 0.2


def test_harmonics_that_outdo_the_first_are_no_octave_error() -> None:
    t = np.arange(4 * 16000) / 16000
    strong_second = 3000 * np.sin(2 * np.pi * 120 * t) + 6000 * np.sin(2 * np.pi * 240 * t + 1)
    found = pitch_of(Sound(strong_second.astype(np.int16), 16000), ((0.0, 4.0),))

    assert np.median(found) == pytest.approx(120, rel=0.02)


@given(wrong=st.lists(st.integers(0, 199), max_size=24, unique=True), octave=st.sampled_from([0.5, 2.0]))
def test_frames_an_octave_off_do_not_widen_the_spread(wrong: list[int], octave: float) -> None:
    pitch: Floats = (120 * 2 ** (np.linspace(-3, 3, 200) / 12)).astype(np.float32)
    right = pitch_spread(pitch)
    pitch[wrong] *= octave
    found = pitch_spread(pitch)

    assert right is not None
    assert found is not None
    assert found == pytest.approx(right, abs=0.8)


def test_a_short_leap_is_not_believed() -> None:
    pitch = np.full(4 * 16000, 120.0)
    pitch[32000 : 32000 + 480] = 240.0
    found = pitch_of(sung(pitch), ((0.0, 4.0),))

    assert found.max() < 130


@pytest.mark.parametrize("kind", ["noise", "silence", "hum", "quiet tail"])
def test_what_is_no_voice_tells_nothing(kind: str) -> None:
    chance = np.random.default_rng(3)
    t = np.arange(6 * 16000) / 16000
    samples = {
        "noise": chance.normal(0, 2000, len(t)),
        "silence": np.zeros(len(t)),
        "hum": 3000 * np.sin(2 * np.pi * 50 * t),
        "quiet tail": np.where(t < 1, 8000 * np.sin(2 * np.pi * 150 * t), 40 * np.sin(2 * np.pi * 150 * t)),
    }[kind].astype(np.int16)

    assert spread_of(Sound(samples, 16000)) is None


def test_only_speech_is_followed() -> None:
    pitch = np.concatenate((np.full(48000, 100.0), np.full(48000, 200.0)))
    found = pitch_of(sung(pitch), ((3.2, 6.0),))

    assert found.min() > 190
    assert pitch_of(sung(pitch), ()).size == 0
    assert pitch_of(sung(pitch), ((5.97, 6.0),)).size == 0
    assert pitch_of(sung(pitch), ((6.5, 7.0),)).size == 0


def test_a_long_stretch_is_followed_in_pieces_as_in_one() -> None:
    seconds = 2.5 * CHUNK * HOP
    sound = sung(glide(100, 150, seconds, 8000), 8000)
    whole = pitch_of(sound, ((0.0, seconds),))

    assert len(whole) == pytest.approx(2.5 * CHUNK, rel=0.02)
    assert whole[: CHUNK // 2] == pytest.approx(pitch_of(sound, ((0.0, seconds / 2),))[: CHUNK // 2], rel=1e-3)


def test_a_rate_that_gives_no_whole_hop_does_not_drift() -> None:
    rate = 22050
    pitch = np.full(120 * rate, 100.0)
    pitch[-rate:] = 200.0
    found = pitch_of(sung(pitch, rate), ((0.0, 110.0), (119.1, 120.0)))

    assert np.count_nonzero(found > 150) * HOP == pytest.approx(0.9, abs=0.1)
    assert np.count_nonzero(found < 150) * HOP == pytest.approx(110, abs=0.5)


def test_too_little_voice_tells_nothing() -> None:
    assert pitch_spread(np.zeros(0, dtype=np.float32)) is None
    assert pitch_spread(np.full(round(LEAST / HOP) - 1, 120, dtype=np.float32)) is None
    assert pitch_spread(np.full(round(LEAST / HOP), 120, dtype=np.float32)) == 0.0


def test_the_measure_says_what_was_heard_and_no_trait(texts: Texts) -> None:
    measure = measure_pitch(sung(glide(100, 100 * 2 ** (9 / 12))), ((0.0, 6.0),))

    assert (measure.name, measure.unit, measure.certainty) == ("pitch_movement", "semitones", "heard")
    assert measure.value == pytest.approx(7.2, abs=0.2)
    assert texts(measure.words) == "Your voice moved over about 7 semitones."
    assert (measure.low, measure.high) == (None, None)
    still = measure_pitch(sung(np.full(64000, 120.0)), ((0.0, 4.0),))
    assert texts(still.words) == "Your voice stayed within one semitone."


def test_what_cannot_be_told_says_why(texts: Texts) -> None:
    assert measure_pitch(None, ()).words == msg("analysis.measures.no_sound")
    unknown = measure_pitch(Sound(np.zeros(16000, dtype=np.int16), 16000), ((0.0, 1.0),))
    assert (unknown.value, unknown.certainty) == (None, "unknown")
    assert "how it moved" in texts(unknown.words)


def read(path: Path) -> Sound:
    with wave.open(str(path)) as file:
        return Sound(np.frombuffer(file.readframes(1 << 26), dtype=np.int16), file.getframerate())


@pytest.mark.endtoend
def test_a_speaking_voice_that_moves_more_is_told_from_one_that_moves_less(tmp_path: Path) -> None:
    espeak("x", tmp_path / "there.wav")  # or the test is skipped
    spreads = []
    for movement in ("x-low", "medium", "x-high"):
        path = tmp_path / f"{movement}.wav"
        told = f"<speak><prosody range='{movement}'>{SENTENCES}</prosody></speak>"
        subprocess.run(["espeak-ng", "-m", "-v", "en-us", "-w", str(path), "--stdin"], input=told.encode(), check=True)
        sound = read(path)
        found = pitch_spread(pitch_of(sound, speech_spans(sound)))
        assert found is not None
        spreads.append(found)

    assert spreads[0] < 2
    assert spreads[0] + 2 < spreads[1] < spreads[2] < 12
