"""Find takes by what was said, asked or named, and show where.

The index is kept by hand and not by triggers: a migration that rebuilds a table would drop them silently.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Integer, Select, column, delete, literal_column, select, table

from coach.practice.history import Spans, whole

_WHAT = (
    "SELECT attempt.number, coalesce(transcript.text, ''), attempt.question_text, attempt.title FROM attempt "
    "LEFT JOIN transcript ON transcript.attempt_id = attempt.id AND transcript.newest = 1"
)
_WRITE = "INSERT INTO search (rowid, text, question, title) VALUES (?, ?, ?, ?)"
_MARK = (
    "SELECT rowid, highlight(search, 0, ?, ?) FROM search WHERE search MATCH ? "
    "AND rowid BETWEEN ? AND ? AND +rowid IN (SELECT value FROM json_each(?))"
)


def index_attempt(connection: Connection, attempt_id: str) -> None:
    """Write what one take can be found by, from its newest transcript, question and title."""
    forget_attempt(connection, attempt_id)
    _write(connection, connection.exec_driver_sql(f"{_WHAT} WHERE attempt.id = ?", (attempt_id,)).all())


def forget_attempt(connection: Connection, attempt_id: str) -> None:
    """Take one take out of the search, before its row goes."""
    connection.exec_driver_sql(
        "DELETE FROM search WHERE rowid = (SELECT number FROM attempt WHERE id = ?)", (attempt_id,)
    )


def forget_attempts(connection: Connection, numbers: Select[int]) -> None:
    """Take many takes out of the search, before their rows go."""
    connection.execute(delete(table("search")).where(literal_column("rowid", Integer).in_(numbers)))


def index_all(connection: Connection) -> None:
    """Write the whole search anew."""
    connection.exec_driver_sql("DELETE FROM search")
    _write(connection, connection.exec_driver_sql(_WHAT).all())


def _write(connection: Connection, found: Iterable[Sequence[Any]]) -> None:
    # SQLite's own highlight() ends at a NUL; a space in its place keeps every other character where it is.
    rows = [(row[0], *(text.replace("\0", " ") for text in row[1:])) for row in found]
    if rows:
        connection.exec_driver_sql(_WRITE, rows)


def found(wanted: str) -> Select[int]:
    """Select the numbers of the takes that hold every word of a query."""
    match = column("search").op("MATCH")(match_expression(wanted))
    return select(literal_column("rowid", Integer)).select_from(table("search")).where(match)


def match_expression(wanted: str) -> str:
    """Turn what a person typed into an FTS5 query that cannot fail: every word quoted, the last one as a beginning.

    Unquoted, `c++` and `trade-off` are syntax errors. NUL would end the query early, and half a surrogate pair cannot
    be passed on at all.
    """
    words = whole(wanted).split()
    # A lone sign is no word; it would find nothing and so hide what the other words find.
    words = [word for word in words if any(letter.isalnum() for letter in word)] or words
    quoted = ['"' + word.replace('"', '""') + '"' for word in words]
    return (" ".join(quoted) or '""') + "*"


def places(connection: Connection, wanted: str, numbers: Sequence[int]) -> Mapping[int, Spans]:
    """Return where the words of a query were said in some of the takes that it finds, by their numbers.

    The spans are of the newest transcript (start, one past the end); a take that was found by its question or title
    alone is not among them.
    """
    if not numbers:
        return {}
    # SQLite can only say where by marking it. Nobody has said a mark that is made up this very moment.
    code = secrets.token_hex(8)
    opening, closing = f"\x02{code}\x02", f"\x03{code}\x03"
    asked = (opening, closing, match_expression(wanted), min(numbers), max(numbers), json.dumps(list(numbers)))
    marked = connection.exec_driver_sql(_MARK, asked)
    return {number: spans for number, text in marked if (spans := _spans(text, opening, closing))}


def _spans(marked: str, opening: str, closing: str) -> Spans:
    before, *rest = marked.split(opening)
    position, spans = len(before), []
    for piece in rest:
        hit, _, after = piece.partition(closing)
        spans.append((position, position + len(hit)))
        position += len(hit) + len(after)
    return tuple(spans)
