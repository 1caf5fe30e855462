"""Let a story hold its moment in parts and the categories it leads in, and go into the bin."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns, and turn each moment into its parts, in the stories and in the copies that takes keep."""
    op.add_column("story", sa.Column("leads", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("story", sa.Column("made_at", sa.String(32), nullable=False, server_default=""))
    op.add_column("story", sa.Column("binned_at", sa.String(32)))
    # What is known of when a story was made is when it was first told.
    op.execute(
        "UPDATE story SET made_at = coalesce((SELECT min(started_at) FROM attempt WHERE story_id = story.id),"
        " strftime('%Y-%m-%dT%H:%M:%f000+00:00', 'now'))"
    )
    op.execute(f"UPDATE story SET moment = {_parted('moment')}")
    told = "json_extract(story, '$.moment')"
    op.execute(f"UPDATE attempt SET story = json_set(story, '$.moment', {_parted(told)}) WHERE story IS NOT NULL")


def _parted(text: str) -> str:
    """Put what was one text under the part it is most like, the thing that is remembered."""
    return f"CASE WHEN {text} = '' THEN json('{{}}') ELSE json_object('object', {text}) END"
