"""Whether the window stays quick, and the recording whole, while a person is transcribed as they speak.

usage: python tests/benchmarks/live.py [--seconds 60] [--minutes 10]

A real window (drawn, on no screen) records takes through the virtual microphone. A timer of 5 ms beats on the Qt
thread; the time between two beats is how long the window could not answer. A pair of takes of `--seconds` is taken
first, without and with the recogniser at work, so that what the machine itself does shows in both. Then a take of
`--minutes` counts the blocks that the microphone dropped, and how far the recogniser fell behind. Exit code 1 where a
stall (99.9 %) is over 50 ms with the recogniser and not without it, or a block was dropped.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from coach.adapters.moonshine import MODEL, build_starter  # noqa: E402
from coach.messages import load_texts  # noqa: E402
from coach.model import Attempt, Recording, Transcript  # noqa: E402
from coach.practice.ports import Controls, Heard  # noqa: E402
from coach.settings import Folders, Settings, find_folders, find_resources  # noqa: E402
from coach.wiring import Parts  # noqa: E402
from tests.tools.bench.answers import Speaker  # noqa: E402
from tests.tools.bench.machine import Busyness, load, say  # noqa: E402
from tests.tools.pulse import PulseServer, environment, missing_tools  # noqa: E402

BEAT = 5
"""Milliseconds between two beats."""
LIMIT = 50.0
PATIENCE = 120.0


class Deaf:
    """Stand in for the recogniser: it waits for the end of the recording and has heard nothing."""

    def warm(self) -> None:
        """Load nothing."""

    def transcribe(
        self, path: Path, complete: Callable[[], bool], controls: Controls
    ) -> Generator[Heard, None, Transcript]:
        """Wait until the recording is over."""
        yield Heard((), 0.0, 0.0)
        while not complete() and not controls.cancel.is_set():
            time.sleep(0.05)
        return Transcript.of_words(())

    def close(self) -> None:
        """End nothing."""


@dataclass(frozen=True, slots=True)
class Take:
    """Hold one take: the beats' distances in milliseconds, the recording, its seconds by the clock, and the lags.

    `stopped` is the number of the beat at which Stop was pressed.
    """

    beats: Sequence[float]
    recording: Recording
    by_clock: float
    words: int
    lags: Sequence[float]
    stopped: int

    def stalls(self) -> dict[str, float]:
        """Return the middle, the 99.9th percentile and the greatest distance between beats, and that before Stop."""
        beats = sorted(self.beats)
        return {
            "p50": round(statistics.median(beats), 1),
            "p99_9": round(beats[min(len(beats) - 1, int(len(beats) * 0.999))], 1),
            "max_recording": round(max(self.beats[: self.stopped]), 1),
            "max": round(beats[-1], 1),
        }


class Screen:
    """Open a window with parts of its own, and lead takes through it as a person does."""

    def __init__(self, home: Path, *, deaf: bool) -> None:
        from coach.gui.app import application
        from coach.gui.bridge import Bridge
        from coach.gui.theme import dress, load_theme
        from coach.gui.window import Window

        model = home / "data" / "models" / "moonshine" / MODEL
        build_starter(model, bundled=find_folders().data / "models" / "moonshine" / MODEL)
        folders = Folders(home / "config", home / "data", home / "cache", home / "log")
        texts = load_texts(find_resources() / "assets" / "messages")
        self.parts = Parts(Settings(read_aloud=False), folders, texts)
        if deaf:
            self.parts.__dict__["recogniser"] = Deaf()
        app = application(self.parts)
        self._bridge = Bridge()
        theme = load_theme(self.parts.resources / "assets" / "themes", "light", 100)
        dress(app, theme)
        self.window = Window(self.parts, self._bridge, theme)
        self.window.show()
        self.window.start()
        self._until(lambda: self.window.practice.question is not None)

    def take(self, pulse: PulseServer, answer: Path) -> Take:
        """Record and review one spoken answer, from the space bar to the review page."""
        from PySide6.QtCore import Qt, QTimer

        practice, taking = self.window.practice, self.window.practice.taking
        beats: list[float] = []
        lags: list[float] = []
        kept: list[float] = []
        judged: list[Attempt] = []
        heart = QTimer(self.window)
        heart.setTimerType(Qt.TimerType.PreciseTimer)
        heart.setInterval(BEAT)
        last = 0.0

        def beat() -> None:
            nonlocal last
            now = time.perf_counter()
            if last:
                beats.append(1000 * (now - last))
            last = now

        def hear(heard: Heard) -> None:
            lags.append(heard.seconds - heard.until)

        def note(_: object) -> None:
            kept.append(time.perf_counter())

        heart.timeout.connect(beat)
        taking.heard.connect(hear)
        taking.kept.connect(note)
        taking.reviewed.connect(judged.append)
        practice.go_on()
        self._until(lambda: taking.state == "ready")
        practice.go_on()
        self._until(lambda: taking.state == "recording")
        begun = time.perf_counter()
        heart.start()
        speaking = pulse.speak(answer, wait=False)
        self._until(lambda: speaking.poll() is not None, 3600)
        stopped = len(beats)
        practice.go_on()
        self._until(lambda: bool(kept))
        by_clock = kept[0] - begun
        self._until(lambda: bool(judged))
        self._until(lambda: False, 1.0)  # the review page is drawn
        heart.stop()
        pulse.finish(speaking)
        taking.heard.disconnect(hear)
        taking.kept.disconnect(note)
        taking.reviewed.disconnect(judged.append)
        recording, review = judged[0].recording, judged[0].review
        assert recording is not None
        assert review is not None
        self.window.show_page(0)
        return Take(beats, recording, by_clock, len(review.transcript.words), lags, stopped)

    def close(self) -> None:
        """Close the window and end what it started."""
        self.window.close()
        self._bridge.close()
        self.parts.close()
        self.window.deleteLater()
        self._until(lambda: False, 0.2)

    @staticmethod
    def _until(condition: Callable[[], bool], seconds: float = PATIENCE) -> bool:
        """Let the window live until a condition holds; return whether it did in time."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop, timer, end = QEventLoop(), QTimer(), time.monotonic() + seconds
        timer.setInterval(20)
        timer.timeout.connect(lambda: loop.quit() if condition() or time.monotonic() > end else None)
        timer.start()
        loop.exec()
        timer.stop()
        return condition()


