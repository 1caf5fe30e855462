"""`coach history` and `coach export`: the takes, as a list or as files."""

from __future__ import annotations

import csv
import io
import json
from argparse import Namespace
from pathlib import Path
from typing import Any

from coach.cli import OK
from coach.cli.output import complain, show
from coach.errors import FileError
from coach.messages import msg
from coach.model import Attempt
from coach.practice.history import AttemptRow, Wanted
from coach.wiring import Parts

COLUMNS = ("id", "question", "category", "started_at", "seconds", "state", "engine", "text")


def open_history(parts: Parts) -> None:
    """Open the history, say what was wrong with it, and adopt the takes that a dead process left."""
    problem = parts.history.open()
    if problem is not None:
        complain(problem, parts.texts)
    parts.history.adopt()


def history(args: Namespace, parts: Parts) -> int:
    """List the takes, newest first, after adopting those that a dead process left."""
    open_history(parts)
    rows = parts.history.rows(Wanted(search=args.search))
    if args.json:
        show(json.dumps([_row_object(row) for row in rows], ensure_ascii=False, indent=2))
        return OK
    if not rows:
        show(parts.texts(msg("cli.history.empty")))
    for row in rows:
        when = row.started_at.astimezone().strftime("%Y-%m-%d %H:%M")
        asked = row.question or parts.texts(msg("cli.history.no_question"))
        show(f"{row.id}  {when}  {_clock(row.seconds):>6}  {row.state:<11}  {asked}")
    return OK


def export(args: Namespace, parts: Parts) -> int:
    """Write takes as files into a folder: one Markdown report each, or one JSON or CSV file for all."""
    folder = Path(args.to)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written = _export(args, parts, folder)
    except OSError as error:
        raise FileError(
            msg("errors.export", folder=str(folder)), folder, msg("errors.export.advice"), detail=type(error).__name__
        ) from None
    for path in written:
        show(str(path))
    if not written:
        show(parts.texts(msg("cli.history.empty")))
    return OK


def _export(args: Namespace, parts: Parts, folder: Path) -> list[Path]:
    rows = [row for row in parts.history.rows() if not args.ids or row.id in args.ids]
    for unknown in set(args.ids) - {row.id for row in rows}:
        parts.history.attempt(unknown)
    if not rows:
        return []
    if args.format == "csv":
        path = folder / "takes.csv"
        path.write_text(_as_csv(rows), encoding="utf-8", newline="")
        return [path]
    if args.format == "json":
        path = folder / "takes.json"
        objects = [_attempt_object(parts.history.attempt(row.id), row, parts) for row in rows]
        path.write_text(json.dumps(objects, ensure_ascii=False, indent=2), encoding="utf-8")
        return [path]
    from coach.adapters.report import write_report

    written = []
    for row in rows:
        attempt = parts.history.attempt(row.id)
        review = attempt.review
        if review is None or review.report is None:
            continue
        path = folder / f"{row.started_at:%Y-%m-%d}-{row.id[:8]}.md"
        written.append(
            write_report(
                path,
                attempt.question,
                review.transcript,
                review.report,
                parts.texts,
                started_at=row.started_at,
                seconds=row.seconds,
            )
        )
    return written


def _row_object(row: AttemptRow) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in COLUMNS}
    values["started_at"] = row.started_at.isoformat()
    values["seconds"] = round(row.seconds, 2)
    return values


def _attempt_object(attempt: Attempt, row: AttemptRow, parts: Parts) -> dict[str, Any]:
    from coach.adapters.report import analysis_object

    review = attempt.review
    made = None
    if review is not None and review.report is not None and attempt.recording is not None:
        name, seconds = attempt.recording.path.name, attempt.recording.seconds
        question = attempt.question
        category = question.category if question is not None else None
        made = analysis_object(name, seconds, review.transcript, review.report, question, category, parts.texts)
    return _row_object(row) | {"review": made}


def _as_csv(rows: list[AttemptRow]) -> str:
    target = io.StringIO()
    writer = csv.DictWriter(target, COLUMNS)
    writer.writeheader()
    writer.writerows(_row_object(row) for row in rows)
    return target.getvalue()


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
