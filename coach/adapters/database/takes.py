"""Every take, kept: the history of `coach.practice.history` on SQLite."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_or

from coach.adapters.database import corrections, orphans, reviews, rows
from coach.adapters.database import tables as t
from coach.adapters.database.engine import explained
from coach.adapters.database.lists.search import forget_attempts, index_attempt
from coach.adapters.database.seam.reading import SqlLists
from coach.adapters.database.seam.remarks import SqlRemarks
from coach.errors import HistoryError
from coach.messages import msg
from coach.model import Attempt, Correction, Question, Recording, Report, Story, Transcript
from coach.practice.history import whole


class SqlHistory(SqlLists, SqlRemarks):
    """Keep takes in a folder: rows in `history.db`, sound in `recordings/<year>/<id>.wav`.

    The database is opened by the first call. Any thread may call; each call is one transaction. All raise HistoryError.
    """

    def begin(
        self,
        question: Question | None,
        story: Story | None = None,
        session_id: str | None = None,
        started_at: datetime | None = None,
    ) -> Attempt:
        """Write a new take's row, lock it for the life of this process and name the sound file to record into.

        `started_at` is when it was spoken, where that is not now: a recording that is brought in.
        """
        started_at = (started_at or datetime.now(UTC)).astimezone(UTC)
        attempt_id = _new_id(started_at)
        name = f"recordings/{started_at:%Y}/{attempt_id}.wav"
        path = self._places.folder / name
        database = self._opened()
        # Locked first: there must be no moment at which the row is there and another process may adopt it.
        with explained():
            self._locks.take(attempt_id)
        try:
            with database.writing() as connection:
                _add(connection, attempt_id, started_at, question, story, session_id)
                empty = rows.recording_values(Recording(path, 0.0, 0))
                connection.execute(insert(t.recording).values(empty | {"attempt_id": attempt_id, "path": name}))
                path.parent.mkdir(mode=0o700, exist_ok=True)
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
                index_attempt(connection, attempt_id)
                return self._load(connection, attempt_id)
        except BaseException:
            with suppress(OSError):
                path.unlink(missing_ok=True)
            self._locks.release(attempt_id)
            raise

    def discard(self, attempt_id: str) -> None:
        """Forget a take whose microphone never sent a block, with its empty file; a finished one goes to the bin."""
        with self._writing() as connection:
            attempt = self._load(connection, attempt_id)
            if attempt.state != "recording":
                raise HistoryError(msg("history.finished"), msg("history.finished.advice"))
            orphans.forget(connection, attempt_id)
            _remove_sound(attempt)
        self._locks.release(attempt_id)

    def write(
        self, question: Question | None, text: str, story: Story | None = None, session_id: str | None = None
    ) -> Attempt:
        """Keep a typed answer: a take without a recording, its transcript in place of one."""
        started_at = datetime.now(UTC)
        attempt_id = _new_id(started_at)
        with self._writing() as connection:
            _add(connection, attempt_id, started_at, question, story, session_id)
            reviews.add_transcript(connection, attempt_id, Transcript(whole(text), ()))
            self._set(connection, attempt_id, state="transcribed")
            return self._load(connection, attempt_id)

    def recorded(self, attempt_id: str, recording: Recording) -> Attempt:
        """Note that the recording is finished and release the lock; one without a sample rate broke off: measure it."""
        if not recording.sample_rate:
            seconds, rate = self._orphans().seconds(recording.path)
            recording = replace(recording, seconds=seconds or recording.seconds, sample_rate=rate)
        with self._writing() as connection:
            self._load(connection, attempt_id)
            orphans.finish(connection, attempt_id, "recorded", recording)
            attempt = self._load(connection, attempt_id)
        self._locks.release(attempt_id)
        return attempt

    def transcribed(self, attempt_id: str, transcript: Transcript) -> Attempt:
        """Add a transcript as a new review without a report.

        Who has heard a take to its end knows that nobody records it any more: where its recording broke off and was
        never reported as finished, it is finished here.
        """
        with self._writing() as connection:
            attempt = self._load(connection, attempt_id)
            if attempt.state == "recording" and attempt.recording is not None:
                path = attempt.recording.path
                seconds, rate = self._orphans().seconds(path)
                orphans.finish(connection, attempt_id, "recorded", Recording(path, seconds, rate))
            reviews.add_transcript(connection, attempt_id, transcript)
            self._set(connection, attempt_id, state="transcribed")
            attempt = self._load(connection, attempt_id)
        self._locks.release(attempt_id)
        return attempt

    def reviewed(self, attempt_id: str, review_id: str, report: Report) -> Attempt:
        """Put the report on a review that has none, and keep its measures and moments for lists and trends."""
        with self._writing() as connection:
            self._load(connection, attempt_id)
            reviews.add_report(connection, attempt_id, review_id, report)
            self._set(connection, attempt_id, state="reviewed")
            return self._replayed(connection, attempt_id)

    def prefer(self, attempt_id: str, review_id: str) -> Attempt:
        """Let a review count from now on, as the newest one does by itself; lists and trends follow."""
        with self._writing() as connection:
            self._load(connection, attempt_id)
            state = reviews.prefer_transcript(connection, attempt_id, review_id)
            self._set(connection, attempt_id, state=state)
            return self._load(connection, attempt_id)

    def correct(self, attempt_id: str, correction: Correction) -> Attempt:
        """Keep a person's verdict, in the place of one on the same thing, and let reports, lists and trends say it."""
        with self._writing() as connection:
            corrections.add_correction(connection, self._load(connection, attempt_id), correction)
            return self._replayed(connection, attempt_id)

    def withdraw(self, attempt_id: str, correction_id: str) -> Attempt:
        """Take a verdict back; without any, each report is again as analysis made it."""
        with self._writing() as connection:
            corrections.remove_correction(connection, self._load(connection, attempt_id), correction_id)
            return self._replayed(connection, attempt_id)

    def adopt(self) -> Sequence[Attempt]:
        """Take over the takes that a dead process left, never one that a living process owns."""
        with explained():
            adopted = self._orphans().adopt()
        with self._reading() as connection:
            return [self._load(connection, attempt_id) for attempt_id in adopted]

    def attempt(self, attempt_id: str) -> Attempt:
        """Return one take with all that belongs to it; raise HistoryError where it is unknown."""
        with self._reading() as connection:
            return self._load(connection, attempt_id)

    def bin(self, *attempt_ids: str) -> None:
        """Put takes into the bin: all of them, or none where one is unknown."""
        self._put(attempt_ids, datetime.now(UTC))

    def restore(self, *attempt_ids: str) -> None:
        """Take them out of the bin: all of them, or none where one is unknown."""
        self._put(attempt_ids, None)

    def delete_binned(self) -> int:
        """Delete the takes in the bin for good, sound and all; return how many those were."""
        with self._writing() as connection:
            return self._delete(connection, t.attempt.c.binned_at.is_not(None))

    def snapshot(self, target: Path) -> None:
        """Write all that is kept but the sound into one file, whole or not at all."""
        self._opened().copy(target)

    def delete_everything(self) -> int:
        """Delete all takes for good but those that are being recorded, sound and all, and the stories and sessions."""
        with explained():
            # A sound file that no take knows would be taken in by the next start.
            self._orphans().adopt()
        with self._writing() as connection:
            deleted = self._delete(connection, t.attempt.c.state != "recording")
            for table, used in ((t.story, t.attempt.c.story_id), (t.session, t.attempt.c.session_id)):
                still = select(used).where(used.is_not(None))
                connection.execute(delete(table).where(table.c.id.not_in(still)))
        self._opened().shrink()
        return deleted

    def _delete(self, connection: Connection, which: ColumnElement[bool]) -> int:
        """Delete finished takes with their sound; one that is being recorded stays, even in the bin."""
        gone = which & (t.attempt.c.state != "recording")
        sounds = connection.execute(select(t.recording.c.path).join(t.attempt).where(gone)).scalars()
        # The sound goes first: were the program to end here, a file without a row would come back as a take.
        for name in sounds:
            (self._places.folder / name).unlink(missing_ok=True)
        forget_attempts(connection, select(t.attempt.c.number).where(gone))
        return connection.execute(delete(t.attempt).where(gone)).rowcount

    def _put(self, attempt_ids: Sequence[str], binned_at: datetime | None) -> None:
        with self._writing() as connection:
            for attempt_id in attempt_ids:
                self._set(connection, attempt_id, binned_at=binned_at)

    def _replayed(self, connection: Connection, attempt_id: str) -> Attempt:
        attempt = self._load(connection, attempt_id)
        return self._load(connection, attempt_id) if corrections.replay(connection, attempt) else attempt


def _new_id(started_at: datetime) -> str:
    return f"{started_at:{orphans.ID_TIME}}-{secrets.token_hex(3)}"


def _add(
    connection: Connection,
    attempt_id: str,
    started_at: datetime,
    question: Question | None,
    story: Story | None,
    session_id: str | None,
) -> None:
    """Write the row of a take, and before it what it refers to."""
    _know(connection, story, session_id, started_at)
    values = rows.attempt_values(attempt_id, started_at, question, story, session_id)
    connection.execute(insert(t.attempt).values(values))


def _know(connection: Connection, story: Story | None, session_id: str | None, now: datetime) -> None:
    """Write the story and the session of a take where they are not known yet, so that it can refer to them."""
    if story is not None:
        values = rows.story_values(story) | {"id": story.id, "made_at": now}
        connection.execute(insert_or(t.story).values(values).on_conflict_do_nothing())
    if session_id is not None:
        begun = {"id": session_id, "started_at": now, "mode": "quick", "plan": (), "done": 0}
        connection.execute(insert_or(t.session).values(begun).on_conflict_do_nothing())


def _remove_sound(attempt: Attempt) -> None:
    if attempt.recording is not None:
        attempt.recording.path.unlink(missing_ok=True)
