"""The person of the tests: espeak-ng says a text into a WAV file."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


def espeak(text: str, path: Path, rate: int = 150) -> Path:
    """Say `text` at `rate` words a minute into `path` (WAV, 22.05 kHz, mono); skip the test without espeak-ng."""
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not installed, so nobody can speak")
    command = ["espeak-ng", "-v", "en-us", "-s", str(rate), "-w", str(path), "--stdin"]
    subprocess.run(command, input=text.encode(), check=True, capture_output=True, timeout=120)
    return path
