"""How fast recognition and analysis are: the warm starter engine, `coach analyze` from end to end, analysis alone.

usage: python tests/benchmarks/throughput.py

Each run of the engine is paired with one of the library's own batch call on the same samples, so that a busy machine
shows in both. Loading is told apart; `coach analyze` is a process of its own and has it in. Analysis alone is shown as
a share of the sound's length, wanted under 3 %. Exit code 1 where the warm engine takes 0.15 of real time or more.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from coach.adapters.moonshine import MODEL, build_starter  # noqa: E402
from coach.adapters.moonshine.engine import _Library, _lines, _pointer  # noqa: E402
from coach.adapters.recogniser import Recogniser  # noqa: E402
from coach.messages import load_texts  # noqa: E402
from coach.model import Question, Recording, Transcript  # noqa: E402
from coach.practice.ports import Controls  # noqa: E402
from coach.settings import Folders, Settings, find_folders, find_resources  # noqa: E402
from coach.wiring import Parts  # noqa: E402
from tests.tools.bench.machine import load, processor, resident, result_of, say, spread  # noqa: E402
from tests.tools.real_voice import voice, write  # noqa: E402

RUNS = 3
LIMIT = 0.15
MOST = 240.0
"""Seconds of sound in one run."""
RATE = 16000
_BATCH = {"word_timestamps": "true", "vad_threshold": "0.5", "vad_max_segment_duration": "15"}
LONG = (90, 600)
"""Seconds of the recordings that `coach analyze` is given."""
SHARE = 0.03
"""Share of the sound's length that analysis may take."""


def main() -> int:
    """Measure and print; return the exit code."""
    with tempfile.TemporaryDirectory() as name, warm(Path(name)) as (part, model, loaded):
        folder = Path(name)
        say(f"engine        moonshine {MODEL}, loaded in {loaded:.2f} s (a process of its own, import to ready)")
        clips = choose(write(folder / "two_cities.wav", *voice()), ROOT.parent / "shared" / "speech")
        factors = compare(part, model, clips)
        wait_after_stop(part, folder)
        memory(part, folder)
        figures = {str(seconds): analyze(part, model, folder, seconds) for seconds in LONG}
    worst = statistics.median(factors)
    say(f"{'PASS' if worst < LIMIT else 'FAIL'}          warm engine {worst:.3f} of real time (median), limit {LIMIT}")
    say(json.dumps({"engine_of_real_time": round(worst, 3), **figures}))
    return 0 if worst < LIMIT else 1


@contextmanager
def warm(folder: Path) -> Iterator[tuple[Recogniser, Path, float]]:
    """Give a recogniser whose engine is loaded, its model, and how long loading took."""
    ready = find_folders().data / "models" / "moonshine" / MODEL
    model = build_starter(folder / MODEL, bundled=ready)
    part = Recogniser("coach.adapters.moonshine", str(model))
    try:
        nothing = write(folder / "nothing.wav", np.zeros(RATE, dtype=np.int16), RATE)
        begun = time.perf_counter()
        hear(part, nothing)
        yield part, model, time.perf_counter() - begun
    finally:
        part.close()


def compare(part: Recogniser, model: Path, clips: list[Path]) -> list[float]:
    """Print the real-time factors of the engine and of the library's batch call on all clips, run by run."""
    library = _Library(model, _BATCH)
    sounds = [samples_of(path) for path in clips]
    seconds = sum(sound.size / RATE for sound in sounds)
    ours, theirs, before = [], [], processor(part.pid)
    for _ in range(RUNS):
        ours.append(timed(lambda: [hear(part, path) for path in clips]) / seconds)
        theirs.append(timed(lambda: [batch(library, sound) for sound in sounds]) / seconds)
    say(f"sound         {len(clips)} recordings, {seconds:.0f} s, {RUNS} runs")
    busy = "unknown" if before is None else f"{((processor(part.pid) or 0.0) - before) / RUNS / seconds:.3f}"
    say(f"machine       {os.cpu_count()} processors, load {load()}; the child computes {busy} s per second of sound")
    say(f"engine        {spread(ours)} of real time (through the warm process, from file to transcript)")
    say(f"baseline      {spread(theirs)} of real time (the library's batch call on the same samples)")
    say(f"ratio         {spread([our / their for our, their in zip(ours, theirs, strict=True)])}, run by run")
    return ours


def wait_after_stop(part: Recogniser, folder: Path) -> None:
    """Print the time from `complete()` to the transcript, for files written at the speed of speech."""
    samples, rate = voice(12.0)
    waits = []
    for number, seconds in enumerate((8.0, 10.0, 12.0)):
        path, finished = folder / f"growing{number}.wav", threading.Event()
        ended: list[float] = []
        writer = threading.Thread(target=grow, args=(path, samples[: int(seconds * rate)], rate, finished, ended))
        writer.start()
        hear(part, path, finished.is_set)
        waits.append(time.perf_counter() - ended[0])
        writer.join()
    say(f"after Stop    {spread(waits)} s until the transcript (followed at the speed of speech)")


