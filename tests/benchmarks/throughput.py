"""How fast the starter engine is, once warm: time over length of sound, the wait after Stop, and memory.

usage: python tests/benchmarks/throughput.py

Each run of the engine is paired with one of the library's own batch call on the same samples, so that a busy machine
shows in both. Loading is told apart. Exit code 1 where the warm engine takes 0.15 of real time or more.
"""

from __future__ import annotations

import os
import statistics
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
from coach.adapters.moonshine.engine import _HEAR, _Library, _lines, _pointer  # noqa: E402
from coach.adapters.recogniser import Recogniser  # noqa: E402
from coach.model import Transcript  # noqa: E402
from coach.practice.ports import Controls  # noqa: E402
from coach.settings import find_folders  # noqa: E402
from tests.tools.real_voice import voice, write  # noqa: E402

RUNS = 3
LIMIT = 0.15
MOST = 240.0
"""Seconds of sound in one run."""
RATE = 16000


def main() -> int:
    """Measure and print; return the exit code."""
    with tempfile.TemporaryDirectory() as name, warm(Path(name)) as (part, model, loaded):
        folder = Path(name)
        say(f"engine        moonshine {MODEL}, loaded in {loaded:.2f} s (a process of its own, import to ready)")
        clips = choose(write(folder / "two_cities.wav", *voice()), ROOT.parent / "shared" / "speech")
        factors = compare(part, model, clips)
        wait_after_stop(part, folder)
        memory(part, folder)
    worst = statistics.median(factors)
    say(f"{'PASS' if worst < LIMIT else 'FAIL'}          warm engine {worst:.3f} of real time (median), limit {LIMIT}")
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
    library = _Library(model, {**_HEAR, "vad_threshold": "0.5", "vad_max_segment_duration": "15"})
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


def hear(part: Recogniser, path: Path, complete: Callable[[], bool] = lambda: True) -> Transcript:
    """Transcribe a file."""
    work = part.transcribe(path, complete, Controls())
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: Transcript = end.value
            return result


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


def load() -> str:
    """Describe how busy the machine is, where the system tells."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def processor(pid: int | None) -> float | None:
    """Return the seconds of processor time that a process has used, where the system tells."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(pid: int | None) -> str:
    """Return how much memory a process holds, now and at most, where the system tells."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return "an unknown amount of memory"
    sizes = {
        key: int(rest.split()[0]) // 1024 for key, _, rest in (line.partition(":") for line in lines) if "kB" in rest
    }
    return f"{sizes['VmRSS']} MB now, {sizes['VmHWM']} MB at most"


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds something takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def spread(values: list[float]) -> str:
    """Describe values by their least, median and greatest."""
    return f"min {min(values):.3f}  median {statistics.median(values):.3f}  max {max(values):.3f}"


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
