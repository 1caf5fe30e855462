"""Believable takes for tests and pictures: invented answers, nobody recorded."""

from __future__ import annotations

import re
import wave
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.gui.theme import Theme, load_theme
from coach.messages import Message, Texts, load_texts, msg
from coach.model import (
    Attempt,
    AttemptState,
    Finding,
    Measure,
    Moment,
    Pausing,
    Question,
    Recording,
    Report,
    Review,
    TermUse,
    Transcript,
    Word,
)
from coach.practice.history import AttemptRow, TrendPoint
from coach.settings import find_resources

RATE = 16_000
NOON = datetime(2026, 3, 9, 12, 4, tzinfo=UTC)

QUESTION = Question(
    key="core/metrics-jump",
    category="metrics",
    text="A retention chart jumps overnight. How do you tell whether it is real?",
    parts=("What you check first", "What you rule out", "What you do about it"),
    aim_seconds=90,
    anchors=("problem", "decision", "tradeoff", "outcome"),
    structure=("north_star", "primary_kpi", "guardrails", "diagnosis", "validation"),
    key_terms=("cohort", "event tracking", "guardrail"),
)

SCRIPT = """
So [um] day seven retention jumped by nine points overnight and nobody had shipped anything that week . (1.4)
{problem The board wanted the number on a slide by Friday , and I did not believe it yet .} (0.6)
[Uh] first I split it by platform , and the web line was flat while Android had gone straight up . (2.1)
{decision So I decided to hold the number back until we could explain it ,} even though the launch post was
[um] already written . (0.4) We looked at the event tracking first , and [um] [uh] [um] the session event had
changed its timeout from thirty minutes to four hours . (1.1)
{tradeoff Holding it back meant the board was upset , and we lost the slot in the newsletter .} (0.5)
[You know] that was not a nice Thursday . (5.6) We replayed a week of raw events with the old timeout ,
and compared it with the cohort from the month before . (0.7)
{outcome In the end the real change was plus half a point , from forty one to forty one point five percent ,}
and the rest was [um] tracking . (1.2) {lesson Since then every definition change goes through a guardrail
dashboard first , and I ask what moved before I ask why .}
"""


@dataclass(frozen=True)
class Told:
    """What a script turned into."""

    words: tuple[Word, ...]
    moments: tuple[Moment, ...]
    seconds: float


def tell(script: str, start: float = 0.9) -> Told:
    """Turn a script into words and moments: [filler], {anchor sentence}, (seconds of pause)."""
    at = start
    words: list[Word] = []
    moments: list[Moment] = []
    anchor: tuple[str, int] | None = None
    for token in re.findall(r"\{\w+|\}|\([\d.]+\)|\[[^\]]+\]|[^\s{}\[\]()]+", script):
        if token.startswith("{"):
            anchor = (token[1:], len(words))
        elif token == "}" and anchor is not None:
            name, first = anchor
            span = words[first:]
            quote = " ".join(word.text for word in span)
            moments.append(
                Moment("anchor", name, span[0].start, span[-1].end, quote, "heard", msg("samples.anchor", name=name))
            )
            anchor = None
        elif token.startswith("("):
            length = float(token[1:-1])
            name = "brief" if length < 1 else "long" if length <= 5 else "long_think"
            moments.append(Moment("pause", name, at, at + length, "", "heard", msg("samples.pause", seconds=length)))
            at += length
        elif token in {".", ","}:
            words[-1] = Word(words[-1].text + token, words[-1].start, words[-1].end, words[-1].probability)
            at += 0.12
        else:
            said = token.strip("[]")
            begin = at
            for part in said.split():
                end = at + 0.13 + 0.035 * len(part)
                words.append(Word(part, round(at, 3), round(end, 3), 0.93))
                at = end + 0.05
            if token.startswith("["):
                name = said.lower()
                moments.append(Moment("filler", name, begin, at - 0.05, said, "heard", msg("samples.filler")))
                at += 0.15
    return Told(tuple(words), tuple(moments), at + 1.0)


