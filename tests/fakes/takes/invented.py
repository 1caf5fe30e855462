"""Invent believable takes, as many as are wanted, for benchmarks, pictures and tests of long lists."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Literal

from coach.messages import msg
from coach.model import (
    ANCHORS,
    CATEGORIES,
    FEELINGS,
    Feeling,
    Finding,
    FoundState,
    Measure,
    Moment,
    MomentKind,
    Question,
    Report,
    Story,
    Transcript,
    Word,
)

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
COMMON = tuple(
    word
    for line in (
        "we decided team roadmap metric users because trade-off latency cache the and then so I asked problem",
        "outcome retention customer shipped quarter c++ API data risk it was slow cheaper would happened measured",
    )
    for word in line.split()
)
SELDOM = tuple("".join(parts) for parts in product("bdfglmnprst", ("a", "e", "i", "o"), "lmnrst", ("a", "er", "ing")))
"""Words of which each take has some: 792 that nobody says, so that a search has beginnings to tell apart."""
RARE = ("newsletter", "parking", "playlist", "timeout", "invoice")
MEASURES = (
    *("speech_rate", "articulation_rate", "filler_rate", "fillers_heard", "fillers_probable"),
    *("speaking_time", "pause_time", "longest_pause", "time_to_first_word", "repeats"),
)
STORIES = tuple(Story(f"story-{number}", f"The case of {number}", {"problem": "it was slow"}) for number in range(20))
_STATES: tuple[FoundState, ...] = ("found", "found", "weak", "missing")
_MOMENTS: tuple[tuple[MomentKind, str], ...] = (
    ("filler", "um"),
    ("pause", "brief"),
    ("anchor", "decision"),
    ("evidence", "number"),
)


@dataclass(frozen=True, slots=True)
class Invented:
    """Hold what a take is made of; nothing of it has sound."""

    id: str
    started_at: datetime
    question: Question
    transcript: Transcript
    report: Report
    story: Story | None
    title: str
    starred: bool
    feeling: Feeling | Literal[""]


def invent(count: int, seed: int = 1) -> Iterator[Invented]:
    """Invent takes, two a day, the last one today."""
    chance = random.Random(seed)
    for number in range(count):
        asked = chance.randrange(120)
        category = CATEGORIES[asked % len(CATEGORIES)]
        transcript = _answer(chance)
        yield Invented(
            f"take-{number:06d}",
            NOW - timedelta(hours=12 * (count - number)),
            Question(f"core/{asked}", category, f"What would you do about case {asked}, and why?"),
            transcript,
            _judge(chance, transcript),
            chance.choice(STORIES) if chance.random() < 0.3 else None,
            f"Rehearsal {chance.randrange(50)}" if chance.random() < 0.1 else "",
            chance.random() < 0.05,
            chance.choice((*FEELINGS, "")),
        )


def _answer(chance: random.Random) -> Transcript:
    """Invent an answer of one to two minutes."""
    count, position, words = chance.randrange(120, 260), 0.4, []
    for _ in range(count):
        kind = chance.random()
        text = chance.choice(RARE if kind < 0.002 else SELDOM if kind < 0.3 else COMMON)
        length = chance.uniform(0.12, 0.5)
        words.append(Word(text, round(position, 2), round(position + length, 2), round(chance.uniform(0.4, 1), 3)))
        position += length + chance.choice((0.0, 0.05, 0.3))
    return Transcript.of_words(tuple(words), engine=chance.choice(("moonshine", "whisper")), model="tiny-en")


def _judge(chance: random.Random, transcript: Transcript) -> Report:
    """Invent a report with 15 to 40 moments."""
    moments = []
    for word in sorted(chance.sample(transcript.words, chance.randrange(15, 40)), key=lambda word: word.start):
        kind, name = chance.choice(_MOMENTS)
        why = msg("bench.why", at=word.start, text=word.text)
        moments.append(Moment(kind, name, word.start, word.end, word.text, "heard", why))
    measures = [
        Measure(name, round(chance.uniform(1, 160), 1), "", msg("bench.words", n=3), "heard") for name in MEASURES
    ]
    anchors = [Finding(name, chance.choice(_STATES), 3.0, transcript.words[3].text) for name in ANCHORS]
    return Report(tuple(measures), tuple(moments), tuple(anchors), strength=msg("bench.strength"))
