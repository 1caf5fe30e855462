"""Print how the history grows: opening, lists, searches, charts, writing, memory; for 100, 1,000 and 10,000 takes.

`python -m tests.benchmarks.history [takes ...]`; `fill` is also how tests get many takes quickly. The last line is one
JSON object with the figures of the most takes.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
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
from coach.model import Recording
from coach.practice.history import ORDERS, Wanted, sort_key
from tests.fakes.takes.invented import NOW, STORIES, Invented, invent

SIZES = (100, 1_000, 10_000)
PAGE = 100
REPEATS = 7
BATCH = 500
FILTERS = {
    "category": Wanted(category="metrics"),
    "question": Wanted(question="core/7"),
    "story": Wanted(story=STORIES[3].id),
    "engine": Wanted(engine="whisper"),
    "a month": Wanted(since=NOW - timedelta(days=60), until=NOW - timedelta(days=30)),
    "starred": Wanted(starred=True),
    "bin": Wanted(binned=True),
    "all of them": Wanted("slow", "metrics", "", "story-3", "whisper", NOW - timedelta(days=999), NOW, order="longest"),
}
SEARCHES = {"common": "trade-off late", "rare": "newslet", "one letter": "t", "three words": "decided team me"}


def fill(history: SqlHistory, count: int) -> None:
    """Write many reviewed takes, far quicker than one by one; they have no sound."""
    history.open()
    with history._writing() as connection:
        stories = [r.story_values(story) | {"id": story.id, "made_at": NOW} for story in STORIES]
        connection.execute(insert(t.story), stories)
    batch: dict[Table, list[r.Values]] = {}
    for done, take in enumerate(invent(count), 1):
        for table, values in rows_of(take):
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


def rows_of(take: Invented) -> Iterator[tuple[Table, list[r.Values]]]:
    """Return all rows of a take, table by table."""
    remarks = {"state": "reviewed", "title": take.title, "starred": take.starred, "feeling": take.feeling}
    remarks["sort_key"] = sort_key(take.title or take.question.text)
    yield t.attempt, [r.attempt_values(take.id, take.started_at, take.question, take.story, None) | remarks]
    sound = Recording(Path(), take.transcript.words[-1].end, 16000)
    path = f"recordings/{take.started_at:%Y}/{take.id}.wav"
    yield t.recording, [r.recording_values(sound) | {"attempt_id": take.id, "path": path}]
    which = {"id": f"t-{take.id}", "attempt_id": take.id, "place": 0, "newest": True, "made_at": take.started_at}
    yield t.transcript, [which | r.transcript_values(take.transcript)]
    yield t.word, r.word_rows(f"t-{take.id}", take.transcript.words)
    judged = {"transcript_id": f"t-{take.id}", "attempt_id": take.id, "newest": True, "made_at": take.started_at}
    yield t.report, [judged | {"version": 1, "strength": take.report.strength, "next_step": None}]
    yield from r.report_rows(f"t-{take.id}", take.report)


def milliseconds(call: Callable[[], object], repeats: int = REPEATS) -> float:
    """Return the median time of a call."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def keep_some(history: SqlHistory) -> tuple[float, float]:
    """Keep takes as the program does; return the median milliseconds of adding one and of reviewing one."""
    added, reviewed = [], []
    for take in invent(REPEATS * 3, seed=2):
        start = time.perf_counter()
        attempt = history.begin(take.question, take.story)
        assert attempt.recording is not None
        history.recorded(attempt.id, Recording(attempt.recording.path, 60.0, 16000))
        attempt = history.transcribed(attempt.id, take.transcript)
        middle = time.perf_counter()
        assert attempt.review is not None
        history.reviewed(attempt.id, attempt.review.id, take.report)
        added.append(middle - start)
        reviewed.append(time.perf_counter() - middle)
    return statistics.median(added) * 1000, statistics.median(reviewed) * 1000


def open_and_close(folder: Path) -> None:
    """Open a history as a start of the program does."""
    history = SqlHistory(folder, wav_seconds)
    history.open()
    history.close()