def measures(words: int, seconds: float) -> tuple[Measure, ...]:
    """Make a full set of measures; the names are the program's own."""

    def one(name: str, value: float | None, unit: str, low: float | None = None, high: float | None = None) -> Measure:
        certainty = "unknown" if value is None else "probable" if name == "fillers_probable" else "heard"
        return Measure(name, value, unit, _in_words(name, value), certainty, low, high)  # type: ignore[arg-type]

    return (
        one("speech_rate", words / seconds * 60, "words/min", 110, 170),
        one("articulation_rate", 4.6, "syllables/s"),
        one("filler_rate", 5.4, "per 100 words"),
        one("fillers_heard", 9, "count"),
        one("fillers_probable", 2, "count"),
        one("speaking_time", seconds - 13.6, "s"),
        one("pause_time", 13.6, "s"),
        one("longest_pause", 5.6, "s"),
        one("time_to_first_word", 0.9, "s"),
        one("repeats", None, "count"),
    )


def _in_words(name: str, value: float | None) -> Message:
    return msg("samples.measure", name=name, value=value)


def report(told: Told) -> Report:
    """Judge a told script the way a real report would."""
    found = {moment.name: moment for moment in told.moments if moment.kind == "anchor"}
    names = ("problem", "decision", "tradeoff", "outcome", "lesson")
    findings = tuple(
        Finding(name, "found", found[name].start, found[name].text) if name in found else Finding(name, "missing")
        for name in names
    )
    last = told.words[-1].end
    extra = (
        Moment("filler", "um", 21.4, 21.7, "", "probable", msg("samples.filler")),
        Moment("filler", "uh", min(47.2, last), min(47.5, last), "", "probable", msg("samples.filler")),
        Moment("evidence", "change", 40.0, 43.0, "plus half a point", "heard", msg("samples.evidence")),
    )
    moments = tuple(sorted((*told.moments, *extra), key=lambda moment: moment.start or 0.0))
    return Report(
        measures=measures(len(told.words), told.seconds),
        moments=moments,
        anchors=findings,
        structure=(
            Finding("north_star", "found", 1.2, "day seven retention"),
            Finding("primary_kpi", "weak", 3.0, "retention jumped by nine points"),
            Finding("guardrails", "found", told.seconds - 8, "guardrail dashboard"),
            Finding("diagnosis", "found", 14.0, "first I split it by platform"),
            Finding("validation", "missing"),
        ),
        key_terms=(TermUse("cohort", "used", 44.0), TermUse("event tracking", "explained", 25.0)),
        strength=msg("samples.strength"),
        next_step=msg("samples.next"),
    )


def reviewed(path: Path = Path("missing.wav"), number: int = 1, script: str = SCRIPT) -> Attempt:
    """Make a take with a transcript and a report."""
    told = tell(script)
    transcript = Transcript.of_words(told.words, engine="moonshine", model="tiny-en")
    review = Review(f"review-{number}", NOON + timedelta(minutes=2), transcript, report(told))
    return Attempt(
        id=f"take-{number}",
        started_at=NOON,
        state="reviewed",
        question=QUESTION,
        recording=Recording(path, told.seconds, RATE, (Pausing(23.0, 4.0),)),
        reviews=(review,),
    )


def unreviewed(path: Path = Path("missing.wav"), state: AttemptState = "recovered") -> Attempt:
    """Make a take that has sound and nothing else yet."""
    return Attempt("take-9", NOON, state, QUESTION, recording=Recording(path, 74.0, RATE))


