"""What every test may use, and what no test may leave behind."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tools.pulse import PulseServer, environment, missing_tools

ROOT = Path(__file__).resolve().parent.parent
GRACE = 5.0
"""Seconds that a thread or process, already asked to end, may still take on a busy machine."""


TEMPORARY = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    """Give the run, and every program that it starts, a temporary folder of its own, so that leftovers are seen."""
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", tempfile.gettempdir())
    folder = Path(tempfile.mkdtemp(prefix="coach-tests-"))
    folder.chmod(0o733)  # a test that becomes another user passes through it, and SQLite writes there for it
    config.stash[TEMPORARY] = folder
    os.environ["TMPDIR"] = str(folder)
    tempfile.tempdir = None


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the folder."""
    shutil.rmtree(config.stash[TEMPORARY], ignore_errors=True)


@pytest.fixture(scope="session")
def sound_server() -> Iterator[PulseServer]:
    """Keep one sound server for the whole run; tests ask for `pulse`."""
    missing = missing_tools()
    if missing:
        pytest.skip("no sound server to test with, not installed: " + ", ".join(missing))
    with PulseServer() as server:
        yield server


@pytest.fixture
def pulse(sound_server: PulseServer) -> Iterator[PulseServer]:
    """Lead this process, and the programs it starts, to the tests' own sound server.

    ALSA and PulseAudio read the environment when PortAudio initialises. `coach.adapters.sound` initialises PortAudio
    when the first stream opens and terminates it when the last one closes, so it is enough that the variables are set
    while the test runs: the order of imports does not matter. A program of its own gets `env=pulse.whole_env()`.
    """
    with environment(sound_server.env()):
        yield sound_server


@pytest.fixture(scope="session")
def speech_dir() -> Path:
    """Return the folder with recordings of real people, or skip: they are no part of the project."""
    folder = ROOT.parent / "shared" / "speech"
    if not (folder / "index.json").is_file():
        pytest.skip(f"no recordings of real people at {folder}")
    return folder


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fail a test that leaves a thread, a child process or a temporary file.

    Session and module fixtures are set up before this one, so what they keep running is known and allowed.
    """
    threads, children, files = set(threading.enumerate()), set(_children()), set(_temporary())
    yield
    deadline = time.monotonic() + GRACE
    while (left := _left(threads, children, files)) and time.monotonic() < deadline:
        time.sleep(0.02)
    if left:
        pytest.fail("left behind: " + ", ".join(left), pytrace=False)


def _left(threads: set[threading.Thread], children: set[int], files: set[str]) -> list[str]:
    alive = [f"thread {thread.name}" for thread in threading.enumerate() if thread not in threads]
    ran = [f"process {pid} ({name})" for pid, name in _children().items() if pid not in children]
    return alive + ran + [f"file {name}" for name in _temporary() if name not in files]


def _temporary() -> list[str]:
    return sorted(os.listdir(tempfile.gettempdir()))


def _children() -> dict[int, str]:
    """Name this process's children by number; the resource tracker of multiprocessing lives as long as pytest does."""
    multiprocessing.active_children()  # reaps those that have ended
    if not sys.platform.startswith("linux"):
        return {child.pid: child.name for child in multiprocessing.active_children() if child.pid is not None}
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = stat.read_text(errors="replace")
            command = (stat.parent / "cmdline").read_bytes()
        except OSError:
            continue
        name, _, rest = text.partition(" (")[2].rpartition(") ")
        state, parent = rest.split()[:2]
        if int(parent) == os.getpid() and state != "Z" and b"resource_tracker" not in command:
            found[int(stat.parent.name)] = name
    return found
