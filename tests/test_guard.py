"""The guard of `conftest.py` is proved once: a test that leaves something behind fails."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

SEEDS = {
    "thread": "import threading, time\nthreading.Thread(target=time.sleep, args=(30,), daemon=True).start()",
    "process": "import subprocess, sys\nkept.append(subprocess.Popen([sys.executable, '-c', 'input()'], stdin=-1))",
    "file": "import tempfile\ntempfile.mkstemp()",
}


def run(folder: Path, body: str) -> str:
    lines = "\n".join("    " + line for line in body.splitlines())
    (folder / "test_seed.py").write_text(f"kept = []\n\ndef test_seed():\n{lines}\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-p", "no:cacheprovider", "test_seed.py"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.stdout


@pytest.mark.parametrize("kind", SEEDS)
def test_what_is_left_behind_fails_the_test(tmp_path: Path, kind: str) -> None:
    assert f"left behind: {kind}" in run(tmp_path, SEEDS[kind])


def test_a_tidy_test_passes(tmp_path: Path) -> None:
    assert "1 passed" in run(tmp_path, "import tempfile\nwith tempfile.TemporaryDirectory():\n    pass")