def sound_of(words: Sequence[Word], seconds: float, seed: int = 7) -> NDArray[np.float32]:
    """Make a sound whose loudness follows the words: noise under syllable-shaped bumps."""
    rng = np.random.default_rng(seed)
    time = np.arange(int(seconds * RATE)) / RATE
    loud = np.full(len(time), 0.008)
    for word in words:
        first, last = int(word.start * RATE), int(word.end * RATE)
        bump = np.sin(np.linspace(0, np.pi, max(last - first, 1))) ** 0.6
        loud[first:last] += bump[: len(loud[first:last])] * rng.uniform(0.18, 0.62)
    noise = rng.normal(0, 0.4, len(time))
    return np.clip(loud * noise, -1, 1).astype(np.float32)


QUESTIONS = (
    ("metrics", QUESTION.text),
    ("behavioural", "Tell me about a time you changed your mind because of what an engineer said."),
    ("architecture", "Would you build or buy the notification service, and what would make you switch later?"),
    ("strategy", "Where should your product go next, and for whom is that not?"),
    ("research", "What surprised you most in the last five conversations with customers?"),
    ("roadmap", "Two teams want the same sprint. How do you decide, and how do you tell the one that waits?"),
    ("design", "Pick a product you use every day. What is the first friction you would remove?"),
    ("competitive", "Which competitor is best for a segment that you also want, and why do they win it?"),
)


def rows(count: int = 12) -> tuple[AttemptRow, ...]:
    """Make a history, newest first, all kinds of states in it."""
    told = tell(SCRIPT)
    states: tuple[AttemptState, ...] = ("reviewed", "reviewed", "recovered", "reviewed", "recorded", "reviewed")
    made = []
    for number in range(count):
        category, question = QUESTIONS[number % len(QUESTIONS)]
        state = states[number % len(states)]
        whole = state == "reviewed"
        share = 0.55 + 0.09 * (number % 6)
        moments = tuple(m for m in told.moments if (m.end or 0) < told.seconds * share) if whole else ()
        made.append(
            AttemptRow(
                id=f"take-{number}",
                started_at=NOON - timedelta(hours=9 * number),
                state=state,
                question_key=f"core/{category}-{number % 3}",
                question=question,
                category=category,
                seconds=round(told.seconds * share, 1),
                engine="moonshine" if whole else "",
                text=" ".join(word.text for word in told.words) if whole else "",
                moments=moments,
            )
        )
    return tuple(made)


def trend_points(count: int = 14, seed: int = 3) -> tuple[TrendPoint, ...]:
    """Make a measure that settles over some weeks, oldest first."""
    rng = np.random.default_rng(seed)
    days = np.sort(rng.uniform(0, 3.2 * count, count))
    values = 172 - 30 * (1 - np.exp(-np.arange(count) / 5)) + rng.normal(0, 6, count)
    return tuple(
        TrendPoint(f"take-{number}", NOON + timedelta(days=float(days[number])), round(float(values[number]), 1))
        for number in range(count)
    )


def attempts(count: int = 6, folder: Path = Path()) -> tuple[Attempt, ...]:
    """Make whole takes, newest first; every third has no review yet."""
    made = []
    for number in range(count):
        category, question = QUESTIONS[number % len(QUESTIONS)]
        asked = Question(f"core/{category}-{number}", category, question)  # type: ignore[arg-type]
        whole = reviewed(folder / f"{number}.wav", number)
        when = NOON - timedelta(hours=9 * number)
        if number % 3 == 2:
            whole = unreviewed(folder / f"{number}.wav")
        made.append(replace(whole, id=f"take-{number}", started_at=when, question=asked))
    return tuple(made)


def write_wav(path: Path, samples: NDArray[np.float32]) -> Path:
    """Write a sound as 16-bit WAV."""
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 2, RATE, 0, "NONE", ""))
        sound.writeframes((samples * 32767).astype("<i2").tobytes())
    return path


def texts() -> Texts:
    """Load the program's own English."""
    return load_texts(find_resources() / "assets" / "messages")


def theme(name: str = "light", percent: int = 100) -> Theme:
    """Load one of the program's own themes."""
    return load_theme(find_resources() / "assets" / "themes", name, percent)