def tell(name: str, take: Take, busy: str) -> dict[str, float]:
    """Print one take; return its stalls."""
    stalls = take.stalls()
    say(
        f"{name:18s} {take.recording.seconds:6.1f} s, {take.words} words, between beats: median {stalls['p50']} ms, "
        f"99.9 % {stalls['p99_9']} ms, most {stalls['max_recording']} ms while recording, "
        f"{stalls['max']} ms as the review opens, of {len(take.beats)} beats  (load {load()}, busy {busy})"
    )
    return stalls


def main() -> int:
    """Measure and print; return 0, or 1 where a promise is not kept."""
    parser = argparse.ArgumentParser(description="Stalls of the window and dropped blocks while transcribing.")
    parser.add_argument("--seconds", type=float, default=60.0, help="length of the takes of the pair")
    parser.add_argument("--minutes", type=float, default=10.0, help="length of the long take; 0 leaves it out")
    wanted = parser.parse_args()
    if missing := missing_tools():
        say("not measured, not installed: " + ", ".join(missing))
        return 0
    figures: dict[str, object] = {}
    stalls: dict[str, dict[str, float]] = {}
    dropped = 0
    busy = Busyness()
    with tempfile.TemporaryDirectory() as name, PulseServer() as pulse, environment(pulse.env()):
        (Path(name) / "spoken").mkdir()
        speaker = Speaker(Path(name) / "spoken")
        for which in ("without", "with"):
            screen = Screen(Path(name) / which, deaf=which == "without")
            try:
                screen.take(pulse, speaker.answer(6.0).path)  # everything has been drawn and loaded once
                busy.share()
                take = screen.take(pulse, speaker.answer(wanted.seconds).path)
                stalls[which] = tell(f"{which} recogniser", take, busy.share())
                if which == "with" and wanted.minutes:
                    take = screen.take(pulse, speaker.answer(60 * wanted.minutes).path)
                    stalls["long"] = tell("the long take", take, busy.share())
                    dropped = take.recording.dropped_blocks
                    figures |= long_figures(take, wanted.minutes)
            finally:
                screen.close()
    say(json.dumps({"stall_ms": stalls, **figures}))
    slow = stalls["with"]["p99_9"] > LIMIT >= stalls["without"]["p99_9"]
    return 1 if slow or dropped else 0


def long_figures(take: Take, minutes: float) -> dict[str, object]:
    """Print, and return, what became of a long take's sound."""
    missing = take.by_clock - take.recording.seconds
    behind = {"median": round(statistics.median(take.lags), 2), "max": round(max(take.lags), 2)}
    say(
        f"{take.recording.dropped_blocks} blocks dropped in {minutes:g} minutes; {missing:.2f} s by the clock are not "
        f"in the recording; the recogniser was {behind['median']} s behind (median), {behind['max']} s at most"
    )
    return {
        "minutes": minutes,
        "dropped_blocks": take.recording.dropped_blocks,
        "missing_s": round(missing, 2),
        "behind_s": behind,
    }


if __name__ == "__main__":
    sys.exit(main())
