"""What lists sort, filter and count by, and what trends draw, copied to where they find it.

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


_TREND = """
INSERT OR IGNORE INTO trend (number, name, value)
    SELECT attempt.number, measure.name, measure.value FROM attempt
    JOIN report ON report.attempt_id = attempt.id AND report.newest = 1
    JOIN measure ON measure.transcript_id = report.transcript_id
    WHERE measure.value IS NOT NULL
"""
_IN_ORDER = "ORDER BY attempt.number, measure.place"  # of two measures with one name the first counts


def summarise(connection: Connection, attempt_id: str) -> None:
    """Copy the length, the newest engine and what the newest report says of anchors and measures of one take."""
    connection.exec_driver_sql(f"{_COPY} WHERE id = ?", (attempt_id,))
    this = "number = (SELECT number FROM attempt WHERE id = ?)"
    connection.exec_driver_sql(f"DELETE FROM trend WHERE {this}", (attempt_id,))
    connection.exec_driver_sql(f"{_TREND} AND attempt.id = ? {_IN_ORDER}", (attempt_id,))


def summarise_all(connection: Connection) -> None:
    """Do so for all takes."""
    connection.exec_driver_sql(_COPY)
    connection.exec_driver_sql("DELETE FROM trend")
    connection.exec_driver_sql(f"{_TREND} {_IN_ORDER}")
