"""What lists sort, filter and count by, copied from elsewhere into the row of the take itself.

A list of 10,000 takes looks at one small index then, not at four tables. The copies are made here and nowhere else.
"""

from __future__ import annotations

from sqlalchemy import Connection

_COPY = """
UPDATE attempt SET
    seconds = coalesce((SELECT seconds FROM recording WHERE attempt_id = attempt.id), 0.0),
    engine = coalesce((SELECT engine FROM transcript WHERE attempt_id = attempt.id AND newest = 1), ''),
    anchors = coalesce((SELECT json_group_array(json_array(name, state)) FROM finding
        WHERE part = 'anchor' AND transcript_id =
            (SELECT transcript_id FROM report WHERE attempt_id = attempt.id AND newest = 1)), '[]')
"""


def summarise(connection: Connection, attempt_id: str) -> None:
    """Copy the length, the newest engine and what the newest report says of the anchors into the row of a take."""
    connection.exec_driver_sql(f"{_COPY} WHERE id = ?", (attempt_id,))


def summarise_all(connection: Connection) -> None:
    """Do so for all takes."""
    connection.exec_driver_sql(_COPY)
