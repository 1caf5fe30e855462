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
