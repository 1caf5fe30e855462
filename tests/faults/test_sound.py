"""What a sound server of memory cannot show: odd devices, lost blocks, systems that refuse."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from coach.adapters.sound import Loudspeaker, Microphone, SoundDevices, loudspeaker, microphone, portaudio
from coach.adapters.wav import WavWriter, read_samples
from coach.errors import SoundError
from coach.practice.ports import Controls, Device
from tests.fakes.portaudio import FakePortAudio, device
from tests.practice.promises.recorder import finish, hear_until

Install = Callable[[FakePortAudio], FakePortAudio]


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Install:
    def put(library: FakePortAudio) -> FakePortAudio:
        monkeypatch.setattr(portaudio, "_load", lambda: library)
        monkeypatch.setattr(microphone, "FIRST_BLOCK", 0.3)
        monkeypatch.setattr(loudspeaker, "FIRST_BLOCK", 0.3)
        return library

    return put


def block(value: int, size: int = 2822, channels: int = 1) -> bytes:
    return np.full(size * channels, value, np.int16).tobytes()


def test_a_device_is_opened_at_its_native_rate_and_unhurried(install: Install, tmp_path: Path) -> None:
    library = install(FakePortAudio([device("Desk")], blocks=[(block(100), False)]))
    take = Microphone("", WavWriter).record(tmp_path / "take.wav", Controls())
    next(take)
    take.close()
    wanted = library.opened[0].wanted
    assert (wanted["samplerate"], wanted["channels"], wanted["dtype"]) == (44100, 1, "int16")
    assert wanted["latency"] == "high"
    assert wanted["blocksize"] >= 1024
    assert library.opened[0].closed
    assert library.users == 0


def test_a_device_without_mono_is_mixed_down(install: Install, tmp_path: Path) -> None:
    pairs = np.tile(np.array([1000, 3000], np.int16), 4410).tobytes()
    library = FakePortAudio([device("Desk")], takes=lambda rate, channels: channels == 2, blocks=[(pairs, False)] * 3)
    install(library)
    controls = Controls()
    take = Microphone("Desk", WavWriter).record(tmp_path / "take.wav", controls)
    levels = [next(take)]
    controls.stop.set()
    _, recording = finish(take)
    samples, rate = read_samples(tmp_path / "take.wav")
    assert (rate, samples.size) == (44100, 3 * 4410)
    assert set(samples.tolist()) == {2000}
    assert levels[0].rms == pytest.approx(2000 / 32768, rel=0.01)
    assert recording.dropped_blocks == 0


def test_another_rate_is_tried_where_the_native_one_is_refused(install: Install, tmp_path: Path) -> None:
    install(FakePortAudio([device("Desk")], takes=lambda rate, _: rate == 48000, blocks=[(block(1), False)]))
    take = Microphone("", WavWriter).record(tmp_path / "take.wav", Controls())
    next(take)
    take.close()
    assert read_samples(tmp_path / "take.wav")[1] == 48000


def test_lost_blocks_are_counted(install: Install, tmp_path: Path) -> None:
    install(FakePortAudio([device("Desk")], blocks=[(block(1), number in (2, 3)) for number in range(6)]))
    controls = Controls()
    take = Microphone("", WavWriter).record(tmp_path / "take.wav", controls)
    hear_until(take, 0.01)
    controls.stop.set()
    assert finish(take)[1].dropped_blocks == 2


def test_a_microphone_that_sends_nothing_is_told(install: Install, tmp_path: Path) -> None:
    library = install(FakePortAudio([device("Desk")]))
    with pytest.raises(SoundError) as caught:
        list(Microphone("", WavWriter).record(tmp_path / "take.wav", Controls()))
    assert caught.value.message.key == "sound.microphone.quiet"
    assert caught.value.advice is not None
    assert library.users == 0
    assert library.opened[0].closed


def test_silence_right_after_a_pause_is_a_lost_device(install: Install, tmp_path: Path) -> None:
    library = install(FakePortAudio([device("Desk")], blocks=[(block(5), False)] * 4))
    controls = Controls()
    take = Microphone("", WavWriter).record(tmp_path / "take.wav", controls)
    hear_until(take, 0.01)
    controls.pause.set()
    while not next(take).paused:
        pass
    library.blocks = ()
    controls.pause.clear()
    _, recording = finish(take)
    assert recording.device_lost
    assert len(library.opened) == 2
    assert recording.seconds == pytest.approx(4 * 2822 / 44100)


@pytest.mark.parametrize("refuses", ["open", "start"])
def test_a_device_that_refuses_is_named_with_the_reasons_for_the_log(
    install: Install, tmp_path: Path, refuses: str
) -> None:
    library = FakePortAudio([device("Desk")], takes=lambda *_: refuses != "open", starts=refuses != "start")
    install(library)
    with WavWriter(tmp_path / "sound.wav", 16000) as wav:
        wav.write(bytes(3200))
    with pytest.raises(SoundError) as caught:
        next(Microphone("", WavWriter).record(tmp_path / "take.wav", Controls()))
    assert caught.value.message.key == "sound.microphone.closed"
    assert caught.value.message.values == {"name": "Desk"}
    assert "44100 Hz, 2 channels" in caught.value.detail
    with pytest.raises(SoundError) as caught:
        list(Loudspeaker("", read_samples).play(tmp_path / "sound.wav", Controls()))
    assert caught.value.message.key == "sound.loudspeaker.closed"
    assert library.users == 0
    assert all(stream.closed for stream in library.opened)


def test_a_sound_plays_at_another_rate_on_two_channels_where_it_must(install: Install, tmp_path: Path) -> None:
    library = install(FakePortAudio([device("Desk")], takes=lambda rate, channels: (rate, channels) == (44100, 2)))
    ramp = np.arange(8000, dtype=np.int16)
    with WavWriter(tmp_path / "sound.wav", 16000) as wav:
        wav.write(ramp.tobytes())
    news = list(Loudspeaker("", read_samples).play(tmp_path / "sound.wav", Controls()))
    assert news[-1].position == pytest.approx(0.5)
    played = np.frombuffer(b"".join(library.played), np.int16).reshape(-1, 2)
    assert np.array_equal(played[:, 0], played[:, 1])
    wanted = np.interp(np.arange(0, 8000, 16000 / 44100), np.arange(8000), ramp)
    np.testing.assert_allclose(played[: wanted.size, 0], wanted, atol=1.01)
    assert not played[wanted.size + 1 :].any()
    # the device would swallow what it has not played when a stream ends: silence follows until it has
    assert (len(played) - wanted.size) / 44100 > 0.1


def test_a_loudspeaker_that_stops_asking_is_lost(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loudspeaker, "LOST", 0.2)
    for asks in (0, 20):
        library = install(FakePortAudio([device("Desk")], asks=asks))
        with WavWriter(tmp_path / f"{asks}.wav", 16000) as wav:
            wav.write(bytes(16000 * 2 * 10))
        with pytest.raises(SoundError) as caught:
            list(Loudspeaker("", read_samples).play(tmp_path / f"{asks}.wav", Controls()))
        assert caught.value.message.key == "sound.loudspeaker.lost"
        assert library.users == 0


def test_a_held_loudspeaker_plays_silence(install: Install, tmp_path: Path) -> None:
    library = install(FakePortAudio([device("Desk")]))
    with WavWriter(tmp_path / "sound.wav", 16000) as wav:
        wav.write(block(700, 16000))
    controls = Controls()
    controls.pause.set()
    news = Loudspeaker("", read_samples).play(tmp_path / "sound.wav", controls)
    assert {next(news).position for _ in range(4)} == {0.0}
    held = len(library.played)
    assert held
    assert not any(b"".join(library.played[: held - 1]))
    controls.pause.clear()
    assert list(news)[-1].position == 1.0
    assert np.count_nonzero(np.frombuffer(b"".join(library.played), np.int16)) == 16000


def test_no_device_of_a_kind_is_told(install: Install, tmp_path: Path) -> None:
    install(FakePortAudio([device("Desk", inputs=0, outputs=0)]))
    with WavWriter(tmp_path / "sound.wav", 16000) as wav:
        wav.write(bytes(3200))
    with pytest.raises(SoundError) as caught:
        next(Microphone("", WavWriter).record(tmp_path / "take.wav", Controls()))
    assert caught.value.message.key == "sound.microphone.none"
    with pytest.raises(SoundError) as caught:
        list(Loudspeaker("", read_samples).play(tmp_path / "sound.wav", Controls()))
    assert caught.value.message.key == "sound.loudspeaker.none"
    assert SoundDevices().microphones() == ()


def test_plumbing_is_not_listed_and_windows_names_each_device_once(install: Install) -> None:
    install(
        FakePortAudio(
            [device("sysdefault", 1), device("USB: Audio (hw:1,0)", 2), device("dmix", 3), device("default", 0)]
        )
    )
    assert SoundDevices().microphones() == (Device("USB: Audio (hw:1,0)", False), Device("default", True))
    hosts = [
        {"name": "MME", "default_input_device": 0, "default_output_device": -1},
        {"name": "Windows WASAPI", "default_input_device": 2, "default_output_device": -1},
    ]
    known = [
        device("Microphone (USB Audio Devi", 0),
        device("Array", 1, host=1),
        device("Microphone (USB Audio Device)", 2, host=1),
    ]
    install(FakePortAudio(known, hosts))
    assert SoundDevices().microphones() == (Device("Array", False), Device("Microphone (USB Audio Device)", True))
    assert [entry.usual for entry in SoundDevices().loudspeakers()] == [True, False]  # the first, for want of a choice


def test_a_sound_system_that_does_not_start_is_told(install: Install, tmp_path: Path) -> None:
    install(FakePortAudio([device("Desk")], begins=False))
    problem = SoundDevices().problem()
    assert problem is not None
    assert problem.message.key == "sound.library.broken"
    assert SoundDevices().microphones() == ()
    with pytest.raises(SoundError):
        next(Microphone("", WavWriter).record(tmp_path / "take.wav", Controls()))


def test_importing_a_broken_sound_system_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    for name, key in (("PortAudioError", "broken"), ("OSError", "missing"), ("ZeroDivisionError", None)):
        monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
        kind = "class PortAudioError(Exception): pass\n" if name == "PortAudioError" else ""
        (tmp_path / "sounddevice.py").write_text(f"{kind}raise {name}('{'x' * len(name)}')\n")
        if key is None:
            with pytest.raises(ZeroDivisionError):
                portaudio._load.__wrapped__()
        else:
            with pytest.raises(SoundError) as caught:
                portaudio._load.__wrapped__()
            assert caught.value.message.key == f"sound.library.{key}"


def test_file_descriptor_2_may_be_closed(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    install(FakePortAudio([device("Desk")]))

    def refuse(_: int) -> int:
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr("coach.adapters.sound.portaudio.os.dup", refuse)
    monkeypatch.setattr("sys.stderr", None)
    assert SoundDevices().microphones() == (Device("Desk", True),)
