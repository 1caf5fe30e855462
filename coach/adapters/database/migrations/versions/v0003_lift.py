"""Keep how far the sound stands out of its room with its transcript: it is found while the take is recorded."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column that is empty for all that is there; SQLite adds it in place."""
    op.add_column("transcript", sa.Column("frames_lift", sa.LargeBinary()))
