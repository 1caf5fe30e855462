"""The loudspeaker over a real sound server."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.adapters.sound import Loudspeaker
from coach.adapters.sound.loudspeaker import Source
from coach.adapters.wav import WavWriter, read_samples
from coach.errors import SoundError
from coach.practice.ports import Controls, Player
from tests.practice.promises.player import PlayerPromises
from tests.tools.pulse import PulseServer, environment, missing_tools


def tone(path: Path, seconds: float, rate: int = 16000, hertz: float = 440) -> Path:
    with WavWriter(path, rate) as wav:
        places = np.arange(int(rate * seconds)) / rate
        wav.write((12000 * np.sin(2 * np.pi * hertz * places)).astype(np.int16).tobytes())
    return path


def heard(path: Path) -> tuple[float, float]:
    """Return how long a recording is loud, and its strongest pitch in hertz."""
    samples, rate = read_samples(path)
    frames = samples[: samples.size // 160 * 160].reshape(-1, 160).astype(np.float64)
    loud = np.sqrt((frames**2).mean(axis=1)) > 500
    spectrum = np.abs(np.fft.rfft(samples.astype(np.float64)))
    return float(loud.sum()) * 160 / rate, float(np.argmax(spectrum)) * rate / samples.size


@pytest.mark.endtoend
class TestLoudspeaker(PlayerPromises):
    @pytest.fixture
    def player(self, pulse: PulseServer) -> Player:
        return Loudspeaker("", read_samples)


@pytest.mark.endtoend
@pytest.mark.parametrize("rate", [8000, 16000, 22050, 48000])
def test_all_of_it_is_audible_at_its_own_pitch(pulse: PulseServer, tmp_path: Path, rate: int) -> None:
    path = tone(tmp_path / "sound.wav", 1.0, rate)
    with pulse.capture(tmp_path / "heard.wav") as target:
        list(Loudspeaker("", read_samples).play(path, Controls()))
    seconds, hertz = heard(target)
    assert seconds == pytest.approx(1.0, abs=0.05)
    assert hertz == pytest.approx(440, abs=2)


@pytest.mark.endtoend
def test_it_starts_at_the_place_and_ends_there(pulse: PulseServer, tmp_path: Path) -> None:
    path = tmp_path / "sound.wav"
    with WavWriter(path, 16000) as wav:
        for hertz in (300, 500, 700):
            places = np.arange(16000) / 16000
            wav.write((12000 * np.sin(2 * np.pi * hertz * places)).astype(np.int16).tobytes())
    with pulse.capture(tmp_path / "heard.wav") as target:
        list(Loudspeaker("coach_headset", read_samples).play(path, Controls(), 2.9))
        list(Loudspeaker("", read_samples).play(path, Controls(), 1.0, 1.8))
    seconds, pitch = heard(target)
    assert seconds == pytest.approx(0.8, abs=0.05)  # the headset is another device
    assert pitch == pytest.approx(500, abs=3)


@pytest.mark.endtoend
def test_stop_is_audible_within_200_ms(pulse: PulseServer, tmp_path: Path) -> None:
    path = tone(tmp_path / "sound.wav", 5.0)
    controls = Controls()
    with pulse.capture(tmp_path / "heard.wav") as target:
        news = Loudspeaker("", read_samples).play(path, controls)
        next(news)
        began = time.monotonic()
        timer = threading.Timer(1.0, controls.stop.set)
        timer.start()
        list(news)
        lasted = time.monotonic() - began
        timer.join()
        assert pulse.streams()[0] == 0
        time.sleep(0.3)
    assert lasted < 1.2
    assert heard(target)[0] < 1.25


@pytest.mark.endtoend
def test_a_loudspeaker_that_is_not_there_is_named(pulse: PulseServer, tmp_path: Path) -> None:
    path = tone(tmp_path / "sound.wav", 0.2)
    with pytest.raises(SoundError) as caught:
        list(Loudspeaker("Left at home", read_samples).play(path, Controls()))
    assert caught.value.message.key == "sound.loudspeaker.gone"
    assert caught.value.message.values == {"name": "Left at home"}


@pytest.fixture
def own_server() -> Iterator[PulseServer]:
    if missing := missing_tools():
        pytest.skip("no sound server to test with, not installed: " + ", ".join(missing))
    with PulseServer(idle=True) as server, environment(server.env()):
        yield server


@pytest.mark.endtoend
def test_an_idle_loudspeaker_is_not_a_lost_one(own_server: PulseServer, tmp_path: Path) -> None:
    path = tone(tmp_path / "sound.wav", 0.7)
    assert list(Loudspeaker("", read_samples).play(path, Controls()))[-1].position == pytest.approx(0.7)


@pytest.mark.endtoend
def test_a_loudspeaker_that_goes_away_is_told(own_server: PulseServer, tmp_path: Path) -> None:
    news = Loudspeaker("", read_samples).play(tone(tmp_path / "sound.wav", 20.0), Controls())
    while next(news).position < 0.3:
        pass
    own_server.kill()
    gone = time.monotonic()
    with pytest.raises(SoundError) as caught:
        list(news)
    assert caught.value.message.key == "sound.loudspeaker.lost"
    assert time.monotonic() - gone < 3
    with pytest.raises(SoundError) as caught:
        list(Loudspeaker("", read_samples).play(tmp_path / "sound.wav", Controls()))
    assert caught.value.message.key in ("sound.loudspeaker.none", "sound.loudspeaker.closed")


@given(
    size=st.integers(0, 3000),
    block=st.integers(1, 700),
    rate=st.sampled_from([8000, 16000, 22050, 44100]),
    out=st.sampled_from([8000, 16000, 44100, 48000]),
    start=st.floats(-0.1, 0.3),
    end=st.none() | st.floats(-0.1, 0.3),
)
def test_blocks_of_any_size_hold_the_sound_once(
    size: int, block: int, rate: int, out: int, start: float, end: float | None
) -> None:
    samples = np.arange(size).astype(np.int16)
    source = Source(samples, rate, start, end)
    first = round(source.position * rate)
    last = size if end is None else max(0, min(size, round(end * rate)))
    blocks = []
    while not source.is_over:
        blocks.append(source.take(block, out))
        assert blocks[-1].size <= block
    assert source.take(block, out).size == 0
    played = np.concatenate(blocks) if blocks else np.zeros(0, np.int16)
    wanted = np.interp(np.arange(first, last, rate / out), np.arange(size), samples) if size else np.zeros(0)
    assert abs(played.size - wanted.size) <= 1
    both = min(played.size, wanted.size)
    np.testing.assert_allclose(played[:both], wanted[:both], atol=1.01)
