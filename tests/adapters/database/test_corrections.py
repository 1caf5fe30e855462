"""What analysis made is kept once a correction changed it, and only then; lists read nothing more than before."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from coach.adapters.database import tables as t
from coach.adapters.database.takes import SqlHistory
from coach.model import Correction, Frames, Report
from coach.practice.history import Wanted
from tests.practice.promises.corrections import CHOSEN, MADE, UM, WITH_CANDIDATES, reviewed, shown, verdict
from tests.practice.promises.history import kept, said


def as_made(history: SqlHistory) -> list[Report | None]:
    with history._reading() as connection:
        return list(connection.execute(select(t.report.c.as_made)).scalars())


def test_the_report_as_made_is_kept_while_a_correction_changes_it(history: SqlHistory) -> None:
    attempt = reviewed(history)
    assert as_made(history) == [None]

    history.correct(attempt.id, verdict(UM))
    assert as_made(history) == [MADE]

    history.withdraw(attempt.id, "fix-1")
    assert as_made(history) == [None]


def test_what_a_report_was_chosen_from_is_kept_once(history: SqlHistory) -> None:
    attempt = reviewed(history, WITH_CANDIDATES)
    assert shown(attempt) == WITH_CANDIDATES

    history.correct(attempt.id, CHOSEN)
    assert as_made(history) == [replace(WITH_CANDIDATES, candidates=())]
    assert shown(history.attempt(attempt.id)).candidates == WITH_CANDIDATES.candidates

    assert shown(history.withdraw(attempt.id, CHOSEN.id)) == WITH_CANDIDATES


def test_a_correction_that_changes_nothing_writes_no_report(history: SqlHistory) -> None:
    attempt = reviewed(history)

    attempt = history.correct(attempt.id, Correction("fix-1", "filler", "like", "dismissed", 90.0, 90.3, "like"))

    assert len(attempt.corrections) == 1
    assert shown(attempt) == MADE
    assert as_made(history) == [None]


def test_a_report_that_comes_later_keeps_what_analysis_made(history: SqlHistory) -> None:
    attempt = reviewed(history)
    history.correct(attempt.id, verdict(UM))
    attempt = history.transcribed(attempt.id, said("um it was"))
    assert attempt.review is not None

    attempt = history.reviewed(attempt.id, attempt.review.id, MADE)

    assert shown(attempt) != MADE
    assert as_made(history) == [MADE, MADE]


def test_the_same_verdict_twice_is_one(history: SqlHistory) -> None:
    attempt = reviewed(history)
    history.correct(attempt.id, verdict(UM))

    assert history.correct(attempt.id, verdict(UM)).corrections == (verdict(UM),)


def test_lists_leave_the_frames_where_they_are(history: SqlHistory) -> None:
    noted = replace(said("it was slow"), frames=Frames(0.024, b"\x00" * 9, b"\xff" * 9))
    history.transcribed(kept(history).id, noted)
    read: list[str] = []
    with history._reading() as connection:
        connection.connection.driver_connection.set_trace_callback(read.append)  # type: ignore[union-attr]
    history.rows(Wanted(search="slow"))
    history.trend("speech_rate")
    with history._reading() as connection:
        connection.connection.driver_connection.set_trace_callback(None)  # type: ignore[union-attr]

    assert any("FROM attempt" in statement for statement in read)
    assert not any("frames" in statement or "as_made" in statement for statement in read)
