"""Keep what a person says of a take: how it felt, notes, bookmarks, a name and a star."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal
from uuid import uuid4

from sqlalchemy import Connection, Table, delete, insert, update

from coach.adapters.database import tables as t
from coach.adapters.database.lists.search import index_attempt
from coach.adapters.database.seam.opened import OpenHistory
from coach.errors import HistoryError
from coach.messages import Message, msg
from coach.model import Attempt, Feeling
from coach.practice.history import sort_key, tidy


class SqlRemarks(OpenHistory):
    """Keep remarks on takes. Each call is one transaction; all raise HistoryError."""

    def feel(self, attempt_id: str, feeling: Feeling | Literal[""]) -> Attempt:
        """Keep how an answer felt; "" takes it back."""
        with self._writing() as connection:
            self._set(connection, attempt_id, feeling=feeling)
            return self._load(connection, attempt_id)

    def note(self, attempt_id: str, text: str, note_id: str = "") -> Attempt:
        """Keep a note, or another text for one that is there; an empty text takes it away."""
        text = tidy(text)
        with self._writing() as connection:
            self._check(connection, attempt_id)
            if not note_id:
                if text:
                    values = {"attempt_id": attempt_id, "written_at": datetime.now(UTC), "text": text}
                    connection.execute(insert(t.note).values(values | {"id": uuid4().hex}))
            elif text:
                _change(connection, t.note, attempt_id, note_id, _no_note(), text=text)
            else:
                _remove(connection, t.note, attempt_id, note_id, _no_note())
            return self._load(connection, attempt_id)

    def bookmark(self, attempt_id: str, at: float, label: str = "", bookmark_id: str = "") -> Attempt:
        """Mark a place (seconds), or change the place and label of a mark that is there."""
        values = {"at": float(at), "label": tidy(label)}
        with self._writing() as connection:
            self._check(connection, attempt_id)
            if bookmark_id:
                _change(connection, t.bookmark, attempt_id, bookmark_id, _no_bookmark(), **values)
            else:
                connection.execute(insert(t.bookmark).values(values | {"attempt_id": attempt_id, "id": uuid4().hex}))
            return self._load(connection, attempt_id)

    def unmark(self, attempt_id: str, bookmark_id: str) -> Attempt:
        """Take a bookmark away."""
        with self._writing() as connection:
            self._check(connection, attempt_id)
            _remove(connection, t.bookmark, attempt_id, bookmark_id, _no_bookmark())
            return self._load(connection, attempt_id)

    def rename(self, attempt_id: str, title: str) -> Attempt:
        """Give a take a name of its own, by which it is found too; "" gives it its question's again."""
        title = tidy(title)
        with self._writing() as connection:
            attempt = self._load(connection, attempt_id)
            asked = attempt.question.text if attempt.question else ""
            self._set(connection, attempt_id, title=title, sort_key=sort_key(title or asked))
            index_attempt(connection, attempt_id)
            return self._load(connection, attempt_id)

    def star(self, starred: bool, *attempt_ids: str) -> None:
        """Star takes, or take the star away: all of them, or none where one is unknown."""
        with self._writing() as connection:
            for attempt_id in attempt_ids:
                self._set(connection, attempt_id, starred=starred)


def _change(
    connection: Connection, table: Table, attempt_id: str, its_id: str, missing: HistoryError, **values: object
) -> None:
    mine = (table.c.attempt_id == attempt_id) & (table.c.id == its_id)
    if connection.execute(update(table).where(mine).values(values)).rowcount == 0:
        raise missing


def _remove(connection: Connection, table: Table, attempt_id: str, its_id: str, missing: HistoryError) -> None:
    mine = (table.c.attempt_id == attempt_id) & (table.c.id == its_id)
    if connection.execute(delete(table).where(mine)).rowcount == 0:
        raise missing


def _no_note() -> HistoryError:
    return _gone(msg("history.no_note"))


def _no_bookmark() -> HistoryError:
    return _gone(msg("history.no_bookmark"))


def _gone(message: Message) -> HistoryError:
    return HistoryError(message, msg("history.gone.advice"))