def lists(history: SqlHistory) -> dict[str, float]:
    """Measure what the history page asks for."""
    found = {
        "first page ms": milliseconds(lambda: history.rows(limit=PAGE)),
        "count ms": milliseconds(history.count),
        "choices ms": milliseconds(history.choices),
    }
    found["page opens ms"] = sum(found.values())
    for order in ORDERS[1:]:
        found[f"by {order} ms"] = milliseconds(lambda order=order: history.rows(Wanted(order=order), limit=PAGE))  # type: ignore[misc]
    wanted = {f"filter {name} ms": wanted for name, wanted in FILTERS.items()}
    wanted |= {f"search {name} ms": Wanted(search=text) for name, text in SEARCHES.items()}
    wanted |= {"search by length ms": Wanted(search="t", order="longest")}
    for name, one in wanted.items():
        found[name] = milliseconds(lambda one=one: (history.rows(one, limit=PAGE), history.count(one)))  # type: ignore[misc]
    return found | {"all rows ms": milliseconds(history.rows, 3)}


def charts(history: SqlHistory) -> dict[str, float]:
    """Measure what charts and reviews ask for."""
    calls: dict[str, Callable[[], object]] = {
        "trend": lambda: history.trend("filler_rate"),
        "practised": history.practised,
        "balance": history.balance,
        "anchors": history.anchors_covered,
        "stories": history.stories_told,
        "days": history.days,
        "one take": lambda: history.attempt("take-000007"),
    }
    return {f"{name} ms": milliseconds(call) for name, call in calls.items()}


def figures(folder: Path, count: int) -> dict[str, float]:
    """Measure one size."""
    history = SqlHistory(folder, wav_seconds)
    try:
        start = time.perf_counter()
        fill(history, count)
        filled = (time.perf_counter() - start) * 1000 / count
        found = {"open ms": milliseconds(lambda: open_and_close(folder)), **lists(history), **charts(history)}
        found["add ms"], found["review ms"] = keep_some(history)
        everything = [row.id for row in history.rows()]
        found["bin ms/take"] = milliseconds(lambda: history.bin(*everything), 1) / len(everything)
        found["restore ms/take"] = milliseconds(lambda: history.restore(*everything), 1) / len(everything)
        found["snapshot ms"] = milliseconds(lambda: history.snapshot(folder / "copy.db"), 1)
        found["adopt ms"] = milliseconds(history.adopt, 3)
    finally:
        history.close()
    call = [sys.executable, __file__, "memory", str(folder)]
    grown = float(subprocess.run(call, check=True, capture_output=True, text=True).stdout)
    return found | {"bulk ms/take": filled, "MB of memory": grown, "MB": (folder / "history.db").stat().st_size / 1e6}


def memory(folder: Path) -> float:
    """Return by how many MB a process grows that opens a history, lists it, searches it and draws its charts."""

    def resident() -> float:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024

    before = resident()
    history = SqlHistory(folder, wav_seconds)
    shown: list[object] = [history.rows(limit=PAGE), history.count(), history.choices()]
    shown += [history.rows(Wanted(search=text), limit=PAGE) for text in SEARCHES.values()]
    shown += [history.trend("filler_rate"), history.anchors_covered(), history.stories_told(), history.days()]
    grown = resident() - before
    history.close()
    return grown


def main(sizes: list[int]) -> None:
    print(f"{'takes':>22}" + "".join(f"{size:>10,}" for size in sizes))
    columns = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            columns.append(figures(Path(folder), size))
    for name in columns[0]:
        print(f"{name:>22}" + "".join(f"{column[name]:>10.2f}" for column in columns))
    print(json.dumps({"takes": sizes[-1]} | {name: round(value, 2) for name, value in columns[-1].items()}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["memory"]:
        print(memory(Path(sys.argv[2])))
    else:
        main([int(size) for size in sys.argv[1:]] or list(SIZES))
