"""Print how the history grows: opening, lists, search, trend, writing, size; for 100, 1,000 and 10,000 takes.

`python -m tests.benchmarks.history [takes ...]`; `fill` is also how tests and pictures get many takes quickly.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

# Run as a file, the program's own folder is on the path instead of the project's.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sqlalchemy import Table, insert

from coach.adapters.database import rows as r
from coach.adapters.database import tables as t
from coach.adapters.database.lists.search import index_all
from coach.adapters.database.lists.summary import summarise_all
from coach.adapters.database.takes import SqlHistory
from coach.adapters.wav import wav_seconds
from coach.messages import msg
from coach.model import ANCHORS, CATEGORIES, Finding, Measure, Moment, Question, Recording, Report, Transcript, Word
from coach.practice.history import Wanted

SIZES = (100, 1_000, 10_000)
REPEATS = 7
BATCH = 500
VOCABULARY = tuple(
    word
    for line in (
        "we decided team roadmap metric users because trade-off latency cache the and then so I asked problem",
        "outcome retention customer shipped quarter c++ API data risk it was slow cheaper would happened measured",
    )
    for word in line.split()
)
RARE = ("newsletter", "parking", "playlist", "timeout", "invoice")
MEASURES = (
    *("speech_rate", "articulation_rate", "filler_rate", "fillers_heard", "fillers_probable"),
    *("speaking_time", "pause_time", "longest_pause", "time_to_first_word", "repeats"),
)


def answer(chance: random.Random) -> Transcript:
    """Invent an answer of one to two minutes."""
    count, position, words = chance.randrange(120, 260), 0.4, []
    for _ in range(count):
        text = chance.choice(RARE) if chance.random() < 0.002 else chance.choice(VOCABULARY)
        length = chance.uniform(0.12, 0.5)
        words.append(Word(text, round(position, 2), round(position + length, 2), round(chance.uniform(0.4, 1), 3)))
        position += length + chance.choice((0.0, 0.05, 0.3))
    return Transcript.of_words(tuple(words), engine=chance.choice(("moonshine", "whisper")), model="tiny-en")


def judge(chance: random.Random, transcript: Transcript) -> Report:
    """Invent a report with 15 to 40 moments."""
    moments = []
    for word in sorted(chance.sample(transcript.words, chance.randrange(15, 40)), key=lambda word: word.start):
        kind = chance.choice(("filler", "pause", "anchor", "evidence"))
        why = msg("bench.why", at=word.start, text=word.text)
        name = {"filler": "um", "pause": "brief", "anchor": "decision", "evidence": "number"}[kind]
        moments.append(Moment(kind, name, word.start, word.end, word.text, "heard", why))  # type: ignore[arg-type]
    measures = [
        Measure(name, round(chance.uniform(1, 160), 1), "", msg("bench.words", n=3), "heard") for name in MEASURES
    ]
    anchors = [Finding(name, "found", 3.0, transcript.words[3].text) for name in ANCHORS]
    return Report(tuple(measures), tuple(moments), tuple(anchors), strength=msg("bench.strength"))


def takes(count: int, seed: int = 1) -> Iterator[tuple[str, datetime, Question, Transcript, Report]]:
    """Invent takes, two a day, the last one today."""
    chance = random.Random(seed)
    now = datetime(2026, 3, 9, 12, tzinfo=UTC)
    for number in range(count):
        category = CATEGORIES[number % len(CATEGORIES)]
        question = Question(f"core/{number % 60}", category, f"What would you do about case {number % 60}?")
        transcript = answer(chance)
        started_at = now - timedelta(hours=12 * (count - number))
        yield f"take-{number:06d}", started_at, question, transcript, judge(chance, transcript)


def fill(history: SqlHistory, count: int) -> None:
    """Write many reviewed takes, far quicker than one by one; they have no sound."""
    history.open()
    batch: dict[Table, list[r.Values]] = {}
    for done, take in enumerate(takes(count), 1):
        for table, values in rows_of(*take):
            batch.setdefault(table, []).extend(values)
        if done % BATCH == 0 or done == count:
            with history._writing() as connection:
                for table in t.metadata.sorted_tables:
                    if batch.get(table):
                        connection.execute(insert(table), batch[table])
            batch.clear()
    with history._writing() as connection:
        index_all(connection)
        summarise_all(connection)
        connection.exec_driver_sql("ANALYZE")


def rows_of(
    take: str, started_at: datetime, question: Question, transcript: Transcript, report: Report
) -> Iterator[tuple[Table, list[r.Values]]]:
    """Return all rows of a take, table by table."""
    yield t.attempt, [r.attempt_values(take, started_at, question, None, None) | {"state": "reviewed"}]
    sound = Recording(Path(), transcript.words[-1].end, 16000)
    path = f"recordings/{started_at:%Y}/{take}.wav"
    yield t.recording, [r.recording_values(sound) | {"attempt_id": take, "path": path}]
    which = {"id": f"t-{take}", "attempt_id": take, "place": 0, "newest": True, "made_at": started_at}
    yield t.transcript, [which | r.transcript_values(transcript)]
    yield t.word, r.word_rows(f"t-{take}", transcript.words)
    judged = {"transcript_id": f"t-{take}", "attempt_id": take, "newest": True, "made_at": started_at}
    yield t.report, [judged | {"version": 1, "strength": report.strength, "next_step": None}]
    yield from r.report_rows(f"t-{take}", report)


def milliseconds(call: Callable[[], object], repeats: int = REPEATS) -> float:
    """Return the median time of a call."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def take_one(history: SqlHistory) -> None:
    """Keep one take as the program does."""
    question, transcript, report = next(takes(1))[2:]
    attempt = history.begin(question)
    assert attempt.recording is not None
    history.recorded(attempt.id, Recording(attempt.recording.path, 60.0, 16000))
    attempt = history.transcribed(attempt.id, transcript)
    assert attempt.review is not None
    history.reviewed(attempt.id, attempt.review.id, report)


