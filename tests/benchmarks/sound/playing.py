"""How far what a person sees of the sound is from what they hear, and how soon a click is heard.

Run it with `python tests/benchmarks/sound/playing.py`. The program's own page plays a take of clicks through PortAudio
into a sound server of its own; what comes out of the loudspeaker is recorded with the time of each sample. The server
hands sound over in pieces of 10 ms, so a figure is that much off at most. The promises: what the cursor shows is within
50 ms of what is heard (95 of 100 times), and a click on a word is heard within 100 ms.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from coach.adapters.wav import WavWriter, read_samples
from coach.gui.bridge import Bridge
from coach.gui.charts.envelope import fine_reader
from coach.gui.pages.review import ReviewPage
from coach.gui.theme import dress
from coach.model import Attempt, Recording, Report, Review, Transcript, Word
from coach.wiring.sound import loudspeaker
from tests.fakes.history import FakeHistory
from tests.tools import samples
from tests.tools.bench.machine import load, say
from tests.tools.pulse import SPEAKER, PulseServer, environment, missing_tools

RATE = 48000
OFF, SOON = 0.05, 0.1
SPEEDS = (1.0, 0.75)
EVERY = 0.61
"""Seconds between two clicks: no multiple of a block or of a look at the position."""
SECONDS = 24.0
CLICKS = 20
CLICK = 0.02


def wait(milliseconds: int) -> None:
    """Let the program run."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop, loop.quit)
    loop.exec()


