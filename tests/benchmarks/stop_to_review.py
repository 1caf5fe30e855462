"""From Stop to the finished review: how long a person waits, for answers of 30, 90 and 180 seconds.

usage: python tests/benchmarks/stop_to_review.py [--runs N] [--lengths 30,90,180] [--no-baseline]

espeak-ng answers into the virtual microphone at the speed of speech. The program's own parts record it, follow it and
judge it on its own two workers, as `coach practice` and the window do. The clock runs from the key (the wish to stop,
set on another thread) until the review is in the database; the tail that is recorded after the key is in it. The key
comes right after the last word in most runs, and a little later in some.

The baseline hears the same recording after Stop, with faster-whisper at beam 5 and a model of the size of `base.en`
in eight bits, loaded before. Its weights are random: see `tests/tools/bench/base_whisper.py`.
"""

from __future__ import annotations

import argparse
import json
import queue
import statistics
import sys
import tempfile
import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from coach.adapters.moonshine import MODEL, build_starter  # noqa: E402
from coach.messages import load_texts  # noqa: E402
from coach.model import Attempt, Question  # noqa: E402
from coach.practice.ports import Controls  # noqa: E402
from coach.practice.run import Asking, Begun, Practice, Ready  # noqa: E402
from coach.practice.workers import Delivery, Done, Failed, Progress, Worker  # noqa: E402
from coach.settings import Folders, Settings, find_folders, find_resources  # noqa: E402
from coach.wiring import Parts  # noqa: E402
from tests.tools.bench.answers import Answer, Speaker  # noqa: E402
from tests.tools.bench.base_whisper import build_base, hear_like, load_base  # noqa: E402
from tests.tools.bench.machine import Busyness, load, say, spread  # noqa: E402
from tests.tools.pulse import PulseServer, environment, missing_tools  # noqa: E402

LENGTHS = (30, 90, 180)
SHORTER = 1.5
"""Seconds that the answer is shorter than its name, so that the recording fits into whole windows of the baseline."""
AFTER = (0.0, 0.0, 0.6, 0.0, 1.0)
"""Seconds from the last word to the key, run by run."""
LIMIT = 0.6
RATIO = 15.0
THREADS = 2
PATIENCE = 60.0
STAGES = ("tail and file", "recording noted", "last phrase", "transcript saved", "analysis", "review saved", "told")


@dataclass
class Clock:
    """Note when each stage of one take was over."""

    marks: dict[str, float] = field(default_factory=dict)

    def mark(self, stage: str) -> None:
        """Note that a stage is over now."""
        self.marks[stage] = time.perf_counter()

    def spans(self, key: float) -> dict[str, float]:
        """Return the seconds of each stage, counted from the key."""
        spans, before = {}, key
        for stage in STAGES:
            spans[stage] = self.marks[stage] - before
            before = self.marks[stage]
        return spans


class Watched:
    """Hand every call on to a part, and mark the ends of some of them."""

    def __init__(self, part: object, clock: Clock, stages: dict[str, str]) -> None:
        self._part, self._clock, self._stages = part, clock, stages

    def __getattr__(self, name: str) -> Any:
        call = getattr(self._part, name)
        stage = self._stages.get(name)
        if stage is None:
            return call

        def watched(*values: Any) -> Any:
            made = call(*values)
            if isinstance(made, Generator):
                return self._to_its_end(made, stage)
            self._clock.mark(stage)
            return made

        return watched

    def _to_its_end(self, work: Generator[Any, None, Any], stage: str) -> Generator[Any, None, Any]:
        result = yield from work
        self._clock.mark(stage)
        return result


@dataclass(frozen=True, slots=True)
class Run:
    """Hold one take: the wait after the key, its stages, the take, and the baseline's time for the same file."""

    wait: float
    spans: dict[str, float]
    attempt: Attempt
    baseline: float | None


class Room:
    """Hold a sound server, the program's parts, and a speaker."""

    def __init__(self, pulse: PulseServer, home: Path, base: Any) -> None:
        self.pulse, self.base = pulse, base
        self.folders = Folders(home / "config", home / "data", home / "cache", home / "log")
        model = home / "data" / "models" / "moonshine" / MODEL
        build_starter(model, bundled=find_folders().data / "models" / "moonshine" / MODEL)
        texts = load_texts(find_resources() / "assets" / "messages", "en")
        self.parts = Parts(Settings(read_aloud=False), self.folders, texts)
        (home / "spoken").mkdir()
        self.speaker = Speaker(home / "spoken")

    def practice(self, clock: Clock) -> Practice:
        """Return what takes and reviews attempts, as wired, with a clock on its parts."""
        parts = self.parts
        analyse = Watched(parts, clock, {"_judge": "analysis"})
        return Practice(
            parts.voice,
            Watched(parts.recorder, clock, {"record": "tail and file"}),
            Watched(parts.recogniser, clock, {"transcribe": "last phrase"}),
            lambda *values: analyse._judge(*values),
            Watched(
                parts.history,
                clock,
                {"recorded": "recording noted", "transcribed": "transcript saved", "reviewed": "review saved"},
            ),
        )

    def take(self, answer: Answer, question: Question, after: float) -> Run:
        """Speak an answer into the microphone, press the key, wait for the review."""
        clock, events, controls = Clock(), queue.SimpleQueue[Delivery](), Controls()
        practice = self.practice(clock)
        voice, review = Worker("voice", events.put), Worker("review", events.put)
        try:
            waiting = {voice.start(lambda c: practice.take(Asking(question, read_aloud=False), c), controls).number}
            speaking, key = None, 0.0
            attempt: Attempt | None = None
            while waiting:
                if speaking is not None and not key:
                    speaking.wait(600)
                    time.sleep(after)
                    key = time.perf_counter()
                    controls.stop.set()
                event = events.get(timeout=PATIENCE)
                if isinstance(event, Progress):
                    if isinstance(event.news, Ready):
                        controls.stop.set()
                    elif isinstance(event.news, Begun):
                        begun = event.news
                        job = review.start(lambda c: practice.review(begun.attempt, begun.complete, c))  # noqa: B023
                        waiting.add(job.number)
                        speaking = self.pulse.speak(answer.path, wait=False)
                    continue
                waiting.discard(event.job.number)
                if isinstance(event, Failed):
                    raise event.error
                if isinstance(event, Done) and event.result.review is not None:
                    clock.mark("told")
                    attempt = event.result
            assert attempt is not None
            assert speaking is not None
            self.pulse.finish(speaking)
        finally:
            voice.close()
            review.close()
        return Run(clock.marks["told"] - key, clock.spans(key), attempt, self._baseline(attempt, answer))

    def _baseline(self, attempt: Attempt, answer: Answer) -> float | None:
        if self.base is None:
            return None
        assert attempt.recording is not None
        begun = time.perf_counter()
        hear_like(self.base, attempt.recording.path, attempt.recording.seconds, len(answer.words))
        return time.perf_counter() - begun


