"""Write what a person corrected, and let the reports say it.

The parts of a report hold what shows, so that lists and trends need to know nothing of corrections; what analysis made
is kept beside them, and the corrections are played over that each time.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select

from coach.adapters.database import tables as t
from coach.adapters.database.reviews import rewrite_report
from coach.errors import HistoryError
from coach.messages import msg
from coach.model import Attempt, Correction, Report, Review


def add_correction(connection: Connection, attempt: Attempt, new: Correction) -> None:
    """Write a verdict in the place of one on the same thing; `replay` makes the reports say it."""
    # What plays verdicts over a report needs NumPy, which a list of takes does without.
    from coach.analysis.corrections import settle

    reviews = [review for review in attempt.reviews if review.report is not None]
    seen = _as_made(connection, reviews[-1]) if reviews else Report((), (), ())
    hold = settle(attempt.corrections, new, seen)
    for old in attempt.corrections:
        if old not in hold:
            _delete(connection, old.id)
    if new in hold and new not in attempt.corrections:
        values = {name: getattr(new, name) for name in ("id", "kind", "name", "verdict", "start", "end", "quote")}
        values |= {"attempt_id": attempt.id, "made_at": datetime.now(UTC)}
        connection.execute(insert(t.correction).values(values))


def remove_correction(connection: Connection, attempt: Attempt, correction_id: str) -> None:
    """Take a verdict back; raise HistoryError where there is no such one. `replay` makes the reports say it."""
    if all(one.id != correction_id for one in attempt.corrections):
        raise HistoryError(msg("history.no_correction"), msg("history.no_correction.advice"))
    _delete(connection, correction_id)


def replay(connection: Connection, attempt: Attempt) -> bool:
    """Play the corrections of a take over each of its reports; return whether any says something else now."""
    from coach.analysis.corrections import corrected

    changed = False
    for review in attempt.reviews:
        if review.report is None:
            continue
        made = _as_made(connection, review)
        shown = corrected(made, attempt.corrections, review.transcript, attempt.question)
        if shown != review.report:
            rewrite_report(connection, review.id, shown, made if shown != made else None)
            changed = True
    return changed


def _as_made(connection: Connection, review: Review) -> Report:
    """Return the report of a review as analysis made it."""
    query = select(t.report.c.as_made).where(t.report.c.transcript_id == review.id)
    kept: Report | None = connection.execute(query).scalar()
    assert review.report is not None
    return replace(kept, candidates=review.report.candidates) if kept is not None else review.report


def _delete(connection: Connection, correction_id: str) -> None:
    connection.execute(delete(t.correction).where(t.correction.c.id == correction_id))
