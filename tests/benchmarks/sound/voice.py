"""How long a question takes until it is heard, and how soon stop ends it; on a sound server of its own.

Run it with `python tests/benchmarks/sound/voice.py`. The promise: stop ends rendering and playing within 0.2 s.
"""

from __future__ import annotations

import statistics
import tempfile
import threading
import time
import wave
from collections.abc import Callable
from pathlib import Path

from coach.adapters.sound import Loudspeaker
from coach.adapters.voice import SpokenVoice
from coach.adapters.wav import WavWriter, read_samples
from coach.practice.ports import Controls
from tests.tools.pulse import PulseServer, environment, missing_tools

QUESTION = "Halfway through, you learn that another team will deliver six weeks late. What do you do that day?"
PROMISE = 0.2
RUNS = 10


def main() -> int:
    """Measure and print; return 1 where the promise is not kept."""
    if missing := missing_tools():
        print("not measured, not installed:", ", ".join(missing))
        return 0
    with PulseServer() as server, environment(server.env()), tempfile.TemporaryDirectory() as folder:
        voice = SpokenVoice(Path(folder), Loudspeaker("", read_samples), read_samples=read_samples, open_wav=WavWriter)
        voice.render("The first child starts more than itself.", Controls())
        fresh = [first_news(voice, f"{QUESTION} {number}") for number in range(RUNS)]
        cached = [first_news(voice, f"{QUESTION} 0") for _ in range(RUNS)]
        show("until it is heard, never rendered before", fresh)
        show("until it is heard, from the cache", cached)
        took = measure(lambda: voice.render(QUESTION * 20, Controls()))
        with wave.open(str(voice.render(QUESTION * 20, Controls()))) as sound:
            seconds = sound.getnframes() / sound.getframerate()
        show(f"rendering {seconds:.0f} s of speech ({took / seconds:.4f} of real time)", [took])
        rendering = [stop_while_rendering(voice, number) for number in range(RUNS)]
        playing = [stop_while_playing(voice) for _ in range(RUNS)]
        show("stop while rendering", rendering)
        show("stop while playing", playing)
    kept = max(*rendering, *playing) <= PROMISE
    print("the promise of", PROMISE, "s is", "kept" if kept else "broken")
    return 0 if kept else 1


def measure(work: Callable[[], object]) -> float:
    """Return how many seconds something took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def first_news(voice: SpokenVoice, text: str) -> float:
    """Return how long it takes until the loudspeaker plays."""
    speaking = voice.say(text, Controls())

    def until_it_moves() -> None:
        while next(speaking).position == 0:
            pass

    took = measure(until_it_moves)
    speaking.close()
    return took


def stop_while_rendering(voice: SpokenVoice, number: int) -> float:
    """Return how long after stop the generator ends, while the child renders a long text."""
    controls = Controls()
    asked: list[float] = []

    def stop() -> None:
        asked.append(time.perf_counter())
        controls.stop.set()

    timer = threading.Timer(0.15 + 0.03 * number, stop)
    timer.start()
    list(voice.say(f"{number} {QUESTION * 200}", controls))
    ended = time.perf_counter()
    timer.join()
    return ended - asked[0]


def stop_while_playing(voice: SpokenVoice) -> float:
    """Return how long after stop the generator ends, while the loudspeaker plays."""
    controls = Controls()
    speaking = voice.say(QUESTION, controls)
    while next(speaking).position < 0.3:
        pass
    controls.stop.set()
    return measure(lambda: list(speaking))


def show(what: str, seconds: list[float]) -> None:
    """Print the middle and the worst of some times."""
    print(f"{what}: median {statistics.median(seconds):.3f} s, worst {max(seconds):.3f} s, of {len(seconds)}")


if __name__ == "__main__":
    raise SystemExit(main())
