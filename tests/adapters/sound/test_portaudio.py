"""Devices by name, and machines without sound."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach.adapters.sound import Microphone, SoundDevices
from coach.adapters.wav import WavWriter
from coach.errors import SoundError
from coach.practice.ports import Controls, Device, Devices
from tests.tools.pulse import PulseServer, environment


@pytest.mark.endtoend
def test_devices_are_listed_by_name(pulse: PulseServer) -> None:
    devices: Devices = SoundDevices()
    wanted = {Device("default", True), Device("coach_headset", False)}
    assert set(devices.microphones()) == wanted
    assert set(devices.loudspeakers()) == wanted
    assert SoundDevices().problem() is None


@pytest.mark.endtoend
def test_the_list_is_fresh(pulse: PulseServer, tmp_path: Path) -> None:
    devices = SoundDevices()
    assert len(devices.microphones()) == 2
    more = tmp_path / "asound.conf"
    more.write_text(
        (pulse.folder / "asound.conf").read_text() + 'pcm.late { type pulse hint { show on description "Late" } }\n'
    )
    with environment({"ALSA_CONFIG_PATH": str(more)}):
        assert Device("late", False) in devices.microphones()
    assert len(devices.microphones()) == 2


@pytest.mark.endtoend
def test_a_machine_without_devices_says_so(pulse: PulseServer, tmp_path: Path) -> None:
    nothing = tmp_path / "asound.conf"
    nothing.write_text('pcm.coach_nothing { type pulse server "unix:/nowhere" }\n')
    with environment({"ALSA_CONFIG_PATH": str(nothing)}):
        assert SoundDevices().microphones() == ()
        assert SoundDevices().loudspeakers() == ()
        with pytest.raises(SoundError) as caught:
            next(Microphone("", WavWriter).record(tmp_path / "take.wav", Controls()))
        assert caught.value.message.key == "sound.microphone.none"


def test_a_machine_without_portaudio_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "sounddevice.py").write_text("raise OSError('PortAudio library not found')\n")
    code = (
        "from pathlib import Path; from coach.adapters.sound import *; from coach.adapters.wav import WavWriter\n"
        "from coach.practice.ports import Controls; from coach.errors import SoundError\n"
        "assert SoundDevices().microphones() == ()\n"
        "print(SoundDevices().problem().advice.key)\n"
        "try: next(Microphone('', WavWriter).record(Path('take.wav'), Controls()))\n"
        "except SoundError as error: print(error.message.key)"
    )
    env = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["sound.library.missing.advice", "sound.library.missing"]
    assert done.stderr == ""


def test_importing_the_adapter_loads_no_sound_library() -> None:
    code = "import sys, coach.adapters.sound; print('sounddevice' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "False"