def memory(part: Recogniser, folder: Path) -> None:
    """Print the child's memory and speed for one minute and for ten."""
    samples, rate = voice()
    once = samples[:: rate // RATE]
    for minutes in (1, 10):
        path = write(folder / f"{minutes}.wav", np.resize(once, minutes * 60 * RATE), RATE)
        took = timed(lambda path=path: hear(part, path))  # type: ignore[misc]
        say(f"{minutes:2d} min        {took / minutes / 60:.3f} of real time, child holds {resident(part.pid)}")


def analyze(part: Recogniser, model: Path, folder: Path, seconds: int) -> dict[str, float]:
    """Print, and return, how fast `coach analyze` and analysis alone go through a reading of so many seconds."""
    samples, rate = voice()
    path = write(folder / f"reading{seconds}.wav", np.resize(samples, seconds * rate), rate)
    home = folder / f"home{seconds}"
    starters = home / "data" / "models" / "moonshine"
    starters.mkdir(parents=True)
    (starters / MODEL).symlink_to(model, target_is_directory=True)
    command = [str(Path(sys.executable).with_name("coach")), "analyze", str(path), "--json"]
    env = os.environ | {"COACH_HOME": str(home)}
    whole = timed(lambda: subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True))
    transcript = hear(part, path)
    texts = load_texts(find_resources() / "assets" / "messages")
    folders = Folders(home / "config", home / "data", home / "cache", home / "log")
    parts = Parts(Settings(), folders, texts)
    questions = [question for pack in parts.packs.packs() for question in pack.questions]
    alone = [judge(parts, transcript, path, seconds, questions[0]) for _ in range(RUNS)]
    share = statistics.median(alone) / seconds
    say(f"{seconds:4d} s        coach analyze {seconds / whole:.1f} s of sound a second (import and loading included)")
    say(f"              analysis alone {spread(alone)} s, {share:.2%} of the sound's length, wanted under {SHARE:.0%}")
    return {"analyze_s_per_s": round(seconds / whole, 1), "analysis_share": round(share, 4)}


def judge(parts: Parts, transcript: Transcript, path: Path, seconds: float, question: Question) -> float:
    """Return how many seconds analysis takes, the reading of the sound file included."""
    recording = Recording(path, seconds, RATE)
    return timed(lambda: parts.analyse(transcript, recording, question, None))


def hear(part: Recogniser, path: Path, complete: Callable[[], bool] = lambda: True) -> Transcript:
    """Transcribe a file."""
    return result_of(part.transcribe(path, complete, Controls()))


def batch(library: _Library, sound: NDArray[np.float32]) -> int:
    """Recognise samples with one call of the library; return how many lines there are."""
    import ctypes

    data, size = _pointer(sound)
    out = library.no_lines()
    library.call("moonshine_transcribe_without_streaming", data, size, RATE, 0, ctypes.byref(out))
    return len(_lines(out))


def grow(path: Path, samples: NDArray[np.int16], rate: int, finished: threading.Event, ended: list[float]) -> None:
    """Write a file at the speed of speech, a tenth of a second at a time."""
    begun = time.perf_counter()
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 2, rate, 0, "NONE", ""))
        for at in range(0, samples.size, rate // 10):
            time.sleep(max(0.0, begun + at / rate - time.perf_counter()))
            sound.writeframes(samples[at : at + rate // 10].tobytes())
    ended.append(time.perf_counter())
    finished.set()


def samples_of(path: Path) -> NDArray[np.float32]:
    """Read a file at 16 kHz, by leaving samples out: good enough to measure time."""
    with wave.open(str(path), "rb") as sound:
        samples = np.frombuffer(sound.readframes(sound.getnframes()), dtype="<i2").reshape(-1, sound.getnchannels())
        rate = sound.getframerate()
    places = (np.arange(int(len(samples) * RATE / rate)) * rate / RATE).astype(np.int64)
    return np.ascontiguousarray(samples[places, 0], dtype=np.float32) / np.float32(32768)


def choose(first: Path, folder: Path) -> list[Path]:
    """Take the first recording, and of a folder the 16-bit WAV files of five seconds or more, up to `MOST` seconds."""
    chosen, seconds = [first], length(first)
    for path in sorted(folder.glob("*.wav")):
        with suppress(wave.Error, EOFError, RuntimeError):  # some are broken on purpose
            if 5 <= length(path) <= MOST - seconds:
                chosen.append(path)
                seconds += length(path)
    return chosen


def length(path: Path) -> float:
    """Return the seconds of a 16-bit WAV file, 0 for another kind; raise wave.Error, EOFError, RuntimeError."""
    with wave.open(str(path), "rb") as sound:
        if sound.getsampwidth() != 2:
            return 0.0
        return min(sound.getnframes(), path.stat().st_size // 2) / sound.getframerate()


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds something takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
