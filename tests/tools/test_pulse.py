"""The tests' own sound server really carries sound."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import wave
from pathlib import Path

import numpy as np
import pytest

from tests.tools.pulse import PulseServer
from tests.tools.speak import espeak

ROOT = Path(__file__).resolve().parent.parent.parent


def loudness(path: Path) -> float:
    with wave.open(str(path), "rb") as wav:
        samples = np.frombuffer(wav.readframes(wav.getnframes()), dtype="<i2").astype(np.float64)
    return float(np.sqrt(np.mean(samples**2))) if samples.size else 0.0


@pytest.mark.endtoend
def test_what_plays_on_the_loudspeaker_can_be_captured(pulse: PulseServer, tmp_path: Path) -> None:
    spoken = espeak("Hello there.", tmp_path / "spoken.wav")
    with pulse.capture(tmp_path / "heard.wav") as heard:
        subprocess.run(["paplay", str(spoken)], check=True, env=pulse.whole_env(), timeout=60)
    assert loudness(heard) > 100


@pytest.mark.endtoend
def test_a_silent_loudspeaker_is_captured_as_silence(pulse: PulseServer, tmp_path: Path) -> None:
    assert loudness(pulse.capture_speaker(0.3, tmp_path / "heard.wav")) == 0


@pytest.mark.endtoend
def test_a_killed_test_run_leaves_no_server(pulse: PulseServer) -> None:
    if shutil.which("setpriv") is None:
        pytest.skip("setpriv is not installed, so a killed run leaves its sound server")
    code = (
        "import time; from tests.tools.pulse import PulseServer\n"
        "with PulseServer() as server: print(server._server.pid, server.folder, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        number, folder = process.stdout.readline().split()
        process.kill()
    deadline = time.monotonic() + 5
    while _lives(number) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _lives(number)
    shutil.rmtree(folder)


def _lives(number: str) -> bool:
    try:
        return Path("/proc", number, "stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False
