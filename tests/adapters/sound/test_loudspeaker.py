"""The loudspeaker over a real sound server."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from coach.adapters.media.tempo import Tempo
from coach.adapters.sound import Loudspeaker
from coach.adapters.sound.loudspeaker import BlockClock
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
        return Loudspeaker("", read_samples, Tempo)


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
@pytest.mark.parametrize("speed", [0.5, 0.75, 1.5])
def test_another_speed_takes_another_time_at_the_same_pitch(pulse: PulseServer, tmp_path: Path, speed: float) -> None:
    path = tone(tmp_path / "sound.wav", 1.0)
    with pulse.capture(tmp_path / "heard.wav") as target:
        list(Loudspeaker("", read_samples, Tempo).play(path, Controls(), speed=speed))
    seconds, hertz = heard(target)
    assert seconds == pytest.approx(1.0 / speed, abs=0.06)
    assert hertz == pytest.approx(440, abs=3)


@pytest.mark.endtoend
def test_a_loop_has_no_gap(pulse: PulseServer, tmp_path: Path) -> None:
    path = tone(tmp_path / "sound.wav", 1.0)
    controls = Controls()
    with pulse.capture(tmp_path / "heard.wav") as target:
        began = time.monotonic()
        for _ in Loudspeaker("", read_samples).play(path, controls, 0.5, 0.7, again_from=0.5):
            if time.monotonic() - began > 1.2:
                controls.cancel.set()
    samples, rate = read_samples(target)
    frames = samples[: samples.size // 160 * 160].reshape(-1, 160).astype(np.float64)
    loud = np.flatnonzero(np.sqrt((frames**2).mean(axis=1)) > 500)
    assert (loud[-1] - loud[0]) * 160 / rate > 0.9
    assert np.diff(loud).max() <= 2  # 20 ms: no longer than a quiet moment of the recording's own


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


def test_what_is_heard_follows_the_blocks_and_their_silences() -> None:
    clock = BlockClock(1000)
    assert clock.heard(5.0) == 0.0
    clock.add(5.0, 100, 0, 100)
    clock.add(5.1, 100, 100, 50)
    clock.add(5.2, 100, 150, 0)

    heard = [clock.heard(at) for at in (4.9, 5.05, 5.12, 5.17, 5.25, 9.0)]
    assert heard == pytest.approx([0, 50, 120, 150, 150, 150])


def test_one_inexact_answer_of_the_device_moves_the_place_a_little_only() -> None:
    clock = BlockClock(1000)
    clock.add(5.0, 100, 0, 100)
    clock.add(5.13, 100, 100, 100)
    assert clock.heard(5.15) == pytest.approx(147)

    clock.add(5.9, 100, 200, 100)  # the device had nothing to play meanwhile
    assert clock.heard(5.89) == pytest.approx(200)
    assert clock.heard(5.95) == pytest.approx(250)
