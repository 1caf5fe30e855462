"""The microphone over a real sound server."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from coach.adapters.sound import Loudspeaker, Microphone, SoundDevices
from coach.adapters.wav import WavWriter, read_samples, wav_seconds
from coach.errors import SoundError
from coach.practice.ports import Controls, Recorder
from tests.practice.promises.recorder import RecorderPromises, finish, hear_until
from tests.tools.pulse import PulseServer, environment, missing_tools

pytestmark = pytest.mark.endtoend


def write_tone(path: Path, seconds: float, rate: int = 16000) -> Path:
    with WavWriter(path, rate) as wav:
        places = np.arange(int(rate * seconds)) / rate
        wav.write((12000 * np.sin(2 * np.pi * 440 * places)).astype(np.int16).tobytes())
    return path


@pytest.fixture(scope="class")
def tone(sound_server: PulseServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Play a tone into the microphone, once for all tests of a class."""
    process = sound_server.speak(write_tone(tmp_path_factory.mktemp("tone") / "tone.wav", 300), wait=False)
    yield
    sound_server.finish(process)


@pytest.fixture
def speaking(tone: None, pulse: PulseServer) -> PulseServer:
    """Return the server while the tone plays."""
    return pulse


class TestMicrophone(RecorderPromises):
    @pytest.fixture
    def recorder(self, speaking: PulseServer) -> Recorder:
        return Microphone("", WavWriter)

    def test_a_pause_closes_the_device(self, speaking: PulseServer, recorder: Recorder, tmp_path: Path) -> None:
        controls = Controls()
        take = recorder.record(tmp_path / "take.wav", controls)
        hear_until(take, 0.2)
        assert speaking.streams()[1] == 1
        controls.pause.set()
        while not next(take).paused:
            pass
        assert speaking.streams()[1] == 0
        controls.pause.clear()
        while next(take).paused:
            pass
        assert speaking.streams()[1] == 1
        take.close()
        assert speaking.streams()[1] == 0


def test_what_is_said_is_what_is_recorded(pulse: PulseServer, tmp_path: Path) -> None:
    controls = Controls()
    tone = write_tone(tmp_path / "tone.wav", 1.5)
    take = Microphone("", WavWriter).record(tmp_path / "take.wav", controls)
    hear_until(take, 0.3)
    process = pulse.speak(tone, wait=False)
    levels = hear_until(take, 2.6)
    controls.stop.set()
    _, recording = finish(take)
    pulse.finish(process)
    samples, rate = read_samples(recording.path)
    assert rate == recording.sample_rate
    assert recording.dropped_blocks == 0
    loud = np.abs(samples.astype(int)) > 3000
    assert loud.sum() / rate == pytest.approx(
        1.5 * 0.84, abs=0.1
    )  # a sine is above a quarter of its top 84 % of the time
    spectrum = np.abs(np.fft.rfft(samples.astype(np.float64)))
    assert float(np.argmax(spectrum)) * rate / samples.size == pytest.approx(440, abs=1)
    assert max(level.peak for level in levels) == pytest.approx(12000 / 32768, rel=0.2)  # the tone begins with a click


def test_a_device_is_chosen_by_name(speaking: PulseServer, tmp_path: Path) -> None:
    controls = Controls()
    take = Microphone("coach_headset", WavWriter).record(tmp_path / "take.wav", controls)
    assert next(take).seconds > 0
    take.close()
    with pytest.raises(SoundError) as caught:
        next(Microphone("Left at home", WavWriter).record(tmp_path / "other.wav", controls))
    assert caught.value.message.key == "sound.microphone.gone"
    assert caught.value.message.values == {"name": "Left at home"}
    assert not (tmp_path / "other.wav").exists()


def test_sound_can_be_played_and_devices_listed_while_recording(speaking: PulseServer, tmp_path: Path) -> None:
    controls, takes = Controls(), []

    def record() -> None:
        takes.append(finish(Microphone("", WavWriter).record(tmp_path / "take.wav", controls))[1])

    thread = threading.Thread(target=record)
    thread.start()
    sound = write_tone(tmp_path / "sound.wav", 0.5)
    for _ in range(3):
        assert list(Loudspeaker("", read_samples).play(sound, Controls()))[-1].position == 0.5
        assert len(SoundDevices().microphones()) == 2
    controls.stop.set()
    thread.join()
    assert takes[0].seconds > 1.5
    assert not takes[0].device_lost
    assert takes[0].dropped_blocks == 0
    assert speaking.streams()[1] == 0


