"""Measure the way to the first word and the first window, against an interpreter that does nothing."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

RUNS = 7
HELP_LIMIT = 0.3
"""Seconds of processor time that `coach --help` may take."""

WINDOW = """
import sys, time
from PySide6.QtCore import QTimer
import coach.gui.app as app
import coach.gui.window.window as window
from coach.cli import main

made = app.application
def application(parts):
    one = made(parts)
    QTimer.singleShot(3000, one.quit)
    return one
app.application = application

shown = window.Window.showEvent
def show(self, event):
    shown(self, event)
    engines = [name for name in ("moonshine_voice", "faster_whisper", "ctranslate2") if name in sys.modules]
    QTimer.singleShot(0, lambda: print("SHOWN", time.time(), engines, flush=True))
window.Window.showEvent = show
sys.exit(main([]))
"""


def processor_seconds(command: list[str], env: Mapping[str, str]) -> float:
    """Run a command to its end and return the processor time it took, its children's included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=dict(env), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def window_seconds(env: Mapping[str, str]) -> tuple[float, str]:
    """Return the seconds from the start of the program to its first shown window, and the engines loaded by then."""
    begun = time.time()
    done = subprocess.run([sys.executable, "-c", WINDOW], env=dict(env), capture_output=True, text=True, check=True)
    line = next(line for line in done.stdout.splitlines() if line.startswith("SHOWN"))
    _, shown, engines = line.split(" ", 2)
    return float(shown) - begun, engines


def spread(measure: Callable[[], float]) -> tuple[float, float, float]:
    """Measure several times; return the smallest, the median and the largest."""
    values = [measure() for _ in range(RUNS)]
    return min(values), statistics.median(values), max(values)


def main() -> int:
    """Print the figures; exit 1 where help takes too long or an engine was loaded before the window."""
    with tempfile.TemporaryDirectory() as home:
        env = os.environ | {"COACH_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
        python = [sys.executable, "-c", "pass"]
        coach = [str(Path(sys.executable).with_name("coach")), "--help"]
        nothing = spread(lambda: processor_seconds(python, env))
        told = spread(lambda: processor_seconds(coach, env))
        print(f"an interpreter that does nothing: {nothing[1]:.3f} s CPU (min {nothing[0]:.3f}, max {nothing[2]:.3f})")
        print(f"coach --help:                     {told[1]:.3f} s CPU (min {told[0]:.3f}, max {told[2]:.3f})")
        window_seconds(env)
        windows = [window_seconds(env) for _ in range(3)]
        shown = sorted(seconds for seconds, _ in windows)
        print(f"start to the first window:        {shown[1]:.2f} s (min {shown[0]:.2f}, max {shown[2]:.2f})")
        print(f"engines loaded by then:           {windows[0][1]}")
    return int(told[1] > HELP_LIMIT or any(engines != "[]" for _, engines in windows))


if __name__ == "__main__":
    sys.exit(main())
