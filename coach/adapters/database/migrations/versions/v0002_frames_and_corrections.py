"""Keep what was noted of the sound with its transcript, and the report as it was before a person corrected it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns that are empty for all that is there; SQLite adds those in place."""
    op.add_column("transcript", sa.Column("frames_hop", sa.Float()))
    op.add_column("transcript", sa.Column("frames_filler", sa.LargeBinary()))
    op.add_column("transcript", sa.Column("frames_voice", sa.LargeBinary()))
    op.add_column("report", sa.Column("as_made", sa.Text()))