def test_levels_come_at_most_twenty_times_a_second(speaking: PulseServer, tmp_path: Path) -> None:
    controls = Controls()
    take = Microphone("", WavWriter).record(tmp_path / "take.wav", controls)
    next(take)
    began = time.monotonic()
    levels = hear_until(take, 1.5)
    assert 5 <= len(levels) <= 21 * (time.monotonic() - began) + 1
    take.close()


def test_a_full_disk_is_told_and_what_was_written_is_kept(speaking: PulseServer, tmp_path: Path) -> None:
    class Full(WavWriter):
        def write(self, samples: bytes) -> None:
            if self._frames > self.rate // 4:
                raise OSError(28, "No space left on device")
            super().write(samples)

    with pytest.raises(SoundError) as caught:
        hear_until(Microphone("", Full).record(tmp_path / "take.wav", Controls()), 5)
    assert caught.value.message.key == "sound.microphone.disk"
    assert wav_seconds(tmp_path / "take.wav")[0] > 0.2
    with pytest.raises(SoundError) as caught:
        next(Microphone("", WavWriter).record(tmp_path / "nowhere" / "take.wav", Controls()))
    assert caught.value.message.key == "sound.microphone.disk"
    assert speaking.streams()[1] == 0


@pytest.fixture
def own_server() -> Iterator[PulseServer]:
    """Give a test a server that it may kill, with sinks that sleep while nobody plays."""
    if missing := missing_tools():
        pytest.skip("no sound server to test with, not installed: " + ", ".join(missing))
    with PulseServer(idle=True) as server, environment(server.env()):
        yield server


def test_an_idle_microphone_is_waited_for_and_silence_is_told(own_server: PulseServer, tmp_path: Path) -> None:
    controls = Controls()
    take = Microphone("", WavWriter).record(tmp_path / "take.wav", controls)
    levels = hear_until(take, 1.5)
    controls.stop.set()
    finish(take)
    assert all(level.silent == (level.seconds >= 1.0) for level in levels)
    assert levels[-1].silent
    assert levels[-1].peak == 0


def test_a_device_that_goes_away_keeps_the_take(own_server: PulseServer, tmp_path: Path) -> None:
    process = own_server.speak(write_tone(tmp_path / "tone.wav", 30), wait=False)
    take = Microphone("", WavWriter).record(tmp_path / "take.wav", Controls())
    heard = hear_until(take, 0.5)[-1].seconds
    own_server.kill()
    gone = time.monotonic()
    _, recording = finish(take)
    assert 0.9 < time.monotonic() - gone < 3
    assert recording.device_lost
    assert wav_seconds(recording.path)[0] == recording.seconds >= heard
    own_server.finish(process)


def test_a_device_that_goes_away_in_a_pause_keeps_the_take(own_server: PulseServer, tmp_path: Path) -> None:
    controls = Controls()
    process = own_server.speak(write_tone(tmp_path / "tone.wav", 30), wait=False)
    take = Microphone("", WavWriter).record(tmp_path / "take.wav", controls)
    hear_until(take, 0.3)
    controls.pause.set()
    while not next(take).paused:
        pass
    own_server.kill()
    controls.pause.clear()
    _, recording = finish(take)
    assert recording.device_lost
    assert recording.seconds >= 0.3
    assert len(recording.pausings) == 1
    own_server.finish(process)
    with pytest.raises(SoundError) as caught:
        next(Microphone("", WavWriter).record(tmp_path / "other.wav", Controls()))
    assert caught.value.message.key in ("sound.microphone.none", "sound.microphone.closed")


def test_kill_9_loses_at_most_the_last_second(speaking: PulseServer, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from coach.adapters.sound import Microphone\n"
        "from coach.adapters.wav import WavWriter; from coach.practice.ports import Controls\n"
        "for level in Microphone('', WavWriter).record(Path(sys.argv[1]), Controls()): print(level.seconds, flush=True)"
    )
    path = tmp_path / "take.wav"
    command = [sys.executable, "-c", code, str(path)]
    with subprocess.Popen(command, env=speaking.whole_env(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        began = time.monotonic()
        while float(process.stdout.readline()) < 2:
            pass
        lasted = time.monotonic() - began
        os.kill(process.pid, signal.SIGKILL)
        process.wait(10)
        assert process.stderr.read() == b""  # nothing of PortAudio's and ALSA's own words
    seconds, rate = wav_seconds(path)
    assert seconds > lasted - 1
    samples, _ = read_samples(path)
    assert np.abs(samples[-rate // 2 :].astype(int)).max() > 5000
