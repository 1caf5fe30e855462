"""The whole program as a person starts it: a process of its own, real parts, a home of its own."""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from coach.adapters.moonshine import starter_source
from tests.tools.pulse import PulseServer
from tests.tools.speak import espeak

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 90.0
"""Seconds after which a program that should have said something is taken for stuck."""

ANSWER = (
    "The problem was a slow database. We decided to keep the old search for one more month. "
    "The trade off was a higher bill. As a result, complaints fell by half."
)
ANSWER_WORDS = ("problem", "database", "decided", "search", "month", "result")

SCREEN = ("Xvfb", "xdotool")

Run = Callable[..., subprocess.CompletedProcess[str]]


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.endtoend)


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the starter engine's model once for all homes."""
    if starter_source() is None:
        pytest.skip("the starter engine has no wheel for this system")
    from coach.adapters.moonshine import build_starter

    return build_starter(tmp_path_factory.mktemp("models") / "tiny-en")


@pytest.fixture
def home(tmp_path: Path, starter: Path) -> Path:
    """Return a new person's home, in which only the starter model is there already."""
    models = tmp_path / "home" / "data" / "models" / "moonshine"
    models.mkdir(parents=True)
    (models / "tiny-en").symlink_to(starter, target_is_directory=True)
    return tmp_path / "home"


@pytest.fixture
def env(home: Path) -> dict[str, str]:
    """Return the environment of a program without screen and sound server."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "PULSE_SERVER", "QT_QPA_PLATFORM")
    values = {name: value for name, value in os.environ.items() if name not in hidden}
    return values | {"COACH_HOME": str(home), "PYTHONWARNINGS": "error", "PULSE_SERVER": "/nowhere"}


@pytest.fixture
def coach(env: Mapping[str, str], tmp_path: Path) -> Run:
    """Run `coach ...` to its end."""

    def run(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "coach", *words],
            env={**env, **more},
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE * 3,
            check=False,
        )

    return run


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    """Speak an answer into a file."""
    return espeak(ANSWER, tmp_path / "answer.wav", rate=140)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[str]:
    """Start a virtual screen and return its name."""
    missing = [name for name in SCREEN if shutil.which(name) is None]
    if missing:
        pytest.skip("no virtual screen to test with, not installed: " + ", ".join(missing))
    read, write = os.pipe()
    with (tmp_path / "screen.log").open("wb") as log:
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
            pass_fds=[write],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    os.close(write)
    with os.fdopen(read) as number:
        display = ":" + number.readline().strip()
    yield display
    server.terminate()
    server.wait(10)


class Talk:
    """Talk with a running program, line by line."""

    def __init__(self, words: Sequence[str], env: Mapping[str, str], cwd: Path) -> None:
        self.process = subprocess.Popen(
            # A test run in the background hands on that Ctrl+C is ignored; a person's shell does not.
            ["env", "--default-signal=INT", sys.executable, "-m", "coach", *words],
            env=dict(env),
            cwd=cwd,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        self.lines: list[str] = []
        self.ended = False
        self._news: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="talk")
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._news.put(line.rstrip("\n"))
        self._news.put(None)

    def wait_for(self, state: str) -> str:
        """Return the next line that begins with a word."""
        end = time.monotonic() + PATIENCE
        while (left := end - time.monotonic()) > 0:
            try:
                line = self._news.get(timeout=left)
            except queue.Empty:
                break
            if line is None:
                break
            self.lines.append(line)
            if line.split()[:1] == [state]:
                return line
        raise AssertionError(f"no line {state!r} in {self.lines}; {self.process.poll()}")

    def nothing_for(self, seconds: float) -> bool:
        """Tell whether the program keeps silent for some seconds."""
        try:
            line = self._news.get(timeout=seconds)
        except queue.Empty:
            return True
        self.lines.append(str(line))
        return False

    def send(self, line: str = "") -> None:
        """Send a line."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def hang_up(self) -> None:
        """End the program's input."""
        assert self.process.stdin is not None
        self.process.stdin.close()

    def end(self) -> tuple[int, str]:
        """Wait for the end; return the exit code and what was said on stderr."""
        assert self.process.stdin is not None
        assert self.process.stderr is not None
        self.ended = True
        with self.process:
            if not self.process.stdin.closed:
                self.process.stdin.close()
            said = self.process.stderr.read()
            code = self.process.wait(PATIENCE)
            self._reader.join(PATIENCE)
        return code, said


@pytest.fixture
def talk(env: Mapping[str, str], pulse: PulseServer, tmp_path: Path) -> Iterator[Callable[..., Talk]]:
    """Start `coach ...` with the tests' own microphone and loudspeaker, to talk with it."""
    talks: list[Talk] = []

    def start(*words: str) -> Talk:
        talks.append(Talk(words, {**env, **pulse.env()}, tmp_path))
        return talks[-1]

    yield start
    for each in talks:
        if not each.ended:
            each.process.kill()
            each.end()
