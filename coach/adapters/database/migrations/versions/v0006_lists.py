"""Keep how an answer felt, and with each take what lists of many takes sort, filter and count by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from coach.practice.history import sort_key

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns, fill them from the tables that they are copies of, and build the indices anew around them."""
    for name in ("feeling", "engine"):
        op.add_column("attempt", sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.add_column("attempt", sa.Column("seconds", sa.Float(), nullable=False, server_default="0"))
    op.add_column("attempt", sa.Column("sort_key", sa.Text(), nullable=False, server_default=""))
    op.add_column("attempt", sa.Column("anchors", sa.Text(), nullable=False, server_default="[]"))
    _fill()
    for index in ("attempt_listed", "attempt_category", "attempt_question"):
        op.drop_index(index, "attempt")
    filtered = ("category", "question_key", "story_id", "engine", "starred", "seconds")
    op.create_index("attempt_listed", "attempt", ["binned_at", "started_at", *filtered])
    op.create_index("attempt_question", "attempt", ["binned_at", "question_key", "started_at"])
    op.create_index("attempt_anchors", "attempt", ["binned_at", "category", "anchors"])
    _trend()
    _index_beginnings()


def _fill() -> None:
    op.execute(
        "UPDATE attempt SET seconds = coalesce((SELECT seconds FROM recording WHERE attempt_id = attempt.id), 0)"
    )
    op.execute(
        "UPDATE attempt SET engine = coalesce((SELECT engine FROM transcript"
        " WHERE attempt_id = attempt.id AND newest = 1), '')"
    )
    op.execute(
        "UPDATE attempt SET anchors = coalesce((SELECT json_group_array(json_array(name, state)) FROM finding"
        " WHERE part = 'anchor' AND transcript_id ="
        " (SELECT transcript_id FROM report WHERE attempt_id = attempt.id AND newest = 1)), '[]')"
    )
    connection = op.get_bind()
    named = connection.exec_driver_sql("SELECT coalesce(nullif(title, ''), question_text), number FROM attempt").all()
    keys = [(sort_key(text), number) for text, number in named]
    if keys:
        connection.exec_driver_sql("UPDATE attempt SET sort_key = ? WHERE number = ?", keys)


def _trend() -> None:
    op.drop_index("measure_trend", "measure")
    of_take = sa.ForeignKey("attempt.number", ondelete="CASCADE")
    op.create_table(
        "trend",
        sa.Column("number", sa.Integer(), of_take, nullable=False, primary_key=True),
        sa.Column("name", sa.String(), nullable=False, primary_key=True),
        sa.Column("value", sa.Float(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("trend_measure", "trend", ["name", "number", "value"])
    op.execute(
        "INSERT OR IGNORE INTO trend (number, name, value) SELECT attempt.number, measure.name, measure.value"
        " FROM attempt JOIN report ON report.attempt_id = attempt.id AND report.newest = 1"
        " JOIN measure ON measure.transcript_id = report.transcript_id"
        " WHERE measure.value IS NOT NULL ORDER BY attempt.number, measure.place"
    )


def _index_beginnings() -> None:
    """Make the search anew with an index of the first letters: what is being typed is short, and in every take."""
    connection = op.get_bind()
    found = connection.exec_driver_sql("SELECT rowid, text, question, title FROM search").all()
    op.execute("DROP TABLE search")
    op.execute(
        "CREATE VIRTUAL TABLE search USING fts5"
        """(text, question, title, prefix = '1 2', tokenize = "unicode61 remove_diacritics 2 tokenchars '+#'")"""
    )
    # A NUL is a space from now on: SQLite's highlight() ends at one.
    rows = [(row[0], *((text or "").replace("\0", " ") for text in row[1:])) for row in found]
    if rows:
        connection.exec_driver_sql("INSERT INTO search (rowid, text, question, title) VALUES (?, ?, ?, ?)", rows)
