"""How long an answer of 400 words takes to judge, and three minutes of sound to search for pauses.

Run it with `python tests/benchmarks/content.py`.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from coach.adapters.lexicons import load_lexicons
from coach.analysis.analyse import Sound, analyse
from coach.model import Question
from tests.tools.sounds.speech import hush, room, spoken, typed, voice

STORY = (
    "Um, nurses complained that the night list was never up to date. So I decided to drop the weekly print and, you "
    "know, show one live list. The price was that the the ward clerk lost her overview for a month. After six weeks "
    "missed rounds had fallen from nine to two. I learned to stand in the corridor before I draw anything. "
)
WORDS = 400
RUNS = 20


def main() -> int:
    """Measure and print."""
    lexicons = load_lexicons(Path(__file__).resolve().parents[2] / "assets" / "lexicons")
    text = " ".join((STORY * 10).split()[:WORDS])
    question = Question("bench/story", "behavioural", "Tell me about a change.", key_terms=("night list", "index"))
    said = spoken(text)
    pieces = [hush(0.5)] + [voice(4.0), hush(0.8)] * 38
    sound = Sound(room(np.concatenate(pieces)), 16000)
    show(f"words alone ({WORDS}), typed", lambda: analyse(typed(text), None, question, None, lexicons))
    show(f"words alone ({WORDS}), with times", lambda: analyse(said, None, question, None, lexicons))
    show(f"words and {sound.seconds:.0f} s of sound", lambda: analyse(said, sound, question, None, lexicons))
    return 0


def show(what: str, work: Callable[[], object]) -> None:
    """Print the middle and the worst time of some runs, in milliseconds."""
    took = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        took.append(1000 * (time.perf_counter() - began))
    print(f"{what}: median {statistics.median(took):.1f} ms, worst {max(took):.1f} ms, of {RUNS}")


if __name__ == "__main__":
    raise SystemExit(main())
