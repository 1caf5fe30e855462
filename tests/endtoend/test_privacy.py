"""No network socket is opened unless a person asked for a download: proved at the door of the kernel."""

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.tools.micro_take import MICRO_MODEL

INTERNET = re.compile(r"socket\((AF_INET6?|PF_INET6?)\b.*")


def traced(words: list[str], env: Mapping[str, str], folder: Path) -> tuple[int, list[str]]:
    """Run a command and all its children under strace; return its exit code and the network sockets it opened."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed, so the kernel's door cannot be watched")
    trace = folder / "trace"
    probe = subprocess.run(["strace", "-o", str(trace), "true"], capture_output=True, timeout=30, check=False)
    if probe.returncode:
        pytest.skip("strace may not watch processes here")
    command = ["strace", "-f", "-e", "trace=socket", "-o", str(trace), *words]
    done = subprocess.run(
        command, env=dict(env), cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=240, check=False
    )
    return done.returncode, [found[0] for line in trace.read_text().splitlines() if (found := INTERNET.search(line))]


def test_the_watch_sees_a_network_socket(env: Mapping[str, str], tmp_path: Path) -> None:
    program = "import socket; socket.socket(socket.AF_INET).close()"

    assert traced([sys.executable, "-c", program], env, tmp_path)[1] != []


@pytest.mark.parametrize(
    "words", [["start"], ["doctor"], ["models", "list"], ["history"]], ids=["example", "doctor", "models", "history"]
)
def test_no_network_socket_is_opened(words: list[str], env: Mapping[str, str], tmp_path: Path) -> None:
    code, sockets = traced([sys.executable, "-m", "coach", *words], env, tmp_path)

    assert code in (0, 1)
    assert sockets == []


@pytest.mark.parametrize(
    "engine",
    [["--engine", "moonshine"], ["--engine", "whisper", "--model", str(MICRO_MODEL)]],
    ids=["starter", "whisper"],
)
def test_recognising_opens_no_network_socket(
    engine: list[str], env: Mapping[str, str], tmp_path: Path, answer: Path
) -> None:
    code, sockets = traced([sys.executable, "-m", "coach", "analyze", str(answer), *engine], env, tmp_path)

    assert code == 0
    assert sockets == []


def test_the_window_opens_no_network_socket(env: Mapping[str, str], tmp_path: Path) -> None:
    program = (
        "import sys\nfrom PySide6.QtCore import QTimer\nimport coach.gui.app as app\nfrom coach.cli import main\n"
        "made = app.application\n"
        "def brief(parts):\n    one = made(parts)\n    QTimer.singleShot(4000, one.quit)\n    return one\n"
        "app.application = brief\nsys.exit(main([]))\n"
    )
    code, sockets = traced([sys.executable, "-c", program], {**env, "QT_QPA_PLATFORM": "offscreen"}, tmp_path)

    assert code == 0
    assert sockets == []