def open_and_close(folder: Path) -> None:
    """Open a history as a start of the program does."""
    history = SqlHistory(folder, wav_seconds)
    history.open()
    history.close()


def figures(folder: Path, count: int) -> dict[str, float]:
    """Measure one size."""
    history = SqlHistory(folder, wav_seconds)
    try:
        start = time.perf_counter()
        fill(history, count)
        filled = (time.perf_counter() - start) * 1000 / count
        found = {
            "open ms": milliseconds(lambda: open_and_close(folder)),
            "rows(50) ms": milliseconds(lambda: history.rows(limit=50)),
            "category(50) ms": milliseconds(lambda: history.rows(Wanted(category="metrics"), limit=50)),
            "search common ms": milliseconds(lambda: history.rows(Wanted(search="trade-off late"), limit=50)),
            "search rare ms": milliseconds(lambda: history.rows(Wanted(search="newslet"), limit=50)),
            "all rows ms": milliseconds(history.rows, 3),
            "trend ms": milliseconds(lambda: history.trend("filler_rate")),
            "practised ms": milliseconds(history.practised),
            "one take ms": milliseconds(lambda: history.attempt("take-000007")),
            "keep a take ms": milliseconds(lambda: take_one(history)),
            "adopt ms": milliseconds(history.adopt, 3),
            "bulk ms/take": filled,
        }
    finally:
        history.close()
    return found | {"MB": (folder / "history.db").stat().st_size / 1e6}


def main(sizes: list[int]) -> None:
    print(f"{'takes':>18}" + "".join(f"{size:>10,}" for size in sizes))
    columns = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            columns.append(figures(Path(folder), size))
    for name in columns[0]:
        print(f"{name:>18}" + "".join(f"{column[name]:>10.2f}" for column in columns))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
