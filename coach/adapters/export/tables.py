"""Takes and moments as tables for a spreadsheet (CSV)."""

from __future__ import annotations

import csv
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from pathlib import Path

from coach.adapters.export.clean import clean
from coach.analysis.analyse import MEASURES, MEASURES_ON_REQUEST
from coach.messages import Texts
from coach.model import Attempt
from coach.practice.ports import Controls

Cell = str | float | int | None

MEASURED = (*MEASURES, *MEASURES_ON_REQUEST)
TAKE_COLUMNS = (
    *("id", "question", "category", "started_at", "seconds", "state", "engine", "text"),
    *("title", "starred", "feeling", "story"),
    *MEASURED,
)
MOMENT_COLUMNS = ("take", "started_at", "question", "kind", "name", "start", "end", "text", "certainty", "why")

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet takes for a formula (OWASP, CSV Injection), in both widths."""
GUARD = "'"
"""What is put before such a cell, so that it is shown and never run."""


class TableWriter:
    """Write rows of takes into one table. It begins with a byte order mark: without, Excel takes UTF-8 for Latin-1."""

    def __init__(self, columns: Sequence[str], rows: Callable[[Attempt], Iterator[Sequence[Cell]]]) -> None:
        self._columns = columns
        self._rows = rows

    def __call__(self, takes: Iterable[Attempt], target: Path, controls: Controls) -> Generator[float, None, None]:
        """Write them; raise OSError."""
        with target.open("w", encoding="utf-8-sig", newline="") as file:
            table = csv.writer(file)
            table.writerow(self._columns)
            for done, attempt in enumerate(takes, 1):
                table.writerows([safe(cell) for cell in row] for row in self._rows(attempt))
                yield done


def takes_table() -> TableWriter:
    """Return what writes a row for each take."""
    return TableWriter(TAKE_COLUMNS, lambda attempt: iter([_take_row(attempt)]))


def moments_table(texts: Texts) -> TableWriter:
    """Return what writes a row for each moment."""
    return TableWriter(MOMENT_COLUMNS, lambda attempt: _moment_rows(attempt, texts))


def safe(cell: Cell) -> Cell:
    """Return a text that no spreadsheet runs; numbers stay numbers."""
    if not isinstance(cell, str):
        return cell
    shown = clean(cell)
    return GUARD + shown if shown.lstrip().startswith(FORMULAS) or shown.startswith(FORMULAS) else shown


def _take_row(attempt: Attempt) -> list[Cell]:
    question, review = attempt.question, attempt.review
    transcript = review.transcript if review is not None else None
    report = review.report if review is not None else None
    values = {one.name: one.value for one in report.measures} if report is not None else {}
    return [
        attempt.id,
        question.text if question is not None else "",
        question.category if question is not None else "",
        attempt.started_at.isoformat(),
        round(attempt.recording.seconds, 2) if attempt.recording is not None else 0.0,
        attempt.state,
        transcript.engine if transcript is not None else "",
        transcript.text if transcript is not None else "",
        attempt.title,
        int(attempt.starred),
        attempt.feeling,
        attempt.story.title if attempt.story is not None else "",
        *(values.get(name) for name in MEASURED),
    ]


def _moment_rows(attempt: Attempt, texts: Texts) -> Iterator[Sequence[Cell]]:
    review = attempt.review
    if review is None or review.report is None:
        return
    asked = attempt.question.text if attempt.question is not None else ""
    for one in review.report.moments:
        times = [None if at is None else round(at, 3) for at in (one.start, one.end)]
        place = (attempt.id, attempt.started_at.isoformat(), asked, one.kind, one.name)
        yield *place, *times, one.text, one.certainty, texts(one.why)
