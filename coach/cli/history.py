"""`coach history`: the takes, as a list."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import Any

from coach.cli import OK
from coach.cli.output import complain, show
from coach.messages import msg
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


def _row_object(row: AttemptRow) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in COLUMNS}
    values["started_at"] = row.started_at.isoformat()
    values["seconds"] = round(row.seconds, 2)
    return values


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