def measure(room: Room, lengths: Sequence[int], runs: int) -> dict[int, list[Run]]:
    """Take answers of every length, in turns, so that a busy hour of the machine falls on all of them."""
    question = room.parts.packs.packs()[0].questions[0]
    taken: dict[int, list[Run]] = {length: [] for length in lengths}
    room.take(room.speaker.answer(8.0), question, 0.0)  # loads the engine
    busy = Busyness()
    for number in range(runs):
        for length in lengths:
            answer = room.speaker.answer(length - SHORTER, seed=number)
            after = AFTER[number % len(AFTER)]
            run = room.take(answer, question, after)
            assert run.attempt.recording is not None
            if run.attempt.recording.device_lost:
                say(f"{length:4d} s  run {number + 1}  left out: the microphone went silent and the take ended")
                continue
            taken[length].append(run)
            assert run.attempt.review is not None
            heard = run.attempt.review.transcript.text.lower().split()
            last = [word.strip(".,").lower() for word in answer.words[-5:]]
            say(
                f"{length:4d} s  run {number + 1}  key {after:.1f} s after the last word  "
                f"wait {run.wait:.3f} s  baseline {run.baseline or 0.0:.2f} s  load {load()}, busy {busy.share()}  "
                f"last words heard: {sum(word.strip('.,') in last for word in heard[-5:])} of 5  ("
                + ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in run.spans.items() if seconds >= 0.05)
                + ")"
            )
    return taken


def tell(taken: dict[int, list[Run]]) -> dict[str, Any]:
    """Print where the time goes, and return the figures of the last line."""
    say("\nwhere the wait goes (median seconds)")
    say(" " * 18 + "".join(f"{length:>8d} s" for length in taken))
    for stage in STAGES:
        middle = [statistics.median(run.spans[stage] for run in runs) for runs in taken.values()]
        say(f"{stage:18s}" + "".join(f"{seconds:10.3f}" for seconds in middle))
    for length, runs in taken.items():
        say(f"{length:4d} s  wait {spread([run.wait for run in runs])}  of {len(runs)}")
    median = {str(length): round(statistics.median(run.wait for run in runs), 3) for length, runs in taken.items()}
    figures: dict[str, Any] = {"median_s": median}
    heard = {length: [run.baseline for run in runs if run.baseline] for length, runs in taken.items()}
    if all(heard.values()):
        figures["baseline_s"] = {str(length): round(statistics.median(values), 2) for length, values in heard.items()}
        if 90 in taken:
            figures["ratio_90"] = round(figures["baseline_s"]["90"] / median["90"], 1)
    return figures


def main() -> int:
    """Measure and print; return 0, or 1 where a promise is not kept."""
    parser = argparse.ArgumentParser(description="Time from Stop to the finished review.")
    parser.add_argument("--runs", type=int, default=3, help="takes of each length")
    parser.add_argument("--lengths", default=",".join(map(str, LENGTHS)), help="seconds, with commas between")
    parser.add_argument("--no-baseline", action="store_true", help="leave the baseline out")
    wanted = parser.parse_args()
    if missing := missing_tools():
        say("not measured, not installed: " + ", ".join(missing))
        return 0
    with tempfile.TemporaryDirectory() as name, PulseServer() as pulse, environment(pulse.env()):
        base = None if wanted.no_baseline else load_base(build_base(Path(name) / "base"), THREADS)
        room = Room(pulse, Path(name), base)
        try:
            taken = measure(room, [int(length) for length in wanted.lengths.split(",")], wanted.runs)
        finally:
            room.parts.close()
    if not all(taken.values()):
        say("not measured: no take of one of the lengths was recorded to its end")
        return 1
    figures = tell(taken)
    late = [length for length, seconds in figures["median_s"].items() if seconds > LIMIT]
    say(f"limit {LIMIT} s: " + ("kept" if not late else "not kept at " + ", ".join(late)) + f"; ratio wanted {RATIO}")
    say(json.dumps(figures))
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