class Ear:
    """Hear what the loudspeaker plays, and when."""

    def __init__(self, server: PulseServer) -> None:
        command = ["parec", f"--device={SPEAKER}.monitor", "--raw", "--format=s16le", f"--rate={RATE}", "--channels=1"]
        command += ["--latency-msec=10"]
        self._process = subprocess.Popen(
            command, env=server.whole_env(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
        )
        self._pieces: list[tuple[float, bytes]] = []
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()
        while not self._pieces:
            time.sleep(0.01)

    def _listen(self) -> None:
        assert self._process.stdout is not None
        while piece := os.read(self._process.stdout.fileno(), 65536):
            self._pieces.append((time.monotonic(), piece))

    def onsets(self) -> list[float]:
        """Return when each click so far was heard.

        A piece can only come later than it was heard: the earliest of them tell when the first sample was.
        """
        pieces = list(self._pieces)
        ends = np.cumsum([len(piece) // 2 for _, piece in pieces]) / RATE
        first = min(at - end for (at, _), end in zip(pieces, ends, strict=True))
        heard = np.frombuffer(b"".join(piece for _, piece in pieces), dtype="<i2").astype(np.int32)
        loud = np.flatnonzero(np.abs(heard) > 1500) / RATE
        return [first + at for at, gap in zip(loud, np.diff(loud, prepend=-9.0), strict=True) if gap > 0.2]

    def close(self) -> None:
        """Stop listening."""
        self._process.terminate()
        self._thread.join()
        self._process.wait(10)


@contextmanager
def listening(server: PulseServer) -> Iterator[Ear]:
    ear = Ear(server)
    try:
        yield ear
    finally:
        ear.close()


class Screen:
    """Hold the review page of a take of clicks, and note what its cursor shows from when on."""

    def __init__(self, folder: Path) -> None:
        self.app = QApplication.instance() or QApplication([])
        dress(self.app, samples.theme())  # type: ignore[arg-type]
        self.words = tuple(Word("click", 0.5 + n * EVERY, 0.5 + n * EVERY + CLICK, 0.9) for n in range(CLICKS))
        sound = np.zeros(int(SECONDS * RATE), dtype=np.int16)
        noise = np.random.default_rng(3).integers(-12000, 12000, int(CLICK * RATE)).astype(np.int16)
        for word in self.words:
            sound[round(word.start * RATE) : round(word.start * RATE) + noise.size] = noise
        path = folder / "clicks.wav"
        with WavWriter(path, RATE) as wav:
            wav.write(sound.tobytes())
        self.bridge = Bridge()
        player = loudspeaker("", read_samples)
        history = FakeHistory(folder)
        self.page = ReviewPage(
            samples.texts(), samples.theme(), self.bridge, player, fine_reader(read_samples), history
        )
        self.page.resize(1280, 800)
        self.page.show()
        self.page.show_attempt(self._take(path))
        self.shown: list[tuple[float, float]] = []
        self.page.listening.moved.connect(self._note)
        wait(500)

    def _take(self, path: Path) -> Attempt:
        transcript = Transcript.of_words(self.words, engine="none", model="none")
        review = Review("review-1", samples.NOON, transcript, Report((), (), ()))
        recording = Recording(path, SECONDS, RATE)
        return Attempt("take-1", samples.NOON, "reviewed", samples.QUESTION, recording=recording, reviews=(review,))

    def _note(self, at: float | None) -> None:
        if at is not None:
            assert self.page.timeline.cursor_at == at
            self.shown.append((time.monotonic(), at))

    def cursor(self, moment: float) -> float:
        """Return where the cursor stood at a moment."""
        return [at for when, at in self.shown if when <= moment][-1]

    def close(self) -> None:
        """End what runs."""
        self.page.playback.stop()
        assert self.bridge.close()
        self.page.hide()


def distances(screen: Screen, ear: Ear, speed: float) -> list[float]:
    """Play the take and return how far the cursor was from each click when it was heard, in seconds of the take."""
    before = len(ear.onsets())
    screen.page.playback.set_speed(speed)
    screen.shown.clear()
    screen.page.playback.play(0.0)
    wait(int((screen.words[-1].end + 0.5) / speed * 1000))
    screen.page.playback.stop()
    heard = ear.onsets()[before:]
    note = screen.page.sound_note.plain
    assert len(heard) == len(screen.words), f"{len(heard)} clicks of {len(screen.words)} were heard. {note}"
    return [screen.cursor(at) - word.start for at, word in zip(heard, screen.words, strict=True)]


def delays(screen: Screen, ear: Ear, speed: float, *, playing: bool) -> list[float]:
    """Click on words and return how long after each click the word was heard; from rest, or while silence plays."""
    screen.page.playback.set_speed(speed)
    took = []
    for number in random.Random(5).sample(range(CLICKS), 10):
        if playing:
            screen.page.playback.play(screen.words[-1].end + 0.5)
            wait(400 + 7 * number)
        before = len(ear.onsets())
        clicked = time.monotonic()
        screen.page.transcript.word_chosen.emit(number)
        wait(400)
        screen.page.playback.stop()
        wait(150)
        took.append(ear.onsets()[before] - clicked)
    return took


def show(what: str, seconds: Sequence[float]) -> float:
    """Print the middle, the 95th of 100 and the worst of some times, and return the 95th in milliseconds."""
    size = [abs(each) for each in seconds]
    most = float(np.quantile(size, 0.95))
    middle, worst = statistics.median(seconds), max(size)
    say(f"{what}: median {middle * 1000:+.0f} ms, p95 {most * 1000:.0f} ms, worst {worst * 1000:.0f} ms")
    return round(most * 1000, 1)


def measure(screen: Screen, ear: Ear) -> dict[str, float]:
    """Return all figures, in milliseconds."""
    figures = {}
    for speed in SPEEDS:
        figures[f"off_p95_ms_at_{speed}"] = show(f"cursor and sound apart, at {speed}", distances(screen, ear, speed))
        for playing in (False, True):
            how = "while it plays" if playing else "from rest"
            took = delays(screen, ear, speed, playing=playing)
            name = f"click_p95_ms_at_{speed}_{'playing' if playing else 'resting'}"
            figures[name] = show(f"from the click to the sound, {how}, at {speed}", took)
    return figures


def main() -> int:
    """Measure and print; return 1 where a promise is not kept."""
    if missing := missing_tools():
        say("not measured, not installed: " + ", ".join(missing))
        return 0
    say(f"load of the machine: {load()}")
    with PulseServer() as server, environment(server.env()), tempfile.TemporaryDirectory() as folder:
        screen = Screen(Path(folder))
        try:
            with listening(server) as ear:
                figures = measure(screen, ear)
        finally:
            screen.close()
    kept = all(value <= 1000 * (OFF if name.startswith("off") else SOON) for name, value in figures.items())
    say("the promises are " + ("kept" if kept else "broken"))
    say(json.dumps({"kept": kept, **figures}))
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
