"""Find takes by what was said, asked or named.

The index is kept by hand and not by triggers: a migration that rebuilds a table would drop them silently.
"""

from __future__ import annotations

from sqlalchemy import Connection, Integer, Select, column, literal_column, select, table

_WHAT = (
    "INSERT INTO search (rowid, text, question, title) "
    "SELECT attempt.number, coalesce(transcript.text, ''), attempt.question_text, attempt.title FROM attempt "
    "LEFT JOIN transcript ON transcript.attempt_id = attempt.id AND transcript.newest = 1"
)


def index_attempt(connection: Connection, attempt_id: str) -> None:
    """Write what one take can be found by, from its newest transcript, question and title."""
    forget_attempt(connection, attempt_id)
    connection.exec_driver_sql(f"{_WHAT} WHERE attempt.id = ?", (attempt_id,))


def forget_attempt(connection: Connection, attempt_id: str) -> None:
    """Take one take out of the search, before its row goes."""
    connection.exec_driver_sql(
        "DELETE FROM search WHERE rowid = (SELECT number FROM attempt WHERE id = ?)", (attempt_id,)
    )


def index_all(connection: Connection) -> None:
    """Write the whole search anew."""
    connection.exec_driver_sql("DELETE FROM search")
    connection.exec_driver_sql(_WHAT)


def found(wanted: str) -> Select[int]:
    """Select the numbers of the takes that hold every word of a query."""
    match = column("search").op("MATCH")(match_expression(wanted))
    return select(literal_column("rowid", Integer)).select_from(table("search")).where(match)


def match_expression(wanted: str) -> str:
    """Turn what a person typed into an FTS5 query that cannot fail: every word quoted, the last one as a beginning.

    Unquoted, `c++` and `trade-off` are syntax errors. NUL would end the query early, and half a surrogate pair cannot
    be passed on at all.
    """
    clean = wanted.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
    words = clean.split()
    # A lone sign is no word; it would find nothing and so hide what the other words find.
    words = [word for word in words if any(letter.isalnum() for letter in word)] or words
    quoted = ['"' + word.replace('"', '""') + '"' for word in words]
    return (" ".join(quoted) or '""') + "*"
