"""A program that is killed while it records loses nothing, and one that lives keeps what is its own."""

from __future__ import annotations

import signal
import subprocess
import sys
import wave
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from coach.adapters.database.takes import SqlHistory
from coach.adapters.wav import wav_seconds

pytestmark = [
    pytest.mark.endtoend,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="a kill as on POSIX"),
]

RECORDER = """
import sys, time, wave
from pathlib import Path
from coach.adapters.database.takes import SqlHistory
from coach.adapters.wav import WavWriter, wav_seconds
from coach.model import Question, Recording

history = SqlHistory(Path(sys.argv[1]), wav_seconds)
attempt = history.begin(Question("core/q", "metrics", "What jumped?"))
path = attempt.recording.path
with WavWriter(path, 16000) as sound:
    for block in range(20):
        sound.write(b"\\x01\\x00" * 1600)
    print(attempt.id, flush=True)
    sys.stdin.readline()
history.recorded(attempt.id, Recording(path, sound.seconds, 16000))
history.close()
print("kept", flush=True)
"""

Recorder = subprocess.Popen[str]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[], tuple[Recorder, str]]]:
    """Start programs that record two seconds and then wait; end those that are left."""
    started: list[Recorder] = []

    def start_one() -> tuple[Recorder, str]:
        program = subprocess.Popen(
            [sys.executable, "-c", RECORDER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        started.append(program)
        assert program.stdout is not None
        return program, program.stdout.readline().strip()

    yield start_one
    for program in started:
        program.kill()
        program.communicate()


@pytest.fixture
def history(tmp_path: Path) -> Iterator[SqlHistory]:
    history = SqlHistory(tmp_path, wav_seconds)
    yield history
    history.close()


def test_a_killed_take_is_adopted_and_a_living_one_is_not(
    start: Callable[[], tuple[Recorder, str]], history: SqlHistory, tmp_path: Path
) -> None:
    (killed, dead), (living, alive) = start(), start()
    killed.kill()
    killed.wait(10)
    assert killed.returncode == -signal.SIGKILL
    (adopted,) = history.adopt()
    assert (adopted.id, adopted.state) == (dead, "recovered")
    assert adopted.recording is not None
    assert adopted.recording.seconds == pytest.approx(2.0)
    with wave.open(str(adopted.recording.path)) as sound:
        assert sound.getnframes() == 32000
    assert history.adopt() == []
    assert history.attempt(alive).state == "recording"
    assert living.communicate("\n", timeout=20)[0] == "kept\n"
    assert history.attempt(alive).state == "recorded"
    assert history.adopt() == []
    assert [path.name for path in (tmp_path / "locks").iterdir()] == ["opening.lock"]


def test_two_programs_do_not_adopt_the_same_take(
    start: Callable[[], tuple[Recorder, str]], history: SqlHistory, tmp_path: Path
) -> None:
    killed, dead = start()
    killed.kill()
    killed.wait(10)
    other = SqlHistory(tmp_path, wav_seconds)
    try:
        with ThreadPoolExecutor(2) as pool:
            adopted = [take.id for takes in pool.map(lambda one: one.adopt(), (history, other)) for take in takes]
    finally:
        other.close()
    assert adopted == [dead]
    assert history.attempt(dead).state == "recovered"
